class I(int):
    def __add__(self, o): return "I+"
class F(float): pass
class S(str):
    def upper(self): return "S " + super().upper()
class L(list):
    def append(self, x): super().append(x * 2)
class D(dict):
    def __missing__(self, k): return k * 2
class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
class B(bytes): pass
class E(set): pass
class X(Exception): pass
for v in (I(5), F(1.5), S("abc"), L([1]), D(a=1), T(1, 2), B(b"x"), E([1]), X("m")):
    v.attr = 1
    print(type(v).__name__, repr(v), v.attr, type(v).__mro__[1].__name__, isinstance(v, type(v).__bases__[0]))
print(I(5) + 1, 1 + I(5), I(5) * 2, S("a").upper(), S("a") + "b", D()["k"], T(1, 2)[0])
l = L()
l.append(3)
print(l, len(l), l == [6], hash(S("q")) == hash("q"), {S("q"): 1}["q"])
import copy, pickle
for v in (I(5), S("abc"), L([1]), D(a=1), T(1, 2)):
    w = copy.copy(v)
    print(type(w).__name__, w == v)
