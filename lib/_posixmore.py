"""Functions of `os` that few programs need, over system calls, for `posix`: extended attributes, scheduling, timers that are descriptors, terminals."""
import _posix
import _system
import _operator
from _descriptors import _path, as_descriptor as _as_descriptor
from _struct import Struct as _Struct
from _system import call as _call

__all__ = (
    "getxattr setxattr removexattr listxattr sched_param sched_get_priority_max sched_get_priority_min sched_getscheduler sched_setscheduler "
    "sched_getparam sched_setparam sched_rr_get_interval sched_setaffinity timerfd_create timerfd_settime timerfd_settime_ns timerfd_gettime "
    "timerfd_gettime_ns posix_openpt grantpt unlockpt ptsname pidfd_open getresuid getresgid getgrouplist "
    "XATTR_CREATE XATTR_REPLACE XATTR_SIZE_MAX TFD_CLOEXEC TFD_NONBLOCK TFD_TIMER_ABSTIME TFD_TIMER_CANCEL_ON_SET PIDFD_NONBLOCK "
    "RTLD_LAZY RTLD_NOW RTLD_NOLOAD RTLD_DEEPBIND RTLD_GLOBAL RTLD_LOCAL RTLD_NODELETE"
).split()

XATTR_CREATE, XATTR_REPLACE, XATTR_SIZE_MAX = 1, 2, 65536
TFD_CLOEXEC, TFD_NONBLOCK, TFD_TIMER_ABSTIME, TFD_TIMER_CANCEL_ON_SET = 0o2000000, 0o4000, 1, 2
PIDFD_NONBLOCK = 0o4000
RTLD_LAZY, RTLD_NOW, RTLD_NOLOAD, RTLD_DEEPBIND, RTLD_GLOBAL, RTLD_LOCAL, RTLD_NODELETE = 1, 2, 4, 8, 256, 0, 4096


# ---- extended attributes

def _attribute_call(path, function, follow_symlinks, *call):
    """Makes a call with a path, or the name of an open file, as first argument."""
    if isinstance(path, int):
        if not follow_symlinks:
            raise ValueError(f"{function}: cannot use fd and follow_symlinks together")
        _posix._fcntl(path, 1, 0)  # raises OSError when it is not open
        name = b"/proc/self/fd/%d\0" % path
    else:
        name = _path(path, function, kinds="string, bytes, os.PathLike or integer")
    try:
        return _call(call[0], name, *call[1:], bool(follow_symlinks))
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from None


def getxattr(path, attribute, *, follow_symlinks=True):
    """The value of an extended attribute."""
    out = bytearray(XATTR_SIZE_MAX)
    name = _path(attribute, "getxattr")
    return bytes(out[: _attribute_call(path, "getxattr", follow_symlinks, _system.getxattr, name, out, len(out))])


def setxattr(path, attribute, value, flags=0, *, follow_symlinks=True):
    """Sets an extended attribute."""
    if not hasattr(value, "__buffer__"):
        raise TypeError(f"a bytes-like object is required, not '{type(value).__name__}'")
    name, size = _path(attribute, "setxattr"), memoryview(value).nbytes
    _attribute_call(path, "setxattr", follow_symlinks, _system.setxattr, name, value, size, flags)


def removexattr(path, attribute, *, follow_symlinks=True):
    """Removes an extended attribute."""
    _attribute_call(path, "removexattr", follow_symlinks, _system.removexattr, _path(attribute, "removexattr"))


def listxattr(path=None, *, follow_symlinks=True):
    """The names of the extended attributes."""
    out = bytearray(XATTR_SIZE_MAX)
    size = _attribute_call("." if path is None else path, "listxattr", follow_symlinks, _system.listxattr, out, len(out))
    return [name.decode("utf-8", "surrogateescape") for name in bytes(out[:size]).split(b"\0")[:-1]]


# ---- scheduling

class sched_param(tuple):
    """Parameters of scheduling: sched_priority."""

    __slots__ = ()

    def __new__(cls, sched_priority):
        return tuple.__new__(cls, (sched_priority,))

    def __repr__(self):
        return f"posix.sched_param(sched_priority={self[0]!r})"

    def __reduce__(self):
        return sched_param, (self[0],)

    sched_priority = property(lambda self: self[0], doc="The priority.")


sched_param.__module__ = "posix"


def _packed(param):
    if not isinstance(param, sched_param):
        raise TypeError("must have a sched_param object")
    priority = _operator.index(param.sched_priority)
    if not -0x80000000 <= priority <= 0x7FFFFFFF:
        raise OverflowError("sched_priority out of range")
    return priority.to_bytes(4, "little", signed=True)


def sched_get_priority_max(policy):
    """The highest priority of a policy."""
    return _call(_system.schedPriority, policy, 1)


