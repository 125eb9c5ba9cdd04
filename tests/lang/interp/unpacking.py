a, b = 1, 2
a, b = b, a
print(a, b)
(a, (b, *c)), d = (1, "xyz"), 4
print(a, b, c, d)
*a, = range(3)
first, *_, last = "hello"
print(a, first, last)
for bad in ("a, b = 1,", "a, *b, c = 1,", "a, b = 5", "a, b = iter([1])", "(a,) = {}"):
    try:
        exec(bad)
    except (TypeError, ValueError) as e:
        print(e)

class I:
    def __iter__(self):
        yield 1
        raise KeyError("mid")

try:
    a, b, c = I()
except KeyError as e:
    print(repr(e), a, first)
