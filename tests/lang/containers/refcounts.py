# Every object that goes into a container comes out of it alive, and dies with the last reference.
class X:
    alive = 0
    def __init__(self): X.alive += 1
    def __del__(self): X.alive -= 1
from collections import deque, defaultdict
from itertools import *
def run():
    l = [X() for _ in range(20)]
    l[3:5] = [X(), X(), X()]
    del l[::3]
    l.insert(2, X()); l.pop(1); l.remove(l[0])
    l *= 2
    l.sort(key=id); l.reverse()
    t = tuple(l) + (X(),) * 3
    d = dict.fromkeys(t, X())
    d.pop(t[0]); d.popitem(); d[t[1]] = X(); d.setdefault(X(), X())
    e = d | {X(): X()}
    e.update(d.copy())
    s = set(t) | {X()}
    s.pop(); s ^= {X()}; s -= set(l[:2]); f = frozenset(s)
    q = deque(t, maxlen=10)
    q.append(X()); q.rotate(3); q.popleft(); q.insert(2, X()) if len(q) < 10 else None
    dd = defaultdict(X); dd[1]; dd[2]
    list(zip(l, t)); list(enumerate(t)); list(map(lambda x: x, t)); list(filter(None, t))
    list(permutations(t[:4])); list(product(t[:3], repeat=2)); list(combinations(t[:4], 2)); list(batched(t, 3)); list(pairwise(t))
    a, b = tee(t); next(a); list(b)
    for k, g in groupby(t[:5]): pass
    list(islice(cycle(t), 40)); list(accumulate([1, 2], lambda p, q: X())); list(zip_longest(t, l))
    class C: pass
    c = C()
    c.a = X(); c.b = X(); c.a = X(); del c.b
    v = c.__dict__; v["z"] = X(); v["a"] = X(); c.__dict__ = {"k": X()}
    o = C(); o.x = X(); w = o.__dict__; del o; w.clear()
    for i in range(40): setattr(c, f"n{i}", X())
run()
import gc
gc.collect()
print(X.alive)
