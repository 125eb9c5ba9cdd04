# functools.cached_property computes once for each instance.
from functools import cached_property
class C:
    def __init__(self, n): self.n = n
    @cached_property
    def sq(self):
        print("computing", self.n)
        return self.n ** 2
a, b = C(2), C(3)
print(a.sq, a.sq, b.sq, vars(a))
a.sq = 10
print(a.sq)
del a.sq
print(a.sq, type(C.sq).__name__)
class S:
    __slots__ = ()
    @cached_property
    def v(self): return 1
try: S().v
except TypeError as e: print(e)
