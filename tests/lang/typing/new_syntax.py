# Type parameters and type statements.
def first[T](xs: list[T]) -> T: return xs[0]
class Stack[T: int, *Ts, **P]:
    def push(self, x: T): return x
type Pair[A] = tuple[A, A]
type Rec = list[Rec]
print(first([3]), first.__type_params__, Stack.__type_params__, Stack().push(1), Pair, Pair.__value__, Pair[int], Pair.__name__, Rec.__value__)
print(Stack.__type_params__[0].__bound__, Stack.__orig_bases__[0].__origin__.__name__)
class D[T = int]: pass
print(D.__type_params__[0].__default__, first.__annotations__["return"])
type Lazy = undefined_until_asked
try: Lazy.__value__
except NameError as e: print(e)
type = 5; print(type)
# leaks: typing keeps its last 128 subscriptions
