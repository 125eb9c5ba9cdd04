import gc
def show(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
print(gc.isenabled(), gc.get_debug(), gc.garbage, len(gc.get_threshold()), len(gc.get_count()), [sorted(d) for d in gc.get_stats()])
gc.disable()
print(gc.isenabled())
gc.enable()
show(lambda: gc.collect(3))
show(lambda: gc.collect(-1))
show(lambda: gc.collect("a"))
show(lambda: gc.set_threshold())
gc.set_threshold(700, 11, 12)
print(gc.get_threshold()[:2])
show(lambda: gc.get_objects(5))
show(lambda: gc.get_objects("a"))
class C:
    pass
c = C()
c.x = 1
for v in (1, 1.5, "a", None, True, [], set(), c, C, print, (1, []), show, gc, 2**100, b"a", range(3), iter([])):
    print(type(v).__name__, gc.is_tracked(v), gc.is_finalized(v))
a = [1, "x", 2.5]
print(sorted(map(str, gc.get_referents(a, {"k": "v"}))), gc.get_referents(5))
holder = [a]
print(any(r is holder for r in gc.get_referrers(a)), any(o is a for o in gc.get_objects()))
gc.freeze()
print(gc.get_freeze_count() > 0)
gc.unfreeze()
print(gc.get_freeze_count())
calls = []
def callback(phase, info):
    calls.append((phase, sorted(info), info["generation"]))
gc.callbacks.append(callback)
gc.collect()
gc.collect(0)
gc.callbacks.remove(callback)
print(calls)
gc.set_debug(gc.DEBUG_SAVEALL)
c = C()
c.me = c
c = None
gc.collect()
gc.set_debug(0)
print(any(isinstance(o, C) for o in gc.garbage))
gc.garbage.clear()
print(gc.DEBUG_STATS, gc.DEBUG_COLLECTABLE, gc.DEBUG_UNCOLLECTABLE, gc.DEBUG_SAVEALL, gc.DEBUG_LEAK)
