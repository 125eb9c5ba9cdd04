# sys.settrace: the events of functions, loops, exceptions, with statements and generators, in CPython's order.
import sys


def show(frame, event, arg):
    if frame.f_code.co_filename != __file__:
        return None
    where = frame.f_lineno - frame.f_code.co_firstlineno
    if event == "exception":
        arg = (arg[0].__name__, str(arg[1]))
    arg = getattr(arg, "__name__", arg)
    events.append((event, frame.f_code.co_name, where, arg))
    return show


def run(f):
    global events
    events = []
    sys.settrace(show)
    try:
        f()
    finally:
        sys.settrace(None)
        print(f.__name__)
        for event in events:
            print("  ", *event)


def straight():
    a = 1
    b = (a +
         2)
    return b


def loops():
    for i in range(2):
        if i:
            continue
        x = i
    else:
        x = 5
    for i in "ab": x += 1
    n = 2
    while n:
        n -= 1
        if n == 0:
            break
    return [i for i in range(2)]


def handled():
    try:
        1 / 0
    except ZeroDivisionError as e:
        x = 1
    finally:
        x = 2
    try:
        try:
            raise KeyError("k")
        finally:
            x = 3
    except LookupError:
        pass
    try:
        x = 4
    except ValueError:
        x = 5
    else:
        x = 6


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        return True

    def __repr__(self):
        return "Manager"


def managed():
    with Manager() as m:
        x = 1
    with Manager():
        raise ValueError("v")
    x = 2


def numbers():
    yield 1
    try:
        yield 2
    finally:
        x = 3
    return 4


def outer():
    got = yield from numbers()
    yield got


def generators():
    for i in outer():
        pass
    g = numbers()
    next(g)
    try:
        g.throw(KeyError("thrown"))
    except KeyError:
        pass
    g = numbers()
    next(g), next(g)
    g.close()
    del g
    return sum(x for x in (1, 2))


class Ends:
    def __iter__(self):
        return None or self

    def __next__(self):
        raise StopIteration(7)

    def __repr__(self):
        return "Ends"


def ended():
    for i in Ends():
        pass


def decorate(f):
    return f


def classes():
    @decorate
    class A(object):
        """Doc."""
        x = 1

        @decorate
        def f(self):
            return 1

    return A().f()


def matches(v=(1, 2)):
    match v:
        case [a]:
            pass
        case [a, b] if a > b:
            pass
        case [a, b]:
            return a if a else \
                b


def leaves():
    inner()


def inner():
    raise RuntimeError("out")


for f in (straight, loops, handled, managed, generators, ended, classes, matches):
    run(f)
try:
    run(leaves)
except RuntimeError as e:
    print(repr(e))
