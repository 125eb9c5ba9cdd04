# The mixin methods of collections.abc.
from collections.abc import *
class M(MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
m = M(); m.update(a=1, b=2); print(m.pop("a"), m.setdefault("c", 3), list(m.items()), m == {"b": 2, "c": 3}, "b" in m, m.get("z"), sorted(m.keys() | {"q"}))
class S(MutableSequence):
    def __init__(self, *a): self.l = list(a)
    def __getitem__(self, i): return self.l[i]
    def __setitem__(self, i, v): self.l[i] = v
    def __delitem__(self, i): del self.l[i]
    def __len__(self): return len(self.l)
    def insert(self, i, v): self.l.insert(i, v)
s = S(1, 2); s.append(3); s.extend([4]); s.reverse(); s += [0]; s.remove(2); print(list(s), s.index(3), s.count(4), s.pop(), 9 in s)
class St(Set):
    def __init__(self, it): self.e = list(dict.fromkeys(it))
    def __contains__(self, x): return x in self.e
    def __iter__(self): return iter(self.e)
    def __len__(self): return len(self.e)
print(list(St("abc") & St("bcd")), list(St("ab") | St("c")), St("ab") <= St("abc"), St("a").isdisjoint(St("b")), list(St("abc") - St("b")))
print([isinstance([], k) for k in (Iterable, Sequence, Hashable, Mapping, Sized, Reversible)], isinstance((x for x in ()), Generator), issubclass(dict, MutableMapping))
# leaks: an abstract base class keeps the weak reference of a class that is gone
