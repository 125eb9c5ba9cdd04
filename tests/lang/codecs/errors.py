# Every codec with every error handler.
text = "a\xe9\u4e2d\U0001F600\ud800z"
for encoding in ("ascii", "latin-1", "utf-8", "utf-16", "utf-32-be", "cp1252"):
    for errors in ("strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace", "surrogatepass", "surrogateescape", "namereplace"):
        try:
            print(encoding, errors, text.encode(encoding, errors))
        except UnicodeEncodeError as e:
            print(encoding, errors, ascii(e), e.start, e.end)
data = b"a\xc3\xa9\xe4\xb8\xed\xa0\x80\xf0\x9f\x98\xff\xc0z"
for encoding in ("ascii", "utf-8", "utf-16-le", "utf-32-le", "cp1252", "utf-7"):
    for errors in ("strict", "ignore", "replace", "backslashreplace", "surrogatepass", "surrogateescape"):
        try:
            print(encoding, errors, ascii(data.decode(encoding, errors)))
        except UnicodeDecodeError as e:
            print(encoding, errors, ascii(str(e)))
