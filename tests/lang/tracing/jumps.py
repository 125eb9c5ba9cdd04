# Setting f_lineno from a trace function, and what is refused.
import sys
import warnings

warnings.simplefilter("ignore")


def jump(f, start, to, when="line"):
    code = f.__code__
    done = []
    out = []

    def tracer(frame, event, arg):
        if frame.f_code is not code:
            return None
        if not done and event == when and frame.f_lineno - code.co_firstlineno == start:
            done.append(1)
            frame.f_lineno = code.co_firstlineno + to if isinstance(to, int) else to
        return tracer

    sys.settrace(tracer)
    try:
        f(out)
    except Exception as e:
        out.append(f"{type(e).__name__}: {e}")
    sys.settrace(None)
    print(f.__name__, start, to, when, out)


def plain(out):
    out.append(1)
    out.append(2)
    out.append(3)


def loop(out):
    for i in (1, 2):
        out.append(i)
    out.append(3)
    while len(out) < 6:
        out.append(5)
    out.append(6)


def handler(out):
    try:
        out.append(2)
    except ValueError:
        out.append(4)
        out.append(5)
    finally:
        out.append(7)
    out.append(8)


def caught(out):
    try:
        1 / 0
    except ZeroDivisionError as e:
        out.append(4)
        out.append(5)
    out.append(6)


class M:
    def __enter__(self): return self
    def __exit__(self, *a): return False


def managed(out):
    with M():
        out.append(2)
        out.append(3)
    out.append(4)


def unbound(out):
    x = 1
    y = 2
    out.append((x, y))


def comprehended(out):
    out.append(1)
    x = [i for i in range(3)]
    out.append(3)


jump(plain, 1, 3)
jump(plain, 3, 2)
jump(plain, 2, 2)
jump(plain, 2, 99)
jump(plain, 2, -3)
jump(plain, 2, "x")
jump(plain, 1, 3, "return")
jump(plain, 0, 3, "call")
jump(loop, 2, 3)
jump(loop, 3, 2)
jump(loop, 3, 5)
jump(loop, 5, 6)
jump(loop, 6, 1)
jump(handler, 2, 8)
jump(handler, 2, 4)
jump(handler, 8, 2)
jump(handler, 2, 7)
jump(caught, 4, 6)
jump(caught, 4, 2)
jump(caught, 2, 4, "exception")
jump(caught, 6, 4)
jump(managed, 2, 3)
jump(managed, 2, 4)
jump(managed, 4, 2)
jump(unbound, 1, 3)
jump(comprehended, 2, 3)
jump(comprehended, 3, 2)
try:
    sys._getframe().f_lineno = 1
except ValueError as e:
    print(e)
