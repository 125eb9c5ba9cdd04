class A:
    def f(self): return "A.f"
    @classmethod
    def c(cls): return "A.c " + cls.__name__
    @property
    def p(self): return "A.p"
class B(A):
    def f(self): return "B.f " + super().f()
    @classmethod
    def c(cls): return "B.c " + super().c()
    @property
    def p(self): return "B.p " + super().p
    def g(self): return super(B, self).f()
class C(B):
    pass
print(C().f(), "|", C.c(), "|", C().p, "|", C().g())
print(super(B, C()), super(B, C).c())
for f in (lambda: super(B, A()), lambda: super(1), lambda: super().f):
    try:
        f()
    except (TypeError, RuntimeError) as e:
        print(type(e).__name__, e)
try:
    super(B, B()).nothing
except AttributeError as e:
    print(e)
s = super(B, B())
print(s.__thisclass__, s.__self_class__)
