# math on exact and special arguments.
import math
print(math.factorial(20), math.gcd(12, 18, 27), math.lcm(4, 6), math.comb(10, 3), math.perm(5, 2), math.isqrt(10**20 + 1), math.prod([2, 3, 4]), math.floor(-1.5), math.ceil(-1.5), math.trunc(-1.5))
print(math.sqrt(2), math.hypot(3, 4), math.dist([0, 0], [1, 1]), math.fsum([0.1] * 10), math.copysign(1, -0.0), math.fmod(-7, 3), math.remainder(7, 4), math.modf(-2.5), math.frexp(8.0), math.ldexp(0.5, 4), math.nextafter(1, 2), math.ulp(1.0))
print(math.log(8, 2), math.log2(1 << 70), math.log10(1000), math.log1p(0), math.exp(0), math.pow(2, 0.5), math.isclose(0.1 + 0.2, 0.3), math.isnan(math.nan), math.isinf(-math.inf), math.sumprod([1, 2], [3, 4]), math.degrees(math.pi))
for bad in [lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.exp(1000), lambda: math.factorial(-1), lambda: math.floor(math.inf), lambda: math.sqrt("a"), lambda: math.gcd(1.5), lambda: math.comb(-1, 2)]:
    try: print(bad())
    except (ValueError, OverflowError, TypeError) as e: print(type(e).__name__)
