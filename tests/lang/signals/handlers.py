"""Signal handlers: set, called, raising, in the main thread only; signals sent to oneself and by others."""
import os
import signal
import subprocess
import threading
import time

log = []


def handler(signum, frame):
    log.append((signal.Signals(signum).name, frame.f_code.co_name, threading.current_thread() is threading.main_thread()))


def show():
    print(log)
    log.clear()


print(signal.signal(signal.SIGUSR1, handler), signal.getsignal(signal.SIGUSR1) is handler)
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler, signal.getsignal(signal.SIGPIPE), signal.getsignal(signal.SIGTERM))
signal.raise_signal(signal.SIGUSR1)
os.kill(os.getpid(), signal.SIGUSR1)
signal.pthread_kill(threading.get_ident(), signal.SIGUSR1)
show()

# From other threads and from another process the handler runs in the main thread.
thread = threading.Thread(target=signal.raise_signal, args=(signal.SIGUSR1,))
thread.start()
thread.join()
while not log:
    time.sleep(0.001)
print([entry[::2] for entry in log])
log.clear()
thread = threading.Thread(target=os.kill, args=(os.getpid(), signal.SIGUSR1))
thread.start()
thread.join()
while not log:
    pass
print([entry[::2] for entry in log])
log.clear()
subprocess.run(["sh", "-c", f"kill -USR1 {os.getpid()}"])
while not log:
    time.sleep(0.001)
print([entry[::2] for entry in log])
log.clear()


def failing(signum, frame):
    raise LookupError("from the handler")


print(signal.signal(signal.SIGUSR2, failing))
try:
    signal.raise_signal(signal.SIGUSR2)
    print("not reached")
except LookupError as error:
    print(error)

# Two at once: both handlers run, though the first raises.
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1, signal.SIGUSR2, signal.SIGTERM})
signal.signal(signal.SIGTERM, handler)
for number in (signal.SIGTERM, signal.SIGUSR2, signal.SIGUSR1):
    os.kill(os.getpid(), number)
print(sorted(signal.sigpending()), log)
try:
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    for _ in range(100):
        pass
except LookupError as error:
    print(error)
for _ in range(100):
    pass
print(sorted(entry[0] for entry in log))
log.clear()

signal.signal(signal.SIGUSR1, signal.SIG_IGN)
signal.raise_signal(signal.SIGUSR1)
subprocess.run(["sh", "-c", f"kill -USR1 {os.getpid()}"])
print(signal.getsignal(signal.SIGUSR1), log)
print(signal.signal(signal.SIGUSR1, signal.SIG_DFL), signal.signal(signal.SIGUSR1, handler))
subprocess.run(["sh", "-c", f"kill -USR1 {os.getpid()}"])
while not log:
    time.sleep(0.001)
print([entry[0] for entry in log])

import _thread

_thread.interrupt_main(signal.SIGUSR1)
_thread.interrupt_main(signal.SIGHUP)  # has no handler: nothing
try:
    _thread.interrupt_main()
except KeyboardInterrupt:
    print([entry[0] for entry in log])

for call in (
    lambda: signal.signal(4242, handler),
    lambda: signal.signal(signal.SIGUSR1, None),
    lambda: signal.signal(signal.SIGUSR1, 7),
    lambda: signal.signal(signal.SIGKILL, handler),
    lambda: signal.getsignal(4242),
    lambda: signal.strsignal(0),
    lambda: signal.raise_signal(0x10000),
    lambda: signal.pthread_sigmask(1700, []),
    lambda: signal.pthread_sigmask(signal.SIG_BLOCK, [0]),
    lambda: signal.set_wakeup_fd(0x7FFFFFF),
    lambda: signal.setitimer(-1, 0),
    lambda: signal.setitimer(signal.ITIMER_REAL, -1),
    lambda: signal.sigtimedwait([signal.SIGUSR1], -1.0),
):
    try:
        print(call())
    except Exception as error:
        print(type(error).__mro__[:-2])


def elsewhere():
    try:
        signal.signal(signal.SIGUSR1, handler)
    except ValueError as error:
        print(error)


thread = threading.Thread(target=elsewhere)
thread.start()
thread.join()
print(signal.strsignal(signal.SIGTERM), signal.Signals(9), signal.SIGRTMIN in signal.valid_signals(), 0 in signal.valid_signals())
