"""zlib: compression and decompression, compatible with gzip.

Streams run on _zlib's own engine, whose state is memory of the runtime: any thread may go on with a stream, and a copy is a copy. Whole
buffers that are long are decompressed by the platform's zlib, which is faster. Both give the GIL up for more than 2 KiB.
"""
import _zlib
from _thread import allocate_lock as _lock
from operator import index as _index

adler32 = _zlib.adler32
crc32 = _zlib.crc32

DEFLATED = 8
DEF_BUF_SIZE = 16384
DEF_MEM_LEVEL = 8
MAX_WBITS = 15
ZLIB_VERSION = ZLIB_RUNTIME_VERSION = "1.3.1"
Z_NO_COMPRESSION, Z_BEST_SPEED, Z_BEST_COMPRESSION, Z_DEFAULT_COMPRESSION = 0, 1, 9, -1
Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED, Z_DEFAULT_STRATEGY = 1, 2, 3, 4, 0
Z_NO_FLUSH, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH, Z_BLOCK, Z_TREES = range(7)
__version__ = "1.0"

# Buffers shorter than this stay with the own engine: the platform's takes a while to set up.
_WHOLE = 1 << 14
_RAW, _ZLIB, _GZIP, _AUTO = range(4)
_MAX = (1 << 63) - 1
_INT_MAX = (1 << 31) - 1
_NO_DICTIONARY = type("_NoDictionary", (bytes,), {"__repr__": lambda self: "b''"})()

# By core/deflate/inflate.ts, Bad.
_BAD = (
    "", "incorrect header check", "unknown compression method", "invalid window size", "unknown header flags set", "header crc mismatch",
    "invalid block type", "invalid stored block lengths", "too many length or distance symbols", "invalid code lengths set",
    "invalid bit length repeat", "invalid code -- missing end-of-block", "invalid literal/lengths set", "invalid distances set",
    "invalid literal/length code", "invalid distance code", "invalid distance too far back", "incorrect data check", "incorrect length check",
)


class error(Exception):
    """A stream that is bad, or was asked for what it cannot do."""


def _int(value):
    """An argument that is a C int."""
    value = _index(value)
    if not -_INT_MAX - 1 <= value <= _INT_MAX:
        raise OverflowError("Python int too large to convert to C int")
    return value


def _size(value):
    """An argument that is a Py_ssize_t."""
    value = _index(value)
    if not -_MAX - 1 <= value <= _MAX:
        raise OverflowError("Python int too large to convert to C ssize_t")
    return value


def _bytes_like(data):
    if not isinstance(data, (bytes, bytearray)):
        try:
            view = memoryview(data)
        except TypeError:
            raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'") from None
        with view:
            if not view.c_contiguous:
                raise BufferError("memoryview: underlying buffer is not C-contiguous")
    return data


def _window(wbits, compressing):
    """How a stream is wrapped, and the size of its window, or None if zlib has no such stream."""
    if compressing:
        if -15 <= wbits <= -9:
            return _RAW, -wbits
        if 9 <= wbits <= 15 or wbits == 8:
            return _ZLIB, wbits
        if 25 <= wbits <= 31 or wbits == 24:
            return _GZIP, wbits - 16
    else:
        if -15 <= wbits <= -8:
            return _RAW, -wbits
        if wbits == 0 or 8 <= wbits <= 15:
            return _ZLIB, wbits
        if 24 <= wbits <= 31 or wbits == 16:
            return _GZIP, wbits - 16
        if 40 <= wbits <= 47 or wbits == 32:
            return _AUTO, wbits - 32
    return None


def _failed(stream, doing):
    """The error of a stream that stopped."""
    status = stream.status
    if status == -3:
        return error(f"Error -3 while {doing}: {_BAD[stream.bad]}")
    if status == 2:
        return error(f"Error 2 while {doing}")
    return error(f"Error -5 while {doing}: incomplete or truncated stream")


def compress(data, /, level=Z_DEFAULT_COMPRESSION, wbits=MAX_WBITS):
    """Compresses bytes: level 0 (none) to 9 (best), -1 for the default; wbits is the window size and the container."""
    level, wbits = _int(level), _int(wbits)
    _bytes_like(data)
    window = _window(wbits, True)
    if not -1 <= level <= 9:
        raise error("Bad compression level")
    if window is None:
        raise error("Invalid initialization option")
    return _zlib.deflater(6 if level == -1 else level, *window, DEF_MEM_LEVEL, Z_DEFAULT_STRATEGY).run(data, Z_FINISH)


