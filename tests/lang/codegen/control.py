# Loops, exceptions, finally, with: who runs when.
def unused(): pass
def log(*a): print(*a)
def f1(n):
    for i in range(3):
        try:
            if n == 0: continue
            if n == 1: break
            if n == 2: return "ret"
            if n == 3: raise ValueError(n)
        except ValueError as e:
            log("except", e)
            continue
        else:
            log("else")
        finally:
            log("finally", i)
    else:
        log("for else")
    return "end"
for n in range(5): print(f1(n))
def f2():
    try:
        return "try"
    finally:
        print("fin")
print(f2())
class M:
    def __init__(self, n, eat=False): self.n, self.eat = n, eat
    def __enter__(self): print("enter", self.n); return self.n
    def __exit__(self, t, v, tb): print("exit", self.n, t and t.__name__, v); return self.eat
def f4(k):
    for i in range(2):
        with M(1) as a, M(2, True) as (b):
            if k == 0: return a, b
            if k == 1: break
            if k == 2: continue
            if k == 3: raise KeyError("k")
            print("body", a, b)
    return "out"
for k in range(5): print(f4(k))
def f5():
    try:
        try:
            1 / 0
        except ZeroDivisionError as e:
            raise TypeError("t") from e
    except TypeError as e:
        print(repr(e), repr(e.__cause__), repr(e.__context__))
    try:
        try: raise KeyError(1)
        finally: raise IndexError(2)
    except IndexError as e: print(repr(e.__context__))
    try: e
    except NameError as x: print(x)
f5()
def f6():
    i = 0
    while True:
        i += 1
        try:
            try:
                if i == 1: raise ValueError
                if i == 2: raise KeyError
                if i == 3: break
            except ValueError:
                print("V"); continue
            finally:
                print("F", i)
        except KeyError:
            print("K")
    return i
print(f6())
def f7():
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2), ExceptionGroup("h", [KeyError(3), ValueError(4)])])
    except* ValueError as e:
        print("V", e.exceptions, [x for x in e.exceptions])
    except* TypeError:
        print("T")
    except* KeyError as k:
        print("K", k)
    else: print("no")
    finally: print("fin")
f7()
def f8():
    try:
        try:
            raise ExceptionGroup("g", [ValueError(1), OSError(2)])
        except* ValueError as e:
            raise RuntimeError("in handler")
    except ExceptionGroup as e:
        print(e, e.exceptions)
f8()
def f9():
    try:
        try: raise ValueError("naked")
        except* ValueError as e: print(repr(e))
        try: raise OSError("x")
        except* ValueError: pass
    except OSError as e: print("passed", e)
f9()
def f10(x):
    assert x, "msg %s" % x
    return x if x > 1 else -x
try: f10(0)
except AssertionError as e: print(e)
print(f10(1), f10(2))
def f11(a, b, c): return a < b < c, a < b > c, not a < b, a is b is not c, a in [b] or c
print(f11(1, 2, 3), f11(3, 2, 1))
def f12():
    x = 1
    del x
    try: x
    except UnboundLocalError as e: print(e)
    def g():
        nonlocal y
        del y
    y = 1
    g()
    try: y
    except NameError as e: print(e)
f12()
a, (b, *c), d = 1, (2, 3, 4), 5
print(a, b, c, d)
*a, b = "xyz"; print(a, b)
x = [1, 2, 3, 4]; x[1:3] = "ab"; x[::2] = [0, 0]; del x[-1]; print(x)
x += [9]; x[0] += 5; x[0:1] *= 2; print(x)
i = 0
def nxt():
    global i
    i += 1
    return i
z = {}; z[nxt()] = z[nxt()] = nxt(); print(z)
print(f"{nxt()!r:>{nxt()}} {'a':*^5}{{}} {1.5:.2f} {x=}", "%s-%5s-%r" % (1, "b", "c"), "%s" % (1,))
while i < 10:
    i += 3
    if i == 9: break
else: print("else")
print(i)
lst = [3, 1]
match lst:
    case [x, y] if x < y: print("no")
    case [x, *_]: print("yes", x, y)
def m(v):
    match v:
        case 0 | 1: return "small"
        case -1: return "neg"
        case 1.5 | 2+3j: return "num"
        case "a" | "b" as s: return s
        case None | True: return "single"
        case []: return "empty"
        case [1, [a, *b]]: return a, b
        case [*_, 9]: return "ends 9"
        case [x, y, *rest]: return x, y, rest
        case {"k": k, "l": [l, *_], **rest}: return k, l, rest
        case {}: return "map"
        case P(x=0, y=yy): return "P0", yy
        case P(xx, yy): return xx, yy
        case int() | float(): return "number"
        case str(s): return "str " + s
        case P.const: return "?"
        case _: return "other"
class P:
    __match_args__ = ("x", "y")
    const = b"c"
    def __init__(self, x, y): self.x, self.y = x, y
for v in [0, 1, -1, 1.5, 2+3j, "a", "zz", None, True, False, [], [1, [2, 3]], [1, [2]], [5, 9], [1, 2, 3], {"k": 1, "l": [2], "z": 3}, {"q": 1}, P(0, 1), P(2, 3), 77, 7.5, b"c", (1, 2), object]:
    print(m(v), end=" ")
print()
