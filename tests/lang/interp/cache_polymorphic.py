class A:
    def __init__(self):
        self.x, self.y = 1, 2

    def f(self):
        return "A"

class B:
    __slots__ = ("y", "x")

    def __init__(self):
        self.x, self.y = 3, 4

    def f(self):
        return "B"

class C:
    def __getattr__(self, name):
        return name

def get(o):
    return o.x, o.y, o.f()

for o in [A(), B()] * 20:
    get(o)
print(get(A()), get(B()))
c = C()
c.f = lambda: "C"
print(get(c))

def index(o, i):
    return o[i]

for o, i in [([1, 2], 1), ((3, 4), 0), ("ab", 1), ({5: 6}, 5), ([1], -1)] * 10:
    index(o, i)
print(index([7], 0), index((8,), 0), index("z", 0), index({0: 9}, 0))
for o, i in (([], 0), ((), 0), ("", 0), ({}, 0)):
    try:
        index(o, i)
    except LookupError as e:
        print(repr(e))
