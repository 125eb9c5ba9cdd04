# Groups: undone by backtracking, repeated, referred to, conditional.
import re
for pattern, text in [
    (r"(a)|b", "b"), (r"(?:(a)|(b))*", "abab"), (r"(a*)*", "aab"), (r"(a*)+", "b"), (r"((a)(b)?)+", "aba"), (r"(?:(a)|b)*?c", "abac"), (r"(\w)\1", "hello"),
    (r"(?P<x>a)(?P=x)", "aa"), (r"(a)?(?(1)b|c)", "ab"), (r"(a)?(?(1)b|c)", "c"), (r"(?i:A)b", "ab"), (r"(a(b(c)))", "abc"), (r"(?=(a))a", "a"), (r"(?!(a))b", "b"),
    (r"(?<=(.))b", "ab"), (r"(x)?y(?:\1|z)", "yz"), (r"(?>(a|ab))c", "abc"), (r"(?:a|ab)++c", "abc"), (r"(a|ab)(c|bcd)(d*)", "abcd"),
]:
    m = re.search(pattern, text)
    print(pattern, text, m and (m.regs, m.lastindex, m.lastgroup, m.groups("-")))
m = re.match(r"(?P<first>\w+) (?P<last>\w+)?", "Jane ")
print(m.groupdict(), m["first"], m.group("first", 0), m.start("last"), m.span(1), m.expand(r"<\g<first>\2>"), m.re.groupindex, m.pos, m.endpos, m.string)
