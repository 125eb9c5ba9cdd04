# Threads that were started one after another have native ids of their own, though ended threads' Workers run the next ones: it is the turn of the
# Worker that has rested longest.
import threading

N = 10


def burst():
    threads = [threading.Thread(target=int) for _ in range(N)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return len({t.native_id for t in threads} | {threading.get_native_id()})


# As many threads at once, so that there are as many Workers.
gate = threading.Event()
threads = [threading.Thread(target=gate.wait) for _ in range(N)]
for t in threads:
    t.start()
gate.set()
for t in threads:
    t.join()
print([burst() - 1 for _ in range(5)])
