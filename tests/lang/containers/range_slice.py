r = range(2, 20, 3)
print(r, list(r), len(r), r[1], r[-1], r[1:3], r[::-1], 5 in r, 6 in r, r.index(8), r.count(8), r.count(9))
print(range(5) == range(0, 5, 1), range(0) == range(2, 1), hash(range(3)) == hash(range(0, 3)), range(0, 3, 2) == range(0, 4, 2))
big = range(10**30, 10**30 + 5)
print(big, len(big), list(big)[-1], 10**30 + 2 in big, big[2], big.index(10**30 + 4))
huge = range(0, 10**30)
try:
    len(huge)
except OverflowError as e:
    print(e)
print(huge[10**29], huge[-1], bool(huge), list(reversed(range(3))), list(range(5, 0, -2)))
print(list(range(2**47 - 2, 2**47 + 2)), list(range(2**63 - 1, 2**63 + 2)), list(range(-2**47 - 1, -2**47 + 2)))
for f in (lambda: range(), lambda: range(1.5), lambda: range(1, 2, 0), lambda: range(5)[9], lambda: range(3).index(7), lambda: range(a=1), lambda: range(1, 2, 3, 4), lambda: range(5)["a"]):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, s.indices(5), slice(None).indices(3), slice(-3, None, -1).indices(10), slice(10**30).indices(5))
print(slice(1, 2) == slice(1, 2), slice(1) < slice(2), hash(slice(1, 2)) == hash(slice(1, 2, None)), slice(5))
print(slice(10**40, None, -10**41).indices(10**50))
it = iter(range(5))
next(it)
print(it.__length_hint__(), list(it), list(it))
