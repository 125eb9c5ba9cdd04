# bytes and bytearray share their methods.
for kind in (bytes, bytearray):
    b = kind(b"Hello, \xffWorld\n")
    print(b, b.upper(), b.title(), b.swapcase(), b.find(b"o"), b.rfind(111), b.count(b"l"), b.split(b", "), b.splitlines())
    print(b.replace(b"l", b"LL"), b.partition(b","), b.strip(b"H\n"), b.hex(), b.hex(":", 3), b[1], b[-1], b[2:5], b[::-2], type(b[1:]))
    print(b.startswith((b"x", b"He")), b.translate(None, b"lo"), b"o" in b, 255 in b, b.center(20, b"*"), b.isalpha(), kind(b"12").isdigit())
    print(kind(3), kind([1, 2, 3]), kind("é", "utf-8"), kind(range(3)), kind(memoryview(b"xy")), kind.fromhex("00 ff 7F"), b"-".join([b"a", kind(b"b")]))
print(b"abc" < b"abd", b"a" == bytearray(b"a"), hash(b"abc") == hash(bytes(bytearray(b"abc"))), b"x" * 3, b"a" + bytearray(b"b"), bytearray(b"a") + b"b")
print(b"%d %s %5.1f %x %c %r %%" % (1, b"x", 2.5, 255, 65, "é"), bytearray(b"%b") % b"z")
