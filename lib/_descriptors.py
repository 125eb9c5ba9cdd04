"""Functions of `os` on descriptors that are thin wrappers of system calls, for `posix`; and what a descriptor argument is, for `select` and `fcntl`.

No function that `os` is to have begins with an underscore; all others do.
"""
import _children
import _posix
import _system
import _operator as operator
from _system import call as _call

__all__ = (
    "pipe2 readv writev preadv pwritev sendfile copy_file_range splice eventfd eventfd_read eventfd_write memfd_create fdatasync sync fchown "
    "fchdir chroot lchown getrandom mkfifo mknod makedev major minor statvfs fstatvfs posix_fallocate posix_fadvise lockf openpty ttyname ctermid "
    "login_tty device_encoding tcgetpgrp tcsetpgrp"
).split()


def as_descriptor(value):
    """The descriptor that an int is or an object has."""
    if isinstance(value, int):
        if isinstance(value, bool):
            import warnings

            warnings.warn("bool is used as a file descriptor", RuntimeWarning, 3)
        fd = int(value)
    else:
        method = getattr(value, "fileno", None)
        if method is None:
            raise TypeError("argument must be an int, or have a fileno() method.")
        fd = method()
        if not isinstance(fd, int):
            raise TypeError("fileno() returned a non-integer")
    if fd < 0:
        raise ValueError(f"file descriptor cannot be a negative integer ({fd})")
    if fd > 0x7FFFFFFF:
        raise OverflowError("Python int too large to convert to C int")
    return fd


def _path(path, function, dir_fd=None, kinds="string, bytes or os.PathLike"):
    """The bytes of a path, ended by a zero byte."""
    try:
        name = _posix.fspath(path)
    except TypeError:
        raise TypeError(f"{function}: path should be {kinds}, not {type(path).__name__}") from None
    if isinstance(name, str):
        name = name.encode("utf-8", "surrogateescape")
    if 0 in name:
        raise ValueError(f"{function}: embedded null character in path")
    if dir_fd is not None and not name.startswith(b"/"):
        _posix._fcntl(dir_fd, 1, 0)  # raises OSError when it is not open
        name = b"/proc/self/fd/%d/%s" % (dir_fd, name)
    return name + b"\0"


def _named(path, *call):
    """A call that fails with the path's name."""
    try:
        return _call(*call)
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from None


def _pair(block):
    return int.from_bytes(block[:4], "little"), int.from_bytes(block[4:8], "little")


def _offset(value):
    """A position to be passed by its address; None is the descriptor's own."""
    return None if value is None else value.to_bytes(8, "little", signed=True)


def _buffers(buffers, function):
    if not hasattr(buffers, "__len__") or not hasattr(buffers, "__getitem__"):
        raise TypeError(f"{function}() arg 2 must be a sequence")
    return list(buffers)


def pipe2(flags, /):
    """A pipe with flags: (read end, write end)."""
    return _posix._pipe2(flags)


def readv(fd, buffers, /):
    """Reads into several buffers; how many bytes came."""
    buffers = _buffers(buffers, "readv")
    return _call(_system.readv, fd, buffers, len(buffers))


def writev(fd, buffers, /):
    """Writes several buffers; how many bytes went."""
    buffers = _buffers(buffers, "writev")
    return _call(_system.writev, fd, buffers, len(buffers))


def preadv(fd, buffers, offset, flags=0, /):
    """readv() at an offset."""
    buffers = _buffers(buffers, "preadv")
    return _call(_system.preadv, fd, buffers, len(buffers), offset, flags)


def pwritev(fd, buffers, offset, flags=0, /):
    """writev() at an offset."""
    buffers = _buffers(buffers, "pwritev")
    return _call(_system.pwritev, fd, buffers, len(buffers), offset, flags)


def sendfile(out_fd, in_fd, offset, count):
    """Copies bytes from one descriptor to another; how many went."""
    return _call(_system.sendfile, out_fd, in_fd, _offset(offset), count)


