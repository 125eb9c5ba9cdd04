"""What experiments of the lab are made with; plain Python that runs on every interpreter.

    PYTHON harness.py FILE [--quick]             runs the experiment in FILE and prints one line of JSON: its outcome
    PYTHON harness.py FILE --part NAME ARG …     calls one function of it and prints what it returns: what `Lab.child` starts

An experiment is a module with a docstring (see CONTRIBUTING.md, "An experiment") and two functions: `experiment(lab)`, which measures
and returns what `judge(…)` says of the figures: a verdict and an explanation. `judge` takes plain numbers, so that tests can give it any.
"""
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time

clock = time.perf_counter

HOLDS = "holds"
LIMITED = "holds-with-a-limit"
FAILS = "does-not-hold"
OPEN = "not-decided"


def median(values):
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def undecided(why):
    """The verdict of an experiment that cannot tell."""
    return OPEN, "not decided here: " + why


BUSY = 0.85


def busy(given):
    """The verdict where a figure needs a machine that is not busy: `given` is what Lab.given() found."""
    return undecided("the machine is busy: a thread that computes gets %.0f %% of a processor" % (100 * given))


def spin(n):
    """Computes for about n units of time: no calls, no memory."""
    x = 1
    while n:
        x = x * 48271 % 2147483647
        n -= 1
    return x


def together(jobs):
    """Runs functions in a thread each; the time until the last has ended, in seconds."""
    threads = [threading.Thread(target=job) for job in jobs]
    start = clock()
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return clock() - start


def units_for(seconds):
    """How many units of spin() take about that long here. Warms the loop up, too."""
    n = 20_000
    while True:
        spin(n)
        start = clock()
        spin(n)
        took = clock() - start
        if took >= 0.02:
            return max(1000, int(n * seconds / took))
        n *= 2


def processors():
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except (AttributeError, OSError):
        return os.cpu_count() or 1


class Lab:
    """Collects what an experiment finds out."""

    def __init__(self, file, quick):
        self.file, self.quick = file, quick
        self.is_tollbooth = sys.implementation.name == "tollbooth" or hasattr(sys, "_tollbooth") or "ollbooth" in sys.version
        self.measured, self.plots, self.listings = [], [], []

    def size(self, ordinary, quick):
        """One of two numbers: for an ordinary run and a quick one."""
        return quick if self.quick else ordinary

    def repeat(self, f, ordinary=7, quick=2):
        """What f returns, several times."""
        return [f() for _ in range(self.size(ordinary, quick))]

    def figure(self, what, values, unit=""):
        """Notes a figure, one number or several of which the median counts; returns that."""
        if isinstance(values, (int, float)):
            self.measured.append({"what": what, "value": values, "unit": unit})
            return values
        value = median(values)
        self.measured.append({"what": what, "value": value, "unit": unit, "low": min(values), "high": max(values), "of": len(values)})
        return value

    def mean(self, what, values, unit=""):
        """The same with the mean, for figures where rare and long ones are the point."""
        value = sum(values) / len(values)
        self.measured.append({"what": what, "value": value, "unit": unit, "low": min(values), "high": max(values), "of": len(values)})
        return value

    def plot(self, title, kind, x_label, y_label, series, mark=None):
        """A plot: kind is bars, line, points or histogram; series is {label: (x values, y values)}; mark is (y, label)."""
        plot = {"title": title, "kind": kind, "xLabel": x_label, "yLabel": y_label,
                "series": [{"label": label, "x": list(x), "y": list(y)} for label, (x, y) in series.items()]}
        if mark:
            plot["mark"] = {"y": mark[0], "label": mark[1]}
        self.plots.append(plot)

    def listing(self, title, text):
        self.listings.append({"title": title, "text": text})

    def start_child(self, options, part, *args):
        """Starts this interpreter with options on one function of the experiment."""
        command = [sys.executable, *options, os.path.abspath(__file__), self.file, "--part", part, *map(str, args)]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def finish_child(self, process, seconds=500):
        """What the function returned."""
        out, err = process.communicate(timeout=seconds)
        if process.returncode:
            lines = err.decode("utf-8", "replace").strip().splitlines()
            raise RuntimeError("a child failed: " + (lines[-1] if lines else "status %d" % process.returncode))
        return json.loads(out)

    def traced(self, part, *args):
        """Tollbooth only: what `tollbooth trace` recorded of this interpreter on one function, as a list of Chrome trace events."""
        folder = tempfile.mkdtemp()
        out = os.path.join(folder, "trace.json")
        try:
            self.finish_child(self.start_child(["trace", "--out", out], part, *args))
            with open(out) as file:
                return json.load(file)["traceEvents"]
        finally:
            shutil.rmtree(folder)

    def child(self, options, part, *args):
        return self.finish_child(self.start_child(options, part, *args))

    def given(self):
        """The share of a processor that a computing thread gets now: about 1 if nobody else wants them all. Below BUSY, times say little."""
        n = units_for(self.size(0.1, 0.02))
        shares = []
        for _ in range(3):
            cpu, wall = time.thread_time(), clock()
            spin(n)
            shares.append((time.thread_time() - cpu) / (clock() - wall))
        return self.figure("share of a processor that a computing thread gets on this machine now", shares)

    def spare_processors(self):
        """How much faster two processes are than one after the other: 0.5 is perfect, 1 is not at all. What the machine can give now."""
        n = units_for(self.size(0.25, 0.05))
        start = clock()
        spin(n)
        spin(n)
        alone = clock() - start
        children = [self.start_child([], "harness_spin", n * 2) for _ in range(2)]
        return max(self.finish_child(child) for child in children) / (alone * 2)


