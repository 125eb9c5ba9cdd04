# Patterns that need much backtracking must not exhaust anything.
import re
print(re.match(r"(?:a|b)*", "ab" * 50000).end(), re.match(r"(a|b)*c", "ab" * 20000), re.match(r"(?:.|\n)*?x", "a" * 50000 + "x").end())
print(re.match(r"(x+x+)+y", "x" * 18), len(re.findall(r"(?:\w+\s*)+", "word " * 2000)))
print(re.match("(" * 80 + "a" + ")" * 80, "a").groups()[79], re.search(r"a{0,300}b", "a" * 300 + "b").span())
print(re.sub(r"(?<!\d)(\d+)(?=(?:\d{3})+\b)", r"\1,", "1234567"), re.match(r"(?:(?:a?)*)*b", "a" * 20 + "b").end())
