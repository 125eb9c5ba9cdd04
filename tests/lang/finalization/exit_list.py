"""The list of exit functions is the interpreter's, not the module's; what happens to those that change it, or compare in odd ways."""
# leaks: what it leaves goes when the process ends
# As CPython 3.14: what a function unregisters while they run is called all the same.

import atexit as first
import sys

del sys.modules["atexit"]
import atexit as second

del sys.modules["atexit"]
print(first is second, first.register is second.register)
# expect: False False


def one(*args, **kwargs):
    print("one", args, kwargs)


def two():
    print("two")
    second.unregister(one)
    first.register(three)


def three():
    print("three")


class Equal:
    def __eq__(self, other):
        return True


class Clearing:
    def __eq__(self, other):
        first._clear()
        return False


class Failing:
    def __eq__(self, other):
        1 / 0


print(first.register(one, 1, 2, three=3) is one, second.register(two) is two, first._ncallbacks())
# expect: True True 2
second._run_exitfuncs()
# expect: two
# expect: one (1, 2) {'three': 3}
print(first._ncallbacks())
# expect: 0
for thing in Clearing, Equal:
    for _ in range(5):
        first.register(two)
    print(second.unregister(thing()), second._ncallbacks())
# expect: None 0
# expect: None 0
first.register(two)
try:
    first.unregister(Failing())
except ZeroDivisionError as error:
    print(error, first._ncallbacks())
# expect: division by zero 1
first.unregister(two)
for args in (), (3,):
    try:
        first.register(*args)
    except TypeError as error:
        print(error)
# expect: register() takes at least 1 argument (0 given)
# expect: the first argument must be callable

first.register(print, "first", "and", "last", sep=", ")
second.register(two)
# expect: two
# expect: first, and, last
