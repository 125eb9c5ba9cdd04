# memoryview: items, slices, casts, shapes.
b = bytearray(range(24))
m = memoryview(b)
print(m[3], m[-1], m[2:5].tolist(), m[::-6].tolist(), len(m), m.nbytes, m.format, m.shape, m.strides, m.readonly, m.contiguous, m[::2].contiguous)
m[0] = 255
m[1:4] = b"abc"
print(bytes(m[:6]), m[:4] == b"\xffabc", m.obj is b)
for format in "bBhHiIqQfd":
    c = m.cast(format)
    print(format, c.itemsize, len(c), c.shape, c.tobytes() == bytes(b))
n = m.cast("B", (2, 3, 4))
print(n.tolist(), n.ndim, n.shape, n.strides, n[1, 2, 3], n.c_contiguous, n.f_contiguous)
i = memoryview(bytearray(8)).cast("i")
i[1] = -5
print(i.tolist(), i.tobytes(), hash(memoryview(b"abc")) == hash(b"abc"), memoryview(b"abc").toreadonly().readonly, memoryview(b"ab").hex("-"))
with memoryview(b"abc") as w:
    print(w.tolist())
for test in ("w[0]", "m['x']", "m[99]", "m.cast('x')", "m[0:2].cast('i')", "i.__setitem__(0, 1 << 40)", "i.__setitem__(0, 'x')", "memoryview(b'a').__setitem__(0, 1)", "m.__setitem__(slice(0, 2), b'abc')", "hash(m)"):
    try:
        print(eval(test))
    except Exception as e:
        print(type(e).__name__, e)
