# 99 sleeping threads are 99 threads of the operating system, each known by the native id that Python says.
import os
import threading

N = 99
gate = threading.Event()
up = threading.Semaphore(0)


def body():
    up.release()
    gate.wait()


threads = [threading.Thread(target=body) for _ in range(N)]
for t in threads:
    t.start()
for _ in threads:
    up.acquire()
system = {int(name) for name in os.listdir("/proc/self/task")}
ids = [t.native_id for t in threads]
print(len(system) > N, len(set(ids)) == N, all(i in system for i in ids))
print(threading.main_thread().native_id in system, threading.main_thread().native_id not in ids)
print(threading.active_count(), len(threading.enumerate()))
gate.set()
for t in threads:
    t.join()
print(threading.active_count())
