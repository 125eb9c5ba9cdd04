"""fcntl: control of descriptors, and locks on files."""
import operator

from _descriptors import as_descriptor as _as_descriptor
from _struct import pack as _pack
from _system import call as _call, fcntlBlock as _FCNTL_BLOCK, flock as _FLOCK, ioctl as _IOCTL, ioctlBlock as _IOCTL_BLOCK
from _posix import _fcntl

DN_ACCESS, DN_MODIFY, DN_CREATE, DN_DELETE, DN_RENAME, DN_ATTRIB, DN_MULTISHOT = 1, 2, 4, 8, 16, 32, 2147483648
FASYNC = 8192
FD_CLOEXEC = 1
FICLONE, FICLONERANGE = 1074041865, 1075876877
F_DUPFD, F_DUPFD_CLOEXEC, F_DUPFD_QUERY = 0, 1030, 1027
F_GETFD, F_SETFD, F_GETFL, F_SETFL = 1, 2, 3, 4
F_GETLK = F_GETLK64 = 5
F_SETLK = F_SETLK64 = 6
F_SETLKW = F_SETLKW64 = 7
F_OFD_GETLK, F_OFD_SETLK, F_OFD_SETLKW = 36, 37, 38
F_SETOWN, F_GETOWN, F_SETSIG, F_GETSIG = 8, 9, 10, 11
F_SETOWN_EX, F_GETOWN_EX = 15, 16
F_OWNER_TID, F_OWNER_PID, F_OWNER_PGRP = 0, 1, 2
F_SETLEASE, F_GETLEASE, F_NOTIFY = 1024, 1025, 1026
F_SETPIPE_SZ, F_GETPIPE_SZ, F_ADD_SEALS, F_GET_SEALS = 1031, 1032, 1033, 1034
F_GET_RW_HINT, F_SET_RW_HINT, F_GET_FILE_RW_HINT, F_SET_FILE_RW_HINT = 1035, 1036, 1037, 1038
F_SEAL_SEAL, F_SEAL_SHRINK, F_SEAL_GROW, F_SEAL_WRITE, F_SEAL_FUTURE_WRITE = 1, 2, 4, 8, 16
F_RDLCK, F_WRLCK, F_UNLCK, F_EXLCK, F_SHLCK = 0, 1, 2, 4, 8
LOCK_SH, LOCK_EX, LOCK_NB, LOCK_UN = 1, 2, 4, 8
LOCK_MAND, LOCK_READ, LOCK_WRITE, LOCK_RW = 32, 64, 128, 192
RWH_WRITE_LIFE_NOT_SET, RWH_WRITE_LIFE_NONE, RWH_WRITE_LIFE_SHORT, RWH_WRITE_LIFE_MEDIUM = 0, 1, 2, 3
RWH_WRITE_LIFE_LONG, RWH_WRITE_LIFE_EXTREME = 4, 5

#: The longest structure that is passed as bytes.
_MOST = 1024


def _c_int(value):
    value = operator.index(value)
    if not -0x80000000 <= value <= 0x7FFFFFFF:
        raise OverflowError("signed integer is greater than maximum" if value > 0 else "signed integer is less than minimum")
    return value


def _as_int(value):
    """The low 32 bits of an int, as C's int."""
    value = operator.index(value) & 0xFFFFFFFF
    return value - 0x100000000 if value > 0x7FFFFFFF else value


def _is_buffer(value):
    return hasattr(value, "__buffer__") or isinstance(value, str)


def _block(value, name):
    """A structure to be passed, with room behind it."""
    data = value.encode() if isinstance(value, str) else bytes(memoryview(value))
    if len(data) > _MOST:
        raise ValueError(f"{name} argument 3 is too long")
    return bytearray(data + bytes(_MOST - len(data))), len(data)


def fcntl(fd, cmd, arg=0, /):
    """fcntl(2). With an int its result, with bytes what became of them."""
    fd, cmd = _as_descriptor(fd), _c_int(cmd)
    if _is_buffer(arg):
        block, length = _block(arg, "fcntl")
        _call(_FCNTL_BLOCK, fd, cmd, block)
        return bytes(block[:length])
    return _fcntl(fd, cmd, _as_int(arg))


def ioctl(fd, request, arg=0, mutate_flag=True, /):
    """ioctl(2). With an int its result, with bytes what became of them; a buffer that can be written is changed in place."""
    fd, request = _as_descriptor(fd), operator.index(request) & 0xFFFFFFFF
    if not _is_buffer(arg):
        return _call(_IOCTL, fd, request, _as_int(arg))
    if mutate_flag and not isinstance(arg, str) and not memoryview(arg).readonly:
        if memoryview(arg).nbytes > _MOST:
            return _call(_IOCTL_BLOCK, fd, request, arg)
        # The structure may be longer than the buffer says.
        block, length = _block(arg, "ioctl")
        result = _call(_IOCTL_BLOCK, fd, request, block)
        memoryview(arg).cast("B")[:] = block[:length]
        return result
    block, length = _block(arg, "ioctl")
    _call(_IOCTL_BLOCK, fd, request, block)
    return bytes(block[:length])


def flock(fd, operation, /):
    """flock(2): locks or unlocks an open file."""
    _call(_FLOCK, _as_descriptor(fd), _c_int(operation))


def lockf(fd, cmd, len=0, start=0, whence=0, /):
    """Locks or unlocks a part of a file for this process."""
    fd, cmd, whence = _as_descriptor(fd), _c_int(cmd), _c_int(whence)
    if cmd == LOCK_UN:
        kind = F_UNLCK
    elif cmd & LOCK_SH:
        kind = F_RDLCK
    elif cmd & LOCK_EX:
        kind = F_WRLCK
    else:
        raise ValueError("unrecognized lockf argument")
    # struct flock: type, whence, start, length, process.
    block = bytearray(_pack("<hh4xqqi4x", kind, whence, operator.index(start), operator.index(len), 0))
    _call(_FCNTL_BLOCK, fd, F_SETLK if cmd & LOCK_NB else F_SETLKW, block)