def copy_file_range(src, dst, count, offset_src=None, offset_dst=None):
    """Copies bytes from one file to another; how many went."""
    if count < 0:
        raise ValueError("negative value for 'count' not allowed")
    return _call(_system.copyFileRange, src, _offset(offset_src), dst, _offset(offset_dst), count)


def splice(src, dst, count, offset_src=None, offset_dst=None, flags=0):
    """Moves bytes between a pipe and a descriptor; how many went."""
    if count < 0:
        raise ValueError("negative value for 'count' not allowed")
    return _call(_system.splice, src, _offset(offset_src), dst, _offset(offset_dst), count, flags)


def eventfd(initval, flags=0o2000000):
    """A descriptor that counts events."""
    if not isinstance(initval, int):
        raise TypeError("an integer is required")
    return _call(_system.eventfd, initval, flags)


def eventfd_read(fd):
    """Reads a counter of events."""
    return int.from_bytes(_posix.read(fd, 8), "little")


def eventfd_write(fd, value):
    """Adds to a counter of events."""
    _posix.write(fd, value.to_bytes(8, "little"))


def memfd_create(name, flags=1):
    """A file in memory."""
    name = _posix.fspath(name)
    if isinstance(name, str):
        name = name.encode("utf-8", "surrogateescape")
    return _call(_system.memfdCreate, name + b"\0", flags)


def _descriptor_or_path(path):
    return path if isinstance(path, int) else None


def fdatasync(fd):
    """Waits until a file's data is on the disk."""
    _call(_system.fdatasync, as_descriptor(fd))


def sync():
    """Has everything written to the disks."""
    _call(_system.sync)


def _owner(value, what):
    """A user or group id; -1 leaves it as it is."""
    if not hasattr(value, "__index__"):
        raise TypeError(f"{what} should be integer, not {type(value).__name__}")
    value = operator.index(value)
    if not -1 <= value <= 0xFFFFFFFF:
        raise OverflowError(f"{what} is less than minimum")
    return value


def fchown(fd, uid, gid):
    """Sets owner and group of an open file."""
    _call(_system.fchown, as_descriptor(fd), _owner(uid, "uid"), _owner(gid, "gid"))


def fchdir(fd):
    """Changes the working folder to an open one."""
    _call(_system.fchdir, as_descriptor(fd))


def lchown(path, uid, gid):
    """Sets owner and group of a symbolic link itself."""
    _posix.chown(path, uid, gid, follow_symlinks=False)


def getrandom(size, flags=0):
    """Random bytes of the operating system."""
    return _posix.urandom(size)


def chroot(path):
    """Changes the root folder."""
    _named(path, _system.chroot, _path(path, "chroot"))


def mkfifo(path, mode=0o666, *, dir_fd=None):
    """Makes a named pipe."""
    _call(_system.mkfifo, _path(path, "mkfifo", dir_fd), mode)


def mknod(path, mode=0o600, device=0, *, dir_fd=None):
    """Makes a file, a device or a named pipe."""
    _call(_system.mknod, _path(path, "mknod", dir_fd), mode, device)


def _unsigned(value, most):
    """A part of a device number, or one as a whole; -1 stands for none."""
    value = operator.index(value)
    if value < 0:
        raise OverflowError("can't convert negative int to unsigned")
    if value > most:
        raise OverflowError("Python int too large to convert to C unsigned int")
    return value


def makedev(major, minor, /):
    """The device number of two parts."""
    if (major, minor) == (-1, -1):
        return -1
    major, minor = _unsigned(major, 0xFFFFFFFF), _unsigned(minor, 0xFFFFFFFF)
    return (major & 0xFFFFF000) << 32 | (major & 0xFFF) << 8 | (minor & 0xFFFFFF00) << 12 | minor & 0xFF


def major(device, /):
    """The major part of a device number."""
    if device == -1:
        return -1
    device = _unsigned(device, 0xFFFFFFFFFFFFFFFF)
    return device >> 32 & 0xFFFFF000 | device >> 8 & 0xFFF


