import weakref, gc


class A:
    def m(self):
        return 1


a = A()
r = weakref.ref(a, lambda r: print("dead", r() is None))
print(r() is a, weakref.getweakrefcount(a), r == weakref.ref(a), weakref.ref(a) is weakref.ref(a))
p = weakref.proxy(a)
a.x = 5
print(p.x, p.m(), type(p).__name__)
wm = weakref.WeakMethod(a.m)
print(wm()())
d = weakref.WeakValueDictionary()
d["k"] = a
k = weakref.WeakKeyDictionary()
k[a] = 1
s = weakref.WeakSet([a])
print(len(d), len(k), len(s))
f = weakref.finalize(a, print, "finalized")
del a
print(len(d), len(k), len(s), f.alive, wm())
try:
    p.x
except ReferenceError as e:
    print(e)
for v in (1, "s", (), None):
    try:
        weakref.ref(v)
    except TypeError as e:
        print(e)


class B:
    def __del__(self):
        print("del", self.n)


b = B()
b.n = 1
b.self = b
w = weakref.ref(b)
del b
gc.collect()
print(w())
