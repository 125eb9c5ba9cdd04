"""The main module is held: finalisers meet globals that are None already, and so does everything that they call."""
# leaks: what it leaves goes when the process ends

import sys


class Thing:
    def __init__(self, name, write):
        self.name, self.write = name, write

    def __del__(self):
        self.write("end of %s: Thing %s, zero %s, last %s\n" % (self.name, Thing is None, zero is None, last is None))
        try:
            helper(self)
        except TypeError as error:
            self.write("no helper: %s\n" % error)


def helper(thing):
    thing.write("helper: %s\n" % (sys is None))


_zero = Thing("_zero", sys.stdout.write)
zero = Thing("zero", sys.stdout.write)
one = Thing("one", sys.stdout.write)
last = Thing("last", sys.stdout.write)
sys.held = sys.modules["__main__"]
