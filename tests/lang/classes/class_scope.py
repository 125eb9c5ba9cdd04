# Names in a class body: no closure over the class's own names.
x = "global"
class A:
    x = "class"
    def f(self): return x
    items = [x for _ in range(2)]
    first = [y for y in x]
    lam = lambda self: (x, self.x)
    print(x, __qualname__)
    del x
    after = x
print(A().f(), A.items, A.first, A.after)
def outer():
    v = "outer"
    class B:
        w = v
        v = "inner"
        def g(self): return v, __class__.__name__
    return B.w if False else B().g(), B.v
try: print(outer())
except NameError as e: print(type(e).__name__)
class C:
    n = 3
    try: bad = [n for _ in range(1) if n]
    except NameError as e: print(e)
