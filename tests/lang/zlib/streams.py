# Streams: flush modes, limits, copies, dictionaries, what follows a stream, errors.
import random
import zlib

text = b"".join(b"line %d of a text that repeats itself, " % (i % 7) for i in range(400))

# Flush modes: what came so far can be read, and the rest follows.
for mode in (zlib.Z_PARTIAL_FLUSH, zlib.Z_SYNC_FLUSH, zlib.Z_FULL_FLUSH, zlib.Z_BLOCK):
    c, d = zlib.compressobj(), zlib.decompressobj()
    first = c.compress(text) + c.flush(mode)
    got = d.decompress(first)
    print(mode, got == text, d.eof)
    rest = c.compress(text[:100]) + c.flush()
    print(got + d.decompress(rest) + d.flush() == text + text[:100], d.eof, d.unused_data)

# A byte at a time, both ways.
c, d = zlib.compressobj(9, zlib.DEFLATED, -9), zlib.decompressobj(-9)
packed = b"".join(c.compress(bytes([b])) for b in text) + c.flush()
print(b"".join(d.decompress(bytes([b])) for b in packed) == text, d.eof, len(packed))

# A limit, the rest of the input, and where the stream ends.
packed = zlib.compress(text)
d = zlib.decompressobj()
out = b""
data = packed + b"after"
steps = 0
while not d.eof:
    piece = d.decompress(data, 1000)
    assert len(piece) <= 1000
    out += piece
    data = d.unconsumed_tail
    steps += 1
print(out == text, steps, d.unused_data, d.unconsumed_tail)
d = zlib.decompressobj()
print(len(d.decompress(packed, 10)), len(d.unconsumed_tail) > 0, d.flush() == text[10:], d.eof)

# Copies go their own ways.
c = zlib.compressobj()
head = c.compress(text)
other = c.copy()
a, b = head + c.compress(b"one") + c.flush(), head + other.compress(b"two") + other.flush()
print(zlib.decompress(a)[-3:], zlib.decompress(b)[-3:])
d = zlib.decompressobj()
head = d.decompress(a[:40])
other = d.copy()
print(d.decompress(a[40:]) == other.decompress(a[40:]), other.eof)

# Dictionaries.
c = zlib.compressobj(zdict=b"that repeats itself")
packed = c.compress(b"that repeats itself") + c.flush()
print(zlib.decompressobj(zdict=b"that repeats itself").decompress(packed))
for zdict in (b"", b"another"):
    try:
        print(zlib.decompressobj(zdict=zdict).decompress(packed))
    except zlib.error as e:
        print("error:", e)

# Containers.
for wbits in (15, -15, 31, 9, -9, 25):
    packed = zlib.compress(text, 6, wbits)
    print(wbits, len(packed), packed[:4].hex() if wbits > 0 else "", zlib.decompress(packed, wbits) == text)
print(zlib.decompress(zlib.compress(text, wbits=31), 47) == zlib.decompress(zlib.compress(text), 47))

# Errors.
def attempt(f, *args, **named):
    try:
        print(f(*args, **named))
    except Exception as e:
        print(type(e).__name__ + ":", e)

packed = zlib.compress(text)
attempt(zlib.decompress, b"not at all")
attempt(zlib.decompress, packed[:-1])
attempt(zlib.decompress, packed[:-4] + b"\0\0\0\0")
attempt(zlib.decompress, b"\x78\x9c\x07")
attempt(zlib.decompress, packed, 31)
attempt(zlib.compress, b"", 10)
attempt(zlib.compressobj, 11)
attempt(zlib.compress, "text")
attempt(zlib.decompressobj().decompress, packed, -1)
attempt(zlib.decompressobj().flush, 0)
attempt(zlib.crc32)

# Checksums.
print(zlib.crc32(b"123456789"), zlib.adler32(b"123456789"), zlib.crc32(b""), zlib.adler32(b""))
whole = zlib.crc32(text * 50)
print(whole == zlib.crc32(text * 25, zlib.crc32(text * 25)), zlib.adler32(text * 50) == zlib.adler32(text * 49, zlib.adler32(text)))
