"""_signal: signal handlers, which run in the main thread between two instructions, and what threads block and wait for.

The signals that the program has a handler for, or that a thread blocks, reach the host thread, which shows them to the main Python thread
(core/modules/_signals.ts). A signal that the process sends to itself does not go by way of the system when Python is to handle it, so
that its handler has run before the call returns. What is blocked is blocked for Python's threads, not in the system.
"""
import _posix
import _signals
from _signals import pthread_kill, pthread_sigmask, raise_signal
import sys as _sys
from _operator import index as _index
from _thread import get_ident as _get_ident

SIG_DFL, SIG_IGN = 0, 1
SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK = 0, 1, 2
NSIG = 65
SIGHUP, SIGINT, SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGKILL = 1, 2, 3, 4, 5, 6, 7, 8, 9
SIGUSR1, SIGSEGV, SIGUSR2, SIGPIPE, SIGALRM, SIGTERM, SIGSTKFLT, SIGCHLD = 10, 11, 12, 13, 14, 15, 16, 17
SIGCONT, SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU, SIGURG, SIGXCPU, SIGXFSZ = 18, 19, 20, 21, 22, 23, 24, 25
SIGVTALRM, SIGPROF, SIGWINCH, SIGIO, SIGPWR, SIGSYS, SIGRTMIN, SIGRTMAX = 26, 27, 28, 29, 30, 31, 34, 64
SIGIOT, SIGCLD, SIGPOLL = SIGABRT, SIGCHLD, SIGIO
ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF = 0, 1, 2


class itimer_error(OSError):
    """A timer could not be set."""


itimer_error.__module__ = "signal"
itimer_error.__qualname__ = "itimer_error"
ItimerError = itimer_error

_NAMES = {
    1: "Hangup", 2: "Interrupt", 3: "Quit", 4: "Illegal instruction", 5: "Trace/breakpoint trap", 6: "Aborted", 7: "Bus error",
    8: "Floating point exception", 9: "Killed", 10: "User defined signal 1", 11: "Segmentation fault", 12: "User defined signal 2",
    13: "Broken pipe", 14: "Alarm clock", 15: "Terminated", 16: "Stack fault", 17: "Child exited", 18: "Continued", 19: "Stopped (signal)",
    20: "Stopped", 21: "Stopped (tty input)", 22: "Stopped (tty output)", 23: "Urgent I/O condition", 24: "CPU time limit exceeded",
    25: "File size limit exceeded", 26: "Virtual timer expired", 27: "Profiling timer expired", 28: "Window changed", 29: "I/O possible",
    30: "Power failure", 31: "Bad system call",
}
#: What the process does at these is not changed: no program can, or the JavaScript engine needs them itself, or (from 32 on, but for
#: ignoring them) Node cannot be told of them. Python handlers run when the process sends them to itself.
_FIXED = frozenset({SIGKILL, SIGSTOP, SIGSEGV, SIGBUS, SIGFPE, SIGILL, 40})
#: What does nothing by default, so that one which was on its way when its handler was taken away is no loss.
_HARMLESS = frozenset({SIGCHLD, SIGCONT, SIGURG, SIGWINCH})
#: Which number of the C library is not a signal for programs.
_RESERVED = (32, 33)

#: What faulthandler wants: a function of the signals that are about to end the process, and functions for signals, with what is kept for them.
_fatal = None
_hooks = {}

_wakeup_fd = -1
_warn_on_full_buffer = True
_handled = 0


def default_int_handler(signalnum, frame, /):
    """Raises KeyboardInterrupt."""
    _number(signalnum)
    raise KeyboardInterrupt


def _number(value):
    value = _index(value)
    if not -0x80000000 <= value <= 0x7FFFFFFF:
        raise OverflowError("Python int too large to convert to C int")
    return value


_handlers = {number: SIG_DFL for number in (*range(1, 32), *range(34, 65))}
_handlers[SIGINT] = default_int_handler
_handlers[SIGPIPE] = SIG_IGN
_handlers[SIGXFSZ] = SIG_IGN


class _ignored:
    """Has the process ignore signals meanwhile; a context manager that hands out those that had a default or a handler."""

    def __init__(self, *numbers):
        self.numbers = [number for number in numbers if _handlers[number] != SIG_IGN]

    def __enter__(self):
        for number in self.numbers:
            _watch(number, SIG_IGN)
        return self.numbers

    def __exit__(self, *exc):
        for number in self.numbers:
            _watch(number, _handlers[number])


