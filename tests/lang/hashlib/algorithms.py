import hashlib, hmac

for name in sorted(hashlib.algorithms_guaranteed):
    h = hashlib.new(name, b"toll") if not name.startswith("shake") else getattr(hashlib, name)(b"toll")
    h.update(b"booth" * 50)
    again = h.copy()
    again.update(b"!")
    if name.startswith("shake"):
        print(name, h.hexdigest(20), len(h.digest(500)), again.hexdigest(5))
    else:
        print(name, h.digest_size, h.block_size, h.hexdigest()[:32], again.hexdigest()[:16])
print(hashlib.blake2b(b"x", digest_size=10, key=b"key", salt=b"salt", person=b"me").hexdigest())
print(hashlib.blake2s(b"x" * 200, digest_size=7, fanout=2, depth=3, node_offset=5, last_node=True).hexdigest())
print(hmac.new(b"key", b"message", "sha256").hexdigest())
