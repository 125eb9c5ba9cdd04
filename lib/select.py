"""select: waiting for descriptors, by poll(2) and epoll(7)."""
import operator
from time import monotonic as _monotonic

from _descriptors import as_descriptor as _as_descriptor
from _struct import Struct as _Struct
from _system import attempt as _attempt, call as _call, epollCreate as _EPOLL_CREATE, epollCtl as _EPOLL_CTL, epollWait as _EPOLL_WAIT, poll as _POLL
from posix import close as _close, strerror as _strerror, uname as _uname

error = OSError

PIPE_BUF = 4096
POLLIN, POLLPRI, POLLOUT, POLLERR, POLLHUP, POLLNVAL = 1, 2, 4, 8, 16, 32
POLLRDNORM, POLLRDBAND, POLLWRNORM, POLLWRBAND, POLLMSG, POLLRDHUP = 64, 128, 256, 512, 1024, 0x2000
EPOLLIN, EPOLLPRI, EPOLLOUT, EPOLLERR, EPOLLHUP = 1, 2, 4, 8, 16
EPOLLRDNORM, EPOLLRDBAND, EPOLLWRNORM, EPOLLWRBAND, EPOLLMSG, EPOLLRDHUP = 64, 128, 256, 512, 1024, 0x2000
EPOLLEXCLUSIVE, EPOLLWAKEUP, EPOLLONESHOT, EPOLLET = 1 << 28, 1 << 29, 1 << 30, 1 << 31
EPOLL_CLOEXEC = 0o2000000

_EINTR = 4
_EBADF = 9
_FD_SETSIZE = 1024
_CTL_ADD, _CTL_DEL, _CTL_MOD = 1, 2, 3
_MOST_MILLISECONDS = 0x7FFFFFFF
#: struct pollfd: descriptor, events, what came.
_POLLFD = _Struct("<ihh")
#: struct epoll_event: events and our data, packed on x86 only.
_EPOLL_EVENT = _Struct("<Ii4x" if _uname().machine in ("x86_64", "i686") else "<I4xi4x")


def _fail(result):
    raise OSError(-result, _strerror(-result))


