import gc
gc.disable()
gc.collect()
class Node:
    def __init__(self): self.other = None
def pair():
    a, b = Node(), Node()
    a.other, b.other = b, a
pair()
print("cycle of instances", gc.collect() >= 2)
l = []
l.append(l)
del l
print("list in itself", gc.collect() >= 1)
d = {}
d["self"] = d
del d
print("dict in itself", gc.collect() >= 1)
t = ([],)
t[0].append(t)
del t
print("tuple", gc.collect() >= 2)
def f():
    def g(): return g
f()
print("closure", gc.collect() >= 2)
class C:
    pass
del C
print("class", gc.collect() >= 2)
def gen():
    g = yield
    yield g
g = gen()
next(g)
g.send(g)
del g
print("generator", gc.collect() >= 1)
s = set()
class H:
    pass
h = H()
h.s = s
s.add(h)
del h, s
print("set", gc.collect() >= 2)
try:
    raise ValueError
except ValueError as e:
    x = e
    e.me = x
del x
print("exception", gc.collect() >= 1)
print("nothing left", gc.collect())
# Reachable things stay.
keep = Node()
keep.other = Node()
keep.other.other = keep
gc.collect()
print(keep.other.other is keep)
# A long chain and a big ring.
head = None
for i in range(20000):
    n = Node()
    n.other = head
    head = n
first = head
while first.other is not None:
    first = first.other
first.other = head
del head, first, n
print("ring", gc.collect() >= 20000)
gc.enable()
# Automatic collections keep the number of objects down.
for i in range(50000):
    pair()
print("automatic", len(gc.get_objects()) < 60000, gc.get_count()[0] <= 3000)
