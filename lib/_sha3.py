"""_sha3: SHA-3 and SHAKE for hashlib."""
from _digest_object import KECCAK as _KECCAK, HashObject as _HashObject, define as _define

implementation = "Keccak-f[1600] on 64-bit lanes"


class _Sha3(_HashObject):
    __slots__ = ()

    @property
    def _rate_bits(self):
        return self.block_size * 8

    @property
    def _capacity_bits(self):
        return 1600 - self.block_size * 8

    @property
    def _suffix(self):
        return bytes(self._parameters[2:])


class _Shake(_Sha3):
    __slots__ = ()

    def digest(self, length):
        """`length` bytes of the hash."""
        if length < 0:
            raise ValueError("value must be positive")
        if length >= 1 << 29:
            raise ValueError("length is too large")
        with self._lock:
            return self._hasher.digest(length)

    def hexdigest(self, length):
        """digest() in hexadecimal."""
        return self.digest(length).hex()


def _sha3(bits, rate):
    return _define("_sha3", f"sha3_{bits}", f"sha3_{bits}", f"sha3-{bits}", bits // 8, rate, (_KECCAK, rate, 6), _Sha3)


def _shake(bits, rate):
    return _define("_sha3", f"shake_{bits}", f"shake_{bits}", None, 0, rate, (_KECCAK, rate, 0x1F), _Shake)


_224, sha3_224 = _sha3(224, 144)
_256, sha3_256 = _sha3(256, 136)
_384, sha3_384 = _sha3(384, 104)
_512, sha3_512 = _sha3(512, 72)
_128, shake_128 = _shake(128, 168)
_256x, shake_256 = _shake(256, 136)
