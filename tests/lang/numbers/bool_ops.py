def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__ + ":", e)
t, f = True, False
for g in (lambda: t & f, lambda: t | f, lambda: t ^ t, lambda: t & 1, lambda: 1 | f, lambda: t ^ 3, lambda: t + t, lambda: -t, lambda: +t, lambda: abs(t), lambda: t * 5, lambda: t / 2, lambda: t // 2, lambda: t ** 2,
          lambda: t << 3, lambda: t & 1.5, lambda: t == 1, lambda: t is (1 == 1), lambda: t < 2, lambda: hash(t), lambda: str(t), lambda: f"{t} {t:d} {t:5} {t!r:>6}", lambda: bool(), lambda: bool([]), lambda: bool("0"),
          lambda: bool(1, 2), lambda: bool(x=1), lambda: [10, 20][t], lambda: int(t), lambda: float(t), lambda: complex(t), lambda: t.real, lambda: t.numerator, lambda: t.conjugate(), lambda: isinstance(t, int), lambda: issubclass(bool, int),
          lambda: bool.__mro__, lambda: t.__and__(f), lambda: t.__and__(1.5), lambda: type("X", (bool,), {}), lambda: {True: "a", 1: "b", 1.0: "c"}, lambda: sum([t, t, f]), lambda: t.bit_length(), lambda: not t, lambda: t.__bool__(), lambda: round(t), lambda: divmod(t, 1)):
    show(g)
class B:
    def __bool__(self): return 1
class L:
    def __len__(self): return -1
show(lambda: bool(B()))
show(lambda: bool(L()))
