# Threads with locks, events, conditions, semaphores and barriers.
import threading
total = 0; lock = threading.Lock()
def add():
    global total
    for _ in range(200):
        with lock: total += 1
ts = [threading.Thread(target=add, name=f"t{i}") for i in range(4)]
for t in ts: t.start()
for t in ts: t.join()
print(total, ts[0].name, ts[0].is_alive())
ev = threading.Event(); out = []
w = threading.Thread(target=lambda: (ev.wait(), out.append("woken"))); w.start(); out.append("before"); ev.set(); w.join(); print(out)
cond = threading.Condition(); items = []
def consumer():
    with cond: cond.wait_for(lambda: len(items) == 3); items.append("seen")
c = threading.Thread(target=consumer); c.start()
for i in range(3):
    with cond: items.append(i); cond.notify_all()
c.join(); print(items)
b = threading.Barrier(3); res = []
bs = [threading.Thread(target=lambda: res.append(b.wait())) for _ in range(3)]
for t in bs: t.start()
for t in bs: t.join()
print(sorted(res)); r = threading.RLock()
with r:
    with r: print("reentered")
try: lock.release()
except RuntimeError as e: print(e)
loc = threading.local(); loc.x = 1
q = threading.Thread(target=lambda: print(hasattr(loc, "x"))); q.start(); q.join(); print(threading.current_thread().name, lock.acquire(timeout=0.01), lock.acquire(blocking=False))
