"""_multiprocessing: the semaphore that processes share, of which multiprocessing makes its locks.

A named semaphore of the C library is a file in /dev/shm that holds a `sem_t`, mapped by every process that uses it. Here the file stays open
beside the mapping: a child of os.fork() is a process of its own that inherits descriptors but no mappings (src/host/node/fork.ts), and maps
the file anew when it first uses the semaphore, whose name may be gone by then.
"""
import _thread
import posix as _posix
from _system import (
    attempt as _attempt, call as _call, semGetValue as _GET_VALUE, semInit as _INIT, semMap as _MAP, semPost as _POST,
    semTimedWait as _TIMED_WAIT, semTryWait as _TRY_WAIT, semUnmap as _UNMAP, semWait as _WAIT,
)
from _struct import pack as _pack, unpack as _unpack
from time import time as _time

__all__ = ["SemLock", "flags", "sem_unlink"]

flags = {"HAVE_SEM_OPEN": 1, "HAVE_SEM_TIMEDWAIT": 1, "HAVE_FD_TRANSFER": 1}

_RECURSIVE_MUTEX, _SEMAPHORE = 0, 1
_EAGAIN, _ETIMEDOUT = 11, 110
#: The size of a sem_t.
_SIZE = 32

#: Where the semaphores are that this process has mapped, by descriptor.
_mapped = {}
_posix.register_at_fork(after_in_child=_mapped.clear)


def _path(name):
    name = _posix.fspath(name)
    if not isinstance(name, str):
        raise TypeError(f"a name must be a str, not {type(name).__name__}")
    name = name.lstrip("/")
    if not name or "/" in name:
        raise OSError(22, "Invalid argument")
    return "/dev/shm/sem." + name


def sem_unlink(name, /):
    """Takes the name of a semaphore away."""
    try:
        _posix.unlink(_path(name))
    except OSError as error:
        # As the C library's function, which knows no file.
        raise type(error)(error.errno, error.strerror) from None


def _address(fd):
    address = _mapped.get(fd)
    if address is None:
        out = bytearray(8)
        _call(_MAP, fd, out)
        # Of two threads that come here at once one keeps a mapping that nobody uses.
        address = _mapped.setdefault(fd, _unpack("q", out)[0])
    return address


def _create(name, value):
    path = _path(name)
    flags = _posix.O_RDWR | _posix.O_CREAT | _posix.O_EXCL | _posix.O_CLOEXEC
    try:
        fd = _posix.open(path, flags, 0o600)
    except OSError as error:
        raise type(error)(error.errno, error.strerror) from None
    try:
        _posix.ftruncate(fd, _SIZE)
        _call(_INIT, _address(fd), value)
    except BaseException:
        _close(fd)
        _posix.unlink(path)
        raise
    return fd


def _close(fd, mapped=_mapped, attempt=_attempt, unmap=_UNMAP, close=_posix.close):
    address = mapped.pop(fd, None)
    if address is not None:
        attempt(unmap, address)
    close(fd)


class SemLock:
    """Semaphore/Mutex type"""

    SEM_VALUE_MAX = 0x7FFFFFFF
    __slots__ = ("_fd", "_kind", "_maxvalue", "_name", "_holds", "_owner")

    def __new__(cls, kind, value, maxvalue, name, unlink):
        if kind not in (_RECURSIVE_MUTEX, _SEMAPHORE):
            raise ValueError("unrecognized kind")
        self = cls._of(_create(name, value), kind, maxvalue, None if unlink else name)
        if unlink:
            sem_unlink(name)
        return self

    @classmethod
    def _of(cls, fd, kind, maxvalue, name):
        self = object.__new__(cls)
        self._fd, self._kind, self._maxvalue, self._name = fd, kind, maxvalue, name
        #: How often this process holds it, and the thread that took it last. Exact while at most one thread can hold it.
        self._holds, self._owner = 0, 0
        return self

    @classmethod
    def _rebuild(cls, handle, kind, maxvalue, name, /):
        """In a process that did not inherit it: finds a semaphore by its name."""
        return cls._of(_posix.open(_path(name), _posix.O_RDWR | _posix.O_CLOEXEC), kind, maxvalue, name)

    handle = property(lambda self: self._fd)
    kind = property(lambda self: self._kind)
    maxvalue = property(lambda self: self._maxvalue)
    name = property(lambda self: self._name)

    def __del__(self, close=_close):
        if hasattr(self, "_fd"):
            close(self._fd)

    def acquire(self, block=True, timeout=None):
        """Acquire the semaphore/lock."""
        if self._kind == _RECURSIVE_MUTEX and self._is_mine():
            self._holds += 1
            return True
        address = _address(self._fd)
        until = None
        if block and timeout is not None:
            nanoseconds = int((_time() + max(float(timeout), 0.0)) * 1e9)
            until = _pack("qq", *divmod(nanoseconds, 1_000_000_000))
        result = _attempt(_TRY_WAIT, address)
        if result == -_EAGAIN:
            if not block:
                return False
            if until is None:
                _call(_WAIT, address)
            else:
                try:
                    _call(_TIMED_WAIT, address, until)
                except TimeoutError:
                    return False
        elif result < 0:
            raise OSError(-result, _posix.strerror(-result))
        self._holds += 1
        self._owner = _thread.get_ident()
        return True

    def release(self):
        """Release the semaphore/lock."""
        if self._kind == _RECURSIVE_MUTEX:
            if not self._is_mine():
                raise AssertionError("attempt to release recursive lock not owned by thread")
            if self._holds > 1:
                self._holds -= 1
                return
        elif self._value() >= self._maxvalue:
            raise ValueError("semaphore or lock released too many times")
        # Before the next one has it.
        self._holds -= 1
        _call(_POST, _address(self._fd))

    def __enter__(self):
        return self.acquire()

    def __exit__(self, exc_type=None, exc_value=None, exc_tb=None, /):
        self.release()

    def _value(self):
        out = bytearray(4)
        _call(_GET_VALUE, _address(self._fd), out)
        return _unpack("i", out)[0]

    def _count(self):
        """Num of `acquire()`s minus num of `release()`s for this process."""
        return self._holds

    def _is_mine(self):
        """Whether the lock is owned by this thread."""
        return self._holds > 0 and self._owner == _thread.get_ident()

    def _get_value(self):
        """Get the value of the semaphore."""
        return max(self._value(), 0)

    def _is_zero(self):
        """Return whether semaphore has value zero."""
        return self._value() == 0

    def _after_fork(self):
        """Rezero the net acquisition count after fork()."""
        self._holds = 0
