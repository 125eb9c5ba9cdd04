# What contexts are made of, a hash array mapped trie, against dicts: hashes that collide in some of their bits, or in all.
import contextvars
import gc
import random
import weakref

Mapping = type(gc.get_referents(contextvars.Context())[0])


class Key:
    def __init__(self, hash_, name):
        self.hash, self.name = hash_, name

    def __hash__(self):
        if self.name == failing:
            raise ValueError("hash")
        return self.hash

    def __eq__(self, other):
        if other.name == unequalled:
            raise ValueError("equal")
        return self.name == other.name


failing = unequalled = None
rng = random.Random(11)


def check(keys, steps):
    mapping, expected, kept = Mapping(), {}, []
    for step in range(steps):
        key = rng.choice(keys)
        if rng.random() < 0.6:
            mapping, expected[key] = mapping.set(key, step), step
            assert mapping.set(key, step) is mapping
        else:
            changed = mapping.delete(key)
            assert (changed is mapping) == (key not in expected)
            mapping = changed
            expected.pop(key, None)
        assert len(mapping) == len(expected)
        assert mapping.get(key, "none") == expected.get(key, "none") and (key in mapping) == (key in expected)
        if step % 10 == 0:
            kept.append((mapping, expected.copy()))
    for mapping, expected in kept:
        assert dict(mapping.items()) == expected
        assert set(mapping) == set(mapping.keys()) == set(expected)
        assert sorted(mapping.values()) == sorted(expected.values())
        again = Mapping()
        for key in rng.sample(list(expected), len(expected)):
            again = again.set(key, expected[key])
        assert again == mapping and not again != mapping
        assert (mapping == kept[0][0]) == (expected == kept[0][1])


check([Key(i, i) for i in range(40)], 60)
check([Key(i << 5, i) for i in range(40)], 60)
check([Key(i % 3 << 28, i) for i in range(12)], 60)
check([Key(7, i) for i in range(5)], 40)
check([Key(rng.randrange(-(1 << 60), 1 << 60), i) for i in range(20)], 60)
print("as dicts")

mapping = Mapping()
for i in range(4):
    mapping = mapping.set(Key(9, i), i)
before = dict(mapping.items())
for failing, unequalled in ((5, None), (None, 2)):
    for use in (mapping.get, mapping.delete, mapping.__getitem__, mapping.__contains__, lambda key: mapping.set(key, 1)):
        try:
            use(Key(9, 5))
        except ValueError as e:
            print(e, end=" ")
failing = unequalled = None
print(len(mapping), dict(mapping.items()) == before)
try:
    mapping[Key(9, "k")]
except KeyError as e:
    print("KeyError", e.args[0].name)

# A copy of a context shares all with it until one of them changes.
first, second = (contextvars.ContextVar(name) for name in ("first", "second"))
context = contextvars.Context()
context.run(first.set, 1)
copy = context.copy()
print(gc.get_referents(copy)[0] is gc.get_referents(context)[0], copy == context)
copy.run(second.set, 2)
print(len(context), len(copy), copy == context, second in context, copy[second], context.get(second))
items = copy.items()
print(len(items), type(items).__name__, sorted(value for _, value in items), list(items), len(items))
print(sorted(copy.values()), sorted(v.name for v in copy), sorted(v.name for v in copy.keys()))

# A variable that is set again in a context that shares nothing; a copy keeps what it had.
context.run(first.set, 3)
context.run(first.set, 4)
third = context.copy()
context.run(first.set, 5)
print(context[first], third[first], copy[first])


# The collector finds a cycle that goes through a variable which had nothing to collect before.
class Holder:
    pass


context = contextvars.Context()
context.run(first.set, 1)
gc.collect()
gc.collect()
holder = Holder()
holder.context = context
context.run(first.set, holder)
gone = weakref.ref(holder)
del holder, context
gc.collect()
print(gone())


# A value whose __eq__ changes the contexts that are compared: what they were when it began counts. (CPython 3.13 says False.)
class Meddler:
    def __eq__(self, other):
        for one in (context, copy):
            one.run(first.set, [len(kept)])
            one.run(second.set, [len(kept)])
        kept.append(other.name)
        return self.name == other.name

    def __init__(self, name):
        self.name = name


kept = []
context, copy = contextvars.Context(), contextvars.Context()
for one in (context, copy):
    one.run(first.set, Meddler("a" * 20))
print(context == copy, kept, context[first], len(copy), context == copy)
