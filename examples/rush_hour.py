"""Rush hour at the toll booth: threads that compute, serve, compress and sleep, all at once. Look at it with

    tollbooth trace --html report.html examples/rush_hour.py

and then again with -X gil=fair.
"""
import hashlib
import os
import threading
import time
import zlib

SECONDS = 1.5
closed = threading.Event()
cache = threading.Lock()
data = os.urandom(512 * 1024)
ask, question = os.pipe()
answer, reply = os.pipe()


def compute():
    x = 1
    while not closed.is_set():
        for _ in range(2000):
            x = x * 48271 % 2147483647


def serve():
    while os.read(ask, 1) == b"?":
        sum(range(1000))
        os.write(reply, b"!")


def request():
    while not closed.is_set():
        os.write(question, b"?")
        os.read(answer, 1)
        time.sleep(0.004)
    os.write(question, b".")


def with_cache(work):
    while not closed.is_set():
        work()
        with cache:
            sum(range(5000))
            time.sleep(0.001)


def compress():
    with_cache(lambda: zlib.compress(data))


def check():
    with_cache(lambda: hashlib.sha256(data).digest())


def tick():
    while not closed.wait(0.05):
        pass


lanes = [compute, compute, serve, request, compress, check, tick]
threads = [threading.Thread(target=lane, name=f"{lane.__name__}-{i}") for i, lane in enumerate(lanes, 1)]
for thread in threads:
    thread.start()
time.sleep(SECONDS)
closed.set()
for thread in threads:
    thread.join()
print(f"{len(threads)} threads came through.")
