"""Sleeping and reading overlap

order: 4
claim: A thread that sleeps or waits for input gives the GIL up, so that threads that mostly wait run side by side.
about: Many threads sleep at the same time, and many wait in os.read for a pipe to which something is written 0.1 s later; if
    each held the GIL meanwhile, their times would add up. At the same time a thread computes, and we see how much of its speed it keeps.
"""
import os
import threading
import time

from harness import FAILS, HOLDS, LIMITED, clock, median, spin, together, units_for


def reading(count, pause):
    """`count` threads that each read from a pipe of their own; all are written to after a pause."""
    pipes = [os.pipe() for _ in range(count)]
    timer = threading.Timer(pause, lambda: [os.write(w, b"x") for _, w in pipes])
    timer.start()
    took = together([lambda r=r: os.read(r, 1) for r, _ in pipes])
    timer.join()
    for pair in pipes:
        for end in pair:
            os.close(end)
    return took


def experiment(lab):
    count, pause = lab.size(30, 8), lab.size(0.1, 0.05)
    together([lambda: time.sleep(0.001)] * count)
    sleeping = [took / pause for took in lab.repeat(lambda: together([lambda: time.sleep(pause)] * count), 5)]
    waiting = [took / pause for took in lab.repeat(lambda: reading(count, pause), 5)]
    n = units_for(lab.size(0.3, 0.1))

    def beside():
        start = clock()
        spin(n)
        alone = clock() - start
        done = []
        threads = [threading.Thread(target=lambda: time.sleep(alone * 0.9)) for _ in range(count)]
        for t in threads:
            t.start()
        start = clock()
        spin(n)
        done.append((clock() - start) / alone)
        for t in threads:
            t.join()
        return done[0]

    computing = lab.repeat(beside, 5)
    a = lab.figure("%d threads that sleep, against one" % count, sleeping, "x")
    b = lab.figure("%d threads that read, against one" % count, waiting, "x")
    c = lab.figure("a computing thread beside %d sleeping ones, against alone" % count, computing, "x")
    lab.plot("%d threads that wait" % count, "bars", "", "time of one (x)",
             {"time": (["sleep", "read", "if they added up"], [a, b, count])}, (1, "one thread"))
    return judge(count, a, b, c)


def judge(count, sleeping, reading, computing):
    figures = "%d threads slept in %.2f times and read in %.2f times the time of one; a computing thread beside them took %.2f times its time" % (
        count, sleeping, reading, computing)
    worst = max(sleeping, reading)
    if worst > count / 2:
        return FAILS, figures
    if worst > 2 or computing > 1.5:
        return LIMITED, figures
    return HOLDS, figures
