# __slots__ of classes derived from str: the one type of variable size that has room for them.
import configparser, copy, gc, pickle, weakref
class S(str):
    __slots__ = ("a", "b")
class T(S):
    __slots__ = ("c", "__weakref__")
class D(T):
    pass
for cls in S, T, D:
    x = cls("text" * 3)
    print(cls.__name__, x, len(x), x == "texttexttext", hash(x) == hash("texttexttext"), x.upper())
    try: x.a
    except AttributeError as e: print(e)
    x.a, x.b = [1], "b"
    print(x.a, x.b, x + x.b, str(x), [x][0].a)
    del x.a
    try: x.a
    except AttributeError as e: print(e)
    try: x.z = 1
    except AttributeError as e: print(e)
    else: print(x.__dict__)
    if cls is not S:
        x.c = x
        r = weakref.ref(x)
        print(r() is x, x.c.c.c)
        del x; gc.collect()
        print(r())
for i in range(3000):
    y = T("é" * i); y.c = y; y.a = i
    assert y.a == i and y[-1:] == "é"[: i > 0]
for base in int, tuple, bytes, type, bool:
    try: print(type("X", (base,), {"__slots__": ("q",)}))
    except TypeError as e: print(e)
for base in int, tuple, bytes, str, float, list, dict, set, bytearray, complex, frozenset, Exception:
    class E(base): __slots__ = ()
    try:
        class F(base): __slots__ = ("__dict__",)
    except TypeError as e: print(e); continue
    print(base.__name__, hasattr(E(), "__dict__"), hasattr(F(), "__dict__"), end="; ")
print()
class U(str): __slots__ = ("other",)
for bases in (S, U), (S, T), (T, S), (S, str), (U, D):
    try: print([k.__name__ for k in type("M", bases, {}).__mro__])
    except TypeError as e: print(e)
s = S("copied"); s.a = 1; s.b = 2
t = copy.copy(s); print(t, t.a, t.b, type(t) is S)
u = pickle.loads(pickle.dumps(s)); print(u, u.a, u.b, type(u) is S)
c = configparser.ConfigParser()
c.read_string("""
[DEFAULT]
home = /h
[one]
path = %(home)s/x
n = 12
list =
    a
    b
flag = yes
""")
print(c.sections(), dict(c["one"]), c.getint("one", "n"), c.getboolean("one", "flag"), c["one"].get("none", "dflt"))
for bad in "[a]\n[a]\n", "x = 1\n", "[a]\nk=1\nk=2\n", "[a]\n%%%\n":
    try: configparser.ConfigParser().read_string(bad)
    except configparser.Error as e: print(type(e).__name__, e)
import io
out = io.StringIO(); c.write(out); print(out.getvalue())
