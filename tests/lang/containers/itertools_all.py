from itertools import *
import operator
print(list(accumulate([1, 2, 3])), list(accumulate([1, 2, 3], operator.mul, initial=10)), list(accumulate([])))
print(list(batched("abcdefg", 3)), list(chain("ab", [1])), list(chain.from_iterable(["ab", "c"])))
print(list(combinations("abcd", 2)), list(combinations([1], 2)), list(combinations([1], 0)))
print(list(combinations_with_replacement("ab", 2)), list(permutations("abc", 2)), len(list(permutations(range(5)))))
print(list(product("ab", [1, 2])), list(product([0, 1], repeat=2)), list(product()), list(product([], [1])))
print(list(compress("abcd", [1, 0, 1])), list(islice(count(5), 3)), list(islice(count(1, 0.5), 3)), list(islice(cycle("ab"), 5)))
print(list(dropwhile(lambda x: x < 3, [1, 3, 1])), list(takewhile(lambda x: x < 3, [1, 3, 1])), list(filterfalse(None, [0, 1])))
print([(k, list(g)) for k, g in groupby("aabbbc")], [(k, len(list(g))) for k, g in groupby(range(6), lambda x: x // 4)])
print(list(islice("abcdef", 2)), list(islice("abcdef", 2, None)), list(islice("abcdef", 1, 6, 2)), list(islice([], 0)))
print(list(pairwise("abc")), list(pairwise("a")), list(repeat(1, 3)), list(starmap(pow, [(2, 3), (3, 2)])))
a, b = tee("abc")
print(next(a), next(a), list(b), list(a))
print(list(zip_longest("ab", "c", fillvalue="-")), list(zip_longest()))
print(count(3), count(1, 2), repeat("x"), repeat("x", 2), count(1.5))
groups = [g for k, g in groupby("aab")]
print([list(g) for g in groups])
for f in (lambda: list(batched("abc", 2, strict=True)), lambda: batched("a", 0), lambda: combinations("a", -1), lambda: islice([], -1), lambda: islice([], 1, 2, 0), lambda: count("a"), lambda: tee([], -1), lambda: chain(5).__next__(), lambda: product([], repeat=-1), lambda: permutations("a", "b"), lambda: repeat(), lambda: cycle(), lambda: zip_longest([], x=1)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
kept = list(permutations(range(3)))
print(kept)
c = count(2**47 - 2)
print([next(c) for _ in range(4)])
c = count(2**63 - 2)
print([next(c) for _ in range(4)])
