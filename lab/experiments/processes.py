"""Two processes run side by side

order: 12
claim: Each process has a GIL of its own, so two processes that compute use two processors.
about: A child process of the same interpreter computes for a while and says how long that took. One runs alone, then two at the same
    time: if they share nothing, each takes as long as the one. Starting them is counted apart.
"""
import threading

from harness import FAILS, HOLDS, LIMITED, clock, median, processors, spin, undecided, units_for


def compute(n):
    spin(int(n) // 10)
    start = clock()
    spin(int(n))
    return clock() - start


def experiment(lab):
    n = units_for(lab.size(0.5, 0.05))
    alone, both, starts = [], [], []
    for _ in range(lab.size(5, 1)):
        start = clock()
        alone.append(lab.child([], "compute", n))
        starts.append((clock() - start - alone[-1]) * 1e3)
        children = [lab.start_child([], "compute", n) for _ in range(2)]
        both.append(max(lab.finish_child(child) for child in children))
    one = lab.figure("one process", [t * 1e3 for t in alone], "ms")
    two = lab.figure("the slower of two at the same time", [t * 1e3 for t in both], "ms")
    lab.figure("to start and end a process", starts, "ms")
    lab.plot("The same work in one process and in two", "bars", "", "time (ms)",
             {"time": (["one", "two at once, each", "if they shared a GIL"], [one, two, 2 * one])})
    return judge([b / a for a, b in zip(alone, both)], processors())


def judge(ratios, available):
    ratio = median(ratios)
    if available < 2:
        return undecided("the process may use one processor only")
    if ratio <= 1.4:
        return HOLDS, "with a second process beside it, a process took %.2f times as long as alone (2 would be one after the other)" % ratio
    if min(ratios) <= 1.4:
        return LIMITED, "a process took %.2f times as long as alone, %.2f at best: the machine was busy" % (ratio, min(ratios))
    return undecided("a process beside another took %.2f times as long as alone: no second processor was free" % ratio)
