"""Plain code beats threads at computing

order: 14
claim: For work that only computes, sequential code is simpler and faster than threads.
about: The same sum of small tasks is done by a plain loop, by four threads that take a quarter each, and by a pool of four threads that gets
    every task by itself, as is often written.
"""
from concurrent.futures import ThreadPoolExecutor

from harness import BUSY, FAILS, HOLDS, LIMITED, busy, clock, median, spin, together, undecided, units_for


def experiment(lab):
    given = lab.given()
    tasks = lab.size(400, 40)
    n = max(50, units_for(lab.size(0.3, 0.04)) // tasks)

    def plain():
        for _ in range(tasks):
            spin(n)

    def quarter():
        for _ in range(tasks // 4):
            spin(n)

    def timed(f):
        start = clock()
        f()
        return clock() - start

    four, pooled = [], []
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(spin, [1] * 8))
        plain()
        for _ in range(lab.size(7, 2)):
            one = timed(plain)
            four.append(together([quarter] * 4) / one)
            pooled.append(timed(lambda: list(pool.map(spin, [n] * tasks))) / one)
    a = lab.figure("four threads, against a plain loop", four, "x")
    b = lab.figure("a pool of four threads, a task at a time", pooled, "x")
    lab.plot("The same work", "bars", "", "time of a plain loop (x)",
             {"time": (["plain loop", "four threads", "pool of four"], [1, a, b])}, (1, "plain loop"))
    return judge(four, pooled, min(given, lab.given()))


def judge(four, pooled, given):
    a, b = median(four), median(pooled)
    figures = "four threads took %.2f times as long as a plain loop, a pool of four that gets task by task %.2f times" % (a, b)
    if given < BUSY:
        return busy(given)
    if a < 0.8:
        return FAILS, figures
    if a < 1.1 and max(four) - min(four) > 0.8:
        return undecided("the machine is too busy: " + figures)
    if a >= 1.05 and b >= 1.05:
        return HOLDS, figures
    if a >= 0.9:
        return LIMITED, "threads are no faster, but hardly slower: " + figures
    return undecided(figures)
