"""_sha2: the SHA-2 family for hashlib and random."""
import _digest_object as _d

SHA224Type, sha224 = _d.define("_sha2", "SHA224Type", "sha224", "sha224", 28, 64, (_d.SHA224,))
SHA256Type, sha256 = _d.define("_sha2", "SHA256Type", "sha256", "sha256", 32, 64, (_d.SHA256,))
SHA384Type, sha384 = _d.define("_sha2", "SHA384Type", "sha384", "sha384", 48, 128, (_d.SHA384,))
SHA512Type, sha512 = _d.define("_sha2", "SHA512Type", "sha512", "sha512", 64, 128, (_d.SHA512,))
