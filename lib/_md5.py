"""_md5: MD5 for hashlib."""
from _digest_object import MD5 as _MD5, define as _define

MD5Type, md5 = _define("_md5", "md5", "md5", "md5", 16, 64, (_MD5,))
