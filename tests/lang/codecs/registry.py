# Lookups, own handlers, codecs that are not of text.
import codecs
print(codecs.lookup("UTF8").name, codecs.lookup("Latin-1").name, codecs.encode("abc", "rot13"), codecs.decode(b"616263", "hex"), codecs.encode(b"abc", "base64"))
codecs.register_error("test.dots", lambda e: ("." * (e.end - e.start), e.end))
print("aéb中".encode("ascii", "test.dots"), b"a\xffb".decode("utf-8", "test.dots"))
codecs.register(lambda name: codecs.CodecInfo(lambda s, e="strict": (s[::-1].encode(), len(s)), lambda b, e="strict": (bytes(b).decode()[::-1], len(b)), name="back") if name == "back_wards" else None)
print("abc".encode("back-wards"), b"abc".decode("back wards"))
decoder = codecs.getincrementaldecoder("utf-8")()
print([decoder.decode(bytes([c])) for c in "é中".encode()])
print(codecs.utf_8_decode(b"a\xc3", None, False), codecs.utf_16_ex_decode(b"\xff\xfea\0"), codecs.escape_decode(rb"\x41\n\101"), codecs.charmap_encode("ab", "strict", {97: 1, 98: b"xy"}))
for test in ("'a'.encode('nope')", "b'a'.decode('nope')", "'a'.encode('hex')", "b'a'.decode('ascii', 'nope')", "b'\\xff'.decode('ascii', 'nope')", "codecs.lookup_error('nope')"):
    try:
        print(eval(test))
    except Exception as e:
        print(type(e).__name__, e)
# leaks: a codec's search function stays registered
