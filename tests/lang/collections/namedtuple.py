# collections.namedtuple.
from collections import namedtuple
P = namedtuple("P", "x y", defaults=[5])
p = P(1); print(p, p.x, p[1], p._asdict(), p._replace(x=9), P._fields, P._make([3, 4]), P._field_defaults)
x, y = p; print(x, y, p == (1, 5), hash(p) == hash((1, 5)), p + (2,))
for bad in [lambda: P(), lambda: P(1, 2, 3), lambda: namedtuple("Q", "a a"), lambda: namedtuple("Q", "class"), lambda: p._replace(z=1), lambda: namedtuple("Q", "_a")]:
    try: bad()
    except (TypeError, ValueError) as e: print(type(e).__name__)
print(namedtuple("R", "def a a", rename=True)._fields)
try: p.x = 3
except AttributeError as e: print(e)
class S(P):
    __slots__ = ()
    def total(self): return self.x + self.y
print(S(2).total(), S(2), P.x.__doc__)
