class N:
    def __init__(self, v): self.v = v
    def __repr__(self): return f"N({self.v})"
    def __add__(self, o): return N((self.v, "+", o)) if not isinstance(o, str) else NotImplemented
    def __radd__(self, o): return N((o, "r+", self.v))
    def __iadd__(self, o): self.v = ("i+", o); return self
    def __mul__(self, o): return "mul"
    def __pow__(self, o, m=None): return ("pow", o, m)
    def __neg__(self): return "neg"
    def __bool__(self): return self.v != 0
    def __eq__(self, o): return isinstance(o, N) and self.v == o.v
    def __lt__(self, o): return self.v < o.v
    def __hash__(self): return 77
    def __index__(self): return 3
    def __len__(self): return 4
    def __getitem__(self, k): return ("item", k)
    def __setitem__(self, k, v): print("set", k, v)
    def __delitem__(self, k): print("del", k)
    def __contains__(self, k): return k == 1
    def __iter__(self): return iter((1, 2))
    def __call__(self, *a, **k): return a, k
    def __enter__(self): return "in"
    def __exit__(self, *a): print("exit", a[0]); return True
    def __format__(self, s): return f"<{s}>"
n = N(1)
print(n + 2, 2 + n, n * 2, n ** 2, pow(n, 2, 3), -n, bool(n), bool(N(0)), n == N(1), n != N(1), n < N(2), n > N(0))
n += 5
print(n, hash(n), [10, 11, 12, 13][N(0)], len(n), n[1:2], 1 in n, 2 in n, list(n), n(1, x=2), f"{n:abc}")
n[0] = 1
del n[0]
with n as x: print(x); raise ValueError
try: n + "s"
except TypeError as e: print(e)
try: n - 1
except TypeError as e: print(e)
class Late: pass
l = Late()
try: len(l)
except TypeError as e: print(e)
Late.__len__ = lambda self: 9
print(len(l))
del Late.__len__
try: len(l)
except TypeError as e: print(e)
class NoHash:
    def __eq__(self, o): return True
try: hash(NoHash())
except TypeError as e: print(e)
class BadBool:
    def __bool__(self): return 1
try: bool(BadBool())
except TypeError as e: print(e)
class Sub(int):
    def __radd__(self, o): return "sub radd"
print(1 + Sub(2), Sub(2) + 1)
