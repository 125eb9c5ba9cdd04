"""The convoy effect

order: 6
claim: A thread that comes back from waiting stands behind those that compute: each time it waits up to 5 ms for every one of them.
about: A thread sleeps for 2 ms, sends a byte over a pipe to another thread, and waits for its answer; measured is the time from the
    end of the sleep to the answer, first alone, then beside one and two threads that compute. On that way the GIL is needed three times. The GIL of 3.2 and later gives a computing thread its 5 ms each time (policy timed); that of 2.x was released
    every 100 instructions but without waiting for another to take it (ticks); Tollbooth's policy fair lets threads that were waiting go first.
"""
import os
import threading
import time

from harness import BUSY, FAILS, HOLDS, LIMITED, busy, clock, spin, undecided

PAUSE = 0.002
POLICIES = ("timed", "ticks", "fair")


def in_force():
    """The GIL's policy in this process."""
    try:
        import tollbooth
    except ImportError:
        return "timed"
    return tollbooth.gil_policy()


def echo(turns):
    """The microseconds until each answer: alone, beside one and beside two computing threads."""
    turns = int(turns)
    there, back = os.pipe(), os.pipe()
    stop = []

    def compute():
        while not stop:
            spin(2000)

    def answer():
        while True:
            data = os.read(there[0], 1)
            os.write(back[1], data)
            if data == b"q":
                return

    def round_trips(n):
        times = []
        for _ in range(n):
            start = clock() + PAUSE
            time.sleep(PAUSE)
            os.write(there[1], b"x")
            os.read(back[0], 1)
            times.append((clock() - start) * 1e6)
        return times

    answerer = threading.Thread(target=answer)
    answerer.start()
    spin(200_000)
    round_trips(turns)
    figures = [round_trips(turns * 2)]
    burners = []
    for _ in range(2):
        burners.append(threading.Thread(target=compute))
        burners[-1].start()
        threading.Event().wait(0.05)
        figures.append(round_trips(turns))
    stop.append(1)
    for t in burners:
        t.join()
    os.write(there[1], b"q")
    os.read(back[0], 1)
    answerer.join()
    for end in there + back:
        os.close(end)
    return figures


def experiment(lab):
    turns = lab.size(60, 6)
    found, refused = {}, []
    for policy in POLICIES if lab.is_tollbooth else ("timed",):
        options = ["-X", "gil=" + policy] if lab.is_tollbooth else []
        try:
            if lab.is_tollbooth and lab.child(options, "in_force") != policy:
                raise RuntimeError("this build does not have it")
            found[policy] = lab.child(options, "echo", turns)
        except Exception as e:
            refused.append("%s: %s" % (policy, e))
            continue
        for beside, times in enumerate(found[policy]):
            label = "alone" if beside == 0 else "beside %d computing" % beside
            found[policy][beside] = lab.mean("an answer %s, %s: mean" % (label, policy), times, "µs")
    if refused:
        lab.listing("policies that did not run", "\n".join(refused))
    lab.plot("From the end of a sleep to an answer", "bars", "", "mean (µs)",
             {policy: (["alone", "beside one", "beside two"], figures) for policy, figures in found.items()})
    return judge(found, lab.given())


def judge(found, given):
    """`found`: by policy, µs alone, beside one, beside two computing threads."""
    if not found:
        return undecided("no policy could be run")
    parts = ["%s: %.0f µs alone, %.0f beside one computing thread, %.0f beside two (%.0f times)" % (
        name, a, b, c, b / a) for name, (a, b, c) in found.items()]
    figures = "; ".join(parts)
    usual = "timed" if "timed" in found else next(iter(found))
    alone, one, two = found[usual]
    if one / alone < 5:
        return busy(given) if given < BUSY else (FAILS, "no convoy: " + figures)
    fair = found.get("fair")
    if fair and fair[1] / fair[0] <= 5:
        return LIMITED, "with the usual policy it does, with the policy fair it goes away; " + figures
    return HOLDS, figures
