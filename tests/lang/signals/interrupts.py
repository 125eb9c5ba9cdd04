"""A signal interrupts whatever the main thread waits for; without an exception the wait goes on (PEP 475)."""
import os
import queue
import select
import signal
import subprocess
import threading
import time

count = 0


def quiet(signum, frame):
    global count
    count += 1


class Interrupted(Exception):
    pass


def loud(signum, frame):
    raise Interrupted


signal.signal(signal.SIGALRM, quiet)
signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
began = time.monotonic()
time.sleep(0.1)
print(time.monotonic() - began >= 0.1, count > 1)
count = 0
print(queue.Queue().get(timeout=0.05) if False else threading.Lock().acquire(timeout=0.05), count > 1 or count)
print(subprocess.run(["sh", "-c", "sleep 0.05; exit 3"]).returncode, count > 0)
first, interval = signal.setitimer(signal.ITIMER_REAL, 0)
print(0 <= first <= 0.01, interval, signal.getitimer(signal.ITIMER_REAL))

time.sleep(0.05)  # one that is on its way still comes now
signal.signal(signal.SIGALRM, loud)
read_end, write_end = os.pipe()
lock = threading.Lock()
lock.acquire()
child = subprocess.Popen(["sleep", "100"])
waits = {
    "sleep": lambda: time.sleep(100),
    "lock": lock.acquire,
    "lock with a time limit": lambda: lock.acquire(timeout=100),
    "queue": lambda: queue.Queue().get(),
    "event": lambda: threading.Event().wait(),
    "read": lambda: os.read(read_end, 1),
    "select": lambda: select.select([read_end], [], []),
    "poll": lambda: select.poll().poll(100000),
    "waitpid": child.wait,
    "pause": signal.pause,
    "computing": lambda: sum(1 for _ in iter(int, 1)),
}
for name, wait in waits.items():
    signal.setitimer(signal.ITIMER_REAL, 0.1)
    try:
        wait()
        print(name, "went on")
    except Interrupted:
        print(name, "was interrupted")
child.kill()
print(child.wait(), child.poll())

# Ctrl-C is the same, as KeyboardInterrupt.
thread = threading.Timer(0.02, os.kill, (os.getpid(), signal.SIGINT))
thread.start()
try:
    time.sleep(100)
except KeyboardInterrupt:
    print("KeyboardInterrupt")
thread.join()

# A signal of virtual time comes when the process has computed for so long.
signal.signal(signal.SIGVTALRM, loud)
signal.setitimer(signal.ITIMER_VIRTUAL, 0.01)
try:
    while True:
        pass
except Interrupted:
    print("virtual time", signal.getitimer(signal.ITIMER_VIRTUAL))
print(signal.alarm(100), signal.alarm(0))
