import math
def show(f, *args):
    try:
        print(f.__name__, args, f(*args))
    except Exception as e:
        print(f.__name__, args, type(e).__name__ + ":", e)
for n in (0, 1, 5, 20, 21, 50, 171, -1, 2.0):
    show(math.factorial, n)
for args in ((0, 0), (5, 2), (5, 7), (60, 30), (67, 33), (200, 100), (10**20, 3), (10**20, 10**20 - 2), (-1, 2), (5, -2), (5.0, 2), (5,)):
    show(math.comb, *args)
    show(math.perm, *args)
for args in ((), (0,), (4, 6), (-4, 6), (0, 5), (2**100, 6**50), (12, 18, 27), (3**80, 3**50 * 7), (1.5, 2)):
    show(math.gcd, *args)
    show(math.lcm, *args)
for n in (0, 1, 2, 3, 4, 15, 16, 17, 2**52, 2**53 - 1, 10**20 - 1, 10**20, 10**40 + 1, 2**2000 - 1, -1, 2.5):
    show(math.isqrt, n)
for args in (([],), ([1, 2, 3],), ([1.5, 2],), ([10**10] * 5,), (["a", 3],), (5,)):
    show(math.prod, *args)
print(math.prod([2, 3], start=10), math.sumprod([1, 2, 3], [4, 5, 6]), math.sumprod([0.1] * 10, [1] * 10), math.sumprod([2**70, 1.5], [2, 2]))
print(math.fsum([0.1] * 10), math.fsum([1e100, 1.0, -1e100]), math.fsum([1e16, 1, 1e-16]), math.fsum([]), math.hypot(3, 4), math.hypot(), math.hypot(1e200, 1e200), math.hypot(5e-324, 5e-324), math.dist((1, 2, 3), (4, 6, 3)))
print(math.floor(2.7), math.ceil(-2.7), math.trunc(-2.7), math.floor(10**30), math.ceil(1e20), math.frexp(-10.5), math.ldexp(0.5, 10), math.modf(-3.25), math.fmod(-7, 3), math.remainder(7, 4), math.copysign(3, -0.0))
print(math.nextafter(1, 2), math.nextafter(0, -1), math.nextafter(1, 5, steps=10), math.ulp(1.0), math.ulp(1e300), math.fma(0.1, 10, -1), math.isclose(1, 1 + 1e-10), math.isclose(1, 1.1), math.exp2(10), math.log2(2**100), math.log10(10**50), math.log(8, 2), math.sqrt(2))
