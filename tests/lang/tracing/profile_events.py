# sys.setprofile: calls of Python and of native functions.
import sys

out = []


def profiler(frame, event, arg):
    if frame.f_code.co_filename == __file__:
        out.append((event, frame.f_code.co_name, arg.__name__ if event.startswith("c_") else arg))


def run(f):
    out.clear()
    sys.setprofile(profiler)
    try:
        f()
    except Exception:
        pass
    sys.setprofile(None)
    print(f.__name__)
    for each in out:
        print("  ", *each)


def leaf(n):
    return n


class C:
    def __init__(self):
        self.x = leaf(1)


def calls():
    leaf(1)
    leaf(*[2])
    leaf(n=3)
    len("abc")
    "a".upper()
    list.append([], 1)
    max(*(1, 2))
    int("5", base=10)
    sorted([2, 1], key=leaf)
    C()
    [].sort()
    isinstance(1, int)


def fails():
    try:
        int("a")
    except ValueError:
        pass
    try:
        [].pop()
    except IndexError:
        pass
    leaf()


def numbers():
    yield leaf(1)
    yield 2


def generators():
    g = numbers()
    next(g)
    for x in g:
        pass
    sum(numbers())
    [leaf(i) for i in range(2)]


for f in (calls, fails, generators):
    run(f)
print(sys.getprofile())


def bad(frame, event, arg):
    raise RuntimeError("profile")


sys.setprofile(bad)
try:
    leaf(1)
except RuntimeError as e:
    print(repr(e), sys.getprofile())
