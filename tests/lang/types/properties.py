class C:
    def __init__(self):
        self._x = 0

    @property
    def x(self):
        "The x."
        return self._x

    @x.setter
    def x(self, value):
        self._x = value

    @x.deleter
    def x(self):
        self._x = None

    @property
    def ro(self):
        return 1

    wo = property(None, lambda self, v: print("wo", v))


c = C()
c.x = 5
print(c.x, C.x.__doc__, C.x.fget.__name__, C.x.__name__)
del c.x
print(c.x)
for action in ("c.ro = 1", "del c.ro", "c.wo", "del c.wo"):
    try:
        exec(action)
    except AttributeError as e:
        print(e)
c.wo = 3


class D(C):
    x = C.x.getter(lambda self: "d")


print(D().x, D.x.__doc__)


class P(property):
    pass


p = P(lambda self: 1, doc="own")
print(p.__doc__, p.__isabstractmethod__)
