# expect: {'x': <class 'int'>, 'y': <class 'str'>}
# expect: NameError
# expect: {'a': <class 'int'>, 'return': <class 'str'>}
# expect: {'z': <class 'float'>}
class A:
    x: int = 1
    y: str


print(A.__annotations__)


class B:
    x: Undefined


try:
    B.__annotations__
except NameError as e:
    print(type(e).__name__)


def f(a: int) -> str: ...


print(f.__annotations__)


class C(A):
    z: float


print(C.__annotations__)