def _until_ready(limit, call):
    """call(milliseconds) within so many seconds (None: for ever), again when a signal interrupted it (PEP 475); its result, or OSError."""
    deadline = None
    timeout = -1
    while True:
        if limit is not None:
            if deadline is None:
                deadline = _monotonic() + limit if limit > 0 else 0.0
                left = limit
            else:
                left = deadline - _monotonic()
            # Rounded up, so that it does not come back just before the time.
            timeout = 0 if left <= 0 else min(-int(-left * 1000 // 1), _MOST_MILLISECONDS)
        result = call(timeout)
        if result >= 0:
            return result
        if result != -_EINTR:
            _fail(result)


def _seconds(timeout, message):
    """A time limit as a float."""
    try:
        limit = float(timeout) if isinstance(timeout, float) else float(operator.index(timeout))
    except TypeError:
        raise TypeError(message) from None
    except OverflowError:
        limit = 1e300
    if limit != limit:
        raise ValueError("Invalid value NaN (not a number)")
    if limit > 9.3e18:
        raise OverflowError("timestamp out of range for platform time_t")
    if limit > 9223372036.0:
        raise OverflowError("timeout is too large")
    return limit


# A plain function as an attribute of a class would become a method; a built-in one, as CPython's, does not.
@staticmethod
def select(rlist, wlist, xlist, timeout=None, /):
    """The descriptors that are ready to be read, to be written, and that have something exceptional, within so many seconds."""
    limit = None if timeout is None else _seconds(timeout, "timeout must be a float or None")
    if limit is not None and limit < 0:
        raise ValueError("timeout must be non-negative")
    wanted = {}
    asked = []
    for objects, events in ((rlist, POLLIN), (wlist, POLLOUT), (xlist, POLLPRI)):
        if not hasattr(objects, "__iter__") and not hasattr(objects, "__getitem__"):
            raise TypeError("arguments 1-3 must be sequences")
        pairs = []
        for each in objects:
            fd = _as_descriptor(each)
            if fd >= _FD_SETSIZE:
                raise ValueError("filedescriptor out of range in select()")
            if len(pairs) >= _FD_SETSIZE:
                raise ValueError("too many file descriptors in select()")
            pairs.append((each, fd))
            wanted[fd] = wanted.get(fd, 0) | events
        asked.append(pairs)
    items = bytearray(8 * len(wanted))
    for at, (fd, events) in enumerate(wanted.items()):
        _POLLFD.pack_into(items, 8 * at, fd, events, 0)
    count = len(wanted)
    _until_ready(limit, lambda timeout: _attempt(_POLL, items, count, timeout))
    came = {fd: events for fd, _, events in _POLLFD.iter_unpack(items)}
    if any(events & POLLNVAL for events in came.values()):
        _fail(-_EBADF)
    return tuple(
        [each for each, fd in pairs if came[fd] & events]
        for pairs, events in zip(asked, (POLLIN | POLLHUP | POLLERR, POLLOUT | POLLERR, POLLPRI))
    )


class _Poll:
    """What select.poll() makes: descriptors to be waited for with poll(2)."""

    __slots__ = ("_wanted", "_running")

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create 'select.poll' instances")

    def register(self, fd, eventmask=POLLIN | POLLPRI | POLLOUT, /):
        """Waits for events on a descriptor, too."""
        self._wanted[_as_descriptor(fd)] = _event_mask(eventmask)

    def modify(self, fd, eventmask, /):
        """Changes the events of a descriptor that is registered."""
        number, mask = _as_descriptor(fd), _event_mask(eventmask)
        if number not in self._wanted:
            _fail(-2)
        self._wanted[number] = mask

    def unregister(self, fd, /):
        """Forgets a descriptor."""
        del self._wanted[_as_descriptor(fd)]

    def poll(self, timeout=None, /):
        """[(descriptor, events)] of what came within so many milliseconds."""
        limit = None
        if timeout is not None:
            if not isinstance(timeout, (int, float)) and not hasattr(timeout, "__index__"):
                raise TypeError("timeout must be an integer or None")
            if timeout != timeout:
                raise ValueError("Invalid value NaN (not a number)")
            if timeout > _MOST_MILLISECONDS:
                raise OverflowError("timeout is too large")
            if timeout < -_MOST_MILLISECONDS * 1000:
                raise OverflowError("timestamp out of range for platform time_t" if timeout < -9.3e18 else "timeout is too large")
            limit = None if timeout < 0 else timeout / 1000
        if self._running:
            raise RuntimeError("concurrent poll() invocation")
        wanted = self._wanted
        items = bytearray(8 * len(wanted))
        at = 0
        for fd, events in wanted.items():
            _POLLFD.pack_into(items, at, fd, events - 0x10000 if events > 0x7FFF else events, 0)
            at += 8
        count = len(wanted)
        self._running = True
        try:
            ready = _until_ready(limit, lambda timeout: _attempt(_POLL, items, count, timeout))
        finally:
            self._running = False
        if not ready:
            return []
        return [(fd, events & 0xFFFF) for fd, _, events in _POLLFD.iter_unpack(items) if events]


_Poll.__name__ = _Poll.__qualname__ = "poll"
_Poll.__module__ = "select"


def _event_mask(mask):
    try:
        mask = operator.index(mask)
    except TypeError:
        raise TypeError("an integer is required") from None
    if mask < 0:
        raise ValueError("value must be positive")
    if mask > 0xFFFF:
        raise OverflowError("Python int too large for C unsigned short" if mask < 1 << 64 else "Python int too large to convert to C unsigned long")
    return mask


@staticmethod
def poll():
    """A poll object."""
    made = object.__new__(_Poll)
    made._wanted = {}
    made._running = False
    return made


class epoll:
    """epoll(sizehint=-1, flags=0): descriptors to be waited for, kept by the system."""

    __slots__ = ("_fd", "__weakref__")

    def __new__(cls, sizehint=-1, flags=0):
        sizehint, flags = operator.index(sizehint), operator.index(flags)
        if sizehint == -1:
            pass
        elif sizehint <= 0:
            raise ValueError("negative sizehint")
        if flags & ~EPOLL_CLOEXEC:
            raise OSError("invalid flags")
        self = object.__new__(cls)
        self._fd = -1
        self._fd = _call(_EPOLL_CREATE, EPOLL_CLOEXEC)
        return self

    @classmethod
    def fromfd(cls, fd, /):
        """An epoll object of a descriptor of one."""
        self = object.__new__(cls)
        self._fd = operator.index(fd)
        return self

    def __del__(self):
        try:
            self.close()
        except OSError:
            pass  # nobody is there to be told

    def _open(self):
        if self._fd < 0:
            raise ValueError("I/O operation on closed epoll object")
        return self._fd

    def __enter__(self):
        self._open()
        return self

    def __exit__(self, exc_type=None, exc_value=None, exc_tb=None, /):
        self.close()

    def close(self):
        """Closes the descriptor."""
        fd, self._fd = self._fd, -1
        if fd >= 0:
            _close(fd)

    closed = property(lambda self: self._fd < 0, doc="Whether it is closed.")

    def fileno(self):
        """The descriptor."""
        return self._open()

    def register(self, fd, eventmask=EPOLLIN | EPOLLPRI | EPOLLOUT):
        """Waits for events on a descriptor, too."""
        self._control(_CTL_ADD, fd, eventmask)

    def modify(self, fd, eventmask):
        """Changes the events of a descriptor that is registered."""
        self._control(_CTL_MOD, fd, eventmask)

    def unregister(self, fd):
        """Forgets a descriptor."""
        self._control(_CTL_DEL, fd, 0)

    def _control(self, operation, fd, events):
        epoll = self._open()
        number = _as_descriptor(fd)
        _call(_EPOLL_CTL, epoll, operation, number, _EPOLL_EVENT.pack(operator.index(events) & 0xFFFFFFFF, number))

    def poll(self, timeout=None, maxevents=-1):
        """[(descriptor, events)] of what came within so many seconds."""
        fd = self._open()
        limit = None
        if timeout is not None:
            limit = _seconds(timeout, "timeout must be an integer or None")
            if limit < 0:
                limit = None
        if maxevents == -1:
            maxevents = _FD_SETSIZE - 1
        elif maxevents < 1:
            raise ValueError(f"maxevents must be greater than 0, got {maxevents}")
        size = _EPOLL_EVENT.size
        events = bytearray(size * min(maxevents, 65536))
        count = _until_ready(limit, lambda timeout: _attempt(_EPOLL_WAIT, fd, events, maxevents, timeout))
        return [(number, what) for what, number in _EPOLL_EVENT.iter_unpack(memoryview(events)[: size * count])]
