"""A signal interrupts whatever the main thread waits for; without an exception the wait goes on (PEP 475)."""
import os
import queue
import select
import signal
import subprocess
import threading
import time


class Interrupted(Exception):
    pass


def loud(signum, frame):
    raise Interrupted


signal.signal(signal.SIGALRM, loud)
read_end, write_end = os.pipe()
lock = threading.Lock()
lock.acquire()
child = subprocess.Popen(["sleep", "1000"])
waits = {
    "sleep": lambda: time.sleep(1000),
    "lock": lock.acquire,
    "lock with a time limit": lambda: lock.acquire(timeout=1000),
    "queue": lambda: queue.Queue().get(),
    "event": lambda: threading.Event().wait(),
    "read": lambda: os.read(read_end, 1),
    "select": lambda: select.select([read_end], [], []),
    "poll": lambda: select.poll().poll(1_000_000),
    "waitpid": child.wait,
    "pause": signal.pause,
    "computing": lambda: sum(1 for _ in iter(int, 1)),
}
for name, wait in waits.items():
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.1)
        wait()
        print(name, "went on")
    except Interrupted:
        print(name, "was interrupted")
child.kill()
print(child.wait(), child.poll())

# Without an exception the wait goes on: for its time, or until a thread ends it that has seen two signals handled meanwhile.
count = 0


def quiet(signum, frame):
    global count
    count += 1


def after_two(function, *args):
    while count < 2:
        time.sleep(0.001)
    function(*args)


def lasts(seconds, wait):
    global count
    count, enough = 0, True
    while count < 2:
        began = time.monotonic()
        wait()
        enough = enough and time.monotonic() - began >= seconds
    return enough


signal.signal(signal.SIGALRM, quiet)
signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
print("sleep", lasts(0.1, lambda: time.sleep(0.1)))
print("lock with a time limit", lasts(0.05, lambda: lock.acquire(timeout=0.05)))
event = threading.Event()
items = queue.Queue()
child = subprocess.Popen(["sh", "-c", "read line; exit 3"], stdin=subprocess.PIPE)
for name, wait, *end in (
    ("lock", lock.acquire, lock.release),
    ("event", event.wait, event.set),
    ("queue", items.get, items.put, 5),
    ("read", lambda: os.read(read_end, 1), os.write, write_end, b"x"),
    ("waitpid", child.wait, child.stdin.close),
):
    count = 0
    thread = threading.Thread(target=after_two, args=end)
    thread.start()
    print(name, wait())
    thread.join()
first, interval = signal.setitimer(signal.ITIMER_REAL, 0)
print(0 <= first <= 0.01, interval, signal.getitimer(signal.ITIMER_REAL))

# Ctrl-C is the same, as KeyboardInterrupt.
go = threading.Lock()
go.acquire()


def interrupts():
    go.acquire()
    time.sleep(0.02)
    os.kill(os.getpid(), signal.SIGINT)


thread = threading.Thread(target=interrupts)
thread.start()
try:
    go.release()
    time.sleep(1000)
except KeyboardInterrupt:
    print("KeyboardInterrupt")
thread.join()

# A signal of virtual time comes when the process has computed for so long.
signal.signal(signal.SIGVTALRM, loud)
try:
    signal.setitimer(signal.ITIMER_VIRTUAL, 0.01)
    while True:
        pass
except Interrupted:
    print("virtual time", signal.getitimer(signal.ITIMER_VIRTUAL))
print(signal.alarm(1000), 900 < signal.alarm(0) <= 1000)
