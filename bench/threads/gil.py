"""What threads cost and what they win, under the GIL of the Python that runs this file.

    PYTHON bench/threads/gil.py [NAME ...]

Prints a line for each measurement: its name, the figures, what they are. Each figure is the best of several runs, but for those of a first time.
"""
import hashlib
import sys
import threading
import time
import zlib

from crew import Crew, clock, echo_beside, handoff, queue, spin, timed

RUNS = 3


def best(measure):
    return min(measure() for _ in range(RUNS))


def all_of(threads):
    """Seconds from the start of the first to the end of the last."""
    begin = clock()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return clock() - begin


def in_two(work):
    """The time of two threads that each do `work`, over the time of one that does it twice."""
    crew = Crew(2)

    def twice():
        work()
        work()

    twice()
    one = best(timed(twice))
    return best(timed(lambda: crew.do(work, work))) / one


def cpu2():
    """x the time of one thread: a computation split over two"""
    return [in_two(lambda: spin(2_000_000))]


def sleep99():
    """x 0.5 s: 99 threads that sleep so long, the first time that there are as many, and again"""
    return [all_of([threading.Thread(target=time.sleep, args=(0.5,)) for _ in range(99)]) / 0.5 for _ in range(2)]


def start():
    """us: a thread, started and joined"""
    n = 500

    def one_by_one():
        for _ in range(n):
            thread = threading.Thread(target=int)
            thread.start()
            thread.join()

    return [best(timed(one_by_one)) / n * 1e6]


def start99():
    """ms: until the last of 99 threads runs, the first time that there are as many"""
    everyone = threading.Barrier(100)
    threads = [threading.Thread(target=everyone.wait) for _ in range(99)]
    begin = clock()
    for thread in threads:
        thread.start()
    everyone.wait()
    took = clock() - begin
    for thread in threads:
        thread.join()
    return [took * 1e3]


def token():
    """us: a token from one thread to another, through two locks"""
    crew = Crew(2)
    return [best(lambda: handoff(crew))]


def items():
    """us: an item through a queue.Queue(64)"""
    crew = Crew(2)
    return [best(lambda: queue(crew))]


def convoy():
    """us: a byte through a pipe to another thread, and back: alone, beside one thread that computes, beside two"""
    crew = Crew(4)
    return [echo_beside(crew, 1000, 0), echo_beside(crew, 100, 1), echo_beside(crew, 100, 2)]


def zlib2():
    """x the time of one thread: the same work twice, in two (0.5 is perfect)"""
    data = bytes(range(256)) * 40_000
    return [in_two(lambda: zlib.compress(data, 6))]


def hash2():
    """x the time of one thread: the same work twice, in two (0.5 is perfect)"""
    data = bytes(20_000_000)
    return [in_two(lambda: hashlib.sha256(data).digest())]


# Those of a first time come first: later ones find threads that others left.
ALL = start99, sleep99, start, cpu2, token, items, convoy, zlib2, hash2


def main(*names):
    unknown = set(names) - {measurement.__name__ for measurement in ALL}
    if unknown:
        sys.exit(f"gil.py: no measurement is named {', '.join(sorted(unknown))}; there are {', '.join(m.__name__ for m in ALL)}")
    for measurement in ALL:
        if not names or measurement.__name__ in names:
            print(f"{measurement.__name__:8}", *(f"{figure:10.2f}" for figure in measurement()), "", measurement.__doc__, flush=True)


main(*sys.argv[1:])
