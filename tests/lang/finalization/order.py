"""What globals hold sees its end when the process ends: in the order of CPython, everything still whole in the first collection."""
# leaks: what it leaves goes when the process ends

import atexit
import builtins
import os
import sys
import threading
import weakref


class Thing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("end of", self.name, type(sys).__name__, Thing is None, sys.is_finalizing(), len(sys.modules) > 0)


def late():
    print("exit function", sys.is_finalizing())


a = Thing("a")
_b = Thing("_b")
__c__ = Thing("__c__")
in_cycle = Thing("in a cycle")
in_cycle.me = in_cycle
os.thing = Thing("in os")
builtins.thing = Thing("in builtins")
local = threading.local()
local.thing = Thing("in threading.local")
watched = weakref.ref(a, lambda r: print("the callback is garbage too: never called"))
weakref.finalize(a, print, "finalize of a")
not_at_exit = Thing("without atexit")
weakref.finalize(not_at_exit, print, "finalize, but not at exit").atexit = False
atexit.register(late)
print("main ends")
