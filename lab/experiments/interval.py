"""The interval of 5 ms

order: 5
claim: Since 3.2 a thread that computes is asked to give the GIL up after 5 ms when another waits; sys.setswitchinterval changes that.
about: Two threads compute and look at a shared word that says who ran last; whoever finds the other's name there writes down
    the time and his own. So every hand-over is seen, and the time between two is how long a thread kept the GIL. On Tollbooth the same
    is read from the event ring, too (tollbooth trace), and that is what counts.
"""
import sys
import threading

from harness import BUSY, FAILS, HOLDS, LIMITED, busy, clock, median, undecided


def slices(interval, seconds, name=None):
    """How long threads kept the GIL, in ms, with that interval."""
    kept, owner, since, stop = [], [None], [clock()], []

    def body(me):
        while not (stop and kept):
            if owner[0] is not me:
                now = clock()
                kept.append((now - since[0]) * 1e3)
                since[0], owner[0] = now, me

    before = sys.getswitchinterval()
    sys.setswitchinterval(interval)
    try:
        threads = [threading.Thread(target=body, args=(object(),), name=name) for _ in range(2)]
        for t in threads:
            t.start()
        threading.Event().wait(seconds)
        stop.append(1)
        for t in threads:
            t.join()
    finally:
        sys.setswitchinterval(before)
    return kept[2:-1] or kept


def computing(interval, seconds):
    """What is traced: two threads named `computing`."""
    threading.current_thread().name = "main"
    slices(float(interval), float(seconds), "computing")


def from_the_ring(lab, interval, seconds):
    """How long those two kept the GIL, in ms, by the ring."""
    events = lab.traced("computing", interval, seconds)
    return [event["dur"] / 1e3 for event in events if event.get("cat") == "GIL" and event["name"] == "computing"][2:-2]


def experiment(lab):
    slices(0.001, 0.1)
    intervals = (0.0005, 0.002, 0.005, 0.02)
    found = {}
    lab.figure("sys.getswitchinterval()", sys.getswitchinterval() * 1e3, "ms")
    for interval in intervals:
        found[interval] = slices(interval, lab.size(1.2, 0.15))
        lab.figure("a thread kept the GIL with an interval of %g ms" % (interval * 1e3), found[interval], "ms")
    if lab.is_tollbooth:
        for interval in intervals:
            try:
                found[interval] = from_the_ring(lab, interval, lab.size(1.2, 0.3)) or found[interval]
            except Exception as e:
                lab.listing("the event ring was not read", repr(e))
                break
            lab.figure("the same by the event ring, with %g ms" % (interval * 1e3), found[interval], "ms")
    lab.plot("How long a thread keeps the GIL", "points", "interval set (ms)", "kept, median (ms)",
             {"measured": ([i * 1e3 for i in intervals], [median(found[i]) for i in intervals])})
    lab.plot("With the interval of 5 ms", "histogram", "kept (ms)", "times", {"hand-overs": histogram(found[0.005])})
    return judge({i * 1e3: median(v) for i, v in found.items()}, sys.getswitchinterval() * 1e3, len(found[0.005]), lab.given())


def histogram(values, step=1.0, last=20):
    bins = [0] * (last + 1)
    for value in values:
        bins[min(int(value / step), last)] += 1
    return [i * step for i in range(last + 1)], bins


def judge(kept, default, seen, given):
    figures = ", ".join("%g ms: %.2f ms" % pair for pair in sorted(kept.items()))
    if seen < 4:
        return FAILS, "with 5 ms only %d hand-overs were seen" % seen
    ratios = {interval: value / interval for interval, value in kept.items()}
    if default != 5:
        return FAILS, "the interval is %g ms, not 5 (kept: %s)" % (default, figures)
    if all(0.8 <= ratio <= 1.35 for ratio in ratios.values()):
        return HOLDS, "a thread kept the GIL for the interval it was given (interval: median kept; %s)" % figures
    if given < BUSY:
        return busy(given)
    if 0.8 <= ratios[5] <= 1.6 and kept[min(kept)] < kept[max(kept)]:
        return LIMITED, "at 5 ms it holds, elsewhere only roughly, for the system's own time slices come in between (interval: median kept; %s)" % figures
    if ratios[5] > 1.6 and kept[min(kept)] < kept[max(kept)]:
        return undecided("threads kept the GIL longer than asked, as on a machine whose processors are busy (%s)" % figures)
    return FAILS, "threads did not keep the GIL for the interval (%s)" % figures
