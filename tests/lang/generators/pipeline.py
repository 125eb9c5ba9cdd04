# Lazy pipelines pull one item at a time.
def numbers():
    for i in range(1, 6):
        print("make", i)
        yield i
def square(it):
    for x in it: yield x * x
def even(it): return (x for x in it if x % 2 == 0)
p = even(square(numbers()))
print("nothing yet")
print(next(p))
print(next(p))
print(next(p, "done"))
def primes():
    found = {}
    q = 2
    while True:
        if q not in found: yield q; found[q * q] = [q]
        else:
            for p in found.pop(q): found.setdefault(p + q, []).append(p)
        q += 1
from itertools import islice
print(list(islice(primes(), 20)))