def _check(signalnum):
    number = _number(signalnum)
    if not 1 <= number < NSIG:
        raise ValueError("signal number out of range")
    return number


def _bits(number):
    return 1 << number - 1


def _numbers(bits):
    while bits:
        yield (bits & -bits).bit_length()
        bits &= bits - 1


def _watch(number, handler):
    """Has the process do at a signal what belongs to a handler. A signal that some thread blocks is always to be told of."""
    if number in _FIXED:
        return
    if callable(handler) or number in _hooks or _captured & _bits(number):
        if number < 32:
            _signals.watch(number, 2)
    else:
        _signals.watch(number, int(handler or SIG_DFL))


def _after_fork():
    """In a forked child, which the JavaScript engine has begun with its own ideas of signals: makes them what they were in the parent."""
    for number, handler in _handlers.items():
        if handler != SIG_DFL or number in _hooks or _captured & _bits(number) or number in (SIGINT, SIGPIPE, SIGXFSZ):
            _watch(number, handler)


def _dispatch(number):
    """What to do about a signal that arrived: a function to call, None, or True for KeyboardInterrupt. 0: the interpreter ends."""
    global _handled
    if not number:
        return _end()
    _handled += 1
    if _wakeup_fd != -1:
        _write_wakeup(number)
    handler = _handlers.get(number, SIG_DFL)
    if number in _hooks:
        function, chain, _ = _hooks[number]
        function()
        if not chain or handler == SIG_IGN:
            return None
        if handler == SIG_DFL:
            _take_default(number)
            return None
    if handler is None:
        return _take_default(number)
    if handler is default_int_handler:
        return True
    if callable(handler):
        return handler
    if _captured & _bits(number):
        if handler == SIG_DFL:
            _take_default(number)
    elif number not in _HARMLESS or handler != SIG_DFL:
        _report_lost(number)


def _report_lost(number):
    """A signal came for a handler that is gone."""
    _unraisable(OSError(f"Signal {number} ignored due to race condition"), None)


def _end():
    """Lets go of the handlers. Who had one has the default effect, once it comes."""
    global _wakeup_fd
    _wakeup_fd = -1
    for number, handler in _handlers.items():
        if callable(handler):
            _handlers[number] = None


def _write_wakeup(number):
    try:
        _posix.write(_wakeup_fd, bytes([number]))
    except BlockingIOError as error:
        if _warn_on_full_buffer:
            _unraisable(error, "Exception ignored when trying to write to the signal wakeup fd")
    except OSError as error:
        _unraisable(error, "Exception ignored when trying to write to the signal wakeup fd")


def _unraisable(error, message):
    _sys.unraisablehook(_sys.UnraisableHookArgs((type(error), error, error.__traceback__, message, None)))


def signal(signalnum, handler, /):
    """Sets what happens at a signal; returns what happened before."""
    number = _number(signalnum)
    if not callable(handler) and not (isinstance(handler, int) and handler in (SIG_DFL, SIG_IGN)):
        raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
    if not _signals.is_main_thread():
        raise ValueError("signal only works in main thread of the main interpreter")
    _check(number)
    if number in (SIGKILL, SIGSTOP) or number in _RESERVED:
        raise OSError(22, "Invalid argument")
    _signals.check()
    before = _handlers[number]
    _hooks.pop(number, None)
    if callable(handler):
        # From the moment that the process is told, the handler must be there.
        _handlers[number] = handler
        _watch(number, handler)
    else:
        _watch(number, handler)
        _handlers[number] = int(handler)
    return before


def getsignal(signalnum, /):
    """What happens at a signal: SIG_DFL, SIG_IGN, a function, or None for one that no program can handle."""
    return _handlers.get(_check(signalnum))


def _send(number, blocked, make_pending):
    """Sends a signal to this process: pending when blocked, else as its handler says."""
    handler = _handlers[number]
    if blocked & _bits(number):
        make_pending(_bits(number))
    elif callable(handler) or number in _hooks:
        _signals.arrive(_bits(number))
    elif handler is None:
        _take_default(number)
    elif handler != SIG_IGN or number in _FIXED:
        if _fatal is not None:
            _fatal(number)
        _posix.kill(_posix.getpid(), number)


def _send_to_process(number):
    number = _number(number)
    _sys.audit("os.kill", _posix.getpid(), number)
    if number in _handlers:
        _send(number, _signals.blocked()[0], _signals.arrive)
    else:
        _posix.kill(_posix.getpid(), number)


