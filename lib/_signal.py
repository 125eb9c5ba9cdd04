"""_signal: signal handlers, which run in the main thread between two instructions."""
import _signals
import sys as _sys

SIG_DFL, SIG_IGN = 0, 1
SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK = 0, 1, 2
NSIG = 65
SIGHUP, SIGINT, SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGKILL = 1, 2, 3, 4, 5, 6, 7, 8, 9
SIGUSR1, SIGSEGV, SIGUSR2, SIGPIPE, SIGALRM, SIGTERM, SIGSTKFLT, SIGCHLD = 10, 11, 12, 13, 14, 15, 16, 17
SIGCONT, SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU, SIGURG, SIGXCPU, SIGXFSZ = 18, 19, 20, 21, 22, 23, 24, 25
SIGVTALRM, SIGPROF, SIGWINCH, SIGIO, SIGPWR, SIGSYS, SIGRTMIN, SIGRTMAX = 26, 27, 28, 29, 30, 31, 34, 64
SIGIOT, SIGCLD, SIGPOLL = SIGABRT, SIGCHLD, SIGIO
ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF = 0, 1, 2

ItimerError = OSError

_NAMES = {
    1: "Hangup", 2: "Interrupt", 3: "Quit", 4: "Illegal instruction", 5: "Trace/breakpoint trap", 6: "Aborted", 7: "Bus error",
    8: "Floating point exception", 9: "Killed", 10: "User defined signal 1", 11: "Segmentation fault", 12: "User defined signal 2",
    13: "Broken pipe", 14: "Alarm clock", 15: "Terminated", 16: "Stack fault", 17: "Child exited", 18: "Continued", 19: "Stopped (signal)",
    20: "Stopped", 21: "Stopped (tty input)", 22: "Stopped (tty output)", 23: "Urgent I/O condition", 24: "CPU time limit exceeded",
    25: "File size limit exceeded", 26: "Virtual timer expired", 27: "Profiling timer expired", 28: "Window changed", 29: "I/O possible",
    30: "Power failure", 31: "Bad system call",
}
_wakeup = -1


def default_int_handler(signalnum, frame, /):
    """Raises KeyboardInterrupt."""
    raise KeyboardInterrupt


_handlers = {number: SIG_DFL for number in (*range(1, 32), *range(34, 65))}
_handlers[SIGINT] = default_int_handler
_handlers[SIGPIPE] = SIG_IGN
_handlers[SIGXFSZ] = SIG_IGN


class _ignored:
    """Has the process ignore signals meanwhile; a context manager that hands out those that had a default or a handler."""

    def __init__(self, *numbers):
        self.numbers = [number for number in numbers if _handlers.get(number) != SIG_IGN]

    def __enter__(self):
        for number in self.numbers:
            _signals.watch(number, 1)
        return self.numbers

    def __exit__(self, *exc):
        for number in self.numbers:
            _signals.watch(number, 2 if callable(_handlers[number]) else 0)


def _check(signalnum):
    import operator

    number = operator.index(signalnum)
    if not 1 <= number < NSIG:
        raise ValueError("signal number out of range")
    return number


def _dispatch(bits):
    frame = _sys._getframe(1) if bits else None
    number = 0
    while bits:
        number = (bits & -bits).bit_length() - 1
        bits &= bits - 1
        handler = _handlers.get(number, SIG_DFL)
        if _wakeup != -1:
            import os

            try:
                os.write(_wakeup, bytes([number]))
            except OSError:
                pass
        if callable(handler):
            handler(number, frame)


def signal(signalnum, handler, /):
    """Sets what happens at a signal; returns what happened before."""
    if not callable(handler) and handler not in (SIG_DFL, SIG_IGN):
        raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
    number = _check(signalnum)
    if not _signals.is_main_thread():
        raise ValueError("signal only works in main thread of the main interpreter")
    if number in (SIGKILL, SIGSTOP) or number in (32, 33):
        raise OSError(22, "Invalid argument")
    _signals.watch(number, 2 if callable(handler) else int(handler))
    before = _handlers[number]
    _handlers[number] = handler if callable(handler) else int(handler)
    return before


def getsignal(signalnum, /):
    """What happens at a signal: SIG_DFL, SIG_IGN, a function."""
    return _handlers.get(_check(signalnum))


def raise_signal(signalnum, /):
    """Sends a signal to the process."""
    import os

    number = _check(signalnum)
    handler = _handlers.get(number)
    if callable(handler):
        _signals.deliver(number)
    elif handler != SIG_IGN:
        os.kill(os.getpid(), number)


def alarm(seconds, /):
    """SIGALRM in so many seconds, 0 for none; the seconds that were left of an earlier one."""
    import math

    return math.ceil(_signals.alarm(ITIMER_REAL, seconds, 0))


_timers = {}


def setitimer(which, seconds, interval=0.0, /):
    """Sets a timer; (seconds left, interval) of the one before."""
    if which != ITIMER_REAL:
        raise OSError(22, "Invalid argument")
    before = _timers.get(which, 0.0)
    left = _signals.alarm(which, seconds, interval)
    _timers[which] = float(interval)
    return left, before


def getitimer(which, /):
    """(seconds left, interval) of a timer."""
    if which != ITIMER_REAL:
        raise OSError(22, "Invalid argument")
    left = _signals.alarm(which, 0, 0)
    interval = _timers.get(which, 0.0)
    if left:
        _signals.alarm(which, left, interval)
    return left, interval


def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    """Has the number of each signal written to a descriptor; the descriptor before, or -1."""
    global _wakeup
    if not _signals.is_main_thread():
        raise ValueError("set_wakeup_fd only works in main thread of the main interpreter")
    before, _wakeup = _wakeup, fd
    return before


def siginterrupt(signalnum, flag, /):
    """Nothing to do: system calls are always resumed (PEP 475)."""
    _check(signalnum)


def strsignal(signalnum, /):
    """The text of a signal."""
    number = _check(signalnum)
    if number >= 34:
        return f"Real-time signal {number - 34}"
    return _NAMES.get(number)


def valid_signals():
    """All signal numbers of the platform."""
    return {*range(1, 32), *range(34, 65)}


def pthread_kill(thread_id, signalnum, /):
    """Sends a signal; handlers run in the main thread whichever thread it is for."""
    raise_signal(signalnum) if signalnum else None


_signals.set_dispatcher(_dispatch)
