from array import array
import copy, pickle
def show(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
for code in "bBhHiIlLqQfd":
    a = array(code, [1, 2, 3])
    a.append(4)
    a.extend([5, 6])
    a.insert(0, 0)
    a[1] = 7
    del a[2]
    a[1:3] = array(code, [9])
    print(a, a.itemsize, len(a), a.tolist(), a.tobytes().hex(), a.index(5), a.count(9), 5 in a, a.pop(), a[::-1], a * 2, a + a)
    assert pickle.loads(pickle.dumps(a)) == a == copy.copy(a) == copy.deepcopy(a)
    a.byteswap()
    a.byteswap()
    a.reverse()
    print(a, memoryview(a).format, a == array("d", a.tolist()), a < array(code, [100]))
w = array("w", "héllo")
print(w, w.tounicode(), w[1])
a = array("i", range(10))
a[::2] = array("i", [0] * 5)
print(a, a[2:8:3])
del a[::3]
print(a)
a.frombytes(b"\1\0\0\0")
a.fromlist([5])
a += array("i", [6])
a *= 2
print(a)
for f in (lambda: array("i", "a"), lambda: array("b", [200]), lambda: array("B", [-1]), lambda: array("h", [40000]), lambda: array("I", [-1]), lambda: array("i", [1.5]), lambda: a[100], lambda: array("i").pop(), lambda: array("i", b"abc"), lambda: array("i") + [1], lambda: hash(a), lambda: a.remove(99), lambda: a.index(99), lambda: a["x"], lambda: array("i", [1, 2]).fromlist([1, "a"])):
    show(f)
