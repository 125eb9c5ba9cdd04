"""posix: the native `_posix` with what is better said in Python: constants, folder entries, the environment."""
from _posix import *
from _posix import _environ, _exit
from _posixprocess import *
from _system import getdents as _GETDENTS, staged as _staged
import _posix
import sys as _sys
from _warnings import warn as _warn
from _descriptors import *
from _descriptors import _path
from _posixmore import *
from _fork import *
from _settings import *

EFD_CLOEXEC = 524288
EFD_NONBLOCK = 2048
EFD_SEMAPHORE = 1
EX_OK = 0
EX_USAGE = 64
EX_DATAERR = 65
EX_NOINPUT = 66
EX_NOUSER = 67
EX_NOHOST = 68
EX_UNAVAILABLE = 69
EX_SOFTWARE = 70
EX_OSERR = 71
EX_OSFILE = 72
EX_CANTCREAT = 73
EX_IOERR = 74
EX_TEMPFAIL = 75
EX_PROTOCOL = 76
EX_NOPERM = 77
EX_CONFIG = 78
F_OK = 0
F_ULOCK = 0
F_LOCK = 1
F_TLOCK = 2
F_TEST = 3
O_LARGEFILE = 0
O_RDONLY = 0
O_WRONLY = 1
O_RDWR = 2
O_ACCMODE = 3
O_CREAT = 64
O_EXCL = 128
O_NOCTTY = 256
O_TRUNC = 512
O_APPEND = 1024
O_NDELAY = 2048
O_NONBLOCK = 2048
O_DSYNC = 4096
O_ASYNC = 8192
O_DIRECT = 16384
O_DIRECTORY = 65536
O_NOFOLLOW = 131072
O_NOATIME = 262144
O_CLOEXEC = 524288
O_FSYNC = 1052672
O_RSYNC = 1052672
O_SYNC = 1052672
O_PATH = 2097152
O_TMPFILE = 4259840
GRND_NONBLOCK = 1
GRND_RANDOM = 2
MFD_CLOEXEC = 1
MFD_ALLOW_SEALING = 2
MFD_HUGETLB = 4
MFD_HUGE_SHIFT = 26
MFD_HUGE_MASK = 63
MFD_HUGE_64KB = 1073741824
MFD_HUGE_512KB = 1275068416
MFD_HUGE_1MB = 1342177280
MFD_HUGE_2MB = 1409286144
MFD_HUGE_8MB = 1543503872
MFD_HUGE_16MB = 1610612736
MFD_HUGE_32MB = 1677721600
MFD_HUGE_256MB = 1879048192
MFD_HUGE_512MB = 1946157056
MFD_HUGE_1GB = 2013265920
MFD_HUGE_2GB = 2080374784
MFD_HUGE_16GB = 2281701376
NGROUPS_MAX = 65536
POSIX_FADV_NORMAL = 0
POSIX_FADV_RANDOM = 1
POSIX_FADV_SEQUENTIAL = 2
POSIX_FADV_WILLNEED = 3
POSIX_FADV_DONTNEED = 4
POSIX_FADV_NOREUSE = 5
RWF_HIPRI = 1
RWF_DSYNC = 2
RWF_SYNC = 4
RWF_NOWAIT = 8
RWF_APPEND = 16
SPLICE_F_MOVE = 1
SPLICE_F_NONBLOCK = 2
SPLICE_F_MORE = 4
ST_RDONLY = 1
ST_NOSUID = 2
ST_NODEV = 4
ST_NOEXEC = 8
ST_SYNCHRONOUS = 16
ST_MANDLOCK = 64
ST_WRITE = 128
ST_APPEND = 256
ST_NOATIME = 1024
ST_NODIRATIME = 2048
ST_RELATIME = 4096
R_OK = 4
SCHED_OTHER = 0
SCHED_FIFO = 1
SCHED_RR = 2
SCHED_BATCH = 3
SCHED_IDLE = 5
SCHED_RESET_ON_FORK = 1073741824
SEEK_DATA = 3
SEEK_HOLE = 4
TMP_MAX = 238328
W_OK = 2
X_OK = 1

error = OSError
environ = _environ()
del _environ

#: What os.py asks of the C library to know which functions take descriptors and the like.
_have_functions = (
    "HAVE_EVENTFD HAVE_FACCESSAT HAVE_FCHDIR HAVE_FCHMOD HAVE_FCHMODAT HAVE_FCHOWN HAVE_FCHOWNAT HAVE_FDOPENDIR HAVE_FPATHCONF HAVE_FSTAT "
    "HAVE_FSTATAT HAVE_FSTATVFS HAVE_FTRUNCATE HAVE_FUTIMENS HAVE_LCHOWN HAVE_LINKAT HAVE_LSTAT HAVE_LUTIMES HAVE_MEMFD_CREATE HAVE_MKDIRAT "
    "HAVE_MKFIFOAT HAVE_MKNODAT HAVE_OPENAT HAVE_READLINKAT HAVE_RENAMEAT HAVE_SYMLINKAT HAVE_UNLINKAT HAVE_UTIMENSAT"
).split()


