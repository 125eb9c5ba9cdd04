"""The collector stops the others

order: 13
claim: One thread runs the program or the garbage collector, never both: a collection makes all other threads wait.
about: Many objects that refer to each other are kept alive, so that a full collection takes long. One thread looks at the clock all the
    time and notes its longest pause, while another asks for a collection.
"""
import gc
import threading

from harness import FAILS, HOLDS, LIMITED, clock, median, undecided


class Node:
    other = None


def experiment(lab):
    nodes = []
    for _ in range(lab.size(150_000, 15_000)):
        a, b = Node(), Node()
        a.other, b.other = b, a
        nodes.append(a)
    gc.collect()
    pauses, times, quiet = [], [], []
    longest, stop = [0.0], []

    def watch():
        last = clock()
        while not stop:
            now = clock()
            if now - last > longest[0]:
                longest[0] = now - last
            last = now

    watcher = threading.Thread(target=watch)
    watcher.start()
    sleep = threading.Event().wait
    for _ in range(lab.size(7, 2)):
        sleep(0.02)
        longest[0] = 0.0
        sleep(0.05)
        quiet.append(longest[0] * 1e3)
        longest[0] = 0.0
        start = clock()
        gc.collect()
        times.append((clock() - start) * 1e3)
        sleep(0.01)
        pauses.append(longest[0] * 1e3)
    stop.append(1)
    watcher.join()
    lab.figure("a collection of %d objects" % (len(nodes) * 2), times, "ms")
    lab.figure("the longest pause of the other thread meanwhile", pauses, "ms")
    lab.figure("its longest pause without a collection", quiet, "ms")
    lab.plot("The other thread's longest pause", "bars", "", "ms",
             {"pause": (["without", "with a collection", "the collection"], [median(quiet), median(pauses), median(times)])})
    return judge(median(times), median(pauses), median(quiet))


def judge(collection, pause, quiet):
    figures = "a collection took %.1f ms, the other thread's longest pause was %.1f ms, without a collection %.1f ms" % (collection, pause, quiet)
    # Waiting for the GIL to begin the collection is part of its time as measured: an interval of 5 ms.
    if collection < 10 or quiet > collection / 2:
        return undecided("the collection is too short against the other pauses: " + figures)
    if pause >= 0.6 * collection - 6:
        return HOLDS, figures
    if pause < 0.3 * collection:
        return FAILS, figures
    return LIMITED, figures
