"""What this Python tells of itself, and what it can do that CPython's modules have no place for."""
from _signals import raise_in as _raise_in
from _tollbooth import getcheckinterval, gil_policy, setcheckinterval

__all__ = ["async_raise", "getcheckinterval", "gil_policy", "setcheckinterval"]


def async_raise(ident, exception, /):
    """Set an exception in another thread: CPython's PyThreadState_SetAsyncExc.

    ident is the thread's threading.get_ident(). exception is a class of exceptions, or an instance; it is raised the next time that the thread looks at
    its breaker: at the end of a loop's turn, at the start of a function, or behind a call, so not before a call that blocks has come back. None takes
    back an exception that has not been raised yet. Returns the number of threads that were found, 0 or 1.
    """
    if exception is not None and not (isinstance(exception, BaseException) or isinstance(exception, type) and issubclass(exception, BaseException)):
        raise TypeError(f"exceptions must derive from BaseException, not {type(exception).__name__}")
    return _raise_in(ident, exception)
