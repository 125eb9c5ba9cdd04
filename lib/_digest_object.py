"""The hash objects of _md5, _sha1, _sha2, _sha3 and _blake2 over the native hashers.

A hash is fed as it comes. Only a long `bytes` given at once is put off: if nothing follows it, the platform's OpenSSL hashes it, which is
faster than the hasher.
"""
from _digests import digest as _digest, hasher as _hasher
from _thread import allocate_lock as _allocate_lock

MD5, SHA1, SHA224, SHA256, SHA384, SHA512, KECCAK, BLAKE2B, BLAKE2S = range(9)
_WHOLE = 1 << 16


class HashObject:
    """A hash over bytes fed by update()."""

    __slots__ = ("_hasher", "_whole", "_lock")
    name = digest_size = block_size = None
    _algorithm = None
    _parameters = ()

    def __new__(cls, *args, **kwargs):
        raise TypeError(f"cannot create '{cls.__module__}.{cls.__qualname__}' instances")

    @classmethod
    def _make(cls, data):
        self = object.__new__(cls)
        self._hasher = _hasher(*cls._parameters)
        self._whole = None
        self._lock = _allocate_lock()
        if type(data) is bytes and len(data) >= _WHOLE and cls._algorithm:
            self._whole = data
        elif data is not None:
            self.update(data)
        return self

    def _feed_whole(self):
        """Feeds what was put off; with the lock held."""
        whole, self._whole = self._whole, None
        if whole is not None:
            self._hasher.update(whole)

    def update(self, obj, /):
        """Feeds more bytes."""
        if isinstance(obj, str):
            raise TypeError("Strings must be encoded before hashing")
        if not isinstance(obj, (bytes, bytearray)):
            try:
                obj = memoryview(obj)
            except TypeError:
                raise TypeError("object supporting the buffer API required") from None
            if obj.ndim > 1:
                raise BufferError("Buffer must be single dimension")
            if not obj.c_contiguous:
                obj = obj.tobytes()
        with self._lock:
            if self._whole is not None:
                self._feed_whole()
            self._hasher.update(obj)

    def digest(self):
        """The hash of what was fed so far."""
        with self._lock:
            if self._whole is not None:
                return _digest(self._algorithm, self._whole)
            return self._hasher.digest(self.digest_size)

    def hexdigest(self):
        """digest() in hexadecimal."""
        return self.digest().hex()

    def copy(self):
        """An object in the same state."""
        other = object.__new__(type(self))
        with self._lock:
            other._hasher, other._whole = self._hasher.copy(), self._whole
        other._lock = _allocate_lock()
        return other

    def __repr__(self):
        return f"<{self.name} {type(self).__name__} object @ {id(self):#x}>"


_MISSING = object()


def define(module, cls_name, name, algorithm, digest_size, block_size, parameters, base=HashObject):
    """A hash class and its constructor function."""
    cls = type(cls_name, (base,), {
        "__slots__": (), "__module__": module, "name": name, "_algorithm": algorithm, "digest_size": digest_size,
        "block_size": block_size, "_parameters": parameters, "__repr__": HashObject.__repr__,
    })

    def constructor(data=_MISSING, *, usedforsecurity=True, string=_MISSING):
        if string is not _MISSING:
            if data is not _MISSING:
                raise TypeError("'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for "
                                "removal in a future version.")
            data = string
        if isinstance(data, str):
            raise TypeError("Strings must be encoded before hashing")
        return cls._make(None if data is _MISSING else data)

    constructor.__name__ = constructor.__qualname__ = name
    constructor.__module__ = module
    return cls, constructor
