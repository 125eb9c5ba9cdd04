"""A counter without a lock

order: 7
claim: Two threads that do x += 1 without a lock lose some of the increments.
about: x += 1 is several instructions: load, add, store. A switch between the load and the store loses what the other thread
    added meanwhile. But since 3.10 a thread looks whether it shall give the GIL up only where a loop jumps back and where a function is
    called, and there is no such place inside x += 1. So the plain form is counted, and one with a call between load and
    store, one on a list item, appends to a list, and one with a lock. The interval is made very short to help switches happen.
"""
import dis
import io
import sys
import threading

from harness import FAILS, HOLDS, LIMITED, clock, undecided


class Box:
    plain = called = locked = 0


def one():
    return 1


def experiment(lab):
    n = lab.size(300_000, 100_000)
    lock, together = threading.Lock(), threading.Barrier(4)
    data = [0]
    appended = []

    def plain(box):
        for _ in range(n):
            box.plain += 1

    def called(box):
        for _ in range(n):
            box.called = box.called + one()

    def locked(box):
        for _ in range(n // 4):
            with lock:
                box.locked = box.locked + one()

    def item(box):
        for _ in range(n):
            data[0] += 1

    def append(box):
        for _ in range(n // 4):
            appended.append(None)

    def lost(body, expected, read):
        box = Box()
        threads = [threading.Thread(target=lambda: (together.wait(), body(box))) for _ in range(4)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        return expected - read(box)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        losses = {
            "x += 1": (lost(plain, 4 * n, lambda box: box.plain), 4 * n),
            "data[0] += 1": (lost(item, 4 * n, lambda box: data[0]), 4 * n),
            "x = x + one()": (lost(called, 4 * n, lambda box: box.called), 4 * n),
            "x = x + one() with a lock": (lost(locked, n // 4 * 4, lambda box: box.locked), n // 4 * 4),
            "list.append": (lost(append, n // 4 * 4, lambda box: len(appended)), n // 4 * 4),
        }
    finally:
        sys.setswitchinterval(interval)
    for what, (gone, of) in losses.items():
        lab.figure("lost of %d: %s" % (of, what), gone)
    lab.plot("Increments lost by four threads", "bars", "", "lost (%)",
             {"lost": (list(losses), [100 * gone / of for gone, of in losses.values()])})
    text = io.StringIO()
    dis.dis(compile("x += 1", "counter", "exec"), file=text)
    lab.listing("the instructions of x += 1", text.getvalue().rstrip())
    return judge(*(losses[what][0] for what in losses), losses["x += 1"][1])


def judge(plain, item, called, locked, append, of):
    if locked or append:
        return FAILS, "more was lost than is told: %d with a lock, %d appends" % (locked, append)
    if plain or item:
        return HOLDS, "%d of %d were lost by x += 1, %d by data[0] += 1 and %d with a call in between; none with a lock, and no append" % (
            plain, of, item, called)
    if called:
        return LIMITED, ("x += 1 and data[0] += 1 as such lost none of %d: there is no place inside them where the GIL is given up. With a call between load "
                         "and store %d were lost; with a lock none, and no append" % (of, called))
    return undecided("nothing was lost, in no form: no switch fell between a load and its store")
