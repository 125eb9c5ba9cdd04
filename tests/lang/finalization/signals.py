"""Signals at the end of the interpreter: handlers run until the standard streams have been flushed; then there are none, and a signal does what it does by default."""
# leaks: what it leaves goes when the process ends

import subprocess
import sys

PREFIX = """
import atexit, os, signal, sys, threading

def handler(*_):
    sys.__stdout__.write(f"handler {sys.is_finalizing()}\\n")

def send(kill=os.kill, pid=os.getpid(), number=signal.SIGUSR1):
    kill(pid, number)

signal.signal(signal.SIGUSR1, handler)

class Last:
    def __init__(self, function):
        self.function = function

    def __del__(self, write=os.write):
        self.function()
        write(1, b"still there\\n")
"""


def run(title, source, prefix=PREFIX):
    done = subprocess.run([sys.executable, "-I", "-c", prefix + source], capture_output=True, text=True)
    print(title, done.returncode, done.stdout.splitlines(), done.stderr.splitlines()[-1:])


run("last statement:", "send()")
run("exit function:", "atexit.register(send)")
run("another thread:", "threading.Thread(target=send).start()")
run("blocked:", "signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1]); send()")
run("the flush:", """
class Stream:
    def write(self, text): pass
    def flush(self): send(); sys.__stdout__.write("flushed\\n")
sys.stdout = Stream()
""")
run("finalizer, a handler:", "last = Last(send)")
run("finalizer, raise_signal:", "last = Last(lambda f=signal.raise_signal, n=signal.SIGUSR1: f(n))")
run("finalizer, Ctrl-C:", "last = Last(lambda: send(number=signal.SIGINT))")
run("finalizer, Ctrl-C, no signal module:", """
import os
class Last:
    def __del__(self, kill=os.kill, pid=os.getpid(), write=os.write):
        kill(pid, 2)
        write(1, b"still there\\n")
last = Last()
""", "")
run("finalizer, ignored:", "signal.signal(signal.SIGTERM, signal.SIG_IGN); last = Last(lambda: send(number=15))")
run("finalizer, by default:", "last = Last(lambda: send(number=15))")
run("finalizer, interrupt_main:", "import _thread; signal.getsignal(2); last = Last(_thread.interrupt_main)")
run("finalizer, interrupt_main, no signal module:", """
import _thread, os
class Last:
    def __del__(self, interrupt=_thread.interrupt_main, write=os.write):
        interrupt()
        write(1, b"still there\\n")
last = Last()
""", "")
