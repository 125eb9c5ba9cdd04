# Lambdas with every kind of parameter.
add = lambda x, y=10, *rest, k=1, **kw: (x, y, rest, k, kw)
print(add(1), add(1, 2, 3, k=4, z=5))
print([f(3) for f in [lambda x, n=n: x ** n for n in range(4)]])
print([f() for f in [lambda: n for n in range(3)]])
print((lambda: (yield))().__class__.__name__)
print((lambda *a: a)(), add.__name__, add.__qualname__)
print(sorted(["bb", "a", "ccc"], key=lambda s: -len(s)))
