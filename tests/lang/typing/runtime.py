# What typing does at run time.
from typing import *
T = TypeVar("T")
class Box(Generic[T]):
    def __init__(self, v: T): self.v = v
print(Box[int], Box[int](3).v, get_origin(Box[int]), get_args(dict[str, int]), Optional[int] == Union[int, None], List[int], Callable[[int], str], Literal["a", 1])
class P(TypedDict, total=False): x: int
print(P(x=1), P.__total__, cast(int, "s"), get_type_hints(Box.__init__))
class N(NamedTuple): a: int; b: str = "z"
print(N(1), N._field_defaults)
@runtime_checkable
class Closer(Protocol):
    def close(self): ...
class F:
    def close(self): pass
print(isinstance(F(), Closer), isinstance(3, Closer)); print(NewType("UserId", int).__name__)
try: isinstance([], list[int])
except TypeError as e: print(e)
print(Annotated[int, "m"].__metadata__, T.__name__, ClassVar[int], Any, assert_type(1, int))
# leaks: typing keeps its last 128 subscriptions
