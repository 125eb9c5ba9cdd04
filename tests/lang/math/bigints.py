# Integers beyond 64 bits.
a, b = 3**200, 7**90
print(a * b % 10**20, a // b, a % b, divmod(-a, b)[1], a & b, (a | b) % 1000003, (a ^ b) % 1000003, -a >> 70, a << 3 == a * 8, a.bit_length(), a.bit_count())
print(pow(a, b, 10**9 + 7), pow(3, -1, 11), str(a)[:10], hex(b)[:10], int(str(a)) == a, int.from_bytes(a.to_bytes(40, "big"), "big") == a, (-5).to_bytes(2, "little", signed=True), a == float(a), -(2**63), 2**63, ~(2**64))
print(sum(10**i for i in range(30)), 100**50 // 99**49, hash(2**61 - 1), hash(2**100), hash(-1), (2**100).__round__(-5), abs(-a) == a)
f = 1
for i in range(1, 60): f *= i
print(f)