def minor(device, /):
    """The minor part of a device number."""
    if device == -1:
        return -1
    device = _unsigned(device, 0xFFFFFFFFFFFFFFFF)
    return device >> 12 & 0xFFFFFF00 | device & 0xFF


def _filesystem(block):
    words = [int.from_bytes(block[at : at + 8], "little") for at in range(0, 88, 8)]
    # f_bsize f_frsize f_blocks f_bfree f_bavail f_files f_ffree f_favail f_flag f_namemax, and f_fsid, which struct statvfs has before f_flag.
    return _posix.statvfs_result((*words[:8], words[9], words[10], words[8]))


def statvfs(path):
    """What the system knows of a file system, by a path on it."""
    if isinstance(path, int):
        return fstatvfs(path)
    block = bytearray(128)
    _named(path, _system.statvfs, _path(path, "statvfs"), block)
    return _filesystem(block)


def fstatvfs(fd, /):
    """What the system knows of a file system, by an open file on it."""
    block = bytearray(128)
    _call(_system.fstatvfs, as_descriptor(fd), block)
    return _filesystem(block)


def posix_fallocate(fd, offset, length, /):
    """Makes sure that a file has room on the disk."""
    _call(_system.posixFallocate, fd, offset, length)


def posix_fadvise(fd, offset, length, advice, /):
    """Says how a part of a file will be used."""
    _call(_system.posixFadvise, fd, offset, length, advice)


def lockf(fd, command, length, /):
    """Locks (F_LOCK, F_TLOCK), unlocks (F_ULOCK) or tests (F_TEST) a part of a file from the position on."""
    kinds = {0: (2, 6), 1: (1, 7), 2: (1, 6), 3: (0, 5)}
    if command not in kinds:
        raise OSError(22, _posix.strerror(22))
    kind, call = kinds[command]
    from _struct import pack, unpack_from

    # struct flock: type, from the position (1), start, length, process.
    block = bytearray(pack("<hh4xqqi4x", kind, 1, 0, length, 0))
    _call(_system.fcntlBlock, fd, call, block)
    if command == 3 and unpack_from("<h", block)[0] != 2 and unpack_from("<i", block, 24)[0] != _posix.getpid():
        raise PermissionError(13, _posix.strerror(13))


def openpty():
    """A new terminal: (master, slave)."""
    block = bytearray(8)
    _call(_system.openpty, block)
    master, slave = _pair(block)
    _posix.set_inheritable(master, False)
    _posix.set_inheritable(slave, False)
    return master, slave


def ttyname(fd, /):
    """The name of a terminal."""
    block = bytearray(1024)
    _call(_system.ttyname, fd, block, len(block))
    return block.partition(b"\0")[0].decode("utf-8", "surrogateescape")


def ctermid():
    """The name of the controlling terminal."""
    block = bytearray(256)
    _call(_system.ctermid, block)
    return block.partition(b"\0")[0].decode("utf-8", "surrogateescape")


_SETSID = 3  # what _children.control() does
_TIOCSCTTY, _TIOCGPGRP, _TIOCSPGRP = 0x540E, 0x540F, 0x5410


def login_tty(fd, /):
    """Makes a terminal the controlling one and the standard streams."""
    _children.control(_SETSID, 0, 0, 0)
    _call(_system.ioctl, fd, _TIOCSCTTY, 0)
    for stream in range(3):
        _posix.dup2(fd, stream)
    if fd > 2:
        _posix.close(fd)


def tcgetpgrp(fd, /):
    """The process group in the foreground of a terminal."""
    block = bytearray(4)
    _call(_system.ioctlBlock, fd, _TIOCGPGRP, block)
    return int.from_bytes(block, "little")


def tcsetpgrp(fd, pgid, /):
    """Sets the process group in the foreground of a terminal."""
    _call(_system.ioctlBlock, fd, _TIOCSPGRP, pgid.to_bytes(4, "little"))


def device_encoding(fd):
    """The encoding of a terminal, or None."""
    return "UTF-8" if _posix.isatty(fd) else None
