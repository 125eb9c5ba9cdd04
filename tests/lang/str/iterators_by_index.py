"""The iterators over sequences of characters and bytes: state, hints, ends."""
import array
import copy
import operator

for sequence in ("abc", "aé€", b"abc", bytearray(b"abc"), array.array("i", [1, 2, 3]), memoryview(b"abc")):
    it = iter(sequence)
    print(type(it).__name__, next(it), operator.length_hint(it, -1))
    if not hasattr(it, "__setstate__"):
        print(list(it), next(it, "end"))
        continue
    iter_, arguments, state = it.__reduce__()
    print(iter_ is iter, arguments[0] == sequence, state, list(copy.copy(it)))
    for index in (-5, 0, 2, 3, 99):
        it.__setstate__(index)
        print(index, it.__reduce__()[2], operator.length_hint(it, -1), end="; ")
    print(list(it), it.__reduce__()[1], operator.length_hint(it, -1), next(it, "end"))
    if not isinstance(sequence, array.array):  # CPython crashes
        it.__setstate__(1)
        print(list(it))
    try:
        iter(sequence).__setstate__("x")
    except TypeError as error:
        print(type(error).__name__)

# A bytearray may grow and shrink under its iterator.
data = bytearray(b"abcd")
it = iter(data)
print(next(it), next(it))
del data[1:]
print(operator.length_hint(it, -1), list(it), len(data))
data += b"xyz"
print(list(it))
it = iter(data)
next(it)
data += b"!"
print(list(it))
