"""Exceptions in finalisers at the end are told on the first sys.stderr, without the text of the source: there is nothing to read it with."""
# leaks: what it leaves goes when the process ends

import sys


class Stream:
    def write(self, text):
        for line in text.splitlines():
            if line and "__del__ at 0x" not in line:
                sys.__stdout__.write("> " + line.replace(__file__, "FILE") + "\n")

    def flush(self):
        pass


class Mine(Exception):
    pass


Mine.__module__ = "package.module"


def helper():
    raise Mine("of a class in a module")


class Thing:
    def __init__(self, kind):
        self.kind = kind

    def __del__(self):
        if self.kind == 1:
            return helper()
        if self.kind == 2:
            raise KeyError
        raise SystemExit(self.kind)


sys.__stderr__ = Stream()
sys.stderr = None
things = [Thing(1), Thing(2), Thing(3)]
