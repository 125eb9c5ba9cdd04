"""Waiting for descriptors, by poll(2)."""
import _children

error = OSError
POLLIN, POLLPRI, POLLOUT, POLLERR, POLLHUP, POLLNVAL = 1, 2, 4, 8, 16, 32


def _fileno(file):
    return file if isinstance(file, int) else file.fileno()


class poll:
    """Descriptors and what is awaited of each."""

    def __init__(self):
        self._wanted = {}

    def register(self, fd, eventmask=POLLIN | POLLPRI | POLLOUT, /):
        """Has a descriptor watched."""
        self._wanted[_fileno(fd)] = eventmask

    def modify(self, fd, eventmask, /):
        """Changes what is awaited."""
        if _fileno(fd) not in self._wanted:
            raise FileNotFoundError(2, "No such file or directory")
        self._wanted[_fileno(fd)] = eventmask

    def unregister(self, fd, /):
        """Has a descriptor no longer watched."""
        del self._wanted[_fileno(fd)]

    def poll(self, timeout=None, /):
        """Waits for at most timeout milliseconds; a list of (descriptor, events)."""
        items = b"".join(fd.to_bytes(4, "little") + mask.to_bytes(4, "little") for fd, mask in self._wanted.items())
        raw = _children.poll(items, -1.0 if timeout is None else float(timeout))
        found = ((int.from_bytes(raw[at:at + 4], "little"), raw[at + 6] | raw[at + 7] << 8) for at in range(0, len(raw), 8))
        return [(fd, events) for fd, events in found if events]


def select(rlist, wlist, xlist, timeout=None, /):
    """Waits for descriptors; those ready to be read, to be written, and with something exceptional."""
    lists = [[(_fileno(file), file) for file in files] for files in (rlist, wlist, xlist)]
    poller = poll()
    for files, mask in zip(lists, (POLLIN, POLLOUT, POLLPRI)):
        for fd, _ in files:
            poller._wanted[fd] = poller._wanted.get(fd, 0) | mask
    ready = dict(poller.poll(None if timeout is None else timeout * 1000))
    masks = (POLLIN | POLLHUP | POLLERR, POLLOUT | POLLERR, POLLPRI)
    return tuple([file for fd, file in files if ready.get(fd, 0) & mask] for files, mask in zip(lists, masks))
