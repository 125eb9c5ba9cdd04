import queue
import threading

barrier = threading.Barrier(3)
order = []


def meet(i):
    barrier.wait()
    order.append(i)


threads = [threading.Thread(target=meet, args=(i,)) for i in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(order))

q = queue.Queue(3)
got = []


def consume():
    while (item := q.get()) is not None:
        got.append(item)


t = threading.Thread(target=consume)
t.start()
for i in range(50):
    q.put(i)
q.put(None)
t.join()
print(got == list(range(50)))

condition = threading.Condition()
ready = []


def wait_for():
    with condition:
        print(condition.wait_for(lambda: ready, timeout=200) == ready)


t = threading.Thread(target=wait_for)
t.start()
with condition:
    ready.append(1)
    condition.notify_all()
t.join()

event = threading.Event()
print(event.wait(0.01), event.is_set())
threading.Timer(0.05, event.set).start()
print(event.wait(200))

s = threading.BoundedSemaphore(2)
print(s.acquire(), s.acquire(), s.acquire(blocking=False))
s.release(2)
try:
    s.release()
except ValueError as e:
    print(e)
