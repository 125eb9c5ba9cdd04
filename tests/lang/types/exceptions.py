for e in (ValueError(), ValueError(1), ValueError(1, 2), KeyError("k"), OSError(2, "no", "f"), OSError(2, "no", "f", None, "g"), StopIteration(5), SystemExit(3),
          UnicodeDecodeError("utf-8", b"abc", 1, 2, "bad"), UnicodeEncodeError("ascii", "a\u1234", 1, 2, "bad"), SyntaxError("m", ("f", 1, 2, "text")),
          ImportError("x", name="n", path="p"), AttributeError("a", name="n", obj=3), NameError("b", name="q")):
    print(repr(e), "|", str(e), "|", e.args)
print(type(OSError(2, "x")), type(OSError(17, "x")), type(OSError(11, "x")), type(OSError(110, "x")), OSError(2, "x").errno)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("v")
except ValueError as e:
    print(repr(e.__context__), e.__cause__, e.__suppress_context__)
try:
    raise ValueError("v") from None
except ValueError as e:
    print(e.__context__, e.__cause__, e.__suppress_context__)
e = ValueError("n")
e.add_note("one")
e.add_note("two")
print(e.__notes__)
for f in (lambda: ValueError(a=1), lambda: ImportError(a=1), lambda: ValueError().with_traceback(1), lambda: setattr(e, "__cause__", 1), lambda: delattr(e, "args"),
          lambda: UnicodeDecodeError("a"), lambda: UnicodeEncodeError(1, 2, 3, 4, 5)):
    try:
        f()
    except TypeError as x:
        print(x)


class My(Exception):
    def __init__(self, a, b=2):
        super().__init__(a)
        self.b = b


m = My(1, b=5)
print(repr(m), m.b, m.args, m.__dict__, m.__reduce__())
e.extra = 1
print(e.__dict__)
try:
    [].nope
except AttributeError as x:
    print(x.name, x.obj)
