# Order, conditions, scopes of comprehensions.
print([(x, y) for x in range(3) for y in range(x) if (x + y) % 2])
print([[c for c in row if c] for row in [[1, 0], [0, 2]]], {k: v for k, v in zip("abc", range(3)) if v}, {x % 3 for x in range(9)})
x = "outer"
print([x for x in range(2)], x)
print([f() for f in [lambda i=i: i for i in range(3)]], [a + b for a, b in [(1, 2), (3, 4)]], [*(i for i in "ab")])
def f(n): return [[(lambda: (n, i, j))() for j in range(n)] for i in range(n)]
print(f(2))
def boom():
    print("outermost evaluated now"); return [1]
g = (1 / 0 for _ in boom())
try: next(g)
except ZeroDivisionError: print("body evaluated late")
print([y for x in [1, 2] for y in [x * 10]], [x if x else "z" for x in (0, 1)], sum(i for i in range(5)))
class C: vals = [1, 2]; dbl = [v * 2 for v in vals]
print(C.dbl, hasattr(C, "v"))
