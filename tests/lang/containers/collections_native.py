from collections import defaultdict, Counter, namedtuple, OrderedDict, ChainMap
d = defaultdict(list)
d["a"].append(1); d["b"]
print(d, d.default_factory, d.get("zz"), dict(d), d.copy())
try:
    defaultdict()["x"]
except KeyError as e:
    print(repr(e))
try:
    defaultdict(5)
except TypeError as e:
    print(e)
print(defaultdict(int, {"a": 1}) | {"b": 2}, defaultdict(int, a=3))
c = Counter("mississippi")
print(c, c.most_common(2), c["zz"], c + Counter("mm"), c - Counter("ssss"), c.total())
P = namedtuple("P", "x y", defaults=[5])
p = P(1)
print(p, p.x, p.y, p._replace(x=9), p._asdict(), P._fields, p == (1, 5), P.x.__doc__)
try:
    p.x = 1
except AttributeError as e:
    print(e)
o = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
o.move_to_end("a"); print(o, o.popitem(last=False), list(reversed(o)))
o.move_to_end("a", last=False); print(o == OrderedDict([("a", 1), ("c", 3)]), o == {"c": 3, "a": 1}, o)
print(ChainMap({"a": 1}, {"b": 2})["b"])
