# Keys of a table of strs that are no strs, and the other way around.
class S(str):
    def __hash__(self): return str.__hash__(self)
    def __eq__(self, other): return str.__eq__(self, other)
d = {"a": 1, "b": 2}
print(d[S("a")], S("b") in d)
d[S("c")] = 3
print(d["c"], d)
d[1] = "x"
d[None] = "y"
d[(1, 2)] = "z"
d[1.5] = "f"
print(d["a"], d[True], d[None], d[(1, 2)], d[1.5], len(d))
class A:
    def __hash__(self): return hash("a")
    def __eq__(self, other): return other == "a"
e = {"a": 1}
print(e[A()], A() in e)
e[A()] = 2
print(e)
print({1: "a", 1.0: "b", True: "c"}, {0.0: 1, -0.0: 2}, {float("inf"): 1, 10**400: 2}[10**400])
nan = float("nan")
print(nan in {nan: 1}, [nan] == [nan], nan in [nan], {2**70: 1}[2**70], {-1: "m", -2: "n"})
