"""os.fork and signals: handlers are the child's too, timers and pending signals are not."""
# leaks: children that end by sys.exit go on in the check
import os
import signal
import sys
import time


def status(pid):
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


got = []
signal.signal(signal.SIGUSR1, lambda number, frame: got.append(number))
signal.signal(signal.SIGUSR2, signal.SIG_IGN)
signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(12))
signal.setitimer(signal.ITIMER_REAL, 1000)
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGHUP])
os.kill(os.getpid(), signal.SIGHUP)
print(signal.sigpending())
ready, tell = os.pipe()
sys.stdout.flush()
pid = os.fork()
if pid == 0:
    print("timer", signal.getitimer(signal.ITIMER_REAL), "pending", signal.sigpending(), "mask", signal.pthread_sigmask(signal.SIG_BLOCK, []))
    os.kill(os.getpid(), signal.SIGUSR1)
    os.kill(os.getpid(), signal.SIGUSR2)
    print(got, signal.getsignal(signal.SIGUSR2), flush=True)
    os.write(tell, b"x")
    while len(got) < 2:
        time.sleep(0.01)
    print("from the parent:", got, flush=True)
    os.write(tell, b"x")
    while True:
        time.sleep(10)
os.read(ready, 1)
os.kill(pid, signal.SIGUSR2)
os.kill(pid, signal.SIGUSR1)
os.read(ready, 1)
os.kill(pid, signal.SIGTERM)
print(status(pid), got, signal.getitimer(signal.ITIMER_REAL)[0] > 900)
signal.setitimer(signal.ITIMER_REAL, 0)

# A child that is interrupted while it waits.
sys.stdout.flush()
pid = os.fork()
if pid == 0:
    try:
        os.write(tell, b"x")
        while True:
            time.sleep(10)
    except KeyboardInterrupt:
        os._exit(13)
os.read(ready, 1)
os.kill(pid, signal.SIGINT)
print(status(pid))

# Stopped and continued.
pid = os.fork()
if pid == 0:
    while True:
        time.sleep(10)
os.kill(pid, signal.SIGSTOP)
print(os.WIFSTOPPED(os.waitpid(pid, os.WUNTRACED)[1]))
os.kill(pid, signal.SIGCONT)
print(os.WIFCONTINUED(os.waitpid(pid, os.WCONTINUED)[1]))
os.kill(pid, signal.SIGKILL)
print(status(pid))
