# A child cannot return into a native function of the parent: it says so and ends with status 70. What it does before that it can do, and it can exit.
# expect: key 3
# expect: 70 True
# expect: key 3
# expect: 4
# expect: [3]
import subprocess
import sys

PROGRAM = """
import os, sys
def key(n):
    if (pid := os.fork()) == 0:
        print("key", n, flush=True)
        sys.exit(int(sys.argv[1])) if len(sys.argv) > 1 else None
        return n
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
sorted([3], key=key)
"""
SAYS = "os.fork: the child came back from key() to native code, which can go on in the parent only\n"

done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True)
print(done.stdout, end="")
print(done.returncode, done.stderr == SAYS)
done = subprocess.run([sys.executable, "-c", PROGRAM, "4"], capture_output=True, text=True)
print(done.stdout, end="")
print(done.returncode)
print(sorted([3], key=lambda n: n))
