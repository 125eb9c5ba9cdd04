"""faulthandler: where the threads are, for a human: when asked, after a time, at a signal, and at what would end the process.

The virtual machine itself does not fault, so `enable` is about signals that the process sends to itself (os.kill, os.abort, raise_signal). A
signal of `register` is served by the main thread, as every signal is, so the dump comes between two of its instructions.
"""
import _posix
import _signal
import _thread
import sys as _sys

_MOST_FRAMES = 100
_MOST_THREADS = 100
_LONGEST = 500
_FATAL = {
    _signal.SIGBUS: "Bus error", _signal.SIGILL: "Illegal instruction", _signal.SIGFPE: "Floating-point exception",
    _signal.SIGABRT: "Aborted", _signal.SIGSEGV: "Segmentation fault",
}

_enabled = None
_later = None


# ---- writing ----------------------------------------------------------------------------------------------------------

def _descriptor(file):
    """(descriptor, file) to write to; the file is kept so that it stays open."""
    if file is None:
        file = getattr(_sys, "stderr", None)
        if file is None:
            raise RuntimeError("sys.stderr is None" if hasattr(_sys, "stderr") else "unable to get sys.stderr")
    if isinstance(file, int):
        if file < 0:
            raise ValueError("file is not a valid file descriptor")
        return file, None
    fd = file.fileno()
    if not isinstance(fd, int) or fd < 0:
        raise RuntimeError("file.fileno() is not a valid file descriptor")
    try:
        file.flush()
    except Exception:
        pass  # what is behind it in the file is better than nothing
    return fd, file


def _write(fd, text):
    data = text.encode("ascii", "backslashreplace")
    try:
        while data:
            data = data[_posix.write(fd, data):]
    except OSError:
        pass  # there is no other place to say so


def _ascii(text):
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "..."


def _is_internal(frame):
    return frame.f_globals.get("__name__") in ("faulthandler", "_signal", "_posixprocess")


def _frames(frame):
    """The lines of a stack, the innermost frame first."""
    lines = []
    while frame is not None and _is_internal(frame):
        frame = frame.f_back
    while frame is not None:
        if len(lines) >= _MOST_FRAMES:
            lines.append("  ...\n")
            break
        code = frame.f_code
        line = frame.f_lineno
        place = "???" if line is None else line
        lines.append(f'  File "{_ascii(code.co_filename)}", line {place} in {_ascii(code.co_name)}\n')
        frame = frame.f_back
    return "".join(lines) or "  <no Python frame>\n"


def _dump(fd, all_threads, current=True):
    """Writes the stack of the calling thread, or those of all threads, the youngest first."""
    if not all_threads:
        _write(fd, "Stack (most recent call first):\n" + _frames(_sys._getframe()))
        return
    me = _thread.get_ident()
    stacks = sorted(_sys._current_frames().items(), reverse=True)
    first = True
    for number, (ident, frame) in enumerate(stacks):
        if ident == me and not current:
            continue
        if number >= _MOST_THREADS:
            _write(fd, "...\n")
            break
        title = "Current thread" if ident == me else "Thread"
        _write(fd, f"{'' if first else chr(10)}{title} 0x{ident:016x} (most recent call first):\n{_frames(frame)}")
        first = False


def dump_traceback(file=None, all_threads=True):
    """Writes where the threads are, by default to sys.stderr."""
    fd, _ = _descriptor(file)
    _dump(fd, all_threads)


# ---- what would end the process ------------------------------------------------------------------------------------------

def enable(file=None, all_threads=True):
    """Has the threads' places written before a fatal signal takes its effect."""
    global _enabled
    fd, file = _descriptor(file)
    _enabled = fd, file, all_threads
    _signal._fatal = _report_fatal


def disable():
    """Undoes enable(); whether it was enabled."""
    global _enabled
    was = _enabled is not None
    _enabled = None
    _signal._fatal = None
    return was


def is_enabled():
    """Whether fatal signals are reported."""
    return _enabled is not None


def _report_fatal(number):
    if _enabled is not None and number in _FATAL:
        fd, _, all_threads = _enabled
        _write(fd, f"Fatal Python error: {_FATAL[number]}\n\n")
        _dump(fd, all_threads)


# ---- after a time -----------------------------------------------------------------------------------------------------

class _Later:
    """A thread that waits for a lock, which says that the dump is not wanted any more."""

    def __init__(self, timeout, repeat, fd, file, exit):
        self.timeout, self.repeat, self.fd, self.file, self.exit = timeout, repeat, fd, file, exit
        microseconds = int(timeout * 1_000_000)
        seconds, microseconds = divmod(microseconds, 1_000_000)
        minutes, seconds = divmod(seconds, 60)
        fraction = f".{microseconds:06}" if microseconds else ""
        self.title = f"Timeout ({minutes // 60}:{minutes % 60:02}:{seconds:02}{fraction})!\n"
        self.cancelled = _thread.allocate_lock()
        self.cancelled.acquire()
        self.ended = _thread.allocate_lock()
        self.ended.acquire()
        _thread.start_new_thread(self.run, ())

    def run(self):
        try:
            while not self.cancelled.acquire(timeout=self.timeout):
                _write(self.fd, self.title)
                _dump(self.fd, True, current=False)
                if self.exit:
                    _posix._exit(1)
                if not self.repeat:
                    break
        finally:
            self.ended.release()

    def cancel(self):
        self.cancelled.release()
        self.ended.acquire()


def dump_traceback_later(timeout, repeat=False, file=None, exit=False):
    """Writes where the threads are in so many seconds, once or again and again."""
    global _later
    timeout = float(timeout)
    if timeout * 1_000_000 < 1:
        raise ValueError("timeout must be greater than 0")
    if timeout > _thread.TIMEOUT_MAX:
        raise OverflowError("timeout value is too large")
    fd, file = _descriptor(file)
    cancel_dump_traceback_later()
    _later = _Later(timeout, repeat, fd, file, exit)


def cancel_dump_traceback_later():
    """Undoes dump_traceback_later()."""
    global _later
    if _later is not None:
        before, _later = _later, None
        before.cancel()


# ---- at a signal ------------------------------------------------------------------------------------------------------

def _check(signum):
    if signum in _FATAL:
        raise RuntimeError(f"signal {signum} cannot be registered, use enable() instead")
    if not 1 <= signum < _signal.NSIG:
        raise ValueError("signal number out of range")
    return signum


def register(signum, file=None, all_threads=True, chain=False):
    """Writes where the threads are whenever a signal comes; with chain, what else happens at the signal happens too."""
    _check(signum)
    fd, file = _descriptor(file)
    _signal._hook(signum, lambda: _dump(fd, all_threads), chain, file)


def unregister(signum):
    """Undoes register(); whether the signal was registered."""
    return _signal._unhook(_check(signum))


def _sigsegv(release_gil=False, /):
    """Ends the process as an access to memory that is not there does."""
    _signal.raise_signal(_signal.SIGSEGV)


def _read_null():
    """The same."""
    _signal.raise_signal(_signal.SIGSEGV)


def _sigabrt():
    """Ends the process as abort() does."""
    _signal.raise_signal(_signal.SIGABRT)


def _sigfpe():
    """Ends the process as a division by zero does."""
    _signal.raise_signal(_signal.SIGFPE)
