# Long multiplication (also Karatsuba's) and division, checked by identities and by a checksum that CPython recorded.
state = 12345
def rnd(bits):
    global state
    n = 0
    for _ in range((bits + 30) // 31):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        n = n << 31 | state
    return n >> (((bits + 30) // 31) * 31 - bits)
total = 0
for bits in (50, 64, 100, 500, 1000, 1290, 1400, 2600, 5000, 9000, 20000):
    for other in (20, 64, 900, 1300, 4000, 20000):
        a, b = rnd(bits) | 1, rnd(other) | 1
        p = a * b
        assert p // a == b and p % a == 0 and p // b == a
        q, r = divmod(a, b)
        assert q * b + r == a and 0 <= r < b
        q, r = divmod(-a, b)
        assert q * b + r == -a and 0 <= r < b
        q, r = divmod(a, -b)
        assert q * -b + r == a and -b < r <= 0
        assert (a + b) * (a - b) == a * a - b * b
        assert (a << 77) >> 77 == a and (-a << 77) >> 77 == -a
        assert (a & b) + (a | b) == a + b and (a ^ b) == (a | b) - (a & b)
        assert (-a & b) + (-a | b) == b - a and (-a ^ -b) == (-a | -b) - (-a & -b)
        total = (total * 31 + p + q) % (2**127 - 1)
    print(bits, total)
# The carries of limbs that are all ones.
for n in (1, 2, 3, 40, 41, 80, 81, 100):
    m = 2**(32 * n) - 1
    assert m * m == 2**(64 * n) - 2**(32 * n + 1) + 1
    assert m + 1 == 1 << 32 * n and -m - 1 == -1 << 32 * n
    assert (2**(64 * n) - 1) // m == m + 2
    print(n, hash(m * m), hash(-m))
print(3**200 % 7**50, pow(3, 12345, 7**50), pow(3, -1, 7**50) * 3 % 7**50)
