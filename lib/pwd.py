"""pwd: the users of the system, from /etc/passwd."""
import operator as _operator
import sys as _sys

struct_passwd = _sys._make_structseq("pwd.struct_passwd", ("pw_name", "pw_passwd", "pw_uid", "pw_gid", "pw_gecos", "pw_dir", "pw_shell"), 7, None)


def _rows(file, fields):
    """The rows of a file of fields with colons between them."""
    try:
        with open(file, encoding="utf-8", errors="surrogateescape") as lines:
            for line in lines:
                row = line.rstrip("\n").split(":")
                if len(row) == fields and not line.startswith(("#", "+", "-")) and row[2].isdigit():
                    yield row
    except OSError:
        return


def _entries():
    for name, password, uid, gid, gecos, folder, shell in _rows("/etc/passwd", 7):
        yield struct_passwd((name, password, int(uid), int(gid or 0), gecos, folder, shell))


def _name(function, name):
    if not isinstance(name, str):
        raise TypeError(f"{function}() argument must be str, not {type(name).__name__}")
    if "\0" in name:
        raise ValueError("embedded null byte")
    return name


def _id(value, what):
    if not hasattr(value, "__index__"):
        raise TypeError(f"{what} should be integer, not {type(value).__name__}")
    value = _operator.index(value)
    # -1 is the id that no one has, in C's unsigned type.
    if value > 0xFFFFFFFE or value < -1:
        raise OverflowError(f"{what} is {'greater than maximum' if value > 0 else 'less than minimum'}")
    return value


def getpwall():
    """All users."""
    return list(_entries())


def getpwnam(name, /):
    """The user of a name."""
    _name("getpwnam", name)
    for entry in _entries():
        if entry.pw_name == name:
            return entry
    raise KeyError(f"getpwnam(): name not found: {name!r}")


def getpwuid(uidobj, /):
    """The user of an id."""
    try:
        uid = _id(uidobj, "uid")
    except OverflowError:
        raise KeyError("getpwuid(): uid not found") from None
    for entry in _entries():
        if entry.pw_uid == uid:
            return entry
    raise KeyError(f"getpwuid(): uid not found: {uid}")
