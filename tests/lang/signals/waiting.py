"""Blocking signals and waiting for them: pthread_sigmask, sigpending, sigwait and its like, set_wakeup_fd."""
import os
import signal
import threading

USR1, USR2, ALRM = signal.SIGUSR1, signal.SIGUSR2, signal.SIGALRM
print(signal.pthread_sigmask(signal.SIG_BLOCK, [USR1, ALRM]), signal.pthread_sigmask(signal.SIG_BLOCK, []) == {USR1, ALRM})
# Nobody handles it, and yet it does not end the process while it is blocked.
os.kill(os.getpid(), USR1)
print(signal.sigpending(), signal.sigwait({USR1, USR2}), signal.sigpending())
signal.setitimer(signal.ITIMER_REAL, 0.01)
print(signal.sigwait([ALRM]) is ALRM)
info = [signal.raise_signal(USR1), signal.sigwaitinfo([USR1])][1]
print(info.si_signo, info.si_uid == os.getuid(), info.si_pid == os.getpid())
print(signal.sigtimedwait([USR1], 0), signal.sigtimedwait([USR1], 0.01))

# A thread waits while others send: to the process, and to it alone.
results = []


def waiter():
    results.append(signal.sigwait([USR1]))
    results.append(signal.sigwait([USR1]))
    results.append(signal.pthread_sigmask(signal.SIG_BLOCK, [USR2]) == {USR1, ALRM})


thread = threading.Thread(target=waiter)
thread.start()
os.kill(os.getpid(), USR1)
while not results:
    pass
signal.pthread_kill(thread.ident, USR1)
thread.join()
print(results, signal.pthread_sigmask(signal.SIG_BLOCK, []) == {USR1, ALRM})

# What was sent to one thread, another does not get.
signal.pthread_kill(threading.main_thread().ident, USR1)


def look():
    print(signal.sigpending(), signal.sigtimedwait([USR1], 0))


thread = threading.Thread(target=look)
thread.start()
thread.join()
print(signal.sigpending(), signal.sigwait([USR1]) is USR1)

read_end, write_end = os.pipe()
os.set_blocking(write_end, False)
os.set_blocking(read_end, False)
print(signal.set_wakeup_fd(write_end), signal.set_wakeup_fd(-1) == write_end, signal.set_wakeup_fd(write_end))
signal.signal(USR1, lambda *args: None)
signal.signal(USR2, lambda *args: None)
signal.raise_signal(USR2)
signal.raise_signal(USR1)
print(list(os.read(read_end, 10)))
signal.pthread_sigmask(signal.SIG_SETMASK, ())
for _ in range(100):
    pass
print(list(os.read(read_end, 10)))
print(signal.set_wakeup_fd(-1) == write_end)
try:
    signal.set_wakeup_fd(os.dup(0) if os.get_blocking(0) else 0)
except ValueError as error:
    print(error.args[0].rsplit(" ", 5)[1:])
