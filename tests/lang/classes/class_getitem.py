# __class_getitem__ and __mro_entries__.
class Box:
    def __class_getitem__(cls, item): return f"{cls.__name__}[{item!r}]"
class Sub(Box): pass
print(Box[1], Sub["x", 2])
class Entry:
    def __mro_entries__(self, bases):
        return (dict,)
class D(Entry()): pass
print(D.__bases__, len(D.__orig_bases__), D(a=1))
try: int[3]
except TypeError as e: print(e)
print(list[int], dict[str, list[int]], list[int]([1, 2]), type(list[int]).__name__)
print(list[int].__origin__, list[int].__args__, int | None, isinstance(3, int | str))
