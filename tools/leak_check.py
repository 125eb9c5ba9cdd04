"""Runs Python programs several times in one process and says which of them leave memory behind.

    tollbooth tools/leak_check.py FILE …       a line `LEAK file +blocks` for each program that leaks; exit status 1 if there is one

A program that leaks leaves about the same number of allocated blocks behind each time; caches and interned strings settle after
the first runs. `# leaks: reason` in a program exempts it.
"""
import gc
import io
import os
import sys

RUNS = 6
CHECK = os.getpid()


def run(source, path):
    """Runs the program as a main module would be, with its output thrown away."""
    namespace = {"__name__": "__main__", "__file__": path, "__builtins__": __builtins__}
    out, err, argv, modules = sys.stdout, sys.stderr, sys.argv, set(sys.modules)
    sys.stdout = sys.stderr = io.StringIO()
    sys.argv = [path]
    try:
        exec(compile(source, path, "exec"), namespace)
    except BaseException:
        pass  # what a program says is the corpus's business; here only what it leaves counts
    finally:
        if os.getpid() != CHECK:
            os._exit(0)  # a child that the program left to itself must not go on with the check
        sys.stdout, sys.stderr, sys.argv = out, err, argv
        for name in set(sys.modules) - modules:
            if name.startswith("tmp"):
                del sys.modules[name]
    namespace.clear()


def growth(path):
    """Blocks left behind by each of the last runs."""
    with open(path, encoding="utf-8") as f:
        source = f.read()
    if "# leaks:" in source:
        return []
    counts = []
    for _ in range(RUNS):
        run(source, path)
        sys.exc_info()
        gc.collect()
        gc.collect()
        counts.append(sys.getallocatedblocks())
    return [b - a for a, b in zip(counts[2:], counts[3:])]


def main():
    leaking = 0
    for path in sys.argv[1:]:
        steps = growth(path)
        if steps and min(steps) > 0:
            print(f"LEAK {path} {steps}")
            leaking += 1
        sys.stdout.flush()
    print(f"leak check: {len(sys.argv) - 1 - leaking} of {len(sys.argv) - 1} programs leave nothing behind")
    return 1 if leaking else 0


sys.exit(main())
