class Base:
    registry = []

    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.registry.append((cls.__name__, tag))

    def __class_getitem__(cls, item):
        return cls.__name__, item


class A(Base, tag=1): pass
class B(A): pass
print(Base.registry, Base[5], B["x"])
try:
    class C(Base, other=1): pass
except TypeError as e:
    print(e)


class Entry:
    def __mro_entries__(self, bases):
        return (A,)


class D(Entry()): pass
print(D.__bases__, len(D.__orig_bases__))
try:
    type("E", (Entry(),), {})
except TypeError as e:
    print(e)


class New:
    def __new__(cls, *args):
        self = super().__new__(cls)
        self.args = args
        return self


print(New(1, 2).args)
for f in (lambda: object(1), lambda: type("P", (), {})(1), lambda: object.__new__(int), lambda: object.__init__(New(), 1)):
    try:
        f()
    except TypeError as e:
        print(e)
