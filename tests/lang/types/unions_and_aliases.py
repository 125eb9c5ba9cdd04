import types, typing
print(int | str, int | None, list[int] | str, (int | str) == (str | int), isinstance(1, int | str), issubclass(bool, int | str))
a = list[int]
print(a, a.__origin__, a.__args__, a([1, 2]), a == list[int], hash(a) == hash(list[int]), dict[str, list[int]])
T = typing.TypeVar("T")
print(list[T], list[T].__parameters__, list[T][int], dict[T, T][str], T.__name__)
class C(list[int]): pass
print(C.__bases__, C.__orig_bases__)
for f in (lambda: isinstance([], list[int]), lambda: int | 1, lambda: list[int][str]):
    try: f()
    except TypeError as e: print(e)
def gen[A, *B, **P](x: A) -> A: return x
print(gen.__type_params__, gen(3))
class Box[V]:
    def get(self) -> V: ...
print(Box.__type_params__, Box[int], Box.__orig_bases__)
type Alias[Q] = list[Q]
print(Alias, Alias.__value__, Alias[int], Alias.__type_params__)
# leaks: typing keeps its last 128 subscriptions
