"""A forked child that falls off the end of its main module: finalisers and exit functions find everything that CPython's find."""
# leaks: a child goes on to the end, which is that of the whole check
import atexit
import os
import sys


def fork():
    """0 in the child; the parent waits, tells the child's status and goes on."""
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        print("status", os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
    return pid


class Thing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("end of", self.name, os is not None, who, flush=True)


def suspended():
    try:
        yield
    finally:
        print("end of a generator", who, flush=True)


def exits(status):
    local = Thing("a local")
    if not fork():
        global who
        who = f"child that exits with {status}"
        sys.exit(status)


def forks_at_end():
    if not fork():
        print("an exit function goes on in the child", flush=True)


who = "parent"
thing = Thing("a global")
generator = suspended()
next(generator)
exits(5)

if not fork():
    who = "child that falls off"
    cycle = Thing("a cycle")
    cycle.me = cycle
elif not fork():
    who = "child that raises"
    sys.excepthook = lambda kind, *_: print("uncaught:", kind.__name__, flush=True)
    raise ValueError
else:
    atexit.register(print, "the last exit function", flush=True)
    atexit.register(forks_at_end)
