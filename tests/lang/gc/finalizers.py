import gc
gc.disable()
log = []
class F:
    def __init__(self, name): self.name = name
    def __del__(self): log.append(self.name)
def pair(a, b):
    a.other, b.other = b, a
pair(F("a"), F("b"))
gc.collect()
print(sorted(log))
# A finaliser that revives its object runs once only.
saved = []
class Revive:
    def __del__(self):
        log.append("revived")
        saved.append(self)
log.clear()
r = Revive()
r.me = r
del r
gc.collect()
print(log, len(saved), gc.is_finalized(saved[0]))
saved.clear()
gc.collect()
print(log)
# One that raises is reported and does not stop the others.
import sys
sys.unraisablehook = lambda u: print("unraisable", type(u.exc_value).__name__)
class Bad:
    def __del__(self): raise RuntimeError
b = Bad()
b.me = b
f = F("after")
f.b = b
b.f = f
log.clear()
del b, f
gc.collect()
print(log)
# A finaliser that breaks its own cycle.
class Breaker:
    def __del__(self):
        self.me = None
        log.append("broken")
x = Breaker()
x.me = x
log.clear()
del x
gc.collect()
print(log)
# Generators are closed.
def g():
    try:
        me = yield
        yield me
    finally:
        log.append("closed")
it = g()
next(it)
it.send(it)
log.clear()
del it
gc.collect()
print(log)
