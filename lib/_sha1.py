"""_sha1: SHA-1 for hashlib."""
from _digest_object import SHA1 as _SHA1, define as _define

SHA1Type, sha1 = _define("_sha1", "sha1", "sha1", "sha1", 20, 64, (_SHA1,))
