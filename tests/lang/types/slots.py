class S:
    __slots__ = ("b", "a", "__private")

    def __init__(self):
        self.a = 1


s = S()
print(s.a, S.a, sorted(k for k in S.__dict__ if not k.startswith("__")))
for name in ("b", "c"):
    try:
        print(getattr(s, name))
    except AttributeError as e:
        print(e)
    try:
        setattr(s, name, 2)
        print("set", name)
    except AttributeError as e:
        print(e)
del s.a
try:
    del s.a
except AttributeError as e:
    print(e)


class T(S):
    pass


t = T()
t.z = 3
print(t.__dict__, hasattr(s, "__dict__"))
for slots in ("a b", [1], ["__dict__", "__dict__"], ["x", "x"]):
    try:
        print(type("X", (), {"__slots__": slots}).__slots__)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
for base in (int, tuple):
    try:
        type("X", (base,), {"__slots__": ["q"]})
    except TypeError as e:
        print(e)
