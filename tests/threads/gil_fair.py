# Threads that compute, wait and pass things on, under the policy `fair` of the GIL.
# args: -X gil=fair
import os
import queue
import threading
import time

import tollbooth

print(tollbooth.gil_policy())
total = 0
lock = threading.Lock()
items = queue.Queue(4)
there, back = os.pipe(), os.pipe()
stop = threading.Event()


def compute():
    global total
    for _ in range(20000):
        with lock:
            total += 1


def spin():
    while not stop.is_set():
        sum(range(100))


def produce():
    for i in range(500):
        items.put(i)


def echo():
    while (data := os.read(there[0], 1)) != b"q":
        os.write(back[1], data)


threads = [threading.Thread(target=f) for f in (compute, compute, produce, echo, spin, spin)]
for t in threads:
    t.start()
got = [items.get() for _ in range(500)]
for _ in range(50):
    os.write(there[1], b"x")
    assert os.read(back[0], 1) == b"x"
os.write(there[1], b"q")
time.sleep(0.01)
stop.set()
for t in threads:
    t.join()
print(total, got == list(range(500)))
# expect: fair
# expect: 40000 True
