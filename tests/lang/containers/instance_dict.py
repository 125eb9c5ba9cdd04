class P:
    def __init__(self, x, y):
        self.x = x
        self.y = y

a = P(1, 2)
b = P(3, 4)
b.z = 5
print(a.__dict__, b.__dict__, vars(a) is a.__dict__)
d = a.__dict__
a.x = 10
d["y"] = 20
d["w"] = 30
print(d, a.y, a.w)
del a.x
print(d, hasattr(a, "x"))
d["x"] = 1
print(list(d), a.x)
d.clear()
print(a.__dict__, hasattr(a, "y"))
a.late = 1
print(d)
a.__dict__ = {"new": 1}
print(a.new, hasattr(a, "late"), d)
a.more = 2
print(a.__dict__, vars(a))
d = b.__dict__
del b
print(d)
c = P(1, 2)
for i in range(50):
    setattr(c, f"attr{i}", i)
print(len(c.__dict__), c.attr49, c.attr0, list(c.__dict__)[:4])
e = P(1, 2)
e.__dict__[5] = "int key"
print(e.__dict__, e.x)
f = P(1, 2)
try:
    del f.nope
except AttributeError as err:
    print(err)
try:
    f.nope
except AttributeError as err:
    print(err)
class Q(P):
    pass
q = Q(1, 2)
q.__class__ = P
print(type(q).__name__, q.__dict__)
q.k = 3
print(q.__dict__)
