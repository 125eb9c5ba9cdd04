# FIFO, LIFO, priority queues, and a worker pool over one.
import queue, threading
for kind in (queue.Queue, queue.LifoQueue, queue.PriorityQueue, queue.SimpleQueue):
    q = kind()
    for x in (3, 1, 2): q.put(x)
    print(kind.__name__, q.qsize(), [q.get() for _ in range(3)], q.empty())
    try: q.get_nowait()
    except queue.Empty: print("empty")
q = queue.Queue(1); q.put(1)
try: q.put(2, timeout=0.01)
except queue.Full: print("full")
jobs, done = queue.Queue(), queue.Queue()
def work():
    while (n := jobs.get()) is not None: done.put(n * n); jobs.task_done()
    jobs.task_done()
ts = [threading.Thread(target=work) for _ in range(3)]
for t in ts: t.start()
for i in range(10): jobs.put(i)
for _ in ts: jobs.put(None)
jobs.join()
for t in ts: t.join()
print(sorted(done.get() for _ in range(10)))
