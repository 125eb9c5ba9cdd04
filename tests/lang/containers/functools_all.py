import functools
from functools import partial, reduce, lru_cache, cache, cmp_to_key, cached_property, singledispatch, wraps, total_ordering
def f(*a, **k): return a, k
p = partial(f, 1, x=2)
print(p(3, y=4), p(x=9), p.args, p.keywords, partial(p, 5)(6))
print(repr(partial(print, 1, sep="")))
for g in (lambda: partial(), lambda: partial(5), lambda: reduce(lambda a, b: a, []), lambda: reduce(lambda a, b: a, 5)):
    try:
        g()
    except TypeError as e:
        print(e)
print(reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(lambda a, b: a + b, [], 5), reduce(lambda a, b: a + b, "abc", "_"))
@lru_cache(maxsize=2)
def sq(x):
    print("call", x)
    return x * x
print(sq(1), sq(2), sq(1), sq(3), sq(1), sq(2), sq.cache_info())
sq.cache_clear()
print(sq.cache_info(), sq.cache_parameters(), sq.__name__, sq.__wrapped__(5))
@cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), fib.cache_info())
@lru_cache(typed=True)
def t(x): return type(x).__name__
print(t(1), t(1.0), t(True), t.cache_info().currsize)
class C:
    @lru_cache
    def m(self, x): return x + 1
    @cached_property
    def cp(self):
        print("once")
        return 42
c = C()
print(c.m(1), c.m(1), C.m.cache_info().hits, c.cp, c.cp)
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))
@singledispatch
def sd(x): return "object"
@sd.register
def _(x: int): return "int"
print(sd(1), sd("a"))
@wraps(f)
def w(): pass
print(w.__name__)
@total_ordering
class N:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n
    def __lt__(self, o): return self.n < o.n
print(N(1) <= N(2), N(2) > N(1))
try:
    lru_cache()(lambda x: x)([])
except TypeError as e:
    print(e)
