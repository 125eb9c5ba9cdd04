"""os.fork: what a child has of its parent, and how it ends."""
# leaks: a child goes on to the end, which is that of the whole check
import os
import sys


def status(pid):
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def child(function, *args):
    """Runs function(*args) in a child; its status. What it returns is the child's."""
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        try:
            result = function(*args)
            sys.stdout.flush()
        except BaseException as error:
            print("in the child:", repr(error), flush=True)
            os._exit(99)
        os._exit(result or 0)
    return status(pid)


# Ids.
parent = os.getpid()
print(child(lambda: 3 if os.getppid() == parent and os.getpid() != parent else 4))

# Memory is copied, not shared.
data = {"list": [1, 2, 3], "text": "é" * 3}


def change():
    data["list"].append(4)
    print(data)


print(child(change), data)

# Descriptors: all of them, whether inheritable or not, and they stay what they were.
r, w = os.pipe()
inheritable = os.dup(w)
os.set_inheritable(inheritable, True)
with open(__file__, "rb") as f:
    f.read(5)

    def descriptors():
        os.write(w, b"written by the child")
        print(os.get_inheritable(w), os.get_inheritable(inheritable), f.fileno() > 2, f.read(2))

    print(child(descriptors), os.read(r, 100))

# The position of a file is shared, as the open file is.
fd = os.open(__file__, os.O_RDONLY)
print(child(lambda: os.lseek(fd, 7, os.SEEK_SET) and None), os.lseek(fd, 0, os.SEEK_CUR))
os.close(fd)

# What was not flushed is written by both.
for pid in [os.fork()]:
    pass
if pid == 0:
    sys.exit(5)
print("status of sys.exit:", status(pid))

# A child that raises.
sys.stdout.flush()
if (pid := os.fork()) == 0:
    sys.excepthook = lambda kind, error, traceback: print("uncaught:", kind.__name__, error)
    raise ValueError("in the child")
print("status of an exception:", status(pid))


# Locals, closures, handlers and finally blocks of many frames.
def deep(n, to):
    here = n * 2
    try:
        if n:
            return deep(n - 1, to)
        return os.fork()
    except ZeroDivisionError:
        return -1
    finally:
        to.append(here)


trail = []
sys.stdout.flush()
pid = deep(30, trail)
if pid == 0:
    print(len(trail), sum(trail), flush=True)
    os._exit(6)
print(status(pid), len(trail))

# A child of a child.
print(child(lambda: child(lambda: child(lambda: 8) + 1) + 1))

# By a signal.
print(child(lambda: os.kill(os.getpid(), 9)))

# Out of Python's hands.
sys.stdout.flush()
if (pid := os.fork()) == 0:
    os.execv("/bin/sh", ["sh", "-c", "echo from the shell; exit 11"])
print(status(pid))

# Two at once, and what os.wait says.
pids = set()
for code in 21, 22:
    if (pid := os.fork()) == 0:
        os._exit(code)
    pids.add(pid)
ended = dict(os.wait() for _ in pids)
print(set(ended) == pids, sorted(map(os.waitstatus_to_exitcode, ended.values())))
try:
    os.wait()
except ChildProcessError:
    print("no more children")

# Hash values and ids of objects are the same, random numbers are not.
import random

first = random.random()
r2, w2 = os.pipe()
print(child(lambda: 1 if hash("abc") == before and id(data) == address else 2) if (before := hash("abc")) and (address := id(data)) else None)
child(lambda: os.write(w2, repr(random.random()).encode()) and None)
print(float(os.read(r2, 100)) != random.random())

# The child goes on to its end too.
sys.stdout.flush()
if (pid := os.fork()) == 0:
    import atexit

    atexit.register(print, "the child's exit function")
    print("the child goes on")
else:
    print("the parent:", status(pid))
