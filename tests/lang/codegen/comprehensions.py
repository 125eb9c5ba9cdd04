# Inlined comprehensions: scopes, cells, classes, exceptions that leave them.
x = "outer"
print([x for x in range(3)], x)
def f(a):
    fs = [lambda: (a, i) for i in range(3)]
    return [g() for g in fs], {a: b for a, b in zip("ab", (1, 2))}, a
print(f(7))
def g():
    try:
        [1 // (q - 2) for q in range(5)]
    except ZeroDivisionError as e:
        print(e)
    try:
        q
    except UnboundLocalError as e:
        print(e)
    except NameError as e:
        print(type(e).__name__, e)
g()
def h():
    y = 1
    def inner():
        return [y for y in [y, y + 1]], y
    r = [y for y in (5, 6)]
    return r, y, inner()
print(h())
class C:
    z = [1, 2]
    w = [v * 2 for v in z]
    k = {v: [v for v in range(v)] for v in z}
    try:
        bad = [z for _ in range(1)]
    except NameError as e:
        print(e)
    print([__class__ for __class__ in [1]])
print(C.w, C.k, hasattr(C, "v"))
print([(i, j) for i in range(3) if i for j in range(i) if j % 2 == 0])
print({i % 3 for i in range(10)}, sorted({str(i): i for i in range(3)}))
print(list(i for i in (j for j in range(4)) if i & 1), sum(i * i for i in range(10)))
print(any(i > 3 for i in range(5)), all(i for i in [1, 0]), tuple(i for i in "ab"))
print([y for a in [1, 2] for y in [a * 10]], [[k for k in range(j)] for j in range(3)])
def walrus():
    r = [last := i for i in range(4)]
    return r, last
print(walrus())
print([*range(3), *"ab"], (*[1], 2), {*[1, 2], 3}, {**{"a": 1}, "b": 2})
def gen():
    r = yield [i for i in range(2)]
    print("got", r)
    return "done"
g = gen(); print(next(g))
try: g.send("x")
except StopIteration as e: print(e.value)
async def agen():
    for i in range(3): yield i
async def main():
    return [i async for i in agen() if i], {i: i async for i in agen()}, [await one(i) for i in range(2)], [j async for j in (k async for k in agen())]
async def one(i): return i + 1
def run(c):
    try: c.send(None)
    except StopIteration as e: return e.value
print(run(main()))
def loc():
    a = 1
    return [sorted(locals()) for b in [1]]
print(loc())
