# One stream used from several threads, streams side by side, and a copy that another thread finishes.
import threading
import zlib

data = bytes(range(256)) * 400
results = {}


def alone(i):
    c = zlib.compressobj(1 + i % 9)
    packed = b"".join(c.compress(data[at : at + 5000]) for at in range(0, len(data), 5000)) + c.flush()
    results[i] = zlib.decompress(packed) == data


threads = [threading.Thread(target=alone, args=(i,)) for i in range(8)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(results.items()))

# A relay: each thread compresses a piece and hands the stream on.
stream, parts = zlib.compressobj(), []


def relay(piece):
    parts.append(stream.compress(piece))


for i in range(10):
    t = threading.Thread(target=relay, args=(data[i * 10000 : (i + 1) * 10000],))
    t.start()
    t.join()
copy = stream.copy()
t = threading.Thread(target=lambda: parts.append(copy.flush()))
t.start()
t.join()
print(zlib.decompress(b"".join(parts)) == data[:100000])

# All at once on one stream: each piece goes in whole.
stream, parts, lock = zlib.compressobj(), [], threading.Lock()


def push(byte):
    for _ in range(20):
        with lock:
            parts.append(stream.compress(bytes([byte]) * 3000))


threads = [threading.Thread(target=push, args=(i,)) for i in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
out = zlib.decompress(b"".join(parts) + stream.flush())
print(len(out), sorted(set(out)), all(out.count(i) == 60000 for i in range(4)))
