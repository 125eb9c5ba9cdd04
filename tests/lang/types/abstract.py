import abc, collections.abc


class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self): ...
    @property
    @abc.abstractmethod
    def name(self): ...


for cls in (Shape, type("Half", (Shape,), {"area": lambda self: 1})):
    try:
        cls()
    except TypeError as e:
        print(e)
print(sorted(Shape.__abstractmethods__))


class Sq(Shape):
    area = name = None


print(isinstance(Sq(), Shape), issubclass(Sq, Shape), issubclass(int, Shape))
Shape.register(int)
print(isinstance(3, Shape), issubclass(bool, Shape), issubclass(str, Shape))
try:
    Sq.register(Shape)
except RuntimeError as e:
    print(e)


class Sized2:
    def __len__(self):
        return 1


print(issubclass(Sized2, collections.abc.Sized), isinstance([], collections.abc.Sequence), isinstance({}, collections.abc.Mapping))


class MyMap(collections.abc.Mapping):
    def __getitem__(self, k): return 1
    def __iter__(self): return iter("ab")
    def __len__(self): return 2


match MyMap():
    case {"a": v}: print("map", v)
# leaks: an abstract base class keeps the weak reference of a class that is gone
