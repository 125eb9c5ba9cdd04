# Counter, deque, OrderedDict, defaultdict, ChainMap.
from collections import Counter, deque, OrderedDict, defaultdict, ChainMap
c = Counter("mississippi"); print(c.most_common(2), c["z"], sorted(c.elements())[:3], c.total())
print(c - Counter("miss"), Counter(a=3) & Counter(a=1, b=2), Counter(a=1) | Counter(b=2), +Counter(a=-1, b=1)); c.subtract("ss"); print(c["s"])
d = deque([1, 2, 3], maxlen=3); d.append(4); d.appendleft(0); print(d, d.maxlen); d.rotate(1); print(d, d.index(2), d.count(0)); d.extendleft("ab"); print(d)
try: deque().pop()
except IndexError as e: print(e)
try:
    q = deque([1, 2])
    for x in q: q.append(1)
except RuntimeError as e: print(e)
o = OrderedDict(a=1, b=2); o.move_to_end("a"); print(o, o.popitem(last=False), o == {"a": 1}, OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1))
dd = defaultdict(list); dd["x"].append(1); print(dd, dd.get("y"), dict(dd)); n = defaultdict(); 
try: n["q"]
except KeyError as e: print(repr(e))
m = ChainMap({"a": 1}, {"a": 2, "b": 3}); m["c"] = 9; print(m["a"], m["b"], dict(m), m.parents, m.new_child({"a": 0})["a"])
