"""_fork: the part of `posix` that is about forking.

The fork itself is core/threads/fork.ts and src/host/node/fork.ts. Here is what CPython does around it: hooks, the import lock, signals, the
locks of the standard streams, the warning about threads.
"""
import sys as _sys

import _children
import _imp
import _thread

__all__ = ["fork", "forkpty", "register_at_fork"]

_before, _in_parent, _in_child = [], [], []


_MISSING = object()


def register_at_fork(*, before=_MISSING, after_in_child=_MISSING, after_in_parent=_MISSING):
    """Has functions called around os.fork(): before it, and after it in the child or in the parent."""
    given = [("before", before, _before), ("after_in_child", after_in_child, _in_child), ("after_in_parent", after_in_parent, _in_parent)]
    given = [(name, hook, hooks) for name, hook, hooks in given if hook is not _MISSING]
    if not given:
        raise TypeError("At least one argument is required.")
    for name, hook, _ in given:
        if not callable(hook):
            raise TypeError(f"'{name}' must be callable, not {type(hook).__name__}")
    for _, hook, hooks in given:
        hooks.append(hook)


def _run(hooks):
    for hook in hooks:
        try:
            hook()
        except BaseException as error:
            _sys.unraisablehook(_sys.UnraisableHookArgs((type(error), error, error.__traceback__, None, hook)))


def _fork(hooks=True):
    """Forks, with the import lock held and, if asked, hooks called; the child's process id, 0 in the child."""
    if _sys.is_finalizing():
        raise PythonFinalizationError("can't fork at interpreter shutdown")
    if hooks:
        _run(reversed(_before[:]))
    _imp.acquire_lock()
    try:
        _children.fork()
        pid = _children.forked()
    except OSError as error:
        pid, failure = None, error
    finally:
        _imp.release_lock()
    if pid == 0:
        _set_up_child()
        if hooks:
            _run(_in_child[:])
        return 0
    if hooks:
        _run(_in_parent[:])
    if pid is None:
        if failure.errno == 38:
            raise OSError(38, "os.fork() is not supported here: it needs Linux, the FFI, and a process that is all Tollbooth's")
        raise failure
    return pid


def _set_up_child():
    import _signal

    _signal._after_fork()
    for name in ("__stdin__", "__stdout__", "__stderr__"):
        _free_locks(getattr(_sys, name, None))
    _children.has_forked()


def _free_locks(stream):
    """Frees the locks of a stream that a thread of the parent may hold."""
    while stream is not None:
        for name in ("_read_lock", "_write_lock"):
            lock = getattr(stream, name, None)
            if hasattr(lock, "_at_fork_reinit"):
                lock._at_fork_reinit()
        stream = getattr(stream, "buffer", None)


def _check(name):
    if _sys.is_finalizing():
        raise PythonFinalizationError("can't fork at interpreter shutdown")


def _warn(name, level=3):
    if _thread._count() > 0:
        import warnings

        import _posix

        warnings.warn(
            f"This process (pid={_posix.getpid()}) is multi-threaded, use of {name}() may lead to deadlocks in the child.",
            DeprecationWarning,
            stacklevel=level,
        )


def fork():
    """Makes a child process that goes on from here with a copy of everything; 0 in the child, its process id in the parent."""
    _sys.audit("os.fork")
    _check("fork")
    pid = _fork()
    if pid:
        _warn("fork")
    return pid


def forkpty():
    """As fork(), with a new pseudo-terminal as the child's controlling terminal: (process id or 0, descriptor of the master)."""
    import posix

    _sys.audit("os.forkpty")
    _check("forkpty")
    master, slave = posix.openpty()
    try:
        pid = _fork()
    except BaseException:
        posix.close(master)
        posix.close(slave)
        raise
    if pid == 0:
        posix.close(master)
        posix.login_tty(slave)
        return 0, -1
    posix.close(slave)
    _warn("forkpty")
    return pid, master
