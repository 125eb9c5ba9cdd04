# sys: its records, exit with a tuple, getsizeof's default, exceptions of all threads, the recursion limit counts the program's frames.
import sys
import threading

for name in ("flags", "version_info", "float_info"):
    record = getattr(sys, name)
    print(repr(record).split("(")[0], type(record).__name__)
    for args in ((), (range(30),)):
        try:
            type(record)(*args)
        except TypeError as error:
            print(error)
for status in ((42,), (17, 23), 5, None):
    try:
        sys.exit(status)
    except SystemExit as error:
        print(error.code, error.args)


class Sized:
    def __init__(self, size):
        self.size = size

    def __sizeof__(self):
        return self.size()


print(sys.getsizeof(Sized(lambda: None), 5), sys.getsizeof(Sized(lambda: "x"), 6))
try:
    sys.getsizeof(Sized(lambda: 1 / 0), 5)
except ZeroDivisionError as error:
    print(error)


class Name(str):
    pass


print(sys._is_interned(Name("abc")), sys._is_interned("abc"))

handling, leave = threading.Event(), threading.Event()


def handle():
    try:
        raise ValueError("there")
    except ValueError:
        handling.set()
        leave.wait()


thread = threading.Thread(target=handle)
thread.start()
handling.wait()
found = sys._current_exceptions()
print(found[threading.get_ident()], repr(found[thread.ident]), len(found))
leave.set()
thread.join()


def depth():
    count, frame = 0, sys._getframe()
    while frame is not None:
        count, frame = count + 1, frame.f_back
    return count


sys.setrecursionlimit(depth() + 1)
sys.setrecursionlimit(1000)
try:
    sys.setrecursionlimit(depth() - 1)
except RecursionError as error:
    print(error)


def deep(n):
    try:
        return deep(n + 1)
    except RecursionError:
        return n


sys.setrecursionlimit(60)
print(deep(depth()))
