"""Waiting for descriptors: not there yet."""

error = OSError


def select(rlist, wlist, xlist, timeout=None, /):
    raise OSError(38, "Function not implemented")
