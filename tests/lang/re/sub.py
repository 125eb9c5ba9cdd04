# sub, subn, split, findall, finditer with empty matches and functions.
import re
print(re.sub("x*", "-", "abxd"), re.sub("", "-", "abc"), re.subn("b", "X", "abcb", count=1), re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"), re.sub("a", r"\\", "bab"))
print(re.sub("(?P<n>.)", r"[\g<n>]", "ab"), re.sub(".", lambda m: str(ord(m[0])), "ab"), re.sub(b"a", b"b", b"aa"), re.sub("a", "", "banana"), re.sub("é", "中", "café"))
print(re.split(r"(,)|;", "a,b;c"), re.split("x*", "axbc"), re.split(r"\s+", " a b ", maxsplit=1), re.findall(r"(\w)(\d)?", "a1b"), re.findall("", "ab"))
print([m.span() for m in re.finditer("a|", "baa")], [m[0] for m in re.compile("b").finditer("abcb", 2)], re.compile("a").findall("aaaa", 1, 3))
scanner = re.compile(r"\d").scanner("1a2")
print(scanner.match(), scanner.match(), scanner.search())
for bad in ("(", "[a", "a**", "(?P<1>a)", r"\1", "(?<=a*)b", "a{2,1}", "*a", "(?z)", "[z-a]"):
    try:
        re.compile(bad)
    except re.error as e:
        print(bad, e, e.pos)
