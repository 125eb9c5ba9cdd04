"""_sha3: SHA-3 for hashlib by the native digest; the SHAKE functions, whose length is free, by FIPS 202 in Python."""
from _digest_object import HashObject as _HashObject, define as _define

implementation = "native digest; SHAKE in Python"
_224, sha3_224 = _define("_sha3", "sha3_224", "sha3_224", "sha3-224", 28, 144)
_256, sha3_256 = _define("_sha3", "sha3_256", "sha3_256", "sha3-256", 32, 136)
_384, sha3_384 = _define("_sha3", "sha3_384", "sha3_384", "sha3-384", 48, 104)
_512, sha3_512 = _define("_sha3", "sha3_512", "sha3_512", "sha3-512", 64, 72)

_MASK = (1 << 64) - 1


def _round_constants():
    """The 24 round constants, from the linear feedback shift register of FIPS 202, 3.2.5."""
    constants, state = [], 1
    for _ in range(24):
        constant = 0
        for j in range(7):
            if state & 1:
                constant |= 1 << ((1 << j) - 1)
            state <<= 1
            if state & 0x100:
                state ^= 0x171
        constants.append(constant)
    return constants


_CONSTANTS = _round_constants()


def _permute(lanes):
    """Keccak-f[1600] on 25 lanes, lane x, y at x + 5 * y."""
    for constant in _CONSTANTS:
        parity = [lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20] for x in range(5)]
        for x in range(5):
            c = parity[(x + 1) % 5]
            d = parity[(x - 1) % 5] ^ ((c << 1 | c >> 63) & _MASK)
            for y in range(0, 25, 5):
                lanes[x + y] ^= d
        x, y, current = 1, 0, lanes[1]
        for t in range(24):
            x, y = y, (2 * x + 3 * y) % 5
            shift = (t + 1) * (t + 2) // 2 % 64
            current, lanes[x + 5 * y] = lanes[x + 5 * y], (current << shift | current >> (64 - shift)) & _MASK
        for y in range(0, 25, 5):
            row = lanes[y:y + 5]
            for x in range(5):
                lanes[x + y] = row[x] ^ (~row[(x + 1) % 5] & _MASK & row[(x + 2) % 5])
        lanes[0] ^= constant


def _shake(data, rate, length):
    padded = bytearray(data) + b"\x1f"
    padded += bytes(-len(padded) % rate)
    padded[-1] |= 0x80
    lanes = [0] * 25
    for at in range(0, len(padded), rate):
        for i in range(rate // 8):
            lanes[i] ^= int.from_bytes(padded[at + 8 * i:at + 8 * i + 8], "little")
        _permute(lanes)
    out = bytearray()
    while True:
        for i in range(rate // 8):
            out += lanes[i].to_bytes(8, "little")
        if len(out) >= length:
            return bytes(out[:length])
        _permute(lanes)


class _Shake(_HashObject):
    __slots__ = ()
    digest_size = 0

    def digest(self, length):
        """`length` bytes of the hash."""
        if length < 0:
            raise ValueError("value must be positive")
        return _shake(self._data, self.block_size, length)

    def hexdigest(self, length):
        """digest() in hexadecimal."""
        return self.digest(length).hex()


def _define_shake(name, rate):
    cls = type(name, (_Shake,), {"__slots__": (), "__module__": "_sha3", "name": name, "block_size": rate})

    def constructor(data=b"", *, usedforsecurity=True, string=None):
        return cls._make(data if string is None else string)

    constructor.__name__ = constructor.__qualname__ = name
    return constructor


shake_128 = _define_shake("shake_128", 168)
shake_256 = _define_shake("shake_256", 136)
