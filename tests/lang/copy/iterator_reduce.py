# __reduce__ of an iterator looks "iter" up first: the look-up may run code that exhausts it.
import builtins


def reduced(name, it):
    class Key:
        def __hash__(self):
            return hash(name)

        def __eq__(self, other):
            list(it)
            return other == name

    names = builtins.__dict__
    made = names[name]
    del names[name]
    names[Key()] = made
    try:
        return it.__reduce__()
    finally:
        for key in [key for key in names if type(key) is Key]:
            del names[key]
        names[name] = made


for sequence in ("xyz", "é€", [1, 2], (1, 2), b"ab", bytearray(b"ab")):
    print(type(sequence).__name__, reduced("iter", iter(sequence))[1:])
print(reduced("iter", iter([1, 0].pop, 0))[1:])
print(reduced("reversed", reversed([1, 2]))[1:])

exhausted = reversed([1])
list(exhausted)
print(exhausted.__reduce__())
