# struct.pack and unpack.
import struct
print(struct.pack("<bBhHiIqQ", -1, 255, -2, 65535, -3, 4, -5, 6).hex(), struct.pack(">f", 1.5).hex(), struct.pack("<d", -0.1).hex(), struct.pack("5s3p?x", b"abc", b"xyz", True), struct.pack("<e", 0.5).hex())
print(struct.unpack(">hI", b"\xff\xfe\x00\x00\x01\x00"), struct.calcsize("bi"), struct.calcsize("<bi"), struct.calcsize("@lP"), list(struct.iter_unpack("<H", b"\1\0\2\0")), struct.unpack_from("<H", b"\0\1\2\3", 1))
b = bytearray(6); struct.pack_into(">HH", b, 1, 1, 2); print(b)
s = struct.Struct("<2h"); print(s.size, s.format, s.pack(1, 2), s.unpack(b"\1\0\2\0"))
for bad in [lambda: struct.pack("b", 200), lambda: struct.pack("i"), lambda: struct.unpack("i", b""), lambda: struct.pack("z", 1), lambda: struct.pack("i", "a")]:
    try: bad()
    except struct.error as e: print(e)