def _send_to_thread(ident, number):
    ident, number = _index(ident), _number(number)
    _sys.audit("signal.pthread_kill", ident, number)
    mask = _signals.thread(ident)
    if mask is None:
        raise ProcessLookupError(3, "No such process")
    if number and number not in _handlers:
        raise OSError(22, "Invalid argument")
    if number:
        _send(number, mask, lambda bits: _signals.thread(ident, bits))


def _send_here(number):
    number = _number(number)
    if number not in _handlers:
        raise OSError(22, "Invalid argument")
    ident = _get_ident()
    _send(number, _signals.mask(), lambda bits: _signals.thread(ident, bits))


def _sender(what, first, second):
    """Behind the native functions kill, raise_signal, pthread_kill, pthread_sigmask and interrupt_main."""
    if what == 0:
        return _send_to_process(second)
    if what == 1:
        return _send_here(first)
    if what == 2:
        return _send_to_thread(first, second)
    if what == 4:
        handler = _handlers.get(first, SIG_DFL)
        if handler is None:
            return _report_lost(first)
        return _signals.arrive(_bits(first)) if callable(handler) else None
    return _set_mask(first, second)


def _hook(number, function, chain, kept):
    """Has function() called whenever a signal comes, instead of its handler or, with chain, before that."""
    _hooks[number] = function, chain, kept
    _watch(number, SIG_DFL)


def _unhook(number):
    if _hooks.pop(number, None) is None:
        return False
    _watch(number, _handlers[number])
    return True


# ---- blocking and waiting ---------------------------------------------------------------------------------------------

#: The signals that the process is told of because some thread blocks them, so that one that comes is not lost.
_captured = 0


def _signal_set(signals):
    bits = 0
    for number in signals:
        number = _index(number)
        if not 1 <= number < NSIG:
            raise ValueError(f"signal number {number} out of range [1; 64]")
        bits |= _bits(number)
    return bits


def _as_set(bits):
    return set(_numbers(bits))


def _set_mask(how, mask):
    global _captured
    how = _number(how)
    bits = _signal_set(mask)
    before = _signals.mask()
    if how == SIG_BLOCK:
        after = before | bits
    elif how == SIG_UNBLOCK:
        after = before & ~bits
    elif how == SIG_SETMASK:
        after = bits
    else:
        raise OSError(22, "Invalid argument")
    after &= ~(_bits(SIGKILL) | _bits(SIGSTOP) | _bits(32) | _bits(33))
    for number in _numbers(after & ~before & ~_captured):
        _captured |= _bits(number)
        if not callable(_handlers[number]):
            _watch(number, _handlers[number])
    _signals.mask(after)
    # What was pending and is not blocked any more takes its effect; those with a handler are seen to once this function has returned.
    without_handler = sum(_bits(number) for number, handler in _handlers.items() if not callable(handler))
    while number := _signals.take(~after & without_handler):
        if _handlers[number] == SIG_DFL:
            _take_default(number)
    for number in _numbers(_captured & ~_signals.blocked()[1]):
        _captured &= ~_bits(number)
        if not callable(_handlers[number]):
            _watch(number, _handlers[number])
    return _as_set(before)


def _take_default(number):
    """The default effect of a signal that the process is told of only because some thread blocked it."""
    if number not in _FIXED:
        _signals.watch(number, SIG_DFL)
    if _fatal is not None:
        _fatal(number)
    _posix.kill(_posix.getpid(), number)
    # It did not end the process.
    _watch(number, SIG_DFL)


def sigpending():
    """The signals that are blocked and have been sent to this thread or to the process."""
    return _as_set(_signals.pending())


_SIGINFO = ("si_signo", "si_code", "si_errno", "si_pid", "si_uid", "si_status", "si_band")
struct_siginfo = _sys._make_structseq("signal.struct_siginfo", _SIGINFO, 7, None)


def _wait(bits, timeout):
    """The number of the first of these signals that is pending, or 0 when the time (in ns, negative for ever) is over."""
    import time

    end = None if timeout < 0 else time.monotonic_ns() + timeout
    while True:
        seen = _signals.changes()
        number = _signals.take(bits)
        if number:
            return number
        left = -1 if end is None else max(0, end - time.monotonic_ns())
        if left == 0:
            return 0
        _signals.wait(seen, left)


def sigwait(sigset, /):
    """Waits until one of the signals is pending, and takes it; its number."""
    return _wait(_signal_set(sigset), -1)


def _info(number):
    # Who sent it is known only when it was this process; the system does not tell otherwise.
    return struct_siginfo((number, 0, 0, _posix.getpid(), _posix.getuid(), 0, 0))


