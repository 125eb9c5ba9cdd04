"""_io: the classes of the standard library's own `_pyio`, under the names and the module that `io` expects.

`_pyio` imports `io` for a few constants and to register its classes; a stand-in serves it, because `io` is only being made.
"""
import _buffers
import _stringio
import sys
from _warnings import warn as _warn

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


def _bytesio_getstate(self):
    if self.closed:
        raise ValueError("I/O operation on closed file.")
    attributes = {name: value for name, value in self.__dict__.items() if name not in ("_buffer", "_pos")}
    return self.getvalue(), self.tell(), attributes or None


def _bytesio_setstate(self, state, /):
    if self.closed:
        raise ValueError("I/O operation on closed file.")
    if not isinstance(state, tuple) or len(state) < 3:
        raise TypeError(f"{type(self).__name__}.__setstate__ argument should be 3-tuple, got {type(state).__name__}")
    value, position, attributes = state[:3]
    if isinstance(value, (str, int)):
        raise TypeError(f"a bytes-like object is required, not '{type(value).__name__}'")
    if not isinstance(position, int):
        raise TypeError(f"second item of state must be an integer, not {type(position).__name__}")
    if position < 0:
        raise ValueError("position value cannot be negative")
    if attributes is not None and not isinstance(attributes, dict):
        raise TypeError(f"third item of state should be a dict, got a {type(attributes).__name__}")
    BytesIO.__init__(self, value)
    self._pos = position
    if attributes:
        self.__dict__.update(attributes)


BytesIO.__getstate__ = _bytesio_getstate
BytesIO.__setstate__ = _bytesio_setstate


def _say_closed(cls, *methods):
    """Lets methods of _pyio that speak of a closed file in words of their own use those of the native class."""
    for method in methods:
        function = cls.__dict__[method]
        code = function.__code__
        texts = tuple("I/O operation on closed file." if isinstance(c, str) and c.endswith("closed file") else c for c in code.co_consts)
        function.__code__ = code.replace(co_consts=texts)


_say_closed(BytesIO, "getvalue", "getbuffer", "read", "write", "seek", "tell", "truncate")


_say_closed(TextIOWrapper, "readline", "seek", "write")


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


# The ways that programs take most, made short: what is in a buffer is handed out, and what fits into one is taken in, by one native call, which
# nothing can come between (core/modules/_buffers.ts). Everything else goes on to _pyio, under locks that keep signal handlers out.


def _attribute(name):
    """An attribute of _pyio's that lives in the object's window."""

    def get(self):
        return getattr(self._io_window, name)

    def put(self, value):
        setattr(self._io_window, name, value)

    return property(get, put)


def _emptied_by(cls, name, nothing):
    """Makes a method that ends a file's use leave nothing in the window."""
    function = cls.__dict__[name]

    @_wraps(function)
    def method(self):
        try:
            return function(self)
        finally:
            self._io_window.set(nothing)

    setattr(cls, name, method)


def _wraps(function):
    def wrap(wrapper):
        wrapper.__name__, wrapper.__qualname__, wrapper.__doc__ = function.__name__, function.__qualname__, function.__doc__
        return wrapper

    return wrap


_pyio.Lock = _buffers.Lock
BufferedReader._read_buf = _attribute("data")
BufferedReader._read_pos = _attribute("pos")
_slow_reader_init = BufferedReader.__init__
_slow_reader_read = BufferedReader.read
_slow_writer_init = BufferedWriter.__init__
_slow_writer_write = BufferedWriter.write


