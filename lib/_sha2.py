"""_sha2: the SHA-2 family for hashlib and random."""
from _digest_object import define as _define

SHA224Type, sha224 = _define("_sha2", "SHA224Type", "sha224", "sha224", 28, 64)
SHA256Type, sha256 = _define("_sha2", "SHA256Type", "sha256", "sha256", 32, 64)
SHA384Type, sha384 = _define("_sha2", "SHA384Type", "sha384", "sha384", 48, 128)
SHA512Type, sha512 = _define("_sha2", "SHA512Type", "sha512", "sha512", 64, 128)
