# Damaged streams end in zlib.error or in some bytes, never in anything else; and what is said of them is what zlib says.
import random
import zlib

r = random.Random(11)
text = b"".join(b"%d little numbers and %d more, " % (i, i * i % 77) for i in range(200))
said = {}
for turn in range(1500):
    wbits = r.choice((15, -15, 31))
    strategy = r.choice((0, 0, 2, 4))
    c = zlib.compressobj(r.randrange(10), zlib.DEFLATED, wbits, 8, strategy)
    packed = bytearray(c.compress(text[: r.randrange(len(text))]) + c.flush())
    for _ in range(r.randrange(1, 4)):
        packed[min(r.randrange(len(packed)), r.randrange(200))] = r.randrange(256)
    d = zlib.decompressobj(wbits)
    try:
        out = d.decompress(packed)
        key = "fine" if d.eof else "more"
    except zlib.error as e:
        key = str(e)
    said[key] = said.get(key, 0) + 1
for key in sorted(said):
    print(said[key], key)
