# str.format: fields, attributes, items, conversions, nested specifications.
class P:
    x = 5
    def __format__(self, spec):
        return "<%s>" % spec
print("{} {} {{}} {0!r}".replace("{0!r}", "{!r}").format(1, "a", "b"), "{1} {0} {1}".format("x", "y"), "{a} {b.x} {c[0]} {c[1][k]}".format(a=1, b=P, c=[2, {"k": 3}]))
print("{:>10}|{:<10}|{:^10}|{:*^9}|{:.2}|{:5.1}|".format("a", "b", "c", "d", "efg", "hij"), "{:{w}.{p}}|".format("abcdef", w=8, p=3))
print("{:p q}".format(P()), "{!s:>4}|{!a}".format("x", "é"), "{0[a b]}".format({"a b": 1}), "{0[-1]}".format({"-1": 2}), "{:d} {:,} {:x} {:08.3f} {:%}".format(5, 1234567, 255, 3.14159, 0.25))
print("{x} {y}".format_map({"x": 1, "y": 2}), "{}{}".format(*"ab"), format(3.5, ".3f"), format("a", ">3"), format(1 << 70, "_x"))
for template in ("{", "}", "{0", "{!}", "{!x}", "{0]}", "{0[}", "{0.}", "{0[]}", "{}{1}", "{1}{}", "{a}", "{9}", "{:{:{}}}", "{0:d}", "{0!r:d}"):
    try:
        print(template.format("s", 2, 3))
    except Exception as e:
        print(template, type(e).__name__, e)
