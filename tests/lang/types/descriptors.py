class Data:
    def __set_name__(self, owner, name):
        self.name = name
        print("set_name", owner.__name__, name)

    def __get__(self, obj, owner=None):
        return self if obj is None else obj.__dict__.get(self.name, "unset")

    def __set__(self, obj, value):
        obj.__dict__[self.name] = value * 2

    def __delete__(self, obj):
        del obj.__dict__[self.name]


class NonData:
    def __get__(self, obj, owner=None):
        return ("nondata", obj is None)


class A:
    d = Data()
    n = NonData()


a = A()
print(a.d, a.n, A.n, isinstance(A.d, Data))
a.d = 4
a.n = 5
print(a.d, a.n, a.__dict__)
del a.d, a.n
print(a.d, a.n)
print(int.__dict__["real"], list.append, dict.__dict__["fromkeys"], int.__add__, A.__dict__["__dict__"])
for f in (lambda: list.append("x", 1), lambda: list.append(), lambda: int.__add__("x", 1), lambda: int.__add__(), lambda: (1).__add__(),
          lambda: (1).__add__(1, a=2), lambda: int.real.__get__("x"), lambda: len(1, 2), lambda: len(a=1), lambda: [].append(1, 2),
          lambda: dict.__dict__["fromkeys"](1), lambda: object.__setattr__(int, "a", 1), lambda: int.__new__(str)):
    try:
        print(f())
    except TypeError as e:
        print(e)
print(list.append.__name__, list.append.__qualname__, list.append.__objclass__, (1).__add__.__self__)


class Broken:
    def __set_name__(self, owner, name):
        raise RuntimeError("no name")


try:
    class B:
        x = Broken()
except RuntimeError as e:
    print(e, len(e.__notes__))
