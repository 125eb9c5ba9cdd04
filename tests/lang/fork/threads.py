"""os.fork and threads: the child has the thread that forked, as its main thread."""
# leaks: a child goes on to the end, which is that of the whole check
import _thread
import os
import sys
import threading
import time
import warnings

warnings.simplefilter("ignore", DeprecationWarning)


def status(pid):
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


stop = threading.Event()
local = threading.local()
held = threading.Lock()


def other():
    local.value = 1
    with held:
        started.set()
        stop.wait()


started = threading.Event()
others = [threading.Thread(target=other, daemon=daemon) for daemon in (False,)]
for thread in others:
    thread.start()
started.wait()
native = threading.get_native_id()
sys.stdout.flush()
pid = os.fork()
if pid == 0:
    print("threads", threading.active_count(), threading.enumerate() == [threading.main_thread()])
    print("alive", [thread.is_alive() for thread in others], "held", held.locked(), "local", hasattr(local, "value"))
    for thread in others:
        thread.join()
    print("native", threading.get_native_id() != native, threading.get_native_id() == threading.main_thread().native_id == os.getpid() or "another")
    made = []
    again = [threading.Thread(target=lambda i=i: made.append(i)) for i in range(5)]
    for thread in again:
        thread.start()
    for thread in again:
        thread.join()
    print("new threads", sorted(made), flush=True)
    os._exit(3)
print(status(pid))


# A thread forks: it is the child's main thread, and when its function is over the process is.
def forks(end):
    pid = os.fork()
    if pid == 0:
        print("main", threading.current_thread() is threading.main_thread(), threading.current_thread().name, threading.active_count(), flush=True)
        return end()
    print("status", status(pid), flush=True)


def late():
    def after():
        time.sleep(0.05)
        print("a thread that outlives the child's main thread", flush=True)

    threading.Thread(target=after, daemon=True).start()


def raises():
    sys.stderr = sys.stdout
    raise ValueError


threading.excepthook = lambda info: print("uncaught:", info.exc_type.__name__, flush=True)
for end in (lambda: None), late, sys.exit, raises, (lambda: os._exit(4)):
    thread = threading.Thread(target=forks, args=(end,), name="forking")
    thread.start()
    thread.join()
done = threading.Event()


def bare():
    forks(lambda: None)
    done.set()


_thread.start_new_thread(bare, ())
done.wait()
stop.set()
for thread in others:
    thread.join()

# Many forks from many threads.
codes = []


def many(i):
    pid = os.fork()
    if pid == 0:
        os._exit(i)
    codes.append(status(pid))


threads = [threading.Thread(target=many, args=(i,)) for i in range(6)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(codes))

# The warning.
warnings.simplefilter("always", DeprecationWarning)
thread = threading.Thread(target=stop.wait)
stop.clear()
thread.start()
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    pid = os.fork()
    if pid == 0:
        os._exit(len(caught))
    print(status(pid), [str(w.message).replace(str(os.getpid()), "PID") for w in caught], caught[0].filename == __file__)
stop.set()
thread.join()
# The same for a child that ends with its main module: its threads are joined.
sys.stdout.flush()
if (pid := os.fork()) == 0:
    threading.Thread(target=lambda: (time.sleep(0.05), print("joined at the end", flush=True))).start()
else:
    print(status(pid))
