# A signal that arrives at the recursion limit is not lost: KeyboardInterrupt needs no frame of its own.
import _thread
import functools
import signal


def deep(n, last):
    return deep(n - 1, last) if n else last()


def deepest():
    n = 100
    while True:
        try:
            deep(n + 1, int)
        except RecursionError:
            return n
        n += 1


def ended(n, send):
    try:
        return deep(n, send)
    except (KeyboardInterrupt, RecursionError) as e:
        return type(e).__name__


n = deepest()
for send in (_thread.interrupt_main, functools.partial(signal.raise_signal, signal.SIGINT)):
    print([ended(n - up, send) for up in range(8)])

# A handler in Python does need one.
signal.signal(signal.SIGINT, lambda signum, frame: None)
print([ended(n - up, functools.partial(signal.raise_signal, signal.SIGINT)) for up in range(3)])
