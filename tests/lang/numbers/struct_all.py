import struct
def show(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
values = {"x": (), "c": (b"a",), "b": (-5,), "B": (250,), "?": (True,), "h": (-300,), "H": (60000,), "i": (-70000,), "I": (4000000000,), "l": (-5,), "L": (5,), "q": (-2**40,), "Q": (2**63,), "n": (-1,), "N": (1,), "e": (1.5,), "f": (0.1,), "d": (0.1,), "s": (b"z",), "p": (b"z",), "P": (1234,)}
for c, v in values.items():
    for mode in ("", "@", "=", "<", ">", "!"):
        if c in "nNP" and mode in ("=", "<", ">", "!"):
            continue
        b = struct.pack(mode + c, *v)
        print(mode + c, b.hex(), struct.calcsize(mode + c), struct.unpack(mode + c, b))
for fmt in ("bi", "bq0i", "3s2x?", "4sHhHi", "0s", "10p", "2h3B", "i b", "ci0l"):
    print(fmt, struct.calcsize(fmt), struct.calcsize("=" + fmt))
s = struct.Struct(">Ih")
print(s.size, s.format, s.pack(1, -2), s.unpack(b"\0\0\0\1\xff\xfe"), list(s.iter_unpack(s.pack(1, 2) + s.pack(3, 4))))
b = bytearray(10)
s.pack_into(b, 2, 7, 8)
print(b, s.unpack_from(b, 2), s.unpack_from(memoryview(b)[2:]))
for h in (0.0, -0.0, 65504.0, 65519.9, 5.96e-8, 2.98e-8, 2.99e-8, 1.0009765625, 1.00048828125, float("inf"), float("nan"), 6.1e-5):
    print(h, struct.pack("<e", h).hex(), struct.unpack("<e", struct.pack("<e", h)))
for f in (lambda: struct.pack("i", "a"), lambda: struct.pack("i", 1.5), lambda: struct.pack("b", 200), lambda: struct.pack("B", -1), lambda: struct.pack("<q", 2**63), lambda: struct.pack("c", b"ab"), lambda: struct.pack("s", "a"), lambda: struct.pack("f", "a"), lambda: struct.pack("<f", 1e39), lambda: struct.pack("e", 1e6),
          lambda: struct.pack("ii", 1), lambda: struct.pack("y", 1), lambda: struct.pack("3"), lambda: struct.calcsize("<n"), lambda: struct.unpack("i", b"abc"), lambda: struct.unpack_from("i", b"abcd", 1), lambda: struct.unpack_from("i", b"abcd", -5), lambda: struct.pack_into("i", bytearray(3), 0, 1), lambda: struct.pack_into("i", b"abcd", 0, 1), lambda: list(struct.iter_unpack("i", b"abcdefg"))):
    show(f)
