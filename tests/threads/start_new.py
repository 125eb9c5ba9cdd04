import _thread
import time

lock = _thread.allocate_lock()
lock.acquire()
out = []


def body(a, b=0):
    out.append((a, b))
    lock.release()


print(type(_thread.start_new_thread(body, (1,), {"b": 2})).__name__)
lock.acquire()
print(out)
for args in ((1, ()), (body, 1), (body, (), 1), (body,)):
    try:
        _thread.start_new_thread(*args)
    except TypeError as e:
        print(e)
print(_thread.TIMEOUT_MAX > 1e9, _thread.error is RuntimeError, _thread.LockType is _thread.lock)
