"""The hash objects of _md5, _sha1, _sha2 and _sha3 over the native digest function.

An object keeps what it was fed and hashes it all when asked, so that it can be shared by threads and copied.
"""
from _digests import digest as _digest


class HashObject:
    """A hash over bytes fed by update()."""

    __slots__ = ("_data",)
    name = digest_size = block_size = None
    _algorithm = None

    def __new__(cls, *args, **kwargs):
        raise TypeError(f"cannot create '{cls.__module__}.{cls.__qualname__}' instances")

    @classmethod
    def _make(cls, data):
        self = object.__new__(cls)
        self._data = bytearray()
        if data:
            self.update(data)
        return self

    def update(self, obj, /):
        """Feeds more bytes."""
        if isinstance(obj, str):
            raise TypeError("Strings must be encoded before hashing")
        with memoryview(obj) as view:
            self._data += view.cast("B") if view.contiguous else view.tobytes()

    def digest(self):
        """The hash of what was fed so far."""
        return _digest(self._algorithm, self._data)

    def hexdigest(self):
        """digest() in hexadecimal."""
        return self.digest().hex()

    def copy(self):
        """An object in the same state."""
        return type(self)._make(self._data)


def define(module, cls_name, name, algorithm, digest_size, block_size):
    """A hash class and its constructor function."""
    cls = type(cls_name, (HashObject,), {
        "__slots__": (), "__module__": module, "name": name, "_algorithm": algorithm, "digest_size": digest_size,
        "block_size": block_size,
    })

    def constructor(data=b"", *, usedforsecurity=True, string=None):
        return cls._make(data if string is None else string)

    constructor.__name__ = constructor.__qualname__ = name
    constructor.__module__ = module
    return cls, constructor
