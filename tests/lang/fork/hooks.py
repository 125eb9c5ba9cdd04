"""os.register_at_fork: the order of hooks, what becomes of their exceptions, and what they may do."""
# leaks: hooks stay
import os
import sys
import threading

sys.unraisablehook = lambda info: print("ignored:", type(info.exc_value).__name__, info.object is failing)


def failing():
    raise KeyError(1)


r, w = os.pipe()
# The parent's hooks come when the child's have: what they print is not to mix.
os.register_at_fork(after_in_parent=lambda: os.read(r, 1))
for i in range(2):
    os.register_at_fork(
        before=lambda i=i: print("before", i),
        after_in_child=lambda i=i: print("child", i),
        after_in_parent=lambda i=i: print("parent", i),
    )
os.register_at_fork(before=failing)
for bad in ({}, {"before": None}, {"before": 1}, {"after_in_child": 1}, {"after_in_parent": None, "before": "x"}):
    try:
        os.register_at_fork(**bad)
    except TypeError:
        print("TypeError", sorted(bad))
lock = threading.Lock()
os.register_at_fork(before=lock.acquire, after_in_child=lock.release, after_in_parent=lock.release)
sys.stdout.flush()
pid = os.fork()
if pid == 0:
    print("the lock:", lock.locked(), flush=True)
    os.write(w, b"x")
    os._exit(0)
os.waitpid(pid, 0)
print("the lock:", lock.locked())
