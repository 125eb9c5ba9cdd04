# Threads that compute, wait and pass things on, under each policy of the GIL: the program runs itself with each.
import os
import queue
import subprocess
import sys
import threading
import time

import tollbooth

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


def main():
    print(tollbooth.gil_policy())
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


if sys.argv[1:] == ["under a policy"]:
    main()
else:
    for policy in "timed", "ticks", "fair":
        subprocess.run([sys.executable, "-X", f"gil={policy}", __file__, "under a policy"], check=True)
# expect: timed
# expect: 40000 True
# expect: ticks
# expect: 40000 True
# expect: fair
# expect: 40000 True
