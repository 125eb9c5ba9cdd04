class Meta(type):
    def __new__(m, name, bases, ns, **kw):
        print("new", name, sorted(kw))
        return super().__new__(m, name, bases, ns)

    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)

    @classmethod
    def __prepare__(m, name, bases, **kw):
        return {"prepared": name}

    def __call__(cls, *args):
        print("call", args)
        return super().__call__(*args)

    def __len__(cls):
        return 7

    def __getattr__(cls, name):
        return "meta " + name


class A(metaclass=Meta, flag=1):
    pass


class B(A):
    def __init__(self, x):
        self.x = x


print(A.prepared, B.prepared, len(B), B.unknown, type(B))
print(B(3).x)


class Other(type):
    pass


class C(metaclass=Other):
    pass


try:
    class D(A, C):
        pass
except TypeError as e:
    print(e)
print(type("E", (A,), {}).prepared)