def load_module(file):
    """The experiment in a file. Its name may be that of a module of the library, so it gets another."""
    spec = importlib.util.spec_from_file_location("lab_" + os.path.splitext(os.path.basename(file))[0], file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def native_work(lab, work, verb):
    """An experiment on native code that gives the GIL up: two threads' time against one's for the same work, and what a machine without a
    free processor would explain."""
    work()

    def once():
        start = clock()
        work()
        work()
        alone = clock() - start
        cpu = time.process_time()
        both = together([work, work])
        shares.append((time.process_time() - cpu) / both)
        return both / alone

    shares = []
    ratios = lab.repeat(once, 7)
    ratio = lab.figure("two threads that %s, against one that does all" % verb, ratios, "x")
    lab.figure("processors that the two kept busy", shares)
    control, given = 0.5, 1.0
    if ratio > 0.7 and processors() > 1:
        control = lab.figure("two processes that compute, against one (what the machine can give now)", lab.spare_processors(), "x")
        given = lab.given()
    lab.plot("The same work in one thread and in two", "bars", "", "time of one thread (x)",
             {"time": (["one thread", "two threads", "perfect"], [1, ratio, 0.5])}, (1, "one thread"))
    return judge_native(ratio, max(shares), control, given, processors(), verb)


def judge_native(ratio, busiest, control, given, available, verb):
    """`busiest`: the processors kept busy in the best repetition. More than one is proof, whatever the clock on the wall says."""
    if available < 2:
        return undecided("the process may use one processor only")
    if ratio <= 0.7:
        return HOLDS, "two threads that %s took %.2f times as long as one (0.5 is perfect)" % (verb, ratio)
    if busiest >= 1.4:
        return LIMITED, "two threads that %s kept up to %.2f processors busy, but took %.2f times as long as one: others use the machine, too" % (
            verb, busiest, ratio)
    if given < BUSY:
        return busy(given)
    if control > 0.75:
        return undecided("two threads took %.2f times as long as one, but two processes %.2f times: no second processor is free" % (ratio, control))
    return FAILS, "two threads that %s took %.2f times as long as one, where two processes took %.2f times" % (verb, ratio, control)


def harness_spin(n):
    """A child's part in spare_processors(): its time for n units, in the time that as many took before."""
    spin(int(n) // 20)
    start = clock()
    spin(int(n))
    return clock() - start


def main(args):
    file = args[0]
    sys.modules["harness"] = sys.modules["__main__"]
    module = load_module(file)
    if "--part" in args:
        at = args.index("--part")
        part = getattr(module, args[at + 1], None) or globals()[args[at + 1]]
        print(json.dumps(part(*args[at + 2:])))
        return
    lab = Lab(file, "--quick" in args)
    start = clock()
    verdict, explanation = module.experiment(lab)
    print(json.dumps({
        "verdict": verdict, "explanation": explanation, "measured": lab.measured, "plots": lab.plots, "listings": lab.listings,
        "seconds": clock() - start,
    }))


if __name__ == "__main__":
    main(sys.argv[1:])
