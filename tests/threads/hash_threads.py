# Hashes in several threads: side by side, and one hash fed by all.
import hashlib
import threading

data = bytes(range(256)) * 400
results = []
for name in ("md5", "sha1", "sha256", "sha512", "sha3_256", "blake2b"):
    expected = hashlib.new(name, data).digest()

    def work():
        h = hashlib.new(name)
        for at in range(0, len(data), 4096):
            h.update(data[at : at + 4096])
        results.append(h.digest() == expected)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
print(len(results), all(results))

shared = hashlib.sha256()
threads = [threading.Thread(target=lambda: [shared.update(b"x" * 3000) for _ in range(50)]) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(shared.digest() == hashlib.sha256(b"x" * 600_000).digest())
