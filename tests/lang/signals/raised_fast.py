# A thread raises a signal as fast as it can while the main thread sets handlers, computes and waits: handlers run, and nobody is held up.
import os
import signal
import subprocess
import sys
import threading
import time

received = sent = 0
stop = False
beats = []


def handler(signalnum, frame):
    global received
    received += 1


def raise_all_the_time():
    global sent
    while not stop:
        signal.raise_signal(signal.SIGUSR1)
        sent += 1


def beat():
    while not stop:
        time.sleep(0.001)
        beats.append(1)


def until(condition):
    while not condition():
        pass


def main():
    global stop
    sys.unraisablehook = lambda unraisable: None  # that a signal's handler was gone when its turn came
    signal.signal(signal.SIGUSR1, handler)
    threads = [threading.Thread(target=raise_all_the_time), threading.Thread(target=beat)]
    for t in threads:
        t.start()
    for round in range(3):
        before = received
        until(lambda: received > before + 20)
        for _ in range(30):
            for what in (handler, signal.SIG_IGN):
                signal.signal(signal.SIGUSR1, what)
        signal.signal(signal.SIGUSR1, handler)
        before = received
        threading.Event().wait(0.02)
        print(received > before, end=" ")
        before = len(beats)
        until(lambda: len(beats) > before + 5)
    stop = True
    for t in threads:
        t.join()
    print(sent >= received)


if len(sys.argv) > 1:
    main()
else:
    for policy in "timed", "fair", "ticks":
        child = subprocess.run([sys.executable, __file__, "child"], stdout=subprocess.PIPE, text=True, env={**os.environ, "TOLLBOOTH_GIL": policy})
        print(policy, child.stdout, end="")
