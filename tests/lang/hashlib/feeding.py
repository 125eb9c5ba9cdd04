# The same hash however it is fed, around the sizes of blocks; copies; keys from passwords; errors.
import hashlib
import hmac
import io

data = bytes(i * 7 & 255 for i in range(5000))
sizes = [0, 1, 55, 56, 63, 64, 65, 71, 72, 111, 112, 127, 128, 129, 135, 136, 143, 144, 167, 168, 169, 255, 256, 1000, 2047, 2048, 5000]
for name in sorted(hashlib.algorithms_guaranteed):
    length = (30,) if name.startswith("shake") else ()
    make = getattr(hashlib, name)
    whole = [make(data[:n]).hexdigest(*length) for n in sizes]
    for step in (1, 13, 64, 136, 200):
        for n, expected in zip(sizes, whole):
            if step == 1 and n > 300:
                continue
            h = make()
            for at in range(0, n, step):
                h.update(data[at : min(at + step, n)])
            assert h.hexdigest(*length) == expected, (name, step, n)
    print(name, make("".join(whole).encode()).hexdigest(*length)[:40])

# A long buffer at once takes another way than one in pieces.
long = bytes(300_000)
for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256", "sha3_512", "blake2b"):
    a, b = hashlib.new(name, long), hashlib.new(name)
    for _ in range(3):
        b.update(bytearray(100_000))
    c = a.copy()
    print(name, a.digest() == b.digest() == c.digest(), end=" ")
    a.update(b"more")
    b.update(memoryview(b"more"))
    print(a.digest() == b.digest() != c.digest(), a.name, a.digest_size, a.block_size)
print(hashlib.file_digest(io.BytesIO(long), "sha256").hexdigest() == hashlib.sha256(long).hexdigest())

print(hashlib.pbkdf2_hmac("sha256", b"password", b"salt", 1000).hex())
print(hashlib.pbkdf2_hmac("sha1", b"password", b"salt", 2, 20).hex())
print(hashlib.scrypt(b"password", salt=b"NaCl", n=1024, r=8, p=16, dklen=64).hex())
print(hmac.new(b"k" * 200, data, "sha512").hexdigest()[:40], hmac.digest(b"key", b"message", "sha1").hex())
print(hmac.compare_digest(b"a", b"a"), hmac.compare_digest("a", "b"))


def attempt(f, *args, **named):
    try:
        print(f(*args, **named))
    except Exception as e:
        print(type(e).__name__ + ":", e)


attempt(hashlib.sha256, "text")
attempt(hashlib.sha256().update, "text")
attempt(hashlib.new, "no such hash")
attempt(hashlib.pbkdf2_hmac, "sha256", b"", b"", 0)
attempt(hashlib.scrypt, b"", salt=b"", n=3, r=8, p=1)
print(hashlib.sha256(b"", usedforsecurity=False).hexdigest()[:8], hashlib.md5(usedforsecurity=False).name)
print(hashlib.algorithms_guaranteed <= hashlib.algorithms_available)
