# unicode_escape, raw_unicode_escape, UTF-7, UTF-16 and its byte order marks.
text = "a\t\\é中\U0001F600'\x7f"
for encoding in ("unicode_escape", "raw_unicode_escape", "utf-7", "utf-16", "utf-16-be", "utf-32", "utf-8-sig"):
    data = text.encode(encoding)
    print(encoding, data, data.decode(encoding) == text)
print(ascii(rb"\x41\u4e2d\U0001f600\N{BULLET}\101\n\'".decode("unicode_escape")))
for bad in (rb"\x4", rb"\u12", rb"\U00110000", rb"\N{NO SUCH}", b"a\\"):
    try:
        print(bad.decode("unicode_escape"))
    except UnicodeDecodeError as e:
        print(e)
print(b"\xfe\xff\x00a".decode("utf-16"), b"a\0".decode("utf-16"), b"+AGE-".decode("utf-7"), b"+2AE-".decode("utf-7", "replace") == "\ud801")
