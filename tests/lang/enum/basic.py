# Enum, IntEnum, Flag, auto, aliases.
from enum import Enum, IntEnum, Flag, IntFlag, StrEnum, auto, unique
class C(Enum):
    RED = 1; GREEN = 2; CRIMSON = 1
    def low(self): return self.name.lower()
print(list(C), C.CRIMSON, C(2), C["RED"], C.RED.low(), C.RED is C.CRIMSON, len(C), repr(C.RED), list(C.__members__))
for bad in [lambda: C(9), lambda: C["X"], lambda: setattr(C, "RED", 5)]:
    try: bad()
    except (ValueError, KeyError, AttributeError) as e: print(type(e).__name__, e)
class I(IntEnum): A = auto(); B = auto()
print(I.A + 1, I.B > I.A, I.B == 2, f"{I.A}", repr(I.A), sorted([I.B, I.A]))
class F(Flag): R = auto(); W = auto(); X = auto(); RW = R | W
print(F.R | F.X, F.RW & F.W, ~F.R, F.R in F.RW, list(F.RW), bool(F(0)), F(5), repr(F.RW))
class S(StrEnum): ONE = auto(); TWO = "2"
print(S.ONE, S.TWO == "2", S("one"), S.ONE.upper())
try:
    @unique
    class U(Enum): A = 1; B = 1
except ValueError as e: print(e)
try:
    class Sub(C): pass
except TypeError as e: print(e)
class Planet(Enum):
    E = (5, 6)
    def __init__(self, m, r): self.m, self.r = m, r
print(Planet.E.m, Planet.E.value, Enum("Dyn", "a b")(2))
