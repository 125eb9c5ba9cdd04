"""_hashlib: what hashlib and hmac take from OpenSSL: constructors by name, which are those of _md5 and its siblings, and keys from passwords."""
import _digests
from _digest_object import HashObject as HASH
from _md5 import md5 as openssl_md5
from _operator import _compare_digest as compare_digest
from _sha1 import sha1 as openssl_sha1
from _sha2 import sha224 as openssl_sha224, sha256 as openssl_sha256, sha384 as openssl_sha384, sha512 as openssl_sha512
from _sha3 import (_Shake as HASHXOF, sha3_224 as openssl_sha3_224, sha3_256 as openssl_sha3_256, sha3_384 as openssl_sha3_384,
                   sha3_512 as openssl_sha3_512, shake_128 as openssl_shake_128, shake_256 as openssl_shake_256)

# By keyDigests in contract/hostcalls.ts.
_KEY_DIGESTS = ("scrypt", "md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_224", "sha3_256", "sha3_384", "sha3_512", "blake2b",
                "blake2s")
_SIZES = dict(zip(_KEY_DIGESTS, (0, 16, 20, 28, 32, 48, 64, 28, 32, 48, 64, 64, 32)))

openssl_md_meth_names = frozenset(_KEY_DIGESTS[1:]) | {"shake_128", "shake_256"}


class UnsupportedDigestmodError(ValueError):
    """A digest that has no form of its own here: hmac then takes its general way."""


def get_fips_mode():
    """Whether OpenSSL is held to FIPS 140: never."""
    return 0


def new(name, data=b"", *, usedforsecurity=True, string=None):
    """A hash by its name. BLAKE2 is for hashlib's own constructors, which know its parameters."""
    if not isinstance(name, str):
        raise TypeError(f"new() argument 'name' must be str, not {type(name).__name__}")
    constructor = globals().get("openssl_" + name.lower().replace("-", "_"))
    if constructor is None:
        raise ValueError(f"unsupported hash type {name}")
    return constructor(data if string is None else string)


def hmac_new(key, msg=b"", digestmod=None):
    """Not here: hmac falls back to its general way."""
    raise UnsupportedDigestmodError(f"unsupported digest {digestmod!r}")


def hmac_digest(key, msg, digest):
    """The same."""
    raise UnsupportedDigestmodError(f"unsupported digest {digest!r}")


def _derive(kind, a, b, c, length, password, salt):
    key = _digests.derive(kind, a, b, c, length, password, salt)
    if key is None:
        raise ValueError("the key could not be derived")
    return key


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    """A key from a password, by PKCS 5's function 2 with HMAC."""
    if not isinstance(hash_name, str):
        raise TypeError(f"pbkdf2_hmac() argument 'hash_name' must be str, not {type(hash_name).__name__}")
    name = hash_name.lower().replace("-", "_") if hash_name.lower().startswith("sha3") else hash_name.lower().replace("-", "")
    if name not in _SIZES or name == "scrypt":
        raise UnsupportedDigestmodError(f"unsupported hash type {hash_name}")
    if iterations < 1:
        raise ValueError("iteration value must be greater than 0.")
    if iterations > (1 << 31) - 1:
        raise OverflowError("iteration value is too great.")
    if dklen is None:
        dklen = _SIZES[name]
    if dklen < 1:
        raise ValueError("key length must be greater than 0.")
    if dklen > (1 << 31) - 1:
        raise OverflowError("key length is too great.")
    return _derive(_KEY_DIGESTS.index(name), iterations, 0, 0, dklen, password, salt)


def scrypt(password, *, salt=None, n=None, r=None, p=None, maxmem=0, dklen=64):
    """A key from a password, by RFC 7914."""
    if salt is None:
        raise TypeError("salt is required")
    if n is None:
        raise TypeError("n is required and must be an unsigned int")
    if n < 2 or n & (n - 1):
        raise ValueError("n must be a power of 2.")
    if r is None:
        raise TypeError("r is required and must be an unsigned int")
    if p is None:
        raise TypeError("p is required and must be an unsigned int")
    if not 0 <= maxmem <= (1 << 31) - 1:
        raise ValueError("maxmem must be positive and smaller than 2147483647")
    if not 1 <= dklen <= (1 << 31) - 1:
        raise ValueError("dklen must be greater than 0 and smaller than 2147483647")
    if n * r * 128 + 32 * r * (n + p + 2) // 32 > (maxmem or 32 << 20) + (1 << 16) or r < 1 or p < 1 or r * p >= 1 << 30:
        raise ValueError("Invalid parameter combination for n, r, p, maxmem.")
    return _derive(0, n, r, p, dklen, password, salt)