def sigwaitinfo(sigset, /):
    """Waits until one of the signals is pending, and takes it; what is known of it."""
    return _info(_wait(_signal_set(sigset), -1))


def sigtimedwait(sigset, timeout, /):
    """As sigwaitinfo(), for at most so many seconds; None when they are over."""
    if timeout != timeout:
        raise ValueError("Invalid value NaN (not a number)")
    if timeout < 0:
        raise ValueError("timeout must be non-negative")
    number = _wait(_signal_set(sigset), int(timeout * 1_000_000_000))
    return _info(number) if number else None


def pause():
    """Waits until a signal has been handled."""
    before = _handled
    while _handled == before:
        _signals.wait(_signals.changes(), -1)


def pidfd_send_signal(pidfd, signalnum, siginfo=None, flags=0, /):
    """Sends a signal to the process of a descriptor."""
    import _system

    pidfd, number, flags = _number(pidfd), _number(signalnum), _number(flags)
    if siginfo is not None:
        raise TypeError("siginfo must be None")
    _sys.audit("signal.pidfd_send_signal", pidfd, number, siginfo, flags)
    # Signal 0 finds out whether descriptor and flags are right.
    _system.call(_system.pidfdSendSignal, pidfd, 0, flags)
    if number in _handlers and _is_of_this_process(pidfd):
        _signals.kill(_posix.getpid(), number)
    elif number:
        _system.call(_system.pidfdSendSignal, pidfd, number, flags)


def _is_of_this_process(pidfd):
    """Whether a descriptor of a process, or of its folder in /proc, is this one's."""
    from posix import readlink

    own = str(_posix.getpid())
    if readlink(f"/proc/self/fd/{pidfd}") == f"/proc/{own}":
        return True
    with open(f"/proc/self/fdinfo/{pidfd}", encoding="ascii") as lines:
        return any(line.split() == ["Pid:", own] for line in lines)


# ---- timers -----------------------------------------------------------------------------------------------------------

def alarm(seconds, /):
    """SIGALRM in so many seconds, 0 for none; the seconds that were left of an earlier one."""
    import math

    seconds = _number(seconds) & 0xFFFFFFFF
    return math.ceil(_signals.timer(ITIMER_REAL, float(seconds), 0.0)[0])


def _seconds(value):
    try:
        return float(value)
    except TypeError:
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer") from None


def setitimer(which, seconds, interval=0.0, /):
    """Sets a timer; (seconds left, interval) of the one before."""
    try:
        return _signals.timer(_number(which), _seconds(seconds), _seconds(interval))
    except OSError as error:
        raise itimer_error(error.errno, error.strerror) from None


def getitimer(which, /):
    """(seconds left, interval) of a timer."""
    try:
        return _signals.timer(_number(which))
    except OSError as error:
        raise itimer_error(error.errno, error.strerror) from None


# ---- the rest ---------------------------------------------------------------------------------------------------------

def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    """Has the number of each signal written to a descriptor; the descriptor before, or -1."""
    global _wakeup_fd, _warn_on_full_buffer
    fd = _number(fd)
    if not _signals.is_main_thread():
        raise ValueError("set_wakeup_fd only works in main thread of the main interpreter")
    if fd != -1:
        _posix.fstat(fd)
        if _posix.get_blocking(fd):
            raise ValueError(f"the fd {fd} must be in non-blocking mode")
    before, _wakeup_fd = _wakeup_fd, fd
    _warn_on_full_buffer = bool(warn_on_full_buffer)
    return before


def siginterrupt(signalnum, flag, /):
    """Nothing to do: system calls are always resumed (PEP 475)."""
    number = _check(signalnum)
    _number(flag)
    if number in _RESERVED:
        raise OSError(22, "Invalid argument")


def strsignal(signalnum, /):
    """The text of a signal."""
    number = _check(signalnum)
    if number >= SIGRTMIN:
        return f"Real-time signal {number - SIGRTMIN}"
    return _NAMES.get(number)


def valid_signals():
    """All signal numbers of the platform."""
    return set(_handlers)


# The public ones say where programs find them.
for _function in (
    default_int_handler, signal, getsignal, sigpending, sigwait, sigwaitinfo, sigtimedwait, pause, alarm, setitimer, getitimer, set_wakeup_fd,
    siginterrupt, strsignal, valid_signals, pidfd_send_signal,
):
    _function.__module__ = "signal"
_signals.set_python(_dispatch, _sender)
