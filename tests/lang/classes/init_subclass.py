# __init_subclass__ and __set_name__.
class Registry:
    known = {}
    def __init_subclass__(cls, /, key=None, **kw):
        super().__init_subclass__(**kw)
        Registry.known[key or cls.__name__] = cls.__name__
class A(Registry): pass
class B(A, key="bee"): pass
print(Registry.known)
class Named:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = name
    def __get__(self, obj, kind): return self.name
class C:
    one = Named()
    two = Named()
print(C.one, C().two)
try:
    class D(Registry, bad=1): pass
except TypeError as error:
    print(type(error).__name__)
