# Constructor, methods, subclasses.
class I(int):
    pass
class WithIndex:
    def __index__(self): return 7
class WithInt:
    def __int__(self): return 8
class Bad:
    def __int__(self): return "x"
def show(f):
    try:
        r = f()
        print(type(r).__name__, r)
    except Exception as e:
        print(type(e).__name__ + ":", e)
for f in (lambda: int(), lambda: int(3.99), lambda: int(-3.99), lambda: int(True), lambda: int(I(5)), lambda: int(WithIndex()), lambda: int(WithInt()), lambda: int(Bad()),
          lambda: int([]), lambda: int(1.5, 10), lambda: int(base=10), lambda: int("5", x=1), lambda: int(1, 2, 3), lambda: int(float("nan")), lambda: int(float("-inf")), lambda: int(1e30),
          lambda: I(5) + 1, lambda: -I(5), lambda: I(2**70), lambda: I("77"), lambda: I(5).real, lambda: I(5).numerator, lambda: (5).denominator, lambda: (5).imag, lambda: I(5).conjugate(),
          lambda: (5).__round__(), lambda: round(15, -1), lambda: round(25, -1), lambda: round(-15, -1), lambda: round(1234567, -3), lambda: round(10**40 + 5 * 10**19, -20),
          lambda: (5).as_integer_ratio(), lambda: (5).is_integer(), lambda: (5).__getnewargs__(), lambda: (0).bit_length(), lambda: (-2**100).bit_length(), lambda: (255).bit_count(),
          lambda: 1 << -1, lambda: 1 >> -1, lambda: 1 << 2**70, lambda: 0 << 2**70, lambda: 1 >> 2**70, lambda: -1 >> 2**70,
          lambda: 2**-1, lambda: (-2)**-3, lambda: pow(2, 10, 1000), lambda: pow(3, -1, 7), lambda: pow(2, -1, 4), lambda: pow(2, 3, 0), lambda: pow(-3, 3, 7), lambda: pow(3, 3, -7), lambda: pow(5, 0, 1), lambda: 0**0,
          lambda: "a" + 1, lambda: 1 + "a", lambda: 1 < "a", lambda: 1 == "a", lambda: (1).__add__("a"), lambda: (1).__lt__(1.5), lambda: (3).__rsub__(10), lambda: (3).__rpow__(2), lambda: divmod(7, "a"), lambda: 7 & 1.5,
          lambda: 10**400 / 10**399, lambda: 1 / 3, lambda: -7 / 2, lambda: 2**1100 / 3, lambda: 2**1100 / 2**90, lambda: 1 / 2**1074, lambda: 1 / 2**1076, lambda: (2**53 + 1) / 1, lambda: (2**54 + 2) / 2**2, lambda: 3 / 2**1075, lambda: float(2**1024), lambda: float(2**1023), lambda: float(2**63 + 2**10 + 1)):
    show(f)
i = I(7)
i.attribute = "kept"
print(i.attribute, i == 7, hash(i) == hash(7), {i: 1}[7], [10, 20, 30][I(1)], i.__dict__, isinstance(i, int))
print(5 .__sizeof__() > 0, int.__name__, int.__mro__, (5).__format__(""), I(5).__format__("03d"))
