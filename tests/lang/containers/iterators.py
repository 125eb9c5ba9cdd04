print(list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate("ab", start=2**62))[1][0], list(enumerate("a", 10**20)))
print(list(zip()), list(zip([1, 2], "abc")), list(zip(range(3), "abc", strict=True)))
for f in (lambda: list(zip([1], [1, 2], strict=True)), lambda: list(zip([1, 2], [1], strict=True)), lambda: list(zip([1], [2], [3, 4], strict=True)), lambda: zip([1], 5), lambda: enumerate(5), lambda: enumerate(), lambda: map(len), lambda: filter(1), lambda: reversed({1}), lambda: zip([], [], bad=1), lambda: iter(5)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(map(str, range(3))))
print(list(filter(None, [0, 1, "", "a"])), list(filter(lambda x: x > 1, range(4))))
print(list(reversed([1, 2])), list(reversed("abc")), list(reversed((1, 2))), list(reversed(range(3))))
class Seq:
    def __getitem__(self, i):
        if i > 3:
            raise IndexError
        return i * i
    def __len__(self):
        return 4
print(list(Seq()), list(reversed(Seq())), 9 in Seq(), 5 in Seq())
n = 0
def count():
    global n
    n += 1
    return n
print(list(iter(count, 4)))
it = iter([1, 2, 3])
print(next(it), it.__length_hint__(), next(it), next(it), next(it, "end"))
class It:
    def __iter__(self): return self
    def __next__(self): raise StopIteration("x")
print(list(It()), list(zip(It())), list(map(str, It())))
a, b = zip(*[(1, 2), (3, 4)])
print(a, b)
e = enumerate("abc")
kept = next(e)
print(kept, next(e), kept)
def boom(x):
    raise ValueError(x)
try:
    list(map(boom, [7]))
except ValueError as err:
    print(err)
class E(enumerate):
    pass
print(list(E("x")), type(E("x")).__name__)
