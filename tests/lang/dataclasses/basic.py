# dataclass: fields, order, frozen, defaults, inheritance.
from dataclasses import dataclass, field, asdict, astuple, replace, fields, FrozenInstanceError, KW_ONLY, InitVar
@dataclass(order=True)
class P:
    x: int
    y: int = 2
    tags: list = field(default_factory=list, compare=False, repr=False)
print(P(1), P(1) == P(1, 2, [5]), P(1) < P(2), asdict(P(1)), astuple(P(3)), replace(P(1), y=7), [f.name for f in fields(P)])
@dataclass(frozen=True, slots=True)
class F:
    a: int
    _: KW_ONLY
    b: str = "b"
f = F(1, b="z"); print(f, hash(f) == hash(F(1, b="z")), hasattr(f, "__dict__"))
try: f.a = 2
except FrozenInstanceError as e: print(e)
@dataclass
class Q(P):
    z: InitVar[int] = 0
    def __post_init__(self, z): self.y += z
print(Q(1, z=10), Q.__match_args__)
try:
    @dataclass
    class B:
        a: list = []
except ValueError as e: print(e)
try:
    @dataclass
    class D:
        a: int = 1
        b: int
except TypeError as e: print(e)
try: P()
except TypeError as e: print(e)
