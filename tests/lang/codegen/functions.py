# Functions, closures, classes, decorators, annotations, generators.
def deco(n):
    def d(f):
        def w(*a, **k): return (n, f(*a, **k))
        return w
    return d
@deco(1)
@deco(2)
def f(a, b=2, /, c=3, *args, d, e=5, **kw): return a, b, c, args, d, e, kw
print(f(1, d=4), f(1, 2, 3, 4, 5, d=6, z=7), f(*[1, 2], **{"d": 1}), f(1, *[2], 3, d=4, **{"y": 1}))
def counter():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    return inc
c = counter(); c(); print(c(5), counter()())
class Meta(type):
    def __prepare__(name, bases, **kw): return {"from_prepare": kw}
    def __new__(m, name, bases, ns, **kw): return super().__new__(m, name, bases, ns)
    def __init__(c, name, bases, ns, **kw): super().__init__(name, bases, ns)
class A(metaclass=Meta, opt=1):
    """Doc
       string."""
    x: int = 3
    y: "str"
    __private = 4
    def m(self): return self.__private, __class__.__name__
    @classmethod
    def cm(cls): return cls.__name__
    @property
    def p(self): return "p"
class B(A):
    def m(self): return super().m() + ("B",)
    def n(self): self.q = self.r = 1; return [super(B, self).cm() for _ in [0]]
print(B().m(), B().n(), B.cm(), B().p, A.from_prepare, A.__doc__, A.__annotations__, A.__static_attributes__, B.__static_attributes__, A.__firstlineno__, B.__qualname__, B.m.__qualname__)
def annotated(a: int, *b: "x", c: list[int] = None) -> undefined_name: pass
import annotationlib
print(annotationlib.get_annotations(annotated, format=annotationlib.Format.STRING))
try: annotated.__annotations__
except NameError as e: print(e)
def gen[T: (int, str) = int, *Ts = *tuple[int], **P = [int]](x: T, *a: *Ts) -> T: return x
print(gen(1), gen.__type_params__, [t.has_default() for t in gen.__type_params__], gen.__type_params__[0].__constraints__, gen.__type_params__[0].__default__)
class G[T, U: int](dict[T, U]):
    def get2(self, k: T) -> U: return self[k]
print(G(a=1).get2("a"), G.__type_params__, G[int, int], G.__orig_bases__)
type Alias[T] = list[T] | Alias2
type Alias2 = int
print(Alias, Alias.__value__, Alias[int], Alias2.__value__)
def simple():
    x = yield 1
    print("x", x)
    try: y = yield 2
    except ValueError as e: print("caught", e); y = 0
    finally: print("cleanup")
    z = yield from sub()
    return (x, y, z)
def sub():
    r = yield "sub"
    return r
g = simple(); print(next(g), g.send("a"), g.throw(ValueError("v")))
try: g.send("r")
except StopIteration as e: print(e.value)
g = simple(); next(g); next(g); g.close()
class It:
    def __init__(self): self.i = 0
    def __iter__(self): return self
    def __next__(self):
        self.i += 1
        if self.i > 3: raise StopIteration("end")
        return self.i
def d(): return (yield from It())
def dd():
    r = yield from d()
    print("r", r)
print(list(dd()))
def stop():
    yield 1
    raise StopIteration
try: list(stop())
except RuntimeError as e: print(e)
class asyncio: pass
class AM:
    async def __aenter__(self): await asyncio.sleep(0); return "am"
    async def __aexit__(self, *a): await asyncio.sleep(0); print("aexit", a[0]); return True
class AI:
    def __init__(self): self.n = 0
    def __aiter__(self): return self
    async def __anext__(self):
        self.n += 1
        if self.n > 2: raise StopAsyncIteration
        return self.n
async def agen():
    try:
        for i in range(5): yield i
    finally: print("agen closed")
async def amain():
    async with AM() as a, AM(): print(a); raise ValueError
    async for i in AI(): print(i)
    else: print("aelse")
    g = agen()
    print(await anext(g), await g.asend(None))
    await g.aclose()
    try:
        async with AM(): return "value"
    finally: print("done")
def drive(c):
    try:
        while True: c.send(None)
    except StopIteration as e: return e.value
class S:
    def __await__(self): yield
async def sleep0(*a): await S()
asyncio.sleep = sleep0
print(drive(amain()))
print((lambda a, *b, c=1, **d: (a, b, c, d))(1, 2, c=3, e=4), (lambda: (yield))().send(None))
def mut(a=[]): a.append(1); return a
mut(); print(mut(), mut.__defaults__, f.__name__)
def outer():
    x = 1
    class K:
        x = x + 1 if False else 5
        def get(self): return x
        y = [x for _ in range(2)]
    return K.x, K().get(), K.y
try: print(outer())
except Exception as e: print(type(e).__name__, e)
x = 10
class L:
    x = x
    def f(self): return x
    locals()["dyn"] = 3
    exec("w = 9")
print(L.x, L().f(), L.dyn, L.w)
def glob():
    global newg
    newg = 5
    def inner():
        global newg
        newg += 1
    inner()
glob(); print(newg)
print(t"a{x!r:>5}b".strings, t"{x}".interpolations[0].expression, (t"a" t"{x}").values)
def many(a0,a1,a2,a3,a4,a5,a6,a7,a8,a9,a10,a11,a12,a13,a14,a15,a16,a17,a18,a19): return a19
print(many(*range(20)), dict(a=1, **{"b": 2}, c=3), max(*[1, 5], key=lambda v: -v))
try: f(1, **{"d": 1}, **{"d": 2})
except TypeError as e: print(e)
try: f(1, d=1, **{5: 1})
except TypeError as e: print(e)
print([i for i in range(40)][-1], (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, x)[-1])
