# Corners of code generation that a virtual machine can get wrong.
def stack(n):
    return (n, n + 1, [n, *range(n)], {**{"a": n}}, f"{n}{n!r}{n:>3}", n if n else -n, n and 1 or 2)
print(stack(2), stack(0))
def deep(a):
    for i in a:
        for j in a:
            for k in a:
                try:
                    if k == 1: continue
                    if k == 2: break
                    if k == 3: return i, j, k
                finally:
                    pass
            else:
                print("else", i, j)
                continue
            print("broke", i, j)
            break
    return "none"
print(deep([0, 2]), deep([0, 1]), deep([3]))
def lots_of_locals():
    a0=a1=a2=a3=a4=a5=a6=a7=a8=a9=b0=b1=b2=b3=b4=b5=b6=b7=b8=b9=c0=c1=c2=c3=c4=c5=c6=c7=c8=c9=d0=d1=d2=d3=d4=d5=d6=d7=d8=d9=1
    e0=e1=e2=e3=e4=e5=e6=e7=e8=e9=f0=f1=f2=f3=f4=f5=f6=f7=f8=f9=g0=g1=g2=g3=g4=g5=g6=g7=g8=g9=2
    for zz in (1, 2): last = zz + g9
    del a0
    try: print(a0)
    except UnboundLocalError as e: print(e)
    try: del a0
    except UnboundLocalError as e: print(e)
    if last > 100: never = 1
    try: never
    except UnboundLocalError as e: print(e)
    return last
print(lots_of_locals())
def chain(a, b, c, d): return a < b < c < d, not (a < b < c), (a < b) == (c < d), a == b == c
print(chain(1, 2, 3, 4), chain(4, 3, 2, 1), chain(1, 1, 1, 1))
class R:
    def __init__(self, v): self.v = v
    def __lt__(self, o): print("lt", self.v, o.v); return self.v < o.v
    def __bool__(self): print("bool", self.v); return self.v > 1
    def __eq__(self, o): return NotImplemented
    def __getitem__(self, k): print("get", k); return k
    def __setitem__(self, k, v): print("set", k, v)
    def __delitem__(self, k): print("del", k)
    def __contains__(self, k): return "yes"
    def __iadd__(self, o): print("iadd"); return self
    def __neg__(self): return "neg"
    def __index__(self): return self.v
    def __enter__(self): return self
    def __exit__(self, *a): return 0
r1, r2, r3 = R(1), R(2), R(3)
if r1 < r2 < r3: print("ordered")
if not r1: print("falsy")
while r1 or r2:
    break
x = r1 and r2; y = r1 or r2; print(x is r1, y is r2, not r1, not r2)
print(r1[1:2], r1[1:2:3], r1[1, 2:3], r1[...], r1[:], r1[::2])
r1[1] = 2; r1[1:2] = 3; r1[1:2:3] = 4; del r1[0], r1[1:2]; r1[5] += 1
print(5 in r1, 5 not in r1, r1 == r2, r1 != r2, r1 is r1, r1 is not r2, -r1, [0, 1, 2][r1], "abc"[r1:])
r1 += 1
with R(1) as q, R(2): print(q.v)
print([a for a in [1, 2, 3] if a if a > 1], [(a, b) for a in (1, 2) for b in (a, a + 1) if a != b])
def kw(*args, **kwargs): return args, kwargs
print(kw(*[1], 2, *[3], a=1, **{"b": 2}, c=3, **{}), kw(**{}), kw(*()), kw(1, *"ab", z=1))
def defaults(a, b=[], *c, d={}, e): b.append(a); d[a] = e; return b, d
print(defaults(1, e=2), defaults(2, e=3))
def nested():
    x = 1
    def a():
        def b():
            nonlocal x
            x += 1
            return [x for _ in range(2)], (lambda: x)()
        return b
    return a()(), x
print(nested())
def gen():
    try:
        while True:
            try:
                x = yield
                print("x", x)
            except ValueError as e:
                print("VE", e); yield "caught"
            else:
                print("no exc")
    finally:
        print("bye")
