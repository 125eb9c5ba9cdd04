# Every allocation of these snippets fails once: the outcome is MemoryError or what would have come anyway, never a crash, and the interpreter goes on.
import contextvars
import sys

set_state = sys._set_state


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    def __repr__(self):
        return f"Point({self.x}, {self.y})"


def numbers():
    return 3**200 // 7**50 + int("1" * 60), divmod(10**40, 10**19 + 1), float("1e300") * 2


def texts():
    return ", ".join(str(i) for i in range(20)).replace("1", "one").upper().split(), "%5d|%s|%r" % (3, "x", [1]), f"{2**70:,}"


def containers():
    d = {i: [i] for i in range(30)}
    d.update({str(i): (i, i) for i in range(10)})
    s = {i % 7 for i in range(50)} | {"a", "b"}
    return sorted(d, key=str)[:3], len(s), list(zip(range(3), "abc")), [*d.values()][:2]


def objects():
    points = [Point(i, i) for i in range(5)]
    return repr(sum(points[1:], points[0])), getattr(points[0], "x"), type("T", (Point,), {"z": 1})(1, 2).z


def generators():
    def walk(n):
        if n:
            yield from walk(n - 1)
            yield n

    return sum(walk(10)), [x * y for x in range(3) for y in range(3)]


def exceptions():
    try:
        try:
            raise KeyError("k")
        except KeyError as e:
            raise ValueError("v") from e
    except ValueError as e:
        return repr(e), repr(e.__cause__)


def closures():
    def make(n, *args, key=None, **kw):
        return lambda m: (n, m, args, key, kw)

    return make(1, 2, 3, key=4, z=5)(6)


variables = [contextvars.ContextVar(f"v{i}") for i in range(40)]


def contexts():
    def change():
        for n in range(2):
            tokens = [v.set(n) for v in variables]
        copy = contextvars.copy_context()
        for v, token in zip(variables[:30], tokens):
            v.reset(token)
        copy.run(variables[0].set, 7)
        return len(copy), copy[variables[0]], variables[0].get(), sum(contextvars.copy_context().values()), copy == contextvars.copy_context()

    return contextvars.Context().run(change)


failures = 0
for snippet in (numbers, texts, containers, objects, generators, exceptions, closures, contexts):
    expected = snippet()
    n = 0
    while True:
        n += 1
        failed = True
        try:
            set_state("fail_allocation", n)
            result = snippet()
            set_state("fail_allocation", 0)
            failed = False
        except MemoryError:
            failures += 1
        finally:
            set_state("fail_allocation", 0)
        if not failed:
            if result != expected:
                print(snippet.__name__, n, "differs:", result)
            break
        if n > 2000:
            print(snippet.__name__, "never ends")
            break
    print(snippet.__name__, "survives", snippet() == expected)
print(failures > 100)
# expect: numbers survives True
# expect: texts survives True
# expect: containers survives True
# expect: objects survives True
# expect: generators survives True
# expect: exceptions survives True
# expect: closures survives True
# expect: contexts survives True
# expect: True
