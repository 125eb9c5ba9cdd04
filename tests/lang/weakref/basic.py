# Weak references, their callbacks, weak containers, finalize.
import weakref
class C:
    def m(self): return "m"
c = C(); r = weakref.ref(c, lambda ref: print("callback", ref() is None)); print(r() is c, weakref.getweakrefcount(c), r == weakref.ref(c))
p = weakref.proxy(c); print(p.m(), type(p).__name__); wm = weakref.WeakMethod(c.m); print(wm()())
f = weakref.finalize(c, print, "finalized", 1); print(f.alive)
d = weakref.WeakValueDictionary(k=c); k = weakref.WeakKeyDictionary({c: 1}); s = weakref.WeakSet([c]); print(len(d), len(k), len(s), c in s)
del c
print(r(), f.alive, len(d), len(k), len(s), wm())
try: p.m()
except ReferenceError as e: print(e)
for bad in (1, "s", (), []):
    try: weakref.ref(bad)
    except TypeError as e: print(e)
class S: __slots__ = ("__weakref__",)
print(weakref.ref(S())())
