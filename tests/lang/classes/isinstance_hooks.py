# __instancecheck__, __subclasscheck__ and virtual subclasses of an ABC.
from abc import ABC, abstractmethod
class Meta(type):
    def __instancecheck__(cls, o): return o == 5
    def __subclasscheck__(cls, k): return k is str
class K(metaclass=Meta): pass
print(isinstance(5, K), isinstance(6, K), issubclass(str, K), issubclass(int, K), isinstance(K(), K))
class Shape(ABC):
    @abstractmethod
    def area(self): ...
    @property
    @abstractmethod
    def name(self): ...
try: Shape()
except TypeError as e: print(e)
class Sq(Shape):
    def area(self): return 4
try: Sq()
except TypeError as e: print(e)
class Full(Sq): name = "full"
print(Full().area(), sorted(Shape.__abstractmethods__))
@Shape.register
class Virtual: pass
print(issubclass(Virtual, Shape), isinstance(Virtual(), Shape), Shape in Virtual.__mro__)
class Hooked(ABC):
    @classmethod
    def __subclasshook__(cls, k): return True if hasattr(k, "quack") else NotImplemented
class Duck: quack = 1
print(issubclass(Duck, Hooked), issubclass(int, Hooked))
try: isinstance(1, 5)
except TypeError as e: print(e)
print(isinstance(1, (str, (float, (int,)))))
