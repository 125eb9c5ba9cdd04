# Cooperative super() in a diamond, in classmethods and with explicit arguments.
class Base:
    def go(self): return ["Base"]
    @classmethod
    def make(cls): return "Base.make for " + cls.__name__
class L(Base):
    def go(self): return ["L"] + super().go()
    @classmethod
    def make(cls): return "L>" + super().make()
class R(Base):
    def go(self): return ["R"] + super().go()
class D(L, R):
    def go(self): return ["D"] + super().go()
    @classmethod
    def make(cls): return "D>" + super(D, cls).make()
print(D().go(), D.make(), super(L, D()).go())
print(super(L, D()).__thisclass__.__name__, super(L, D()).__self_class__.__name__)
try:
    super(R, L()).go()
except TypeError as error:
    print("TypeError")
def f(): super()
try:
    f()
except RuntimeError as error:
    print(error)
class P:
    @property
    def v(self): return 1
class Q(P):
    @property
    def v(self): return super().v + 1
print(Q().v)
