big = 2 ** 47
for a, b in ((big - 1, 1), (-big, 1), (big, big), (-big, -1), (7, -3), (-7, 3), (2 ** 31, 2 ** 31), (2 ** 62, 3)):
    print(a + b, a - b, a * b, a // b, a % b, a & b, a | b, a ^ b, a < b, a == b)
print(1 << 47, 1 << 46, -1 << 47, -1 << 48, 1 << 100 >> 99, -5 >> 1, 5 >> 70, -5 >> 70)
for bad in (lambda: 1 / 0, lambda: 1 << -1, lambda: 1 + "", lambda: "" - 1, lambda: 1 < ""):
    try:
        bad()
    except (ZeroDivisionError, ValueError, TypeError) as e:
        print(e)
print(1 + 2.5, 2.5 - 1, 3 * 1.5, 7 / 2, 7 // 2.0, -7 % 2.5, True + True, 1 == 1.0, 1 < 1.5, float("nan") == float("nan"))
