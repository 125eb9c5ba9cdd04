# Sleeping releases the GIL: 20 threads that sleep 0.3 s are done in little more than 0.3 s.
import threading
import time

threads = [threading.Thread(target=time.sleep, args=(0.3,)) for _ in range(20)]
start = time.monotonic()
for t in threads:
    t.start()
for t in threads:
    t.join()
took = time.monotonic() - start
print(took >= 0.3, took < 2.5)
