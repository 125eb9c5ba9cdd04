class A:
    x = 1
    def __init__(self, v): self.v = v
    def m(self): return self.v + 1
    @property
    def p(self): return self.v * 2
    @p.setter
    def p(self, q): self.v = q
    @classmethod
    def c(cls, a): return cls, a
    @staticmethod
    def s(a): return a
    def __repr__(self): return f"A({self.v})"
    def __eq__(self, o): return isinstance(o, A) and self.v == o.v
    def __add__(self, o): return A(self.v + o.v)
    def __len__(self): return 3
    def __getitem__(self, i): return i
    def __call__(self, *a, **k): return a, k
    def __contains__(self, x): return x == 5
a = A(3)
print(a, a.m(), a.p, A.c(1), A.s(2), a == A(3), a + A(4), len(a), a[7], a(1, 2, k=3), 5 in a, 6 in a)
a.p = 10; print(a.v, a.__dict__)
class B(A):
    def m(self): return super().m() + 100
    def __getattr__(self, n): return n.upper()
b = B(1); print(b.m(), b.foo, B.__mro__, isinstance(b, A), issubclass(B, A))
class S:
    __slots__ = ('a', 'b')
s = S(); s.a = 1
try: s.b
except AttributeError as e: print(e)
try: s.c = 1
except AttributeError as e: print(e)
class M(type):
    def __new__(m, n, b, d, **k):
        print('new', n, k); return super().__new__(m, n, b, d)
    def __init__(c, n, b, d, **k): super().__init__(n, b, d)
    def __call__(c, *a): print('call'); return super().__call__(*a)
    @classmethod
    def __prepare__(m, n, b, **k): return {'prep': 1}
class X(metaclass=M, z=1): pass
print(X.prep, X(), type(X)) if 0 else print(X.prep, type(X))
X()
class D:
    def __set_name__(self, o, n): print('set_name', n)
    def __get__(self, i, o): return ('get', i is None)
    def __set__(self, i, v): print('set', v)
    def __delete__(self, i): print('del')
class E:
    d = D()
    def __init_subclass__(cls, **k): print('sub', cls.__name__, k)
E().d = 4; print(E.d, E().d); del E().d
class F(E, q=3): pass
try: raise ValueError('x') from KeyError('y')
except ValueError as e: print(repr(e), repr(e.__cause__), e.__suppress_context__)
try: [].foo
except AttributeError as e: print(e, e.name, e.obj)
try: type('Q', (int, str), {})
except TypeError as e: print(e)
class L(list):
    pass
l = L([1,2]); l.z = 3; print(l, l.z, l[0], l + [3], L.__bases__)
class I(int):
    pass
i = I(5); i.q = 1; print(i + 1, i.q, type(i), repr(i))
class St(str): pass
t = St('abc'); t.q = 2; print(t, t.q, t.upper(), len(t))
class T(tuple): pass
t = T((1,2)); t.q = 3; print(t, t.q, t[1])
