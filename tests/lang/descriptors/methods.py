# Functions, bound methods, classmethod and staticmethod objects.
class C:
    def m(self, x=1): return ("m", x)
    @classmethod
    def c(cls): return cls.__name__
    @staticmethod
    def s(a): return a
    def __call__(self, *a): return a
o = C()
b = o.m
print(b(2), b.__self__ is o, b.__func__ is C.m, o.m == o.m, o.m is o.m, C.m(o))
print(C.c(), o.c(), C.s(3), o.s(4), o(1, 2), type(C.__dict__["c"]).__name__)
class D(C): pass
print(D.c(), D.c.__self__.__name__)
import types
o.extra = types.MethodType(lambda self, k: (self is o, k), o)
print(o.extra(5), [].append.__name__, type([].append).__name__, type(list.append).__name__, str.upper("x"))
try: list.append({}, 1)
except TypeError as e: print(e)
try: C.m()
except TypeError as e: print(e)
print(C.m.__get__(o, C)(7), (lambda self: self).__get__(3)())
