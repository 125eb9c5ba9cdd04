def show(s):
    try:
        print(ascii(s), repr(float(s)))
    except ValueError as e:
        print("ValueError:", e)
for s in ("1", " 1.5 ", "+2.", "-.5", "1e3", "1E-3", "1_0.0_1e1_0", "inf", "-Infinity", "nan", "+NaN", "1e400", "-1e400", "1e-400", "4.9e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "1.7976931348623158e308", "1.7976931348623159e308",
          "9007199254740993", "9007199254740992.999999999999999999999999999999999999", "9007199254740993.0000000000000000000000000000000001", "0." + "0" * 400 + "1", "1" + "0" * 310, "1" * 1000 + "e-990", "0." + "1" * 1000, "٣.٥", "1e0000000000000000000000000000000001", "1e99999999999999999999", "1e-99999999999999999999", "0e99999999999",
          "2.2250738585072011e-308", "2.2250738585072012e-308", "6.103515625e-05", "1.00000000000000011102230246251565404236316680908203125", "1.00000000000000011102230246251565404236316680908203124", "1.00000000000000011102230246251565404236316680908203126",
          "", " ", ".", "e5", "1e", "1e+", "1__0", "_1", "1_", "1_.0", "1._0", "1e_5", "0x10", "1 2", "infinit", "nan1", "--1", "1\0", "½", "1,5"):
    show(s)
print(float(b"1.5"), float(bytearray(b"2.5")), float(True), float(10**20))
for f in (lambda: float([]), lambda: float(None), lambda: float(10**400), lambda: float("1", 2), lambda: float(x=1), lambda: float(1j)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
class F(float):
    pass
class WithFloat:
    def __float__(self): return 1.25
class WithIndex:
    def __index__(self): return 3
class Bad:
    def __float__(self): return 1
print(float(WithFloat()), float(WithIndex()), type(F("1.5")), F(2) + 1, type(F(2) + 1), F(2.5).__repr__(), {F(1.0): 2}[1])
try:
    float(Bad())
except TypeError as e:
    print(e)
f = F(3)
f.x = 1
print(f.x, f == 3, hash(f) == hash(3), f.real, type(f.real))