def decompress(data, /, wbits=MAX_WBITS, bufsize=DEF_BUF_SIZE):
    """Decompresses bytes that are one whole stream; bufsize is a first guess at the length."""
    wbits, bufsize = _int(wbits), _size(bufsize)
    _bytes_like(data)
    if bufsize < 0:
        raise ValueError("bufsize must be non-negative")
    window = _window(wbits, False)
    if window is None:
        raise error("Error -2 while preparing to decompress data: inconsistent stream state")
    if memoryview(data).nbytes >= _WHOLE and window[0] != _AUTO and window[1]:
        whole = _zlib.decompress(data, wbits)
        if whole is not None:
            return whole
    stream = _zlib.inflater(*window)
    result = stream.run(data, 0, bufsize)
    if stream.status != 1:
        raise _failed(stream, "decompressing data")
    return result


def compressobj(level=Z_DEFAULT_COMPRESSION, method=DEFLATED, wbits=MAX_WBITS, memLevel=DEF_MEM_LEVEL, strategy=Z_DEFAULT_STRATEGY,
                zdict=None):
    """A compressor object."""
    level, method, wbits, memLevel, strategy = map(_int, (level, method, wbits, memLevel, strategy))
    if zdict is not None:
        try:
            zdict = bytes(memoryview(zdict))
        except TypeError:
            raise TypeError(f"a bytes-like object is required, not '{type(zdict).__name__}'") from None
    window = _window(wbits, True)
    if window is None or method != DEFLATED or not (-1 <= level <= 9 and 1 <= memLevel <= 9 and 0 <= strategy <= 4):
        raise ValueError("Invalid initialization option")
    self = object.__new__(Compress)
    self._stream = _zlib.deflater(6 if level == -1 else level, *window, memLevel, strategy)
    self._lock = _lock()
    self._ended = False
    if zdict is not None:
        if window[0] == _GZIP:
            raise ValueError("Invalid dictionary")
        self._stream.dictionary(zdict)
    return self


class Compress:
    """What compressobj() returns."""

    __slots__ = ("_stream", "_lock", "_ended")
    __module__ = "zlib"

    def __new__(cls, *args, **kwargs):
        raise TypeError(f"cannot create 'zlib.{cls.__name__}' instances")

    def compress(self, data, /):
        """What is ready of the compressed data after feeding more; the rest stays inside."""
        _bytes_like(data)
        with self._lock:
            if self._ended:
                raise error("Error -2 while compressing data: inconsistent stream state")
            return self._stream.run(data, Z_NO_FLUSH)

    def flush(self, mode=Z_FINISH, /):
        """All that is left inside; the mode says whether the stream ends here."""
        mode = _int(mode)
        if mode == Z_NO_FLUSH:
            return b""
        with self._lock:
            if self._ended or not 0 <= mode <= 5:
                raise error("Error -2 while flushing: inconsistent stream state")
            self._ended = mode == Z_FINISH
            return self._stream.run(b"", mode)

    def copy(self):
        """An independent compressor in the same state."""
        with self._lock:
            if self._ended:
                raise ValueError("Inconsistent stream state")
            other = object.__new__(type(self))
            other._stream = self._stream.copy()
        other._lock = _lock()
        other._ended = False
        return other

    def __copy__(self):
        return self.copy()

    def __deepcopy__(self, memo, /):
        return self.copy()

    def __reduce_ex__(self, protocol, /):
        raise TypeError(f"cannot pickle 'zlib.{type(self).__name__}' object")


def decompressobj(wbits=MAX_WBITS, zdict=_NO_DICTIONARY):
    """A decompressor object."""
    wbits = _int(wbits)
    self = object.__new__(Decompress)
    _start(self, wbits, zdict)
    self.unused_data = self.unconsumed_tail = b""
    self.eof = self._ended = False
    return self


def _start(self, wbits, zdict):
    """What both kinds of decompressors begin with."""
    if not isinstance(zdict, bytes):
        try:
            memoryview(zdict).release()
        except TypeError:
            raise TypeError("zdict argument must support the buffer protocol") from None
    window = _window(wbits, False)
    if window is None:
        raise ValueError("Invalid initialization option")
    self._stream = _zlib.inflater(*window)
    self._zdict = zdict
    self._lock = _lock()
    if window[0] == _RAW and len(zdict):
        self._stream.dictionary(zdict)


