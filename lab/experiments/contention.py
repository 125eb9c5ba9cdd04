"""What the fight for the GIL costs

order: 3
claim: Two threads that compute take up to 1.5 times as long as one thread that does the work of both.
about: The same work is split over one, two and four threads. Under the GIL of 2.x, which was released every 100
    instructions and had no say in who got it next, more threads cost a lot, worst on several processors. Since 3.2 a thread keeps the
    GIL for an interval of 5 ms, so that hand-overs are few.
"""
from harness import BUSY, FAILS, HOLDS, LIMITED, busy, median, spin, together, undecided, units_for


def experiment(lab):
    given = lab.given()
    n = units_for(lab.size(0.4, 0.06))
    counts = (1, 2, 4)
    ratios = {count: [] for count in counts}
    for _ in range(lab.size(7, 2)):
        one = together([lambda: spin(n)])
        ratios[1].append(1.0)
        for count in counts[1:]:
            ratios[count].append(together([lambda: spin(n // count)] * count) / one)
    for count in counts[1:]:
        lab.figure("%d threads, against one that does all" % count, ratios[count], "x")
    lab.plot("The same work over more threads", "line", "threads", "time of one thread (x)",
             {"measured": (counts, [median(ratios[count]) for count in counts])}, (1.5, "as it is told"))
    return judge(ratios[2], ratios[4], min(given, lab.given()))


def judge(two, four, given):
    a, b = median(two), median(four)
    figures = "two threads took %.2f times as long as one (%.2f to %.2f), four %.2f times" % (a, min(two), max(two), b)
    if given < BUSY:
        return busy(given)
    if max(two) < 0.75:
        return FAILS, figures + ": they ran side by side"
    if a < 0.8 or a < 1.3 and max(two) - min(two) > 0.8:
        return undecided("the machine is too busy: " + figures)
    if a >= 1.3:
        return HOLDS, figures
    if a >= 1.1:
        return LIMITED, figures + ": threads cost something, but less than is told"
    return FAILS, figures + ": that was true of the GIL before 3.2, and hardly costs anything now"
