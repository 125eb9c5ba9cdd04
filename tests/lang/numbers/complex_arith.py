def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__ + ":", e)
zs = [0j, 1j, 1 + 0j, -1j, 1 + 2j, -1.5 - 2.5j, 1e300 + 1e300j]
for a in zs:
    print(repr(a), str(a), -a, +a, a.conjugate(), bool(a), a.real, a.imag, hash(a))
    print([a + b for b in zs], [a * b for b in zs[:6]], [a / b for b in zs[1:]])
for f in (lambda: abs(3 + 4j), lambda: abs(1e308 + 1e308j), lambda: abs(complex("inf+nanj")), lambda: (1 + 2j) ** 2, lambda: (1 + 2j) ** -2, lambda: 2 ** (1 + 1j), lambda: (1 + 2j) ** 0.5, lambda: 0j ** 0, lambda: 0j ** 2, lambda: (1 + 1j) ** 50, lambda: (1e200 + 0j) ** 2,
          lambda: 1j < 2j, lambda: 1j // 2, lambda: 1j % 2, lambda: divmod(1j, 2), lambda: int(1j), lambda: float(1j), lambda: pow(1j, 2, 3), lambda: 1j == 1j, lambda: 1 + 0j == 1, lambda: 1 + 0j == 1.0, lambda: 2**70 + 0j == 2**70, lambda: 1j != 1, lambda: 1j == "a", lambda: 1j + "a",
          lambda: 1 + 2j - 1, lambda: 5 - 1j, lambda: 1 / 1j, lambda: 1j.__add__(1), lambda: 1j.__eq__("a"), lambda: (1j).__complex__(), lambda: 1j.__getnewargs__(), lambda: (-1) ** 0.5, lambda: (-8) ** (1 / 3), lambda: sum([1j, 2, 3.5])):
    show(f)
class C(complex):
    pass
c = C(1, 2)
c.x = 5
print(c, c.x, type(c + 1), c == 1 + 2j, repr(c))
