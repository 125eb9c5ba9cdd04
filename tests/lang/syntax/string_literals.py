# Escapes, prefixes and joining of literals.
print(["a\tb\\\x41\u00e9\U0001F600\101\0", r"\n\t", b"\xff\n\'", rb"\x", u"u", "a" 'b' """c
d"""])
print("line \
continued")
print(len('''"'"'"'''), "\N{GREEK SMALL LETTER ALPHA}", "\"'")
for bad in [r"'\x4'", r"'\N{no such}'", "b'é'", "'abc", r"'\u12'", "b'a' 'b'"]:
    try:
        eval(bad)
    except SyntaxError as error:
        print("SyntaxError", bad)