def sched_get_priority_min(policy):
    """The least priority of a policy."""
    return _call(_system.schedPriority, policy, 0)


def sched_getscheduler(pid, /):
    """The scheduling policy of a process."""
    return _call(_system.schedGetscheduler, pid)


def sched_setscheduler(pid, policy, param, /):
    """Sets policy and priority of a process."""
    _call(_system.schedSetscheduler, pid, policy, _packed(param))


def sched_getparam(pid, /):
    """The scheduling parameters of a process."""
    out = bytearray(4)
    _call(_system.schedGetparam, pid, out)
    return sched_param(int.from_bytes(out, "little", signed=True))


def sched_setparam(pid, param, /):
    """Sets the scheduling parameters of a process."""
    _call(_system.schedSetparam, pid, _packed(param))


def sched_rr_get_interval(pid, /):
    """The time slice of a process in seconds."""
    out = bytearray(16)
    _call(_system.schedRrInterval, pid, out)
    return int.from_bytes(out[:8], "little") + int.from_bytes(out[8:], "little") * 1e-9


def sched_setaffinity(pid, mask, /):
    """Sets the processors that a process may run on."""
    bits = 0
    for cpu in mask:
        cpu = _operator.index(cpu)
        if cpu < 0:
            raise ValueError("negative CPU number")
        if cpu > 0x7FFFFFFE:
            raise OverflowError("CPU number too large")
        if cpu < 8192:
            bits |= 1 << cpu
    _call(_system.schedSetaffinity, pid, 1024, bits.to_bytes(1024, "little"))


# ---- timers

#: struct itimerspec: seconds and nanoseconds of the interval, of the first time.
_ITIMERSPEC = _Struct("<4q")
_SECOND = 1_000_000_000


def timerfd_create(clockid, /, *, flags=TFD_CLOEXEC):
    """A timer that is a descriptor."""
    fd = _call(_system.timerfdCreate, clockid, flags)
    _posix.set_inheritable(fd, False)
    return fd


def timerfd_settime_ns(fd, /, *, flags=0, initial=0, interval=0):
    """Sets such a timer in nanoseconds; (time left, interval) of before."""
    old = bytearray(_ITIMERSPEC.size)
    _call(_system.timerfdSettime, _as_descriptor(fd), flags, _ITIMERSPEC.pack(*divmod(interval, _SECOND), *divmod(initial, _SECOND)), old)
    return _left(old)


def timerfd_settime(fd, /, *, flags=0, initial=0.0, interval=0.0):
    """Sets such a timer in seconds; (time left, interval) of before."""
    return _in_seconds(timerfd_settime_ns(fd, flags=flags, initial=int(initial * _SECOND // 1), interval=int(interval * _SECOND // 1)))


def timerfd_gettime_ns(fd, /):
    """(time left, interval) in nanoseconds."""
    out = bytearray(_ITIMERSPEC.size)
    _call(_system.timerfdGettime, _as_descriptor(fd), out)
    return _left(out)


def timerfd_gettime(fd, /):
    """(time left, interval) in seconds."""
    return _in_seconds(timerfd_gettime_ns(fd))


def _left(block):
    interval, interval_ns, first, first_ns = _ITIMERSPEC.unpack(block)
    return first * _SECOND + first_ns, interval * _SECOND + interval_ns


def _in_seconds(times):
    return times[0] * 1e-9, times[1] * 1e-9


# ---- terminals

def posix_openpt(oflag, /):
    """A new terminal's master."""
    fd = _call(_system.posixOpenpt, oflag)
    _posix.set_inheritable(fd, False)
    return fd


def grantpt(fd, /):
    """Gives the slave of a terminal to this user."""
    _call(_system.grantpt, _as_descriptor(fd))


def unlockpt(fd, /):
    """Unlocks the slave of a terminal."""
    _call(_system.unlockpt, _as_descriptor(fd))


def ptsname(fd, /):
    """The name of the slave of a terminal."""
    out = bytearray(1024)
    _call(_system.ptsname, _as_descriptor(fd), out, len(out))
    return out.partition(b"\0")[0].decode("utf-8", "surrogateescape")


# ---- processes and users

def pidfd_open(pid, flags=0):
    """A descriptor of a process, readable when it has ended."""
    return _call(_system.pidfdOpen, pid, flags)


def _three(call):
    out = bytearray(12)
    _call(call, out)
    return tuple(int.from_bytes(out[at : at + 4], "little") for at in (0, 4, 8))


def getresuid():
    """Real, effective and saved user id."""
    return _three(_system.getresuid)


def getresgid():
    """Real, effective and saved group id."""
    return _three(_system.getresgid)


def getgrouplist(user, group, /):
    """The groups of a user, and `group`."""
    from grp import getgrall

    return list(dict.fromkeys([group, *(entry.gr_gid for entry in getgrall() if user in entry.gr_mem)]))
