# __slots__ in a hierarchy.
class A:
    __slots__ = ("x", "_y")
    def __init__(self): self.x = 1
class B(A):
    __slots__ = ["z"]
class C(B): pass
b = B(); b.z = 3
print(b.x, b.z, hasattr(b, "__dict__"), hasattr(C(), "__dict__"))
for action in ["b.w = 1", "b._y", "del b._y", "A().z = 1"]:
    try:
        exec(action)
    except AttributeError as error:
        print(action, "->", error)
c = C(); c.w = 5
print(c.__dict__, type(A.x).__name__, A.x.__get__(b))
try:
    class D(A, type("E", (), {"__slots__": ("q",)})): pass
except TypeError as error:
    print(error)
try:
    class F:
        __slots__ = ("v",)
        v = 1
except ValueError as error:
    print(error)
class M:
    __slots__ = ("__private",)
    def __init__(self): self.__private = 7
    def get(self): return self.__private
print(M().get(), [n for n in dir(M) if "private" in n])
