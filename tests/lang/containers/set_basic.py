# python: 3.14
s = {3, 1, 2}
print(s, len(s), 1 in s, 9 in s, set(), frozenset(), frozenset([1]), {1} | {2})
s.add(5); s.discard(9); s.discard(1); s.remove(2)
print(s, s.copy() == s, s.pop() in (3, 5))
a, b = {1, 2, 3, 4}, {3, 4, 5}
print(a | b, a & b, a - b, a ^ b, a.union([9], (8,)), a.intersection(b, [4]), a.difference([1], [2]), a.symmetric_difference([1, 7]))
print(a <= b, {1} < a, a >= {1, 2}, a > a, a == {4, 3, 2, 1}, a != b, a.isdisjoint({9}), {1}.issubset([1, 2]), a.issuperset([1]))
a |= {10}; a &= {1, 2, 10}; a -= {2}; a ^= {1, 5}
print(a)
a.update([1], "x"); a.intersection_update([1, 5]); a.difference_update([5]); a.symmetric_difference_update([2])
print(a)
f = frozenset([1, 2])
print(hash(f) == hash(frozenset([2, 1])), f | {3}, {3} | f, type(f | {3}), type({3} | f), f == {1, 2}, {f: 1}[frozenset((2, 1))])
print({1, 2} in {f}, frozenset(f) is f, f.copy() is f)
for g in (lambda: {[]}, lambda: set(5), lambda: hash(set()), lambda: {1}.remove(2), lambda: set().pop(), lambda: {1} | [2], lambda: {1} < 2, lambda: set(a=1), lambda: f.add(1)):
    try:
        print(g())
    except Exception as e:
        print(type(e).__name__, e)
try:
    for x in (s := {1, 2, 3}):
        s.add(x + 10)
except RuntimeError as e:
    print(e)
class S(set):
    pass
x = S([1])
x.y = 2
print(x, x | {2}, type(x | {2}), type(x.copy()), x.y)
print({i * 7 for i in range(12)}, set(range(20)), {1, 1.0, True})
big = set(range(1000))
for i in range(0, 1000, 2):
    big.discard(i)
print(len(big), sum(big), min(big))
print({"a"} ^ {"b"} >= {"a"}, repr({"one"}), str(frozenset({"x"})))
