# Rich comparison drives sorted, min, max, bisect, total_ordering.
from functools import total_ordering
import bisect
@total_ordering
class V:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n
    def __lt__(self, o): return self.n < o.n
    def __hash__(self): return hash(self.n)
    def __repr__(self): return f"V{self.n}"
vs = [V(3), V(1), V(2)]
print(sorted(vs), min(vs), max(vs), sorted(vs, reverse=True), V(1) <= V(1), V(2) > V(1), V(2) >= V(3))
print(bisect.bisect_left(sorted(vs), V(2)), {V(1): "a"}[V(1)], len({V(1), V(1), V(2)}))
class N(float):
    def __lt__(self, o): return float.__gt__(self, o)
print(sorted([N(1), N(3), N(2)]))
try: sorted([1, "a"])
except TypeError as e: print(e)
print(sorted([(1, "b"), (1, "a"), (0, "z")]), sorted("hello", key=lambda c: (-ord(c), c)))
class E:
    def __eq__(self, o): return [1]
print(E() == 1, E() != 1, 5 in [E()])
