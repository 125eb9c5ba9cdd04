"""Reference counts at work

order: 9
claim: Memory is managed by reference counts: an object goes at once when its last reference does; only cycles wait for the collector.
about: sys.getrefcount is asked while references come and go; a finaliser tells when an object goes; objects that refer to each
    other are left behind and counted before and after a collection. That these counts are changed by every instruction is the reason why
    there is a GIL: without it, each change would have to be atomic or locked.
"""
import gc
import sys
import weakref

from harness import FAILS, HOLDS, clock, median


class Thing:
    other = None

    def __del__(self):
        gone.append(clock())


class Link:
    other = None


gone = []


def cycles(n):
    """References to objects that only refer to each other."""
    left = []
    for _ in range(n):
        a, b = Link(), Link()
        a.other, b.other = b, a
        left.append(weakref.ref(a))
    return left


def experiment(lab):
    thing = Thing()
    start = sys.getrefcount(thing)
    others = [thing] * 10
    added = sys.getrefcount(thing) - start
    del others
    back = sys.getrefcount(thing) - start
    delays = []
    for _ in range(lab.size(200, 20)):
        thing = Thing()
        del gone[:]
        before = clock()
        thing = None
        after = clock()
        delays.append((gone[0] - before) * 1e6 if gone else float("inf"))
    at_once = sum(delay < float("inf") for delay in delays)
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        n = lab.size(1000, 100)
        left = cycles(n)
        alive = sum(ref() is not None for ref in left)
        gc.collect()
        after = sum(ref() is not None for ref in left)
    finally:
        if was_enabled:
            gc.enable()
    lab.figure("more references counted after ten were added", added)
    lab.figure("and after they were dropped", back)
    lab.figure("finalisers run by the time the last reference was gone, of %d" % len(delays), at_once)
    if at_once == len(delays):
        lab.figure("from dropping the last reference to its finaliser", delays, "µs")
    lab.figure("cycles alive without a collector, of %d" % n, alive)
    lab.figure("and after a collection", after)
    return judge(added, back, at_once, len(delays), alive, after, n)


def judge(added, back, at_once, objects, alive, after, cycles):
    if at_once < objects:
        return FAILS, "only %d of %d finalisers ran when the last reference went" % (at_once, objects)
    if added != 10 or back != 0:
        return FAILS, "ten references more were counted as %d, and as %d when they were gone" % (added, back)
    if alive < cycles or after:
        return FAILS, "of %d cycles %d lived without a collection and %d after one" % (cycles, alive, after)
    return HOLDS, "ten references were counted as ten; all %d finalisers ran at once; all %d cycles stayed until a collection, which took them" % (objects, cycles)
