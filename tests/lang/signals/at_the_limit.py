# A signal that arrives at the recursion limit is not lost: KeyboardInterrupt needs no frame of its own.
import _thread
import functools
import signal
import threading
import time


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

# Most of the time this is at the limit when the signal comes, and RecursionError would not end it.
signal.signal(signal.SIGINT, signal.default_int_handler)


def for_ever():
    try:
        for_ever()
    except RecursionError:
        for_ever()


go = threading.Lock()
go.acquire()


def interrupts():
    go.acquire()
    time.sleep(0.05)
    _thread.interrupt_main()


for _ in range(5):
    thread = threading.Thread(target=interrupts)
    thread.start()
    try:
        go.release()
        for_ever()
    except KeyboardInterrupt as e:
        print("interrupted")
    thread.join()
