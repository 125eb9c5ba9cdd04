"""_posixshmem: objects of shared memory, which on Linux are files in /dev/shm."""
import posix as _posix

__all__ = ["shm_open", "shm_unlink"]


def _path(path):
    if not isinstance(path, str):
        raise TypeError(f"a path must be a str, not {type(path).__name__}")
    name = path.lstrip("/")
    if not name or "/" in name:
        raise OSError(22, "Invalid argument", path)
    return "/dev/shm/" + name


def shm_open(path, flags, mode=0o777):
    """Open a shared memory object.  Returns a file descriptor (integer)."""
    try:
        return _posix.open(_path(path), flags | _posix.O_NOFOLLOW | _posix.O_CLOEXEC, mode)
    except OSError as error:
        raise type(error)(error.errno, error.strerror, path) from None


def shm_unlink(path):
    """Remove a shared memory object (similar to unlink())."""
    try:
        _posix.unlink(_path(path))
    except OSError as error:
        raise type(error)(error.errno, error.strerror, path) from None
