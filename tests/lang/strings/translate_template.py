# translate, maketrans, string.Template, string.Formatter.
import string
print("hello".translate(str.maketrans("el", "ip", "o")), "abc".translate({97: None, 98: "BB", 99: 0x1F600}), str.maketrans({"a": 1}))
t = string.Template("$who owes ${amt} $$5 $missing"); print(t.safe_substitute(who="x", amt=3))
try: t.substitute(who=1)
except KeyError as e: print(e)
print(string.ascii_lowercase[:5], string.digits, string.punctuation, string.capwords("a bc  d"))
class F(string.Formatter):
    def get_value(self, k, a, kw): return f"<{k}>"
    def convert_field(self, v, c): return v if c is None else f"{c}!{v}"
print(F().format("{} {x} {1.upper!z}" if False else "{x} {y!z}"))
print(list(string.Formatter().parse("a{b!r:>{w}}c{{")))
