d = {}
for i in range(20):
    d[i] = i * i
for i in range(0, 20, 3):
    del d[i]
d["x"] = 1
d[1.0] = "one"
d[True] = "yes"
print(d, len(d))
print(d.get(99), d.get(99, 5), d.setdefault(100, []), d.setdefault(100, 3))
print(d.pop("x"), d.pop("x", None), d.popitem())
try:
    d.pop("gone")
except KeyError as e:
    print(repr(e))
try:
    d["gone"]
except KeyError as e:
    print(repr(e))
try:
    {}.popitem()
except KeyError as e:
    print(e)
print({"a": 1} == {"a": 1.0}, {"a": 1} != {"a": 2}, {"a": 1} == [1])
print(dict([("a", 1), ["b", 2]], c=3), dict({"a": 1}, a=2), dict(a=1))
print(dict.fromkeys("abca", 0), dict.fromkeys([1, 2]))
print({"a": 1} | {"b": 2, "a": 3})
d = {"a": 1}
d |= [("z", 26)]
print(d)
d.update(q=1)
d.update({"w": 2}, e=3)
print(d, list(reversed(d)), d.copy() is d)
d.clear()
print(d, bool(d))
