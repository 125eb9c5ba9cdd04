def f(a, b=2, *c, d, e=5, **g) -> int:
    "doc"
    return a, b, c, d, e, g


print(f.__name__, f.__qualname__, f.__doc__, f.__defaults__, f.__kwdefaults__, f.__annotations__, f.__module__, f.__closure__)
f.attr = 1
print(f.__dict__, f.__code__.co_varnames, f.__code__.co_argcount, f.__code__.co_kwonlyargcount)
f.__defaults__ = (9,)
print(f(1, d=4))


def outer():
    x = 1

    def inner():
        return x

    return inner


i = outer()
print(i.__closure__[0].cell_contents, i.__code__.co_freevars, i())
i.__closure__[0].cell_contents = 7
print(i())
for name, value in (("__code__", 1), ("__defaults__", [1]), ("__kwdefaults__", 1), ("__name__", 1), ("__annotations__", 1), ("__type_params__", 1), ("__closure__", 1)):
    try:
        setattr(f, name, value)
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
import types

g = types.FunctionType(f.__code__, globals(), "g", (3,), None, {"d": 1, "e": 2})
print(g(0), g.__name__)
try:
    types.FunctionType(i.__code__, {})
except TypeError as e:
    print(e)


class C:
    def m(self):
        return self


c = C()
print(c.m() is c, c.m.__func__ is C.m, c.m.__self__ is c, c.m == c.m, hash(c.m) == hash(c.m), C.m.__qualname__)
print(f.__code__.replace(co_name="new").co_name, f.__code__ == f.__code__, f.__code__ != i.__code__)