def _feed(self, data, most, first=0):
    """Runs a decompressor, giving it its dictionary when it asks. Returns what came out and how much input was used."""
    stream = self._stream
    result = stream.run(data, most, first)
    consumed = stream.used
    if stream.status == 2 and self._zdict is not _NO_DICTIONARY:
        if not stream.dictionary(self._zdict):
            raise error("Error -3 while setting zdict: invalid input data")
        result = stream.run(memoryview(data).cast("B")[consumed:], most, first)
        consumed += stream.used
    return result, consumed


class Decompress:
    """What decompressobj() returns."""

    __slots__ = ("_stream", "_lock", "_zdict", "_ended", "unused_data", "unconsumed_tail", "eof")
    __module__ = "zlib"
    __new__ = Compress.__new__

    def decompress(self, data, /, max_length=0):
        """What the data gives, at most max_length bytes (0: any number); input that was not needed goes to unconsumed_tail."""
        max_length = _size(max_length)
        if max_length < 0:
            raise ValueError("max_length must be non-negative")
        _bytes_like(data)
        with self._lock:
            if self.eof:
                if len(data):
                    self.unused_data += bytes(data)
                    self.unconsumed_tail = b""
                return b""
            result, consumed = _feed(self, data, max_length)
            self._save(data, consumed)
            if self._stream.status in (2, -3):
                raise _failed(self._stream, "decompressing data")
            return result

    def _save(self, data, consumed):
        """Puts the rest of the input where it belongs."""
        status = self._stream.status
        if status == 1:
            self.eof = True
            rest = bytes(memoryview(data).cast("B")[consumed:])
            self.unused_data += rest
            if self.unconsumed_tail:  # as CPython has it: then the rest is in both
                self.unconsumed_tail = rest
        elif self.unconsumed_tail or consumed < memoryview(data).nbytes:
            self.unconsumed_tail = bytes(memoryview(data).cast("B")[consumed:])

    def flush(self, length=DEF_BUF_SIZE, /):
        """All that is left in unconsumed_tail, decompressed."""
        length = _size(length)
        if length <= 0:
            raise ValueError("length must be greater than zero")
        with self._lock:
            if self.eof:
                self._ended = True
                return b""
            data = self.unconsumed_tail
            result, consumed = _feed(self, data, 0, length)
            self._save(data, consumed)
            self._ended = self.eof
            if self._stream.status == -3:
                raise _failed(self._stream, "flushing")
            return result

    def copy(self):
        """An independent decompressor in the same state."""
        with self._lock:
            if self._ended:
                raise ValueError("Inconsistent stream state")
            other = object.__new__(type(self))
            other._stream, other._ended = self._stream.copy(), False
            other._zdict, other.eof = self._zdict, self.eof
            other.unused_data, other.unconsumed_tail = self.unused_data, self.unconsumed_tail
        other._lock = _lock()
        return other

    __copy__ = Compress.__copy__
    __deepcopy__ = Compress.__deepcopy__
    __reduce_ex__ = Compress.__reduce_ex__


class _ZlibDecompressor:
    """A decompressor that keeps the input it did not need yet, as gzip wants it."""

    __slots__ = ("_stream", "_lock", "_zdict", "_rest", "unused_data", "eof", "needs_input")
    __module__ = "zlib"

    def __init__(self, wbits=MAX_WBITS, zdict=_NO_DICTIONARY):
        _start(self, _int(wbits), zdict)
        self._rest = self.unused_data = b""
        self.eof = False
        self.needs_input = True

    def decompress(self, data, max_length=-1):
        """What the data gives, at most max_length bytes (negative: any number)."""
        max_length = _size(max_length)
        _bytes_like(data)
        with self._lock:
            if self.eof:
                raise EOFError("End of stream already reached")
            if self._rest:
                data = self._rest + bytes(data)
            if max_length == 0:
                self._rest = bytes(data)
                self.needs_input = not data
                return b""
            result, consumed = _feed(self, data, max(max_length, 0))
            status = self._stream.status
            if status in (2, -3):
                self._rest = b""
                raise _failed(self._stream, "decompressing data")
            rest = bytes(memoryview(data).cast("B")[consumed:])
            self.eof = status == 1
            if self.eof:
                self.unused_data, self._rest = rest, b""
                self.needs_input = False
            else:
                self._rest = rest
                self.needs_input = not rest and not (max_length > 0 and len(result) >= max_length)
            return result

    __reduce_ex__ = Compress.__reduce_ex__
