# Priority: data descriptor, instance dict, non-data descriptor.
class Data:
    def __get__(self, o, t): return "data"
    def __set__(self, o, v): print("set", v)
    def __delete__(self, o): print("delete")
class NonData:
    def __get__(self, o, t): return "nondata", o is None, t.__name__
class C:
    d = Data()
    n = NonData()
c = C()
c.__dict__.update(d="own d", n="own n")
print(c.d, c.n, C.d, C.n)
c.d = 5
del c.d
del c.n
print(c.n)
class OnlySet:
    def __set__(self, o, v): o.__dict__["s"] = v * 2
class D: s = OnlySet()
x = D(); print(type(x.s).__name__); x.s = 4; print(x.s)
try: del x.s
except AttributeError as e: print(type(e).__name__, e)
