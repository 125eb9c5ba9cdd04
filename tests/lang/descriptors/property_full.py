# property: getter, setter, deleter, doc, inheritance, missing parts.
class T:
    def __init__(self): self._v = 1
    @property
    def v(self):
        "the value"
        return self._v
    @v.setter
    def v(self, x): self._v = x
    @v.deleter
    def v(self): self._v = None
    @property
    def ro(self): return 1
t = T(); t.v = 5; print(t.v); del t.v; print(t.v, T.v.__doc__, T.v.fget.__name__)
for a in ["t.ro = 1", "del t.ro"]:
    try: exec(a)
    except AttributeError as e: print(e)
class U(T):
    @T.v.getter
    def v(self): return "overridden"
u = U(); u.v = 9
print(u.v, u._v)
p = property(doc="d")
class W: q = p
try: W().q
except AttributeError as e: print(e)
