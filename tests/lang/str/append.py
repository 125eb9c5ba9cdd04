"""`s += x` grows a str in place where nobody else holds it: nothing else that knew the str may see it change."""
import sys


def kept():
    s = "ab" * 20
    t = s
    s += "c"
    print(t == "ab" * 20, s == "ab" * 20 + "c", s is t)


def key():
    s = "k" * 30
    s += "!"
    d = {s: 1}
    s += "?"
    print(d == {"k" * 30 + "!": 1}, s in d, hash(s) == hash("k" * 30 + "!?"))


def hashed():
    s = "x" * 30
    s += "y"
    before = hash(s)
    s += "z"
    print(before == hash("x" * 30 + "y"), hash(s) == hash("x" * 30 + "yz"), {"x" * 30 + "yz": 7}[s])


def kinds():
    s = "a" * 10
    for part in "bé", "ü", "€", "→x", "😀", "end", "":
        s += part
        print(ascii(s), s.isascii(), len(s), s == "".join(list(s)))
    s = "😀" * 3
    s += "a"
    s += "é"
    print(ascii(s), len(s))


def itself():
    s = "abc" * 5
    s += s
    s = s + s
    print(len(s), s == "abc" * 20)


def other_target():
    a = "a" * 20
    b = a + "b"
    a = "x" * 3
    c = a
    a = a + "y"
    print(len(a), b[-1], c)


def interned():
    s = sys.intern("to be interned " * 2)
    s += "more"
    t = sys.intern("".join(["to be interned "] * 2))
    print(t, "|", s)


def in_closure():
    s = "c" * 10

    def more():
        nonlocal s
        s += "d"
        return s

    first = more()
    print(first, more(), s)


def generator():
    s = "g" * 10
    while len(s) < 14:
        s += "h"
        yield s


def looked_at():
    s = "f" * 10
    s += "g"
    before = sys._getframe().f_locals["s"]
    s += "h"
    print(before, s)


class Str(str):
    def __add__(self, other):
        return "added " + other


def subclass():
    s = Str("abc")
    s += "x"
    print(s)
    s = "abc" * 4
    s += Str("y")
    print(s, type(s).__name__)


def wrong():
    s = "abc" * 4
    try:
        s += 1
    except TypeError as error:
        print(error, s)
    del s
    try:
        s += "x"
    except UnboundLocalError as error:
        print(error)


def long(n):
    s = ""
    for i in range(n):
        s += "abc"
    t = ""
    for i in range(n):
        t = t + "é€"
    return len(s), len(t), s == "abc" * n, t == "é€" * n


kept()
key()
hashed()
kinds()
itself()
other_target()
interned()
in_closure()
print(list(generator()))
looked_at()
subclass()
wrong()
print(long(3000))
