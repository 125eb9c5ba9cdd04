# Signals by way of a descriptor of a process: to this one, which has handled them before the call returns, and to another.
import os
import signal
import subprocess
import sys


def said(*args):
    try:
        return signal.pidfd_send_signal(*args)
    except (OSError, TypeError, OverflowError, KeyboardInterrupt) as e:
        return f"{type(e).__name__}: {e}"


me = os.pidfd_open(os.getpid())
folder = os.open(f"/proc/{os.getpid()}", os.O_DIRECTORY)
pipe, end = os.pipe()
print(said(me, 0), said(pipe, signal.SIGINT), said(1000, 0), sep="\n")
print(said(me, 99), said(me, -1), said(me, 2**40), said("x", 1), said(me, 2, 5, 0), said(me, 0, None, 7), sep="\n")
print(said(me, signal.SIGINT), said(folder, signal.SIGINT))

seen = []
signal.signal(signal.SIGUSR1, lambda number, frame: seen.append(number))
signal.pidfd_send_signal(me, signal.SIGUSR1)
print(seen)

child = subprocess.Popen([sys.executable, "-c", "import time; print('up', flush=True); time.sleep(60)"], stdout=subprocess.PIPE)
child.stdout.readline()
other = os.pidfd_open(child.pid)
print(said(other, 0), said(other, signal.SIGTERM))
print(child.wait() == -signal.SIGTERM)
child.stdout.close()
print(said(other, signal.SIGTERM))
for fd in (me, folder, pipe, end, other):
    os.close(fd)
