# Sleeping releases the GIL: 20 threads sleep at the same time, while the main thread goes on.
import threading
import time

up = threading.Semaphore(0)


def sleeps():
    up.release()
    time.sleep(1000)


for _ in range(20):
    threading.Thread(target=sleeps, daemon=True).start()
for _ in range(20):
    up.acquire()
start = time.monotonic()
time.sleep(0.1)
print(sum(range(100_000)), threading.active_count(), time.monotonic() - start >= 0.1)
