"""Finalizers that start programs when the interpreter ends: with a function for the child they are refused, without it runs."""
# leaks: what it leaves goes when the process ends

import subprocess
import sys

PROGRAM = """
import os, subprocess
class Last:
    def __init__(self, **how):
        self.how = how
    def __del__(self):
        try:
            done = subprocess.Popen([{program!r}, "-c", ""], executable={program!r}, **self.how)
            os.write(1, b"started %d\\n" % done.wait())
        except BaseException as error:
            os.write(1, f"{{type(error).__name__}}: {{error}}\\n".encode())
last = Last({how})
"""


def run(how, program=sys.executable):
    done = subprocess.run([sys.executable, "-c", PROGRAM.format(program=program, how=how)], capture_output=True, text=True)
    print(how, done.returncode, done.stdout.splitlines(), done.stderr.splitlines())


run("")
run("close_fds=False, stdout=subprocess.DEVNULL")
run("preexec_fn=print")
run("cwd='/nowhere'")
run("", "/nowhere")
