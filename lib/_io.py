"""_io: the classes of the standard library's own `_pyio`, under the names and the module that `io` expects.

`_pyio` imports `io` for a few constants and to register its classes; a stand-in serves it, because `io` is only being made.
"""
import _stringio
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
BufferedReader = _pyio.BufferedReader
BufferedWriter = _pyio.BufferedWriter
BufferedRWPair = _pyio.BufferedRWPair
BufferedRandom = _pyio.BufferedRandom
TextIOWrapper = _pyio.TextIOWrapper
IncrementalNewlineDecoder = _pyio.IncrementalNewlineDecoder
_pyio.StringIO = StringIO = _stringio.make(_pyio.TextIOBase)
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


def _say_closed(cls, *methods):
    """Lets methods of _pyio that speak of a closed file in words of their own use those of the native class."""
    for method in methods:
        function = cls.__dict__[method]
        code = function.__code__
        texts = tuple("I/O operation on closed file." if isinstance(c, str) and c.endswith("closed file") else c for c in code.co_consts)
        function.__code__ = code.replace(co_consts=texts)


_say_closed(BytesIO, "getvalue", "getbuffer", "read", "write", "seek", "tell", "truncate")


def _readlines(self, hint=None):
    """Return a list of lines from the stream.

    hint can be specified to control the number of lines read: no more
    lines will be read if the total size (in bytes/characters) of all
    lines so far exceeds hint.
    """
    if hint is None or hint <= 0:
        return list(self)
    left = hint
    lines = []
    for line in self:
        lines.append(line)
        if len(line) > left:
            break
        left -= len(line)
    return lines


_pyio.IOBase.readlines = _readlines


# The ways that programs take most, made short: a line of a file of bytes, and text that is written.


def _reader_readline(self, size=-1, /):
    """Read and return a line from the stream.

    If size is specified, at most size bytes will be read.
    """
    if not self.closed and (size is None or size == -1):
        with self._read_lock:
            buffer, start = self._read_buf, self._read_pos
            end = buffer.find(b"\n", start) + 1
            if end:
                self._read_pos = end
                return buffer[start:end]
    return _pyio.IOBase.readline(self, size)


BufferedReader.readline = _reader_readline


def _bytesio_write(self, b, /):
    if type(b) is bytes and self._buffer is not None and self._pos == len(self._buffer) and not self.closed:
        self._buffer += b
        self._pos += len(b)
        return len(b)
    return _slow_bytesio_write(self, b)


_slow_bytesio_write = BytesIO.write
BytesIO.write = _bytesio_write


_slow_text_write = TextIOWrapper.write
_slow_configure = TextIOWrapper._configure


def _configure(self, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
    _slow_configure(self, encoding, errors, newline, line_buffering, write_through)
    # Whether text goes out as str.encode() makes it.
    self._is_plain = (
        errors == "strict"
        and type(encoding) is str
        and encoding.lower() in ("utf-8", "utf8")
        and not (self._writetranslate and self._writenl != "\n")
    )


TextIOWrapper._is_plain = False
TextIOWrapper._configure = _configure


def _text_write(self, s, /):
    """Write string s to stream.

    Return the number of characters written
    (which is always equal to the length of the string).
    """
    buffer = self._buffer
    if not (
        self._is_plain
        and type(s) is str
        and type(buffer) is BufferedWriter
        and type(buffer._raw) is FileIO
        and not buffer._raw._IOBase__closed
        and self._decoder is None
    ):
        return _slow_text_write(self, s)
    data = s.encode()
    with buffer._write_lock:
        waiting = buffer._write_buf
        fits = len(waiting) + len(data) <= buffer.buffer_size
        if fits:
            waiting += data
    if not fits:
        buffer.write(data)
    if self._line_buffering and ("\n" in s or "\r" in s):
        self.flush()
    return len(s)


TextIOWrapper.write = _text_write


def _unsupported(self, name):
    raise UnsupportedOperation(name)


_pyio.IOBase._unsupported = _unsupported
