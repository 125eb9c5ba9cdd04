import heapq, bisect, random
random.seed(2)
h = []
for x in random.sample(range(1000), 200):
    heapq.heappush(h, x)
out = [heapq.heappop(h) for _ in range(len(h))]
print(out == sorted(out), out[:5])
h = [5, 3, 8, 1]
heapq.heapify(h)
print(h[0], heapq.heappushpop(h, 0), heapq.heapreplace(h, 10), sorted(h), heapq.nlargest(2, h), heapq.nsmallest(2, [3, 1, 2]))
print(list(heapq.merge([1, 4], [2, 3])), heapq.nlargest(2, ["a", "bbb", "cc"], key=len))
for f in (lambda: heapq.heappop([]), lambda: heapq.heappush((), 1), lambda: heapq.heapify(5), lambda: heapq.heappush([1], "a")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
a = [1, 2, 2, 3]
print(bisect.bisect(a, 2), bisect.bisect_left(a, 2), bisect.bisect_right(a, 2, 0, 2), bisect.bisect([], 1))
bisect.insort(a, 2.5); bisect.insort_left(a, 1)
print(a, bisect.bisect_left([3, 2, 1], -2, key=lambda x: -x))
p = [("a", 3)]
bisect.insort(p, ("b", 1), key=lambda t: t[1])
print(p)
try:
    bisect.bisect(a, 1, lo=-1)
except ValueError as e:
    print(e)
