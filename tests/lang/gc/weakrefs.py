import gc, weakref
gc.disable()
class C:
    pass
log = []
# A weak reference from outside to garbage: its callback is called.
a, b = C(), C()
a.b, b.a = b, a
r = weakref.ref(a, lambda w: log.append(w() is None))
del a, b
gc.collect()
print(log, r())
# A weak reference that is garbage itself calls nobody.
log.clear()
a = C()
a.me = a
a.r = weakref.ref(a, lambda w: log.append("called"))
del a
gc.collect()
print(log)
# Without a callback.
a = C()
a.me = a
r, p = weakref.ref(a), weakref.proxy(a)
del a
print(r() is not None)
gc.collect()
print(r(), gc.collect())
try:
    p.me
except ReferenceError as e:
    print("ReferenceError")
# Weak containers.
d = weakref.WeakValueDictionary()
k = weakref.WeakKeyDictionary()
s = weakref.WeakSet()
a = C()
a.me = a
d["a"] = a
k[a] = 1
s.add(a)
del a
gc.collect()
print(len(d), len(k), len(s))
# finalize
a = C()
a.me = a
f = weakref.finalize(a, log.append, "finalized")
del a
log.clear()
gc.collect()
print(log, f.alive)
