# C3 linearisation and what cannot be linearised.
class A: pass
class B(A): pass
class C(A): pass
class D(B, C): pass
print([k.__name__ for k in D.__mro__])
class X(D, A): pass
print([k.__name__ for k in X.mro()])
try:
    class Bad(A, B): pass
except TypeError as error:
    print(str(error).splitlines()[0])
try:
    class Twice(A, A): pass
except TypeError as error:
    print(error)
D.__bases__ = (C, B)
print([k.__name__ for k in D.__mro__], [k.__name__ for k in X.__mro__])
print([k.__name__ for k in A.__subclasses__()])
