"""_blake2: BLAKE2b and BLAKE2s with all their parameters, after RFC 7693 and the BLAKE2 paper."""
_SIGMA = (
    (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), (14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3),
    (11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4), (7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8),
    (9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13), (2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9),
    (12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11), (13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10),
    (6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5), (10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0),
)
_QUARTERS = ((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15), (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14))
_IV_B = (0x6A09E667F3BCC908, 0xBB67AE8584CAA73B, 0x3C6EF372FE94F82B, 0xA54FF53A5F1D36F1,
         0x510E527FADE682D1, 0x9B05688C2B3E6C1F, 0x1F83D9ABFB41BD6B, 0x5BE0CD19137E2179)


class _Blake2:
    """A BLAKE2 hash; what it is fed is compressed block by block."""

    __slots__ = ("_state", "_buffer", "_counter", "_last_node", "digest_size")

    def __new__(cls, data=b"", /, *, digest_size=None, key=b"", salt=b"", person=b"", fanout=1, depth=1, leaf_size=0, node_offset=0,
                node_depth=0, inner_size=0, last_node=False, usedforsecurity=True, string=None):
        if string is not None:
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
        if node_offset >= 1 << 8 * offset_size:
            raise OverflowError("node_offset is too large")
        parameters = bytes((size, len(key), fanout, depth)) + leaf_size.to_bytes(4, "little")
        parameters += node_offset.to_bytes(offset_size, "little") + bytes((node_depth, inner_size))
        if half == 8:
            parameters += bytes(14)
        parameters += bytes(salt).ljust(cls.SALT_SIZE, b"\0") + bytes(person).ljust(cls.PERSON_SIZE, b"\0")
        self = object.__new__(cls)
        self.digest_size = size
        self._state = [iv ^ int.from_bytes(parameters[i * half:(i + 1) * half], "little") for i, iv in enumerate(cls._iv)]
        self._buffer = bytearray(bytes(key).ljust(cls.block_size, b"\0") if key else b"")
        self._counter = 0
        self._last_node = last_node
        self.update(data)
        return self

    def update(self, data, /):
        """Feeds more bytes."""
        if isinstance(data, str):
            raise TypeError("Strings must be encoded before hashing")
        self._buffer += data
        size = self.block_size
        while len(self._buffer) > size:
            self._counter += size
            self._state = self._compress(self._state, self._buffer[:size], self._counter, False)
            del self._buffer[:size]

    def _compress(self, state, block, counter, last):
        bits, mask, rotations = self._word, (1 << self._word) - 1, self._rotations
        size = bits // 8
        m = [int.from_bytes(block[i * size:(i + 1) * size], "little") for i in range(16)]
        v = [*state, *self._iv]
        v[12] ^= counter & mask
        v[13] ^= counter >> bits
        if last:
            v[14] ^= mask
            if self._last_node:
                v[15] ^= mask
        r1, r2, r3, r4 = rotations
        for turn in range(self._rounds):
            s = _SIGMA[turn % 10]
            for i, (a, b, c, d) in enumerate(_QUARTERS):
                va = (v[a] + v[b] + m[s[2 * i]]) & mask
                x = v[d] ^ va
                vd = (x >> r1 | x << (bits - r1)) & mask
                vc = (v[c] + vd) & mask
                x = v[b] ^ vc
                vb = (x >> r2 | x << (bits - r2)) & mask
                v[a] = va = (va + vb + m[s[2 * i + 1]]) & mask
                x = vd ^ va
                v[d] = vd = (x >> r3 | x << (bits - r3)) & mask
                v[c] = vc = (vc + vd) & mask
                x = vb ^ vc
                v[b] = (x >> r4 | x << (bits - r4)) & mask
        return [h ^ v[i] ^ v[i + 8] for i, h in enumerate(state)]

    def digest(self):
        """The hash of what was fed so far."""
        block = bytes(self._buffer).ljust(self.block_size, b"\0")
        state = self._compress(self._state, block, self._counter + len(self._buffer), True)
        return b"".join(word.to_bytes(self._word // 8, "little") for word in state)[:self.digest_size]

    def hexdigest(self):
        """digest() in hexadecimal."""
        return self.digest().hex()

    def copy(self):
        """An object in the same state."""
        other = object.__new__(type(self))
        other._state, other._buffer, other._counter = list(self._state), bytearray(self._buffer), self._counter
        other._last_node, other.digest_size = self._last_node, self.digest_size
        return other


class blake2b(_Blake2):
    """BLAKE2b: digests of up to 64 bytes."""

    __slots__ = ()
    name = "blake2b"
    block_size, MAX_DIGEST_SIZE, MAX_KEY_SIZE, SALT_SIZE, PERSON_SIZE = 128, 64, 64, 16, 16
    _word, _rounds, _rotations, _iv = 64, 12, (32, 24, 16, 63), _IV_B


class blake2s(_Blake2):
    """BLAKE2s: digests of up to 32 bytes."""

    __slots__ = ()
    name = "blake2s"
    block_size, MAX_DIGEST_SIZE, MAX_KEY_SIZE, SALT_SIZE, PERSON_SIZE = 64, 32, 32, 8, 8
    _word, _rounds, _rotations, _iv = 32, 10, (16, 12, 8, 7), tuple(iv >> 32 for iv in _IV_B)
