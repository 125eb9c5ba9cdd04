"""Daemon threads at the end: they run no more Python code, their frames stay, what threading.local keeps for them goes. No thread starts any more."""
# leaks: what it leaves goes when the process ends

import _thread
import sys
import threading
import time


class Thing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("end of", self.name)


class Starter:
    def __del__(self):
        for start in (
            lambda: _thread.start_new_thread(print, ("started",)),
            lambda: _thread.start_joinable_thread(print),
            lambda: threading_thread(target=print, args=("started",)).start(),
        ):
            try:
                start()
            except RuntimeError as error:
                print(type(error).__name__, error)


def waiting(ready):
    thing = Thing("a daemon's variable: never")
    local.thing = Thing("a daemon's threading.local")
    ready.set()
    time.sleep(1000)


def touching(ready):
    while True:
        for name in list(sys.modules):
            getattr(sys.modules.get(name), "__name__", None)
        ready.set()


threading_thread = threading.Thread
local = threading.local()
for target in waiting, touching, touching:
    ready = threading.Event()
    threading.Thread(target=target, args=(ready,), daemon=True).start()
    ready.wait()
del ready
# A daemon's frames hold this module's globals, so they stay; another module is taken apart.
holder = type(sys)("holder")
sys.modules["holder"] = holder
holder.starter = Starter()
del holder
print("main ends")