class DirEntry:
    """An entry of a folder, as os.scandir() gives them."""

    __slots__ = ("name", "path", "_inode", "_type", "_stat", "_lstat", "_dir_fd")

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create 'posix.DirEntry' instances")

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"

    def __fspath__(self):
        return self.path

    def stat(self, *, follow_symlinks=True):
        """stat() of the entry; kept for the next time."""
        if follow_symlinks and self.is_symlink():
            if self._stat is None:
                self._stat = stat(self.path, dir_fd=self._dir_fd)
            return self._stat
        if self._lstat is None:
            self._lstat = lstat(self.path, dir_fd=self._dir_fd)
        return self._lstat

    def _is(self, kind, dirent, follow_symlinks):
        if self._type not in (0, 10) or (self._type == 10 and not follow_symlinks):
            return self._type == dirent
        try:
            return self.stat(follow_symlinks=follow_symlinks).st_mode & 0o170000 == kind
        except FileNotFoundError:
            return False

    def is_dir(self, *, follow_symlinks=True):
        """Whether the entry is a folder."""
        return self._is(0o040000, 4, follow_symlinks)

    def is_file(self, *, follow_symlinks=True):
        """Whether the entry is a regular file."""
        return self._is(0o100000, 8, follow_symlinks)

    def is_symlink(self):
        """Whether the entry is a symbolic link."""
        if self._type:
            return self._type == 10
        if self._lstat is None:
            self._lstat = lstat(self.path, dir_fd=self._dir_fd)
        return self._lstat.st_mode & 0o170000 == 0o120000

    def is_junction(self):
        """False: only Windows has junctions."""
        return False

    def inode(self):
        """The inode number."""
        return int.from_bytes(self._inode, "little")

    def __reduce_ex__(self, protocol, /):
        raise TypeError("cannot pickle 'DirEntry' object")

    def __class_getitem__(cls, item):
        return _GenericAlias(cls, item)


_GenericAlias = type(list[int])


class ScandirIterator:
    """The iterator of os.scandir()."""

    __slots__ = ("_entries",)

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create 'posix.ScandirIterator' instances")

    def __del__(self):
        if self._entries is not None:
            self._entries = None
            _warn(f"unclosed scandir iterator {self!r}", ResourceWarning, 2, self)

    def __reduce_ex__(self, protocol, /):
        raise TypeError("cannot pickle 'posix.ScandirIterator' object")

    def __iter__(self):
        return self

    def __next__(self):
        if self._entries is None:
            raise StopIteration
        try:
            return next(self._entries)
        except StopIteration:
            self._entries = None
            raise

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()

    def close(self):
        """Ends the iteration."""
        self._entries = None


def _entries(raw, prefix, as_bytes, dir_fd):
    """The entries in what the system call `getdents` staged."""
    at = 0
    while at < len(raw):
        entry = object.__new__(DirEntry)
        length = raw[at + 9]
        name = raw[at + 10 : at + 10 + length]
        entry.name = name if as_bytes else name.decode("utf-8", "surrogateescape")
        entry.path = prefix + entry.name
        entry._inode = raw[at : at + 8]
        entry._type = raw[at + 8]
        entry._stat = entry._lstat = None
        entry._dir_fd = dir_fd
        at += 10 + length
        yield entry


def scandir(path=None):
    """An iterator of the DirEntry objects of a folder: a path, or a descriptor of one."""
    if path is None:
        path = "."
    _sys.audit("os.scandir", path)
    if isinstance(path, int):
        _posix._fcntl(path, 1, 0)  # raises OSError when it is not open
        raw = _staged(_GETDENTS, b"/proc/self/fd/%d\0" % path)
        made = _entries(raw, "", False, path)
    else:
        name = _path(path, "scandir", kinds="string, bytes, os.PathLike, integer or None")
        try:
            raw = _staged(_GETDENTS, name)
        except OSError as error:
            raise OSError(error.errno, error.strerror, path) from None
        folder = fspath(path)
        separator = b"/" if isinstance(folder, bytes) else "/"
        made = _entries(raw, folder if folder.endswith(separator) else folder + separator, isinstance(folder, bytes), None)
    iterator = object.__new__(ScandirIterator)
    iterator._entries = made
    return iterator


def cpu_count():
    """How many processors there are, or None; what -X cpu_count says if it was given."""
    told = _sys._get_cpu_count_config()
    return told if told > 0 else _posix.cpu_count() or None


def _path_splitroot_ex(path):
    """(drive, root, rest) of a path."""
    path = fspath(path)
    sep, empty = (b"/", b"") if isinstance(path, bytes) else ("/", "")
    if path[:1] != sep:
        return empty, empty, path
    if path[1:2] != sep or path[2:3] == sep:
        return empty, sep, path[1:]
    return empty, path[:2], path[2:]


