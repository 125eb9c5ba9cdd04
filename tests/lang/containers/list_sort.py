import random
random.seed(1)
for n in (0, 1, 2, 3, 10, 63, 64, 65, 200, 1000, 5000):
    a = [random.randrange(n or 1) for _ in range(n)]
    b = sorted(a)
    assert all(b[i] <= b[i + 1] for i in range(n - 1)), n
    assert sorted(map(float, a)) == b
    assert sorted(map(str, a)) == [str(x) for x in sorted(a, key=str)]
    # stability
    p = sorted(((x % 7, i) for i, x in enumerate(a)), key=lambda t: t[0])
    assert all(p[i][0] < p[i + 1][0] or p[i][1] < p[i + 1][1] for i in range(n - 1))
    p = sorted(((x % 7, i) for i, x in enumerate(a)), key=lambda t: t[0], reverse=True)
    assert all(p[i][0] > p[i + 1][0] or p[i][1] < p[i + 1][1] for i in range(n - 1))
    runs = list(range(n)) + list(range(n // 2)) + list(range(n, 0, -1))
    assert sorted(runs) == sorted(runs[::-1])
print(sorted([3, 1, 2], reverse=True), sorted("hello"), sorted([(2, "b"), (1, "z"), (2, "a")]), sorted([1.5, 1, True, 0]))
print(sorted(["b", "é", "a", "\u4e2d", "aa", ""]))
print(sorted([[2], [1, 2], [1]], key=len))
try:
    sorted([1, "a"])
except TypeError as e:
    print(e)
class C:
    def __init__(self, n): self.n = n
    def __lt__(self, o): return self.n < o.n
    def __repr__(self): return str(self.n)
print(sorted(C(i) for i in (5, 2, 8)))
l = [1, 2, 3]
def key(x):
    l.append(x)
    return x
try:
    l.sort(key=key)
except ValueError as e:
    print(e, l)
def bad(x):
    raise KeyError(x)
try:
    l.sort(key=bad)
except KeyError as e:
    print(repr(e), l)
