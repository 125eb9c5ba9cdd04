"""What tracing costs: the same work by threads that are traced and by threads that are not, in turns, within one process.

    PYTHONPATH=bench/threads tollbooth trace bench/threads/cost.py [SECONDS [NAME ...]]

The threads that are not traced were started by sitecustomize.py, before the trace began. Prints for each piece of work the medians, and the median of
the ratios of two neighbouring turns with the quarters of them below and above: on a machine that others use the turns differ more than the two kinds do.
"""
import statistics
import sys
import time

import crew
from sitecustomize import UNTRACED


def main(seconds=10.0, *names):
    traced = crew.Crew(4)
    for work in crew.ALL:
        if names and work.__name__ not in names:
            continue
        off, on = [], []
        work(UNTRACED), work(traced)
        end = time.monotonic() + float(seconds)
        while time.monotonic() < end:
            # Who is first changes, so that neither always comes behind the other.
            for kind, figures in [(UNTRACED, off), (traced, on)][:: 1 if len(off) % 2 else -1]:
                figures.append(work(kind))
        ratios = [b / a for a, b in zip(off, on)]
        low, middle, high = statistics.quantiles(ratios, n=4)
        print(
            f"{work.__name__:8} off {statistics.median(off):9.2f}  on {statistics.median(on):9.2f}  {middle - 1:+6.1%} ({low - 1:+.0%} to {high - 1:+.0%}),"
            f" best {min(on) / min(off) - 1:+6.1%}, {len(ratios)} pairs  {work.__doc__}",
            flush=True,
        )


main(*sys.argv[1:])
