# Numbers that are equal have equal hashes, whatever their types.
from fractions import Fraction
for n in (0, 1, -1, -2, 2**61 - 2, 2**61 - 1, 2**61, -(2**61 - 1), 2**64, 10**30, -10**30, 2**200):
    print(n, hash(n), hash(n) == hash(float(n)) or float(n) != n, hash(complex(n)) == hash(float(n)))
for x in (0.5, -0.5, 1.5, 0.1, 1e-300, 5e-324, 1e300, 1.7976931348623157e308, float("inf"), float("-inf"), -0.0, 3.0, 2.0**60, 2.0**61, 2.0**100):
    print(x, hash(x))
for z in (1j, -1j, 1 + 1j, 0.5 - 2j, complex(0, -0.0)):
    print(z, hash(z))
print(hash(Fraction(1, 2)) == hash(0.5), hash(Fraction(10**20, 1)) == hash(10**20), hash(Fraction(1, 3)))
print({1: "int", 1.0: "float", True: "bool", 1 + 0j: "complex", 2**70: "big"}[2.0**70])
