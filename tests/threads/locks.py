import threading
import time

lock = threading.Lock()
print(lock.locked(), lock.acquire(), lock.locked(), lock.acquire(False), lock.acquire(blocking=False))
start = time.monotonic()
print(lock.acquire(timeout=0.1), time.monotonic() - start >= 0.1)
lock.release()
try:
    lock.release()
except RuntimeError as e:
    print(e)
for args in ((False, 1), (True, -2), (True, 1e30)):
    try:
        lock.acquire(*args)
    except (ValueError, OverflowError) as e:
        print(type(e).__name__, e)
print(repr(lock).split(" at ")[0])
with lock:
    print(repr(lock).split(" at ")[0])

r = threading.RLock()
with r, r:
    print(r._is_owned(), r._recursion_count())

    def other():
        print("other", r.acquire(blocking=False), r._is_owned())

    t = threading.Thread(target=other)
    t.start()
    t.join()
print(r._is_owned(), r._recursion_count())
try:
    r.release()
except RuntimeError as e:
    print(e)


order = []


def hold():
    with lock:
        held.set()
        time.sleep(0.05)
        order.append("lets go")


held = threading.Event()
t = threading.Thread(target=hold)
t.start()
held.wait()
with lock:
    order.append("has it")
t.join()
print(order)
