from math import copysign, inf, nan
xs = [0.0, -0.0, 1.0, -1.0, 2.5, -2.5, 7.0, 0.1, 1e300, -1e300, 1e-300, 5e-324, inf, -inf, nan]
def show(f, *args):
    try:
        r = f(*args)
    except (ZeroDivisionError, OverflowError) as e:
        return type(e).__name__
    return tuple(map(repr, r)) if isinstance(r, tuple) else repr(r)
for x in xs:
    for y in xs:
        print(x, y, *[show(f, x, y) for f in (lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a * b, lambda a, b: a / b, lambda a, b: a // b, lambda a, b: a % b, divmod, lambda a, b: a < b, lambda a, b: a == b, lambda a, b: a >= b)])
for x in (0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 2.0, -2.0, 3.0, -3.0, inf, -inf, nan):
    print(x, [show(pow, x, y) for y in (0, 1, 2, 3, -1, -2, 0.0, 2.0, 3.0, -3.0, inf, -inf, nan)])
print(2.0**0.5, 10.0**-3, 1.5**100, (-2.0)**3, (-2.0)**-3, 2**0.5)
# Mixed comparisons are exact.
big = 2**53
print(float(big) == big + 1, float(big) < big + 1, 1e300 > 10**299, 1e308 < 10**400, -1e308 > -10**400, inf > 10**1000, nan == 10**1000, 0.5 < 1, 2.5 == 2, 1e16 == 10**16, 2.0**70 == 2**70, 2.0**70 < 2**70 + 1)
print(7 // 2.0, 7.5 // 2, -7.5 // 2, -7.5 % 2, 7.5 % -2, divmod(-7.5, 2), 5 % inf, -5 % inf, 5 % -inf, 1e20 // 3, 0.3 // 0.1, 0.3 % 0.1)
print(3.7.__trunc__(), (-3.7).__floor__(), 3.2.__ceil__(), int(1e22), (2.5).is_integer(), (2.0).is_integer(), inf.is_integer())
print((0.75).as_integer_ratio(), (-1e300).as_integer_ratio()[1], (5e-324).as_integer_ratio()[0], (0.0).as_integer_ratio(), (0.1).as_integer_ratio())
for f in (inf.as_integer_ratio, nan.as_integer_ratio, lambda: round(inf), lambda: round(nan), lambda: int(nan), lambda: 1e308**2, lambda: 1.5 & 1, lambda: 1.5 << 2):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
