# partial, reduce, lru_cache, singledispatch, wraps.
import functools
import inspect
p = functools.partial(int, base=2); print(p("101"), p.func, p.keywords, functools.partial(p, base=8)("17"))
print(functools.reduce(lambda a, b: a * b, range(1, 6)), functools.reduce(max, [3, 9, 2], 0))
@functools.lru_cache(maxsize=2)
def sq(n): print("call", n); return n * n
print(sq(1), sq(1), sq(2), sq(3), sq(1)); print(sq.cache_info()); sq.cache_clear(); print(sq.cache_info().currsize)
@functools.cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80))
@functools.singledispatch
def show(x): return "object"
@show.register
def _(x: int): return "int"
@show.register(list)
def _(x): return "list"
print(show(1), show(True), show([]), show("s"), show.dispatch(bool)(1))
def deco(f):
    @functools.wraps(f)
    def w(*a): return f(*a)
    return w
@deco
def named(): "doc"
print(named.__name__, named.__doc__, named.__wrapped__.__name__)
class C:
    def m(self, a, b): return a, b
    h = functools.partialmethod(m, 1)
print(C().h(2), sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))

print(inspect.signature(functools.cmp_to_key(lambda a, b: 0)))
