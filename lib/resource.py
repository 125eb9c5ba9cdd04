"""resource: what processes have used, and limits of it. Numbers are Linux's."""
import operator as _operator
import sys as _sys

import _children

RUSAGE_SELF, RUSAGE_CHILDREN, RUSAGE_THREAD = 0, -1, 1
RLIM_INFINITY = -1
RLIMIT_CPU, RLIMIT_FSIZE, RLIMIT_DATA, RLIMIT_STACK, RLIMIT_CORE, RLIMIT_RSS, RLIMIT_NPROC, RLIMIT_NOFILE = range(8)
RLIMIT_OFILE = RLIMIT_NOFILE
RLIMIT_MEMLOCK, RLIMIT_AS = 8, 9
RLIMIT_SIGPENDING, RLIMIT_MSGQUEUE, RLIMIT_NICE, RLIMIT_RTPRIO, RLIMIT_RTTIME = 11, 12, 13, 14, 15

error = OSError
_FIELDS = (
    "ru_utime", "ru_stime", "ru_maxrss", "ru_ixrss", "ru_idrss", "ru_isrss", "ru_minflt", "ru_majflt", "ru_nswap", "ru_inblock",
    "ru_oublock", "ru_msgsnd", "ru_msgrcv", "ru_nsignals", "ru_nvcsw", "ru_nivcsw",
)
struct_rusage = _sys._make_structseq("resource.struct_rusage", _FIELDS, 16, None)


def _usage(raw):
    """A struct_rusage of the bytes of C's: two times of seconds and microseconds, then the counts."""
    words = [int.from_bytes(raw[at:at + 8], "little", signed=True) for at in range(0, 144, 8)]
    return struct_rusage((words[0] + words[1] / 1e6, words[2] + words[3] / 1e6, *words[4:]))


def getrusage(who, /):
    """What this process, its children or this thread has used."""
    if who not in (RUSAGE_SELF, RUSAGE_CHILDREN, RUSAGE_THREAD):
        raise ValueError("invalid who parameter")
    return _usage(_children.resource(0, who, b""))


def _checked(resource):
    resource = _operator.index(resource)
    if not 0 <= resource < 16:
        raise ValueError("invalid resource specified")
    return resource


def _limit(raw):
    return int.from_bytes(raw, "little", signed=True)


def getrlimit(resource, /):
    """(soft limit, hard limit) of a resource; RLIM_INFINITY for none."""
    raw = _children.resource(1, _checked(resource), b"")
    return _limit(raw[:8]), _limit(raw[8:])


def setrlimit(resource, limits, /):
    """Sets the soft and the hard limit of a resource."""
    resource = _checked(resource)
    limits = tuple(limits)
    if len(limits) != 2:
        raise ValueError("expected a tuple of 2 integers")
    raw = b"".join((_operator.index(limit) & 0xFFFFFFFFFFFFFFFF).to_bytes(8, "little") for limit in limits)
    try:
        _children.resource(2, resource, raw)
    except PermissionError:
        raise ValueError("not allowed to raise maximum limit") from None
    except OSError as error:
        if error.errno == 22:
            raise ValueError("current limit exceeds maximum limit") from None
        raise


def getpagesize():
    """Bytes in a page of memory."""
    return 4096
