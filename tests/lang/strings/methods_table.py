# String methods on a few subjects.
for s in ["", "abc", "Hello World", "ÀÉß", "123", "٣", " x\t", "ǆ", "ﬁn", "a_b1"]:
    print(repr(s), s.upper(), s.title(), s.swapcase(), s.casefold(), s.isalpha(), s.isdigit(), s.isnumeric(), s.isidentifier(), s.isspace(), s.istitle(), s.isascii(), s.isprintable())
print("a,b,,c".split(","), " a  b ".split(), "a  b c".split(None, 1), "abc".partition("b"), "abcb".rpartition("b"), "a\nb\r\nc".splitlines(True), "x".join("abc"))
