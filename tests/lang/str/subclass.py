# Subclasses: methods give exact strs, attributes and slots work, hashing agrees.
class S(str):
    def __str__(self):
        return "str of S"

s = S("hello")
s.note = 5
print(type(s.upper()), type(s[:]), type(s + ""), type(str(s)), s.note, s == "hello", hash(s) == hash("hello"), {s: 1}["hello"])
print(f"{s}", "%s" % s, "{}".format(s), repr(s), s.replace("x", "y") is s, "".join([s]) is s)

print(S(b"abc", "ascii") == "abc", type(S(5)), str(object=7), str(b"x", "utf-8", "strict"))
