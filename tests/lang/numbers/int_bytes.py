def show(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
for n in (0, 1, 127, 128, 255, 256, 65535, -1, -128, -129, -256, 2**64, -2**63, -2**63 - 1, 2**100):
    for size in (1, 2, 8, 9, 14):
        for order in ("big", "little"):
            for signed in (False, True):
                try:
                    b = n.to_bytes(size, order, signed=signed)
                    assert int.from_bytes(b, order, signed=signed) == n
                    r = b.hex()
                except OverflowError as e:
                    r = str(e)
                if order == "big":
                    print(n, size, signed, r)
show(lambda: (5).to_bytes())
show(lambda: (5).to_bytes(2, "middle"))
show(lambda: (5).to_bytes(-1))
show(lambda: (5).to_bytes("a"))
show(lambda: int.from_bytes("a"))
show(lambda: int.from_bytes([1, 2, 3]))
show(lambda: int.from_bytes([256]))
show(lambda: int.from_bytes(bytearray(b"\1\2"), "little"))
show(lambda: int.from_bytes(memoryview(b"\1\2")))
show(lambda: int.from_bytes(b"\xff" * 20, signed=True))
show(lambda: int.from_bytes(5))
class I(int):
    pass
print(type(I.from_bytes(b"\x05")), bool.from_bytes(b"\0"), bool.from_bytes(b"\2"))