g = gen(); next(g); g.send(1); print(g.throw(ValueError("v"))); next(g); g.close()
def ret_in_with():
    class M:
        def __enter__(self): return 1
        def __exit__(self, *a): print("x", a[0]); return True
    for i in range(3):
        with M() as a:
            with M() as b:
                if i == 0: continue
                if i == 1: raise KeyError
                return i, a, b
print(ret_in_with())
def exc_info():
    import sys
    try: 1 / 0
    except ZeroDivisionError:
        print(sys.exception())
        try: raise KeyError
        except KeyError: print(repr(sys.exception()))
        print(sys.exception())
        try:
            raise
        except ZeroDivisionError as e: print("re", e.__context__)
    print(sys.exception())
exc_info()
def tb_lines():
    import traceback
    try:
        (lambda a:
            a.b
            .c)(
            None)
    except AttributeError: print(traceback.format_exc().replace(__file__ if "__file__" in globals() else "<exec>", "F"))
def star_assign():
    (a, *b), c, *d = [1, 2, 3], 4, 5, 6
    [x, [y, z]] = 1, (2, 3)
    (p) = q = [] ; q.append(1)
    return a, b, c, d, x, y, z, p
print(star_assign())
for a, *b in [(1, 2, 3), "xy"]: print(a, b)
for i in range(2):
    for j in range(2):
        if j: break
    else: print("never")
    if i: continue
    print(i)
print((lambda x, y=lambda: 5: (x, y()))(1), (lambda *, k: k)(k=2), [f() for f in [lambda i=i: i for i in range(3)]])
import os.path as osp, sys as system
from os import path as p2, sep
print(osp is p2, sep)
if (n := 10) > 5 and (m := n * 2): print(n, m)
print({k: v for k, v in zip("ab", [1, 2])} | {"c": 3}, {*"aa"}, {1: 2, **{3: 4}}[3], [*[1], *[2]], (*(), 1))
print(1 if [] else 2 if {} else 3, 0 or None or "z", 1 and 2 and 0, not (1 and 0), "a" "b" f"{1}" "c")
print(0x7fffffffffff + 1, -0x800000000000 - 1, 2**63, -(2**63), 10**20 // 7, 1e308 * 10, 5 // -2, -5 % 3, 5.0 // -2, 2**-1, 7 / 2, 1 << 70 >> 69, ~5, 3 @ R if False else 1)
async def coro():
    async def inner(x): return x * 2
    async with AC() as v:
        r = [await inner(i) async for i in ai(3) if await inner(i)]
    async for q in ai(2):
        try: continue
        finally: r.append(q)
    else: r.append("e")
    return r, v
class AC:
    async def __aenter__(self): return "v"
    async def __aexit__(self, *a): return None
async def ai(n):
    for i in range(n): yield i
try: coro().send(None)
except StopIteration as e: print(e.value)
class Desc:
    def __set_name__(self, o, n): self.n = n
    def __get__(self, i, o): return self.n if i is None else (i.__dict__.get("_" + self.n), self.n)
    def __set__(self, i, v): i.__dict__["_" + self.n] = v
class UD:
    a = Desc(); b = Desc()
    __slots__ = ("__dict__",)
    def __getattr__(self, n): return "ga " + n
u = UD(); u.a = 1; print(u.a, UD.b, u.zzz, u.a)
def loop_else():
    while True:
        try:
            try: raise ValueError
            except ValueError: break
        finally: print("f")
    return 1
print(loop_else())
print(eval("[x for x in y if x in z]", {"y": [1, 2, 3]}, {"z": [2]}) if False else eval("1 + a", {"a": 2}))
exec("def q(a): return a + b\nb = 5\nprint(q(1))", {})
ns = {}
exec("x = [i for i in range(3)]\nclass K:\n  y = x\n  z = [j for j in y]", ns)
print(ns["K"].z, sorted(k for k in ns if not k.startswith("__")))
