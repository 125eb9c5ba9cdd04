"""Threads that do what they are told, and what cost.py and gil.py tell them to do."""
import os
import threading
import time
from queue import Queue

clock = time.perf_counter


class Crew:
    def __init__(self, size):
        self.members = [Member() for _ in range(size)]

    def do(self, *jobs):
        """Runs each job on a thread of its own; the results."""
        for member, job in zip(self.members, jobs):
            member.job = job
            member.go.release()
        for member, _ in zip(self.members, jobs):
            member.done.acquire()
        return [member.result for member, _ in zip(self.members, jobs)]


class Member:
    def __init__(self):
        self.go, self.done = threading.Lock(), threading.Lock()
        self.go.acquire()
        self.done.acquire()
        threading.Thread(target=self.work, daemon=True).start()

    def work(self):
        while True:
            self.go.acquire()
            self.result = self.job()
            self.done.release()


def timed(f):
    def run():
        begin = clock()
        f()
        return clock() - begin

    return run


def spin(n):
    x = 1
    while n:
        x = x * 48271 % 2147483647
        n -= 1
    return x


def handoff(crew):
    """us for passing a token from one thread to another, through two locks"""
    n = 1000
    a, b = threading.Lock(), threading.Lock()
    b.acquire()

    def one():
        for _ in range(n):
            a.acquire()
            b.release()

    def other():
        for _ in range(n):
            b.acquire()
            a.release()

    return crew.do(timed(one), other)[0] / n / 2 * 1e6


def queue(crew):
    """us for an item through a queue.Queue(64)"""
    n = 5000
    q = Queue(64)

    def produce():
        for i in range(n):
            q.put(i)

    def consume():
        for _ in range(n):
            q.get()

    return crew.do(timed(consume), produce)[0] / n * 1e6


def cpu2(crew):
    """ms for two threads that compute"""
    job = timed(lambda: spin(300_000))
    return max(crew.do(job, job)) * 1e3


def echo(crew):
    """us for a byte through a pipe to another thread, and back"""
    return echo_beside(crew, 500, 0)


def convoy(crew):
    """us for the same beside a thread that computes"""
    return echo_beside(crew, 10, 1)


def echo_beside(crew, n, computing):
    """us for each of n bytes through a pipe to another thread, and back, while so many threads compute"""
    there, back = os.pipe(), os.pipe()
    up = threading.Semaphore(0)
    stop = []

    def answer():
        for _ in range(n):
            os.write(back[1], os.read(there[0], 1))

    def ask():
        # Only when the others compute.
        for _ in range(computing):
            up.acquire()
        begin = clock()
        for _ in range(n):
            os.write(there[1], b"x")
            os.read(back[0], 1)
        stop.append(1)
        return clock() - begin

    def compute():
        up.release()
        while not stop:
            spin(2000)

    took = crew.do(ask, answer, *[compute] * computing)[0] / n * 1e6
    for fd in there + back:
        os.close(fd)
    return took


ALL = handoff, queue, cpu2, echo, convoy
