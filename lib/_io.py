"""_io: the classes of the standard library's own `_pyio`, under the names and the module that `io` expects.

`_pyio` imports `io` for a few constants and to register its classes; a stand-in serves it, because `io` is only being made.
"""
import sys

from builtins import BlockingIOError


def _load():
    class Registry:
        @staticmethod
        def register(cls):
            return cls

    stand_in = type(sys)("io")
    stand_in.__all__ = []
    stand_in.SEEK_SET, stand_in.SEEK_CUR, stand_in.SEEK_END = 0, 1, 2
    stand_in.Reader = stand_in.Writer = None
    stand_in.IOBase = stand_in.RawIOBase = stand_in.BufferedIOBase = stand_in.TextIOBase = Registry
    stand_in.open_code = None

    class UnsupportedOperation(OSError, ValueError):
        pass

    UnsupportedOperation.__module__ = "io"
    UnsupportedOperation.__qualname__ = "UnsupportedOperation"
    stand_in.UnsupportedOperation = UnsupportedOperation
    before = sys.modules.get("io")
    sys.modules["io"] = stand_in
    try:
        import _pyio
    finally:
        if before is None:
            del sys.modules["io"]
        else:
            sys.modules["io"] = before
    return _pyio


_pyio = _load()
DEFAULT_BUFFER_SIZE = _pyio.DEFAULT_BUFFER_SIZE
UnsupportedOperation = _pyio.UnsupportedOperation
open = _pyio.open
text_encoding = _pyio.text_encoding
FileIO = _pyio.FileIO
BytesIO = _pyio.BytesIO
StringIO = _pyio.StringIO
BufferedReader = _pyio.BufferedReader
BufferedWriter = _pyio.BufferedWriter
BufferedRWPair = _pyio.BufferedRWPair
BufferedRandom = _pyio.BufferedRandom
TextIOWrapper = _pyio.TextIOWrapper
IncrementalNewlineDecoder = _pyio.IncrementalNewlineDecoder
_IOBase, _RawIOBase = _pyio.IOBase, _pyio.RawIOBase
_BufferedIOBase, _TextIOBase = _pyio.BufferedIOBase, _pyio.TextIOBase

for _cls in (
    FileIO, BytesIO, StringIO, BufferedReader, BufferedWriter, BufferedRWPair, BufferedRandom, TextIOWrapper,
    IncrementalNewlineDecoder, _IOBase, _RawIOBase, _BufferedIOBase, _TextIOBase,
):
    _cls.__module__ = "_io"
for _cls in (_IOBase, _RawIOBase, _BufferedIOBase, _TextIOBase):
    _cls.__name__ = _cls.__qualname__ = "_" + _cls.__name__
del _cls, _load


def open_code(path):
    """Opens a file of code: open(path, 'rb'). The path must be absolute in principle, as for CPython's."""
    if not isinstance(path, str):
        raise TypeError(f"open_code() argument 'path' must be str, not {type(path).__name__}")
    return open(path, "rb")


_pyio.open_code = open_code


def _bytesio_del(self):
    # getbuffer() keeps the bytes alive, not the BytesIO: then there is nothing to clear.
    try:
        self.close()
    except BufferError:
        pass


BytesIO.__del__ = _bytesio_del
