# The states and attributes of a generator object.
import inspect
def g():
    print(inspect.getgeneratorstate(it))
    x = 5
    yield x
it = g()
print(inspect.getgeneratorstate(it), it.gi_running, it.gi_yieldfrom, it.gi_code.co_name)
next(it)
print(inspect.getgeneratorstate(it), inspect.getgeneratorlocals(it), it.gi_frame.f_lineno)
list(it)
print(inspect.getgeneratorstate(it), it.gi_frame)
def again():
    next(me)
    yield
me = again()
try: next(me)
except ValueError as e: print(e)
def stop(): raise StopIteration; yield
try: next(stop())
except RuntimeError as e: print(e, repr(e.__cause__))
print(it.__name__, it.__qualname__, iter(it) is it)
