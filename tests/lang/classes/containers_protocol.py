# Containers by protocol: old sequence protocol, contains, reversed, length hints.
class Seq:
    def __getitem__(self, i):
        if isinstance(i, slice): return ("slice", i.start, i.stop, i.step)
        if i >= 4: raise IndexError(i)
        return i * i
    def __len__(self): return 4
s = Seq()
print(list(s), 9 in s, 5 in s, list(reversed(s)), s[1:2], s[::3], max(s), [*s])
class M(dict):
    def __missing__(self, k): return f"missing {k}"
m = M(a=1)
print(m["a"], m["b"], m.get("b"), "b" in m)
class C:
    def __contains__(self, x): return x
print(5 in C(), 0 in C(), 0 not in C())
class N:
    __iter__ = None
    __contains__ = None
    def __getitem__(self, i): return i
for f in [lambda: iter(N()), lambda: 1 in N(), lambda: len(N()), lambda: iter(5)]:
    try: f()
    except TypeError as e: print(e)
class BadLen:
    def __len__(self): return -1
try: len(BadLen())
except ValueError as e: print(e)
