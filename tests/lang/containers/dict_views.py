d = {"a": 1, "b": 2, "c": 3}
print(d.keys(), d.values(), d.items())
print(len(d.keys()), "a" in d.keys(), ("a", 1) in d.items(), ("a", 2) in d.items(), 3 in d.values())
print(sorted(d.keys() & {"a", "z"}), sorted(d.keys() | ["q"]), sorted(d.keys() - {"a"}), sorted(d.keys() ^ {"a", "z"}))
print(sorted(d.items() & {("a", 1)}), sorted({"a", "x"} - d.keys()))
print(d.keys() == {"a", "b", "c"}, d.keys() < {"a", "b", "c", "d"}, d.keys() >= {"a"}, d.items() == {"a": 1, "b": 2, "c": 3}.items())
print(d.keys().isdisjoint(["x"]), d.keys().isdisjoint("abc"))
print(list(reversed(d.keys())), list(reversed(d.values())), list(reversed(d.items())))
v = d.values()
d["d"] = 4
print(v, d.keys().mapping)
it = iter(d)
next(it)
print(it.__length_hint__(), list(it), list(it))
print(type(iter(d)).__name__, type(iter(d.items())).__name__, type(reversed(d)).__name__)
try:
    hash(d.keys())
except TypeError as e:
    print(e)
pairs = list(d.items())
print(pairs, pairs[0] is pairs[1])
for p in d.items():
    pass
print(p)
