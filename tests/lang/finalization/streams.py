"""The standard streams at the end: full disks, pipes that nobody reads, closed descriptors; the status, and what standard error gets of it."""
# leaks: what it leaves goes when the process ends

import os
import re
import subprocess
import sys


def run(source, stdout=subprocess.PIPE, stderr=subprocess.PIPE, *options):
    done = subprocess.run([sys.executable, "-I", *options, "-c", source], stdout=stdout, stderr=stderr, text=True)
    errors = [re.sub("0x[0-9a-f]+|refcount : .*", "...", line) for line in (done.stderr or "").splitlines() if not re.fullmatch(" +[~^]+", line)]
    print(done.returncode, (done.stdout or "").splitlines(), *errors, sep="\n    ")


def broken():
    """A pipe that nobody reads."""
    read, write = os.pipe()
    os.close(read)
    return write


print("-- the disk is full")
with open("/dev/full", "w") as full:
    run("print(1)", full)
    run("print(1, flush=True)", full)
    run("print(1)", full, subprocess.PIPE, "-u")
    run("import sys; print(1); sys.exit(3)", full)
    run("import sys; print(1); sys.stdout.close()", full)
    run("pass", full)
    run("import sys; print(1, file=sys.stderr)", subprocess.PIPE, full)
    run("1/0", subprocess.PIPE, full)
    run("import sys; sys.exit('bye')", subprocess.PIPE, full)

print("-- nobody reads")
pipe = broken()
run("print(1)", pipe)
run("import sys; print(1); sys.exit(5)", pipe)
run("print(1, flush=True)", pipe)
run("import sys; print(1, file=sys.stderr)", subprocess.PIPE, pipe)
os.close(pipe)

print("-- closed below")
run("import os; os.close(1)")
run("import os; print(1); os.close(1)")
run("import os, sys; os.close(2)")
run("import os, sys; os.close(2); print(1, file=sys.stderr)")
run("import os, sys; os.close(2); 1/0")
run("import os; print(1); os.closerange(0, 3)")

print("-- closed, detached, replaced")
run("import sys; print(1); sys.stdout.close()")
run("import sys; sys.stdout.close(); print(1)")
run("import sys; print(1); sys.stdout.detach()")
run("import sys; print(1); sys.stdout = None")
run("import sys; print(1); del sys.stdout")
run("import sys; print(1); sys.stdout = 3; sys.exit(4)")
run("import sys; sys.stderr.close()")
run("import sys; sys.stderr.close(); 1/0")
run("import sys; sys.stderr = None; 1/0")
run("import sys; sys.stderr = 3; 1/0")
run("import atexit, sys; atexit.register(print, 2); sys.stdout.close()")
