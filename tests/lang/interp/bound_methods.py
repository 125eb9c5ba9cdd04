class A:
    def m(self, x=1):
        return self, x

    @classmethod
    def c(cls):
        return cls.__name__

    @staticmethod
    def s(x):
        return x

a = A()
m = a.m
print(m()[0] is a, m(3)[1], A.m(a, 4)[1], a.c(), A.c(), a.s(5), A.s(6))
a.m = lambda: "shadow"
print(a.m())
del a.m
for i in range(5):
    print(a.m(i)[1], end=" ")
print()
A.m = lambda self: "replaced"
print(a.m())
