# f_locals of functions writes through (PEP 667); locals() is a copy; classes and modules have the real namespace.
import sys


def make():
    x = 1
    y = [2]
    return sys._getframe()


frame = make()
p = frame.f_locals
print(type(p).__name__, p, len(p), list(p), list(reversed(p)), p.keys(), p.values(), p.items())
for text in ("p['z']", "p[[]]", "p.get('x')", "p.get('n')", "p.get('n', 5)", "p.setdefault('q', 5)", "p.update({'w': 1})", "p.update(1)", "p | {'a': 1}",
             "{'a': 1} | p", "p == frame.f_locals", "p == make().f_locals", "p < p", "p == {'x': 1, 'y': [2], 'q': 5, 'w': 1}", "p.copy()", "'x' in p", "5 in p",
             "hash(p)", "type(p)()", "type(p)(1)", "dict(p)", "p.clear()", "type(p)(frame)['x']"):
    try:
        print(text, "->", eval(text))
    except Exception as e:
        print(text, type(e).__name__, e)
p["x"] = 10
p[1] = "one"
print(p, frame.f_locals["x"])
frame.clear()
print(p)


def through():
    def inner():
        return c
    a, c = 1, 1
    view = sys._getframe().f_locals
    view["a"] = 10
    view["c"] = 20
    view["new"] = 30
    print(a, c, inner(), locals()["new"], sorted(k for k in view))
    del a
    print("a" in view)
    view["a"] = 5
    print(a, view is sys._getframe().f_locals, view == sys._getframe().f_locals)
    snapshot = locals()
    snapshot["a"] = 6
    print(a, locals() is locals())
    exec("a = 7; b = 8")
    print(a, "b" in locals(), eval("a"))
    view |= {"a": 9}
    print(a)


through()


def outer():
    v = 1

    def inner():
        view = sys._getframe().f_locals
        view["v"] = v + 1
    inner()
    return v


print(outer())


def gen():
    x = 1
    yield
    yield x


g = gen()
next(g)
g.gi_frame.f_locals["x"] = 5
print(next(g), g.gi_frame.f_locals)


class A:
    x = 1
    sys._getframe().f_locals["y"] = 2
    names = [sorted(locals()) for z in (1,)]
    print(sys._getframe().f_locals is locals())


print(A.y, A.names)
print(sys._getframe().f_locals is globals(), [sorted(locals()) for loop in (1,)], [type(sys._getframe().f_locals).__name__ for loop in (1,)])
print([(sys._getframe().f_locals.__setitem__("loop", 9), loop) for loop in (1,)], "loop" in globals())
match p:
    case {}:
        print("mapping")
