"""grp: the groups of the system, from /etc/group."""
import sys as _sys

from pwd import _id, _name, _rows

struct_group = _sys._make_structseq("grp.struct_group", ("gr_name", "gr_passwd", "gr_gid", "gr_mem"), 4, None)


def _entries():
    for name, password, gid, members in _rows("/etc/group", 4):
        yield struct_group((name, password, int(gid), [member for member in members.split(",") if member]))


def getgrall():
    """All groups."""
    return list(_entries())


def getgrnam(name):
    """The group of a name."""
    _name("getgrnam", name)
    for entry in _entries():
        if entry.gr_name == name:
            return entry
    raise KeyError(f"getgrnam(): name not found: {name!r}")


def getgrgid(id):
    """The group of an id."""
    gid = _id(id, "gid")
    for entry in _entries():
        if entry.gr_gid == gid:
            return entry
    raise KeyError(f"getgrgid(): gid not found: {gid}")
