# repr, str, format and their fallbacks.
class A: pass
class R:
    def __repr__(self): return "R!"
class S(R):
    def __str__(self): return "S!"
print(str(R()), [R()], str(S()), [S()], f"{S()}", f"{S()!r}", "%s %r" % (S(), S()))
class Bad:
    def __repr__(self): return 5
for f in [lambda: repr(Bad()), lambda: str(Bad()), lambda: format(R(), "x")]:
    try: f()
    except TypeError as e: print(e)
print(repr(A())[:12], A.__repr__ is object.__repr__, A, type(A))
l = [1]; l.append(l); print(l)
d = {}; d["d"] = d; print(d)
class Loop:
    def __repr__(self): return f"Loop({self.v!r})"
o = Loop(); o.v = [1]; print(o)
