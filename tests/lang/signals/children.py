"""Signals and child processes: what a child inherits, how it dies, SIGCHLD."""
import os
import signal
import subprocess
import sys
import time

LOOK = ["sed", "-n", "s/^Sig\\(Ign\\|Blk\\)://p", "/proc/self/status"]


def look(**options):
    blocked, ignored = subprocess.run(LOOK, capture_output=True, text=True, **options).stdout.split()
    return int(blocked, 16) & 0x7FFFFFFF, int(ignored, 16) & 1 << signal.SIGUSR1 - 1, int(ignored, 16) & 1 << signal.SIGPIPE - 1


print(look(), look(restore_signals=False))
signal.signal(signal.SIGUSR1, signal.SIG_IGN)
print(look())
signal.signal(signal.SIGUSR1, signal.SIG_DFL)
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR2])
print(look())
signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGUSR2])
signal.signal(signal.SIGUSR1, lambda *args: None)
print(look())

died = []
signal.signal(signal.SIGCHLD, lambda signum, frame: died.append(signum))
child = subprocess.Popen(["true"])
while not died:
    time.sleep(0.001)
print(died[0] is signal.SIGCHLD or died[0], child.wait())
signal.signal(signal.SIGCHLD, signal.SIG_DFL)


def run(program, **options):
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, **options)
    return done.returncode, done.stdout, done.stderr.splitlines()[-1:]


print(run("raise KeyboardInterrupt"))
print(run("import os, signal; os.kill(os.getpid(), signal.SIGTERM); print('not reached')"))
print(run("import signal; signal.raise_signal(signal.SIGUSR1)"))
print(run("import signal, sys; signal.signal(signal.SIGTERM, lambda *a: sys.exit(7)); signal.raise_signal(signal.SIGTERM)"))
print(run("import os; os.abort()")[0])
child = subprocess.Popen([sys.executable, "-c", "import time; print('up', flush=True); time.sleep(100)"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
child.stdout.readline()
child.send_signal(signal.SIGINT)
print(child.communicate()[1].splitlines()[-1], child.returncode)
