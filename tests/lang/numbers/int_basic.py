# Operators of small ints, their overflow into big ones and back.
edges = [0, 1, -1, 2, 7, -7, 2**15, 2**31 - 1, 2**31, -2**31, 2**32, 2**46, 2**47 - 1, 2**47, -2**47, -2**47 - 1, 2**48, 2**53, 2**63 - 1, 2**63, -2**63, 2**64, 2**100]
for a in edges:
    print(a, -a, +a, ~a, abs(a), bool(a), hash(a), a.bit_length(), a.bit_count())
for a in edges:
    row = []
    for b in edges:
        row += [a + b, a - b, a * b, a & b, a | b, a ^ b, a < b, a <= b, a == b]
        if b:
            row += [a // b, a % b, divmod(a, b) == (a // b, a % b)]
    print(hash(tuple(row)), row[-3:])
for a in edges:
    print([a << n for n in (0, 1, 15, 16, 17, 31, 32, 48, 64, 100)][-1], [a >> n for n in (0, 1, 15, 16, 31, 32, 47, 48, 64, 100, 1000)])
x = 1
for i in range(1, 60):
    x *= i
print(x)
for i in range(59, 0, -1):
    x //= i
print(x)
