"""Runs a Python program while its nth allocation fails: tools/fuzz/allocations.ts calls it.

    tollbooth tools/fuzz/failing_allocation.py N PROGRAM

The program may end with MemoryError, with another exception or as always. What it says is thrown away: here counts only that the
interpreter goes on afterwards, and says so with the status 0.
"""
import gc
import io
import sys

set_state = sys._set_state


def main():
    nth, path = int(sys.argv[1]), sys.argv[2]
    with open(path, encoding="utf-8") as f:
        code = compile(f.read(), path, "exec")
    namespace = {"__name__": "__main__", "__file__": path, "__builtins__": __builtins__}
    out, err = sys.stdout, sys.stderr
    sys.stdout = sys.stderr = io.StringIO()
    sys.argv = [path]
    set_state("fail_allocation", nth)
    try:
        exec(code, namespace)
    except BaseException:
        pass  # any end is right but a crash
    finally:
        set_state("fail_allocation", 0)
        sys.stdout, sys.stderr = out, err
        sys.settrace(None)
        sys.setprofile(None)
    namespace.clear()
    gc.collect()


main()
