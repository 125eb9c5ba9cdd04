# Literals of numbers, and which are refused.
print(0b1010, 0o17, 0xFF, 1_000_000, 1e3, 1_0.5_0, .5, 5., 1j, 2.5e-3j, 0_0)
for bad in ["012", "1__0", "1_", "0b2", "0xg", "1e", "0o8", "1_.5", "1a"]:
    try:
        print(bad, eval(bad))
    except SyntaxError as error:
        print(bad, "SyntaxError")
print(-2 ** 2, (-2) ** 2, 2 ** -1, 2 ** 3 ** 2, -1 // 2, -1 % 3, ~5, 1 - -1, not not 1)
print(7 if 0 else 8 if 1 else 9, 1 or 2 and 3, 1 | 2 ^ 3 & 4 << 1)
