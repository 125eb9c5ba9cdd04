from math import inf, nan
for x in (0.0, -0.0, 1.0, -1.5, 0.1, 1e300, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, inf, -inf, nan, 3.5, 1024.0):
    print(x.hex(), x == float.fromhex(x.hex()) or x != x)
for s in ("0x1p0", "1", "0x.8", "  0X1.8P3  ", "-0x1p-1074", "0x1p-1075", "0x1.8p-1075", "0x1.0000000000000000001p-1075", "0x1.fffffffffffff7p1023", "0x1.fffffffffffff8p1023", "0x1p1024", "inf", "-Infinity", "nan", "0x1.00000000000008p0", "0x1.000000000000080001p0", "0x1.00000000000018p0",
          "a.b", "ff", "1p5", "0x", "", "0x1p", "0x1p+", "1.2.3", "0x1 p3", "g", "0x1p99999999999999999999", "0x0p99999999999999999999", "0x1p-99999999999999999999", "0x123456789abcdef123456789abcdef"):
    try:
        print(repr(s), repr(float.fromhex(s)))
    except (ValueError, OverflowError) as e:
        print(repr(s), type(e).__name__ + ":", e)
class F(float):
    pass
print(type(F.fromhex("0x1p1")), float.__getformat__("double"), float.__getformat__("float"))
