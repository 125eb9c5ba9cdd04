"""_sha1: SHA-1 for hashlib."""
from _digest_object import define as _define

SHA1Type, sha1 = _define("_sha1", "sha1", "sha1", "sha1", 20, 64)
