# An exception set from another thread: CPython's PyThreadState_SetAsyncExc.
import threading
import time

from tollbooth import async_raise


class Stop(Exception):
    pass


def computes():
    ready.set()
    try:
        while True:
            pass
    except Stop as e:
        said.append(("computing", repr(e)))


def sleeps():
    ready.set()
    try:
        time.sleep(0.2)
        said.append("slept to the end")
        while True:
            pass
    except Stop as e:
        said.append(("sleeping", repr(e)))


said = []
for target, exception in ((computes, Stop), (computes, Stop("with a word")), (sleeps, Stop)):
    ready = threading.Event()
    t = threading.Thread(target=target)
    t.start()
    ready.wait()
    said.append(async_raise(t.ident, exception))
    t.join()
print(said)
print(async_raise(t.ident, Stop), async_raise(123456789, None))
try:
    async_raise(t.ident, 3)
except TypeError as e:
    print(e)
ready = threading.Event()
done = threading.Event()


def waits():
    ready.set()
    done.wait()
    said.append("undisturbed")


t = threading.Thread(target=waits)
t.start()
ready.wait()
print(async_raise(t.ident, Stop), async_raise(t.ident, None))
done.set()
t.join()
print(said[-1])
# expect: [1, ('computing', 'Stop()'), 1, ('computing', "Stop('with a word')"), 1, ('sleeping', 'Stop()')]
# expect: 0 0
# expect: exceptions must derive from BaseException, not int
# expect: 1 1
# expect: undisturbed
