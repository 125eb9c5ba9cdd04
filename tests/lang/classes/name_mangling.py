# Private names are mangled in all places where names are.
class A:
    __x = 1
    def __m(self): return self.__x
    def call(self): return self.__m()
    def kw(self, __arg=5): return __arg
    def glob(self):
        __local = 3
        return sorted(locals())[0]
    class __Inner: pass
    def __dunder__(self): return "dunder"
print(A().call(), A()._A__x, A().kw(), A().glob(), A().__dunder__())
print(sorted(n for n in vars(A) if "__" in n and not n.endswith("__")))
try:
    A().__x
except AttributeError as error:
    print(error)
class __B:
    def get(self): return [k for k in vars(type(self)) if "q" in k]
    __q = 1
print(__B().get())
