# One line for each iterator of itertools.
import weakref
from itertools import *
print(list(accumulate([1, 2, 3])), list(accumulate([3, 1, 2], max, initial=0)), list(chain("ab", [1])), list(chain.from_iterable(["x", "yz"])))
print(list(combinations("abc", 2)), list(combinations_with_replacement("ab", 2)), list(permutations("abc", 2)), list(product("ab", repeat=2)))
print(list(compress("abcd", [1, 0, 1])), list(dropwhile(lambda x: x < 3, [1, 3, 1])), list(takewhile(lambda x: x < 3, [1, 3, 1])), list(filterfalse(None, [0, 1, ""])))
print([(k, list(g)) for k, g in groupby("aabbba")], [(k, len(list(g))) for k, g in groupby(range(6), lambda x: x // 4)])
print(list(islice(count(5, 2), 3)), list(islice(cycle("ab"), 5)), list(repeat("r", 2)), list(islice("abcdefg", 1, None, 3)))
print(list(starmap(pow, [(2, 3), (3, 2)])), list(zip_longest("ab", "c", fillvalue="-")), list(pairwise([1, 2, 3])), list(batched("abcde", 2)))
a, b = tee([1, 2, 3]); next(a); print(list(a), list(b))
print(list(product([], [1])), list(permutations([])), list(combinations([1], 2)), count(1.5), repeat(1, 3))
for bad in [lambda: islice([], -1), lambda: batched([], 0), lambda: list(accumulate([1, "a"]))]:
    try: bad()
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
try: list(batched("abc", 2, strict=True))
except ValueError as e: print(e)

# The iterators of tee() can be referred to weakly.
first, second = tee(range(3))
weak = weakref.ref(first, lambda weak: print("gone"))
print(weak() is first, list(weakref.proxy(second)))
del first
print(weak())
