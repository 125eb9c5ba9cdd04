import queue, threading, time
q = queue.SimpleQueue()
print(q.empty(), q.qsize())
q.put(1); q.put(2, block=False, timeout=3); q.put_nowait(3)
print(q.qsize(), q.get(), q.get(timeout=1), q.get_nowait(), q.empty())
for f in (lambda: q.get(False), lambda: q.get_nowait(), lambda: q.get(timeout=0.01), lambda: q.get(timeout=-1), lambda: q.put()):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(queue.Empty.__module__)
out = []
def worker():
    while (v := q.get()) is not None:
        out.append(v)
threads = [threading.Thread(target=worker) for _ in range(3)]
for t in threads: t.start()
for i in range(100): q.put(i)
for _ in threads: q.put(None)
for t in threads: t.join()
print(sorted(out) == list(range(100)), q.empty())
