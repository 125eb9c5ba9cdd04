"""What hex(), hexlify() and fromhex() take, and the words for what they do not."""
import binascii
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
d=b'abcdef'
for sep in (':', b':', b'\xff', '\xff', '\u1234', 1, b'', '::', None, bytearray(b':'), memoryview(b':'), [1]):
    t(lambda: d.hex(sep)); t(lambda: binascii.hexlify(d, sep)); t(lambda: memoryview(d).hex(sep))
for n in (0,1,2,-2,6,7,2**31-1,2**31,-2**31,-2**31-1,2**40,2**63-1,2**63,2**70,'a',1.0):
    t(lambda: d.hex(':',n)); t(lambda: binascii.hexlify(d,':',n)); t(lambda: b''.hex(':', n))
t(lambda: d.hex(bytes_per_sep=2))
for x in ('61', '61 62', '6g', 'é', '6é'):
    t(lambda: bytes.fromhex(x)); t(lambda: bytearray.fromhex(x)); t(lambda: binascii.unhexlify(x))


class Clears:
    """An argument that takes the data away while it is read."""
    def __init__(self, data): self.data = data
    def __index__(self):
        self.data.clear()
        return 2


data = bytearray(b"x" * 1000)
print(repr(data.hex(":", Clears(data))))
