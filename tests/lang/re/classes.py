# Sets, categories and flags.
import re
text = "aB1_ é٣\u00a0\n\u2028-"
for pattern in (r"\w", r"\W", r"\d", r"\D", r"\s", r"\S", ".", "[a-z]", "[^a-z]", r"[\w-]", r"[^\W\d]", "[é-\u0700]", r"\b.", r".\b"):
    print(pattern, ascii(re.findall(pattern, text)), ascii(re.findall(pattern, text, re.ASCII)), len(re.findall(pattern, text, re.I | re.S)))
print(re.findall("(?i)[k-s]", "KkſK"), re.findall("(?i)ß|ẞ", "ßẞ"), re.findall("(?i)σ", "σςΣ"), re.findall("(?ia)k", "kKK"))
print(re.findall("^.", "a\nb", re.M), re.findall(".$", "a\nb\n", re.M), re.findall(r"\Aa|b\Z", "ab"), re.fullmatch(r"(?x) a  b # comment", "ab"))
print(re.findall(rb"[\x80-\xff]", b"a\xe9\xff"), re.compile("a", re.I | re.X), re.compile(b"a"), re.compile("x" * 300).pattern == "x" * 300)
