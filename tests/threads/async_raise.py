# An exception set from another thread: CPython's PyThreadState_SetAsyncExc.
import operator
import threading

from tollbooth import async_raise


class Stop(Exception):
    pass


ready, gate = threading.Lock(), threading.Lock()
ready.acquire()
gate.acquire()


# The exception may come behind any call, so a thread says that it is ready inside of what catches it.
def computes():
    try:
        ready.release()
        while True:
            pass
    except Stop as e:
        said.append(("computing", repr(e)))


# Within one call it cannot come: who reads that this one is ready knows that it is not raised before the gate opens.
def waits():
    try:
        list(map(operator.call, (ready.release, gate.acquire)))
        said.append("undisturbed")
    except Stop as e:
        said.append(("waiting", repr(e)))


def started(target):
    t = threading.Thread(target=target)
    t.start()
    ready.acquire()
    return t


said = []
for exception in (Stop, Stop("with a word")):
    t = started(computes)
    found = async_raise(t.ident, exception)
    t.join()
    print(found, said.pop())
t = started(waits)
print(async_raise(t.ident, Stop), said)
gate.release()
t.join()
print(said.pop())
print(async_raise(t.ident, Stop), async_raise(123456789, None))
try:
    async_raise(t.ident, 3)
except TypeError as e:
    print(e)

t = started(waits)
print(async_raise(t.ident, Stop), async_raise(t.ident, None))
gate.release()
t.join()
print(said.pop())
# expect: 1 ('computing', 'Stop()')
# expect: 1 ('computing', "Stop('with a word')")
# expect: 1 []
# expect: ('waiting', 'Stop()')
# expect: 0 0
# expect: exceptions must derive from BaseException, not int
# expect: 1 1
# expect: undisturbed
