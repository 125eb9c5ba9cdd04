"""atexit: functions that run when the interpreter ends, the last registered first."""
import sys as _sys

_functions = []


def register(func, /, *args, **kwargs):
    """Has func(*args, **kwargs) called at the end; returns func."""
    if not callable(func):
        raise TypeError("the first argument must be callable")
    _functions.append((func, args, kwargs))
    return func


def unregister(func, /):
    """Forgets every registration of func."""
    _functions[:] = [item for item in _functions if not item[0] == func]


def _clear():
    """Forgets all functions."""
    _functions.clear()


def _ncallbacks():
    """How many functions are registered."""
    return len(_functions)


def _run_exitfuncs():
    """Runs the functions, the last one first; an exception is reported and does not stop the others. What they register is not run."""
    for func, args, kwargs in _functions[::-1]:
        try:
            func(*args, **kwargs)
        except BaseException as error:
            error.__traceback__ = error.__traceback__.tb_next  # without this frame
            _sys.unraisablehook(
                _sys.UnraisableHookArgs(
                    (type(error), error, error.__traceback__, f"Exception ignored in atexit callback {func!r}", None)
                )
            )
    _functions.clear()
