import types, sys

m = types.ModuleType("m", "about")
print(m, m.__doc__, m.__name__, m.__spec__)
m.x = 1
print(m.x, sorted(m.__dict__))
try:
    m.y
except AttributeError as e:
    print(e, e.name)
m.__getattr__ = lambda n: "got " + n
print(m.y)
del m.__getattr__
del m.__name__
try:
    m.y
except AttributeError as e:
    print(e)
for f in (lambda: types.ModuleType(), lambda: types.ModuleType(1), lambda: setattr(m, "__dict__", {})):
    try:
        f()
    except (TypeError, AttributeError) as e:
        print(type(e).__name__)


class Sub(types.ModuleType):
    @property
    def z(self):
        return 26


s = types.ModuleType("s")
s.__class__ = Sub
print(s.z, type(s).__name__)
print(types.SimpleNamespace(a=1, b="x"), types.SimpleNamespace(a=1) == types.SimpleNamespace(a=1))
