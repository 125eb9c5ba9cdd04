"""_blake2: BLAKE2b and BLAKE2s with all their parameters, after RFC 7693 and the BLAKE2 paper."""
from _digest_object import BLAKE2B as _BLAKE2B, BLAKE2S as _BLAKE2S, HashObject as _HashObject, _MISSING
from _digests import hasher as _hasher
from _thread import allocate_lock as _allocate_lock


class _Blake2(_HashObject):
    """A BLAKE2 hash; the parameters go into the state it starts from."""

    __slots__ = ("_last_node", "digest_size")

    def __new__(cls, data=_MISSING, /, *, digest_size=None, key=b"", salt=b"", person=b"", fanout=1, depth=1, leaf_size=0, node_offset=0,
                node_depth=0, inner_size=0, last_node=False, usedforsecurity=True, string=_MISSING):
        if string is not _MISSING:
            if data is not _MISSING:
                raise TypeError("'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for "
                                "removal in a future version.")
            data = string
        size = cls.MAX_DIGEST_SIZE if digest_size is None else digest_size
        if not 1 <= size <= cls.MAX_DIGEST_SIZE:
            raise ValueError(f"digest_size for {cls.name} must be between 1 and {cls.MAX_DIGEST_SIZE} bytes, here it is {size}")
        for what, value, most in (("salt", salt, cls.SALT_SIZE), ("person", person, cls.PERSON_SIZE), ("key", key, cls.MAX_KEY_SIZE)):
            if len(value) > most:
                raise ValueError(f"maximum {what} length is {most} bytes")
        for what, value, least, most in (("fanout", fanout, 0, 255), ("depth", depth, 1, 255), ("node_depth", node_depth, 0, 255),
                                         ("inner_size", inner_size, 0, cls.MAX_DIGEST_SIZE)):
            if not least <= value <= most:
                raise ValueError(f"{what} must be between {least} and {most}")
        half = cls.block_size // 16  # bytes of a word
        offset_size = 8 if half == 8 else 6
        for what, value, bytes_of_it in (("leaf_size", leaf_size, 4), ("node_offset", node_offset, offset_size)):
            if value < 0:
                raise ValueError("value must be positive")
            if value >= 1 << 8 * bytes_of_it:
                raise OverflowError(f"{what} is too large")
        parameters = bytes((size, len(key), fanout, depth)) + leaf_size.to_bytes(4, "little")
        parameters += node_offset.to_bytes(offset_size, "little") + bytes((node_depth, inner_size))
        if half == 8:
            parameters += bytes(14)
        parameters += bytes(salt).ljust(cls.SALT_SIZE, b"\0") + bytes(person).ljust(cls.PERSON_SIZE, b"\0")
        if isinstance(data, str):
            raise TypeError("Strings must be encoded before hashing")
        self = object.__new__(cls)
        self.digest_size = size
        self._hasher = _hasher(cls._kind, 0, 0, parameters)
        self._whole = None
        self._lock = _allocate_lock()
        self._last_node = bool(last_node)
        if key:
            self._hasher.update(bytes(key).ljust(cls.block_size, b"\0"))
        if data is not _MISSING:
            self.update(data)
        return self

    def digest(self):
        """The hash of what was fed so far."""
        with self._lock:
            return self._hasher.digest(self.digest_size, self._last_node)

    def copy(self):
        """An object in the same state."""
        other = super().copy()
        other._last_node, other.digest_size = self._last_node, self.digest_size
        return other


class blake2b(_Blake2):
    """BLAKE2b: digests of up to 64 bytes."""

    __slots__ = ()
    name = "blake2b"
    block_size, MAX_DIGEST_SIZE, MAX_KEY_SIZE, SALT_SIZE, PERSON_SIZE = 128, 64, 64, 16, 16
    _kind = _BLAKE2B


class blake2s(_Blake2):
    """BLAKE2s: digests of up to 32 bytes."""

    __slots__ = ()
    name = "blake2s"
    block_size, MAX_DIGEST_SIZE, MAX_KEY_SIZE, SALT_SIZE, PERSON_SIZE = 64, 32, 32, 8, 8
    _kind = _BLAKE2S
