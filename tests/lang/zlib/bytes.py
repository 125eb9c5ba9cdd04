# Compressed bytes are those of zlib, at every level, in every container and strategy; and they come back.
import random
import zlib

r = random.Random(5)
words = [bytes(r.choices(range(97, 123), k=r.randrange(2, 9))) for _ in range(50)]


def make(kind, n):
    if kind == "random":
        return bytes(r.choices(range(256), k=n))
    if kind == "letters":
        return bytes(r.choices(b"abcd", k=n))
    if kind == "words":
        return b" ".join(r.choices(words, k=n // 5 + 1))[:n]
    return bytes(n)


for kind in ("random", "letters", "words", "zeros"):
    for n in (0, 1, 5, 300, 5000, 60000):
        data = make(kind, n)
        sums = []
        for level in range(1, 10):
            c = zlib.compressobj(level, zlib.DEFLATED, (15, -9, 31)[level % 3], 1 + level % 9)
            packed = c.compress(data[: n // 2]) + c.compress(data[n // 2 :]) + c.flush()
            sums.append(zlib.crc32(packed))
            assert zlib.decompress(packed, (15, -9, 31)[level % 3]) == data
        for strategy in range(1, 5):
            c = zlib.compressobj(6, zlib.DEFLATED, 15, 3, strategy)
            packed = c.compress(data) + c.flush(zlib.Z_SYNC_FLUSH) + c.compress(data) + c.flush(zlib.Z_FULL_FLUSH)
            packed += c.compress(data[:100]) + c.flush(zlib.Z_PARTIAL_FLUSH) + c.compress(data[:100]) + c.flush()
            sums.append(zlib.crc32(packed))
            assert zlib.decompress(packed) == data * 2 + data[:100] * 2
        print(kind, n, zlib.crc32(repr(sums).encode()))
        assert zlib.decompress(zlib.compress(data, 0)) == data
