"""faulthandler: where the threads are, when asked, after a time, at a signal, and when a fatal signal comes."""
import faulthandler
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading


def shown(text):
    text = re.sub(r"0x[0-9a-f]+( \[.*?\])?", "0x…", text)
    return re.sub(r'File "[^"]*?([^/"]*)"', r'File "\1"', text)


def dump(*args, **kwargs):
    with tempfile.TemporaryFile("w+") as file:
        faulthandler.dump_traceback(file, *args, **kwargs)
        file.seek(0)
        print(shown(file.read()), end="")


def inner():
    dump(all_threads=False)


def outer():
    inner()


outer()
ready, done = threading.Event(), threading.Lock()
done.acquire()


def waits():
    ready.set()
    done.acquire()


thread = threading.Thread(target=waits)
thread.start()
ready.wait()
while not any(frame.f_code.co_name == "waits" for frame in sys._current_frames().values()):
    pass
with tempfile.TemporaryFile("w+") as file:
    faulthandler.dump_traceback(file)
    file.seek(0)
    text = shown(file.read())
print(text.count("hread 0x…"), "in waits" in text, text.splitlines()[-2:])
done.release()
thread.join()

with tempfile.TemporaryFile("w+") as file:
    faulthandler.register(signal.SIGUSR1, file, all_threads=False)
    signal.raise_signal(signal.SIGUSR1)
    print(faulthandler.unregister(signal.SIGUSR1), faulthandler.unregister(signal.SIGUSR1))
    file.seek(0)
    print(shown(file.read()), end="")
with tempfile.TemporaryFile("w+") as file:
    signal.signal(signal.SIGUSR2, lambda *args: print("its own handler"))
    faulthandler.register(signal.SIGUSR2, file, all_threads=False, chain=True)
    os.kill(os.getpid(), signal.SIGUSR2)
    file.seek(0)
    print(file.read().count("most recent"))
    faulthandler.unregister(signal.SIGUSR2)

with tempfile.TemporaryFile("w+") as file:
    faulthandler.dump_traceback_later(0.05, file=file)
    while not os.fstat(file.fileno()).st_size:
        pass
    faulthandler.cancel_dump_traceback_later()
    file.seek(0)
    print(file.readline(), end="")

print(faulthandler.is_enabled(), faulthandler.enable(sys.__stderr__.fileno()), faulthandler.is_enabled(), faulthandler.disable(), faulthandler.is_enabled())
for call in (
    lambda: faulthandler.dump_traceback_later(0),
    lambda: faulthandler.register(signal.SIGSEGV),
    lambda: faulthandler.register(4242),
    lambda: faulthandler.dump_traceback(-1),
):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)
for program in ("import os; os.abort()", "import signal; signal.raise_signal(signal.SIGSEGV)", "import faulthandler; faulthandler._sigfpe()"):
    child = subprocess.run([sys.executable, "-X", "faulthandler", "-c", program], capture_output=True, text=True)
    print(child.returncode, shown(child.stderr).splitlines()[:4])
