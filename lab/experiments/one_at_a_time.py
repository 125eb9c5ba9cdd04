"""One thread at a time runs bytecode

order: 2
claim: Threads that compute gain nothing from a second processor: only the holder of the GIL runs bytecode.
about: A loop without calls runs for the same number of turns in one thread, and split over two. Two figures tell whether
    the halves ran side by side: the time on the wall, which would be half, and the processor time per second of it, which would be two.
"""
import time

from harness import BUSY, FAILS, HOLDS, busy, clock, processors, spin, together, undecided, units_for


def experiment(lab):
    given = lab.given()
    n = units_for(lab.size(0.3, 0.05))
    ratios, shares = [], []
    for _ in range(lab.size(7, 2)):
        one = together([lambda: spin(2 * n)])
        cpu, wall = time.process_time(), clock()
        two = together([lambda: spin(n)] * 2)
        shares.append((time.process_time() - cpu) / (clock() - wall))
        ratios.append(two / one)
    ratio = lab.figure("two threads, against one that does all", ratios, "x")
    share = lab.figure("processors that the two threads kept busy", shares)
    lab.plot("The same work in one thread and in two", "bars", "", "time of one thread (x)",
             {"time": (["one thread", "two threads", "two, if they ran side by side"], [1, ratio, 0.5])}, (1, "one thread"))
    return judge(ratio, share, processors(), min(given, lab.given()))


def judge(ratio, share, available, given):
    if available < 2:
        return undecided("the process may use one processor only")
    if ratio < 0.75 and share > 1.3:
        return FAILS, "two threads took %.2f times as long as one and kept %.2f processors busy: bytecode ran side by side" % (ratio, share)
    if given < BUSY:
        return busy(given)
    if ratio < 0.88:
        return undecided("two threads took %.2f times as long as one, between gaining something and gaining nothing" % ratio)
    return HOLDS, "two threads took %.2f times as long as one that did all the work, and kept %.2f of %d processors busy" % (ratio, share, available)
