class A: pass
class B(A): pass
class C(A): pass
class D(B, C): pass
print([c.__name__ for c in D.__mro__])
for bases in ((A, B), (A, A), (int, str), (bool,), (1,)):
    try:
        print(type("X", bases, {}))
    except TypeError as e:
        print(e)


class M(type):
    def mro(cls):
        return [cls, object]


class X(A, metaclass=M):
    pass


print(X.__mro__, X.__bases__)
A.hello = lambda self: "hello"
print(D().hello(), hasattr(X(), "hello"))
B.__bases__ = (C,)
print([c.__name__ for c in B.__mro__])
try:
    A.__bases__ = (B,)
except TypeError as e:
    print(e)
print([c.__name__ for c in A.__subclasses__()])
