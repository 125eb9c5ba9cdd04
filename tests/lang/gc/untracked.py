# A collection forgets the tuples that can be in no cycle, and only those.
import gc


class Thing:
    pass


class Sub(tuple):
    pass


thing = Thing()
cases = {
    "empty": (),
    "atoms": (1, 1.5, "a", b"b", None, True),
    "nested": ((1, 2), ("a", (3,))),
    "with a list": (1, []),
    "nested list": ((1, 2), ([],)),
    "with a dict": ({},),
    "with an object": (thing,),
    "a subclass": Sub((1, 2)),
    "made by a generator": tuple(i for i in range(3)),
    "with a function": (print, len),
    "with a class": (Thing,),
    "with a built-in class": (int, (dict, 1)),
}
for _ in range(3):
    gc.collect()
for name, made in cases.items():
    print(name, gc.is_tracked(made))

# A tuple that is given out again may get into a cycle.
pairs = enumerate([1, 2, 3, "last"])
for index, item in pairs:
    gc.collect()
kept = []
holder = zip([1, 2, kept])
next(holder)
gc.collect()
next(holder)
gc.collect()
last = next(holder)
kept.append(last)
print(last[0] is kept, gc.is_tracked(last))
del kept, last, holder
print(gc.collect() > 0)
items = iter({1: 1, 2: thing}.items())
print(next(items))
gc.collect()
last = next(items)
print(last[1] is thing, gc.is_tracked(last))

import itertools

for make in (itertools.combinations, itertools.permutations, itertools.combinations_with_replacement):
    results = make([None, []], 1)
    next(results)
    gc.collect()
    print(gc.is_tracked(next(results)))
results = itertools.product([None, []])
next(results)
gc.collect()
print(gc.is_tracked(next(results)))