@_wraps(_slow_reader_init)
def _reader_init(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
    lock = _buffers.Lock(type(raw) is FileIO)
    # A subclass with a readline() of its own has its lines from there.
    self._io_window = _buffers.Window(b"", type(self).readline is _reader_readline, lock)
    _slow_reader_init(self, raw, buffer_size)
    self._read_lock = lock


@_wraps(_slow_reader_read)
def _reader_read(self, size=None, /):
    data = self._io_window.take(size)
    return _slow_reader_read(self, size) if data is None else data


def _reader_readline(self, size=-1, /):
    """Read and return a line from the stream.

    If size is specified, at most size bytes will be read.
    """
    if size is None or size == -1:
        line = self._io_window.line()
        if line is not None:
            return line
    return _pyio.IOBase.readline(self, size)


@_wraps(_pyio.IOBase.__next__)
def _reader_next(self):
    return self._io_window.line() or _slow_next(self)


@_wraps(_slow_writer_init)
def _writer_init(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
    _slow_writer_init(self, raw, buffer_size)
    self._write_lock = _buffers.Lock(type(raw) is FileIO)


@_wraps(_slow_writer_write)
def _writer_write(self, b, /):
    raw = self._raw
    if type(raw) is FileIO and not raw._IOBase__closed and _append(self._write_buf, b, self.buffer_size):
        return len(b)
    return _slow_writer_write(self, b)


_slow_next = _pyio.IOBase.__next__
_append = _buffers.append
BufferedReader.__init__, BufferedReader.read = _reader_init, _reader_read
BufferedReader.readline, BufferedReader.__next__ = _reader_readline, _reader_next
BufferedWriter.__init__, BufferedWriter.write = _writer_init, _writer_write


# BytesIO

_slow_bytesio_read, _slow_bytesio_write = BytesIO.read, BytesIO.write


@_wraps(_slow_bytesio_read)
def _bytesio_read(self, size=-1, /):
    if type(size) is int and size >= 0 and not self._IOBase__closed:
        data = _buffers.part(self._buffer, self._pos, size)
        self._pos += len(data)
        return data
    return _slow_bytesio_read(self, size)


@_wraps(_pyio.IOBase.readline)
def _bytesio_readline(self, size=-1, /):
    if (size is None or size == -1) and not self._IOBase__closed:
        line = _buffers.line(self._buffer, self._pos)
        self._pos += len(line)
        return line
    return _pyio.IOBase.readline(self, size)


@_wraps(_pyio.IOBase.__next__)
def _bytesio_next(self):
    if type(self) is BytesIO and not self._IOBase__closed:
        line = _buffers.line(self._buffer, self._pos)
        if line:
            self._pos += len(line)
            return line
    return _slow_next(self)


@_wraps(_slow_bytesio_write)
def _bytesio_write(self, b, /):
    if type(b) is bytes and self._buffer is not None and self._pos == len(self._buffer) and not self._IOBase__closed:
        self._buffer += b
        self._pos += len(b)
        return len(b)
    return _slow_bytesio_write(self, b)


BytesIO.read, BytesIO.readline, BytesIO.write, BytesIO.__next__ = _bytesio_read, _bytesio_readline, _bytesio_write, _bytesio_next


# TextIOWrapper

TextIOWrapper._decoded_chars = _attribute("data")
TextIOWrapper._decoded_chars_used = _attribute("pos")
TextIOWrapper._telling = _attribute("telling")
_slow_text_init = TextIOWrapper.__init__
_slow_text_write = TextIOWrapper.write
_slow_text_read = TextIOWrapper.read
_slow_text_readline = TextIOWrapper.readline
_slow_text_next = TextIOWrapper.__next__
_slow_configure = TextIOWrapper._configure


@_wraps(_slow_text_init)
def _text_init(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
    self._io_window = _buffers.Window("", False, None)
    # A warning about the encoding is to name the caller.
    encoding = text_encoding(encoding)
    _slow_text_init(self, buffer, encoding, errors, newline, line_buffering, write_through)


def _configure(self, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
    _slow_configure(self, encoding, errors, newline, line_buffering, write_through)
    self._io_window.lines = (self._readtranslate or self._readnl == "\n") and type(self).readline is _text_readline
    # Whether text goes out as str.encode() makes it.
    self._is_plain = (
        errors == "strict"
        and type(encoding) is str
        and encoding.lower() in ("utf-8", "utf8")
        and not (self._writetranslate and self._writenl != "\n")
    )


@_wraps(_slow_text_read)
def _text_read(self, size=-1, /):
    chars = self._io_window.take(size)
    if chars is not None:
        return chars
    _check_attached(self)
    return _slow_text_read(self, size)


@_wraps(_slow_text_readline)
def _text_readline(self, size=-1, /):
    if size == -1 or size is None:
        line = self._io_window.line()
        if line is not None:
            return line
    _check_attached(self)
    return _slow_text_readline(self, size)


@_wraps(_slow_text_next)
def _text_next(self):
    return self._io_window.next() or _slow_text_next(self)


def _text_write(self, s, /):
    """Write string s to stream.

    Return the number of characters written
    (which is always equal to the length of the string).
    """
    if self._is_plain and type(s) is str and self._decoder is None:
        buffer = self._buffer
        if type(buffer) is BufferedWriter:
            raw = buffer._raw
            if type(raw) is FileIO and not raw._IOBase__closed:
                if not _append(buffer._write_buf, s, buffer.buffer_size):
                    buffer.write(s.encode())
                if self._line_buffering and ("\n" in s or "\r" in s):
                    self.flush()
                return len(s)
    _check_attached(self)
    return _slow_text_write(self, s)


def _text_flush(self):
    """Write what is left to the system."""
    _check_attached(self)
    self._buffer.flush()
    self._telling = self._seekable


def _check_attached(self):
    if self._buffer is None:
        raise ValueError("underlying buffer has been detached")


# Not every decoder counts line ends; _pyio forgets that.
TextIOWrapper.newlines = property(lambda self: getattr(self._decoder, "newlines", None))
TextIOWrapper._is_plain = False
TextIOWrapper.__init__, TextIOWrapper._configure = _text_init, _configure
TextIOWrapper.read, TextIOWrapper.readline, TextIOWrapper.__next__ = _text_read, _text_readline, _text_next
TextIOWrapper.write, TextIOWrapper.flush = _text_write, _text_flush

BufferedReader.close, BufferedReader.detach = _pyio._BufferedIOMixin.close, _pyio._BufferedIOMixin.detach
BufferedRandom.close = BufferedWriter.close
for _cls, _nothing in ((BufferedReader, b""), (TextIOWrapper, "")):
    _emptied_by(_cls, "close", _nothing)
    _emptied_by(_cls, "detach", _nothing)
_emptied_by(BufferedRandom, "close", b"")
del _cls, _nothing


def _dealloc_warn(self, source):
    # Not by the module `warnings`: when the interpreter ends nothing can be imported.
    if self._fd >= 0 and self._closefd and not self.closed:
        _warn(f"unclosed file {source!r}", ResourceWarning, 2, self, skip_file_prefixes=_files)


_files = __file__, _pyio.__file__  # the warning is about who let go of the file
FileIO._dealloc_warn = _dealloc_warn


def _unsupported(self, name):
    raise UnsupportedOperation(name)


_pyio.IOBase._unsupported = _unsupported
