t = (1, 2, 3)
print(t, (), (1,), t + (4,), t * 2, t[1], t[-1], t[1:], t[::-1], t[::2])
print(len(t), 2 in t, t.index(3), t.count(1), hash(t) == hash((1, 2, 3)), hash(()), hash((1, 2)), hash((1, (2, 3))))
print(t < (1, 2, 4), t < (1, 2), t == [1, 2, 3], t == (1.0, 2, 3), t != (1,))
print(tuple("ab"), tuple([1]), tuple(()) is (), tuple(t) is t, t[:] is t, t[0:3] is t)
a, *b = t
print(a, b)
for f in (lambda: t[3], lambda: t["a"], lambda: t.index(9), lambda: t + [1], lambda: tuple(5), lambda: hash(([],)), lambda: t < 1, lambda: tuple(a=1)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
class T(tuple):
    def __new__(cls, *a):
        return super().__new__(cls, a)
x = T(1, 2)
x.note = "n"
print(x, x.note, x == (1, 2), type(x[:]), type(x + ()), x.__dict__)
l = []
t = (l,)
l.append(t)
print(t)
try:
    t[0] = 1
except TypeError as e:
    print(e)
