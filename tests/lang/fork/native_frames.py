"""os.fork below native functions: the child goes on through those that hand a value on, and may end below all others."""
# leaks: a child that ends by sys.exit goes on in the check
import contextvars
import functools
import os
import sys


def status(pid):
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def both(name, pid):
    """The child ends here; what it has come back through did what it does."""
    sys.stdout.flush()
    if pid == 0:
        os._exit(7)
    print(name, status(pid))


def plain(*args, **kwargs):
    return os.fork()


class Made:
    def __init__(self, *args, **kwargs):
        self.pid = os.fork()
        self.captured = lambda: self

    def __call__(self, *args, **kwargs):
        return os.fork()

    def method(self, *args):
        return os.fork()

    def __iter__(self):
        return self

    def __next__(self):
        if self.pid is None:
            raise StopIteration
        self.pid, pid = None, os.fork()
        return pid


namespace = {}
exec("import os\npid = os.fork()", namespace)
both("exec", namespace["pid"])
both("eval", eval("plain(1)"))
for _ in range(3):
    made = Made(1)
    both("class", made.pid)
both("class, keywords", Made(*(1, 2), **{"a": 3}).pid)
print(made.captured() is made)
both("instance", made(1))
both("instance, keywords", made(*[1], a=2))
both("bound method", functools.partial(made.method, 1)(2))
both("partial", functools.partial(functools.partial(plain, 1), a=2)(3, b=4))
variable = contextvars.ContextVar("variable", default=0)


def inside():
    variable.set(1)
    return os.fork()


both("context", contextvars.copy_context().run(inside))
print(variable.get())


def generator():
    pid = os.fork()
    got = yield pid
    print("got", got)
    yield os.fork()


for pid in generator():
    both("for", pid)
g = generator()
both("next", next(g))
both("send", g.send(1))
print(next(g, "default"))
made.pid = 1
for pid in made:
    both("__next__", pid)


async def coroutine():
    return os.fork()


try:
    coroutine().send(None)
except StopIteration as stop:
    both("coroutine", stop.value)


# An exception goes on through the native function.
def key(x):
    if x == 1 and os.fork() == 0:
        raise ZeroDivisionError
    return x


sys.stdout.flush()
try:
    print(sorted([2, 1, 3], key=key))
except ZeroDivisionError:
    os._exit(8)
print(os.waitstatus_to_exitcode(os.wait()[1]))


def leave(x):
    if x == 1 and os.fork() == 0:
        sys.exit(9)
    return x


sys.stdout.flush()
print(list(map(leave, [1, 2])), os.waitstatus_to_exitcode(os.wait()[1]))
