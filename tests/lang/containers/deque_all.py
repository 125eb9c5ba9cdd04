from collections import deque
d = deque("abc")
d.append("d"); d.appendleft("z"); d.extend("ef"); d.extendleft("yx")
print(d, len(d), d[0], d[-1], d.maxlen)
print(d.pop(), d.popleft(), d)
d.rotate(2); print(d)
d.rotate(-3); print(d)
d.reverse(); print(d, d.count("a"), d.index("c"))
d.remove("c"); d.insert(1, "new"); print(d)
del d[0]; d[0] = "set"; print(d)
m = deque(range(10), maxlen=3)
m.append(99); m.appendleft(-1); print(m, m.maxlen)
print(m + deque([1]), m * 2, deque([1]) == deque([1]), deque([1]) < deque([2]), 99 in m)
print(list(reversed(m)), m.copy(), deque([1, 2]) * 0)
m += [5]; m *= 2; print(m)
for f in (lambda: deque().pop(), lambda: deque().popleft(), lambda: deque()[0], lambda: deque([1]).remove(5), lambda: deque([1]).index(5), lambda: deque(maxlen=-1), lambda: deque(5), lambda: m.insert(0, 1), lambda: hash(m), lambda: deque() + [1], lambda: deque(maxlen="a")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
try:
    for x in d:
        d.append(x)
except RuntimeError as e:
    print(e)
big = deque()
for i in range(1000):
    big.append(i)
    if i % 3 == 0:
        big.popleft()
print(len(big), big[0], big[-1], sum(big))
r = deque([1]); r.append(r); print(r)
class D(deque): pass
x = D([1], maxlen=2); x.a = 1
print(x, x.copy(), type(x.copy()))
import copy
print(copy.copy(d) == d, copy.deepcopy(m))
