class D(dict):
    def __missing__(self, key):
        self[key] = value = key * 2
        return value

d = D(a=1)
print(d["b"], d["a"], d, d.get("zz"), "zz" in d)
print(type(d.copy()), type(d | {}), D.fromkeys("ab"))

class E(dict):
    __slots__ = ("x",)
e = E(q=1)
e.x = 5
print(e, e.x, e == {"q": 1})

class F(dict):
    pass
f = F()
f.attr = 3
f["attr"] = 4
print(f.attr, f, f.__dict__)
r = {}
r["self"] = r
print(r)
r["l"] = [r, {1: r}]
print(r)
