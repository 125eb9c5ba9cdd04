import binascii, base64
def show(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
data = bytes(range(256))
print(binascii.hexlify(b"\x00\xffab"), binascii.hexlify(b"abcdefg", "-"), binascii.hexlify(b"abcdefg", ":", 3), binascii.hexlify(b"abcdefg", ":", -3), binascii.unhexlify("00FFab"), binascii.crc32(data), binascii.crc32(b"a", 5), binascii.crc_hqx(data, 0))
for n in range(8):
    e = binascii.b2a_base64(data[:n])
    assert binascii.a2b_base64(e) == data[:n]
    u = binascii.b2a_uu(data[:n])
    assert binascii.a2b_uu(u) == data[:n]
    print(e, u, binascii.b2a_uu(data[:n], backtick=True), binascii.b2a_base64(data[:n], newline=False))
print(base64.b64encode(data)[:40], base64.b32encode(b"hello"), base64.b85encode(b"hello"), base64.a85encode(b"hello"), base64.b64decode("aGVsbG8="), base64.urlsafe_b64encode(b"\xfb\xff"))
q = binascii.b2a_qp(b"caf\xc3\xa9 = nice \r\n.\r\nend\t\n" + b"x" * 100)
print(q, binascii.a2b_qp(q), binascii.b2a_qp(b"a b_c", header=True), binascii.a2b_qp(b"a_b=41=\nc", header=True))
for f in (lambda: binascii.unhexlify("abc"), lambda: binascii.unhexlify("zz"), lambda: binascii.unhexlify("é"), lambda: binascii.a2b_base64(b"abc"), lambda: binascii.a2b_base64(b"a"), lambda: binascii.a2b_base64(b"ab=c=", strict_mode=True), lambda: binascii.a2b_base64(b"=aaa", strict_mode=True), lambda: binascii.a2b_base64(b"a$b=", strict_mode=True), lambda: binascii.b2a_uu(b"x" * 46), lambda: binascii.hexlify("a"), lambda: binascii.hexlify(b"a", "xx")):
    show(f)
