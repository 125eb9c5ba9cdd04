# Exactness between int, float, bool, Fraction and Decimal.
from fractions import Fraction
from decimal import Decimal, getcontext
print(2**53 == float(2**53), 2**53 + 1 == float(2**53), 10**400 > 1e308, hash(1) == hash(1.0) == hash(True) == hash(Fraction(1)) == hash(Decimal(1)), 0.1 + 0.2, 1e16 + 1, 3 / 2, 7 // -2, -7 % 3, 7.5 // 2, -7.5 % 2, divmod(-7, 2))
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234, -2), int(-3.9), int("  12_3 "), int("ff", 16), float("1e5"), float(" inf "), (0.1).as_integer_ratio(), (0.5).hex(), float.fromhex("0x1p-2"))
print(Fraction(1, 3) + Fraction(1, 6), Fraction("0.125"), Fraction(0.1).limit_denominator(100), Fraction(7, 2) // 1, float(Fraction(1, 8)))
getcontext().prec = 10; print(Decimal("1.10") + Decimal("2.2"), Decimal(1) / 3, Decimal("1e3").normalize(), Decimal("2.675").quantize(Decimal("0.01")), Decimal(2).sqrt())
for bad in ["1 / 0", "1 % 0", "0.0 ** -1", "int('x')", "float('y')", "int(float('nan'))", "2 ** 'a'", "10**400 * 1.0", "1 << -1", "Fraction(1, 0)"]:
    try: eval(bad)
    except Exception as e: print(bad, type(e).__name__)
