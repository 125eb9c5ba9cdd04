print(hash((1, 2, 3)), hash(()), hash(("",))== hash(("",)), hash((1.5, None is None)), hash(frozenset([1, 2, 3])), hash(frozenset()), hash(range(5)), hash(slice(1, 2)))
print(hash((-1,)), hash((0, 0)), hash(((),)), hash((2**61,)))
