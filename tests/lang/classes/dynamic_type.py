# type() with three arguments, and changing classes after the fact.
def hello(self): return f"hello {self.name}"
K = type("K", (object,), {"hello": hello, "name": "k", "__doc__": "doc"})
print(K().hello(), K.__doc__, K.__name__, K.__qualname__, K.__module__)
k = K()
K.name = "changed"
K.extra = property(lambda self: self.name * 2)
print(k.hello(), k.extra)
class Other:
    def hello(self): return "other"
k.__class__ = Other
print(k.hello(), isinstance(k, Other), isinstance(k, K))
K.__name__ = "Renamed"
print(K.__name__, repr(K))
for bad in [lambda: type("X", (int, str), {}), lambda: type("X", (bool,), {}), lambda: type(1, (), {}), lambda: setattr(int, "x", 1), lambda: setattr((5), "__class__", str)]:
    try: bad()
    except TypeError as e: print(e)
