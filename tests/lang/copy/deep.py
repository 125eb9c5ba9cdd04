# copy, deepcopy, their hooks, and pickle of the same objects.
import copy, pickle
a = [1, [2, 3], {"k": (4, [5])}]; b = copy.copy(a); c = copy.deepcopy(a); a[1].append(9); print(b[1], c[1], c[2]["k"][1] is a[2]["k"][1])
l = [1]; l.append(l); m = copy.deepcopy(l); print(m[1] is m, m is not l); t = (1, "x"); print(copy.deepcopy(t) is t)
class C:
    def __init__(self, v): self.v = v
    def __copy__(self): return C("copied")
    def __deepcopy__(self, memo): return C("deep")
print(copy.copy(C(1)).v, copy.deepcopy([C(1)])[0].v)
class D:
    def __init__(self): self.x = 1; self.y = [2]
    def __getstate__(self): return {"x": self.x}
    def __setstate__(self, s): self.__dict__.update(s); self.z = "set"
d = copy.copy(D()); print(sorted(vars(d).items())); p = pickle.loads(pickle.dumps(D())); print(sorted(vars(p).items()))
data = [1, -5, 2**70, 1.5, "é", b"b", None, True, (1,), {1: 2}, {3}, frozenset([4]), range(3), 1j, bytearray(b"q"), int, len]
for proto in range(pickle.HIGHEST_PROTOCOL + 1): print(proto, pickle.loads(pickle.dumps(data, proto)) == data)
try: pickle.dumps(lambda: 0)
except Exception as e: print("not picklable")
print(copy.replace(type("N", (), {"__replace__": lambda s, **k: k})(), a=1))
