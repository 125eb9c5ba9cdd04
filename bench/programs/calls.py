"""Calls of every kind: defaults, keywords, *args, **kwargs, closures, bound methods."""


def plain(a, b):
    return a + b


def defaults(a, b=2, *, c=3):
    return a + b + c


def stars(*args, **kwargs):
    return len(args) + len(kwargs)


class Counter:
    def __init__(self):
        self.n = 0

    def step(self, by=1):
        self.n += by
        return self


def bench():
    counter = Counter()
    step = counter.step
    add = (lambda k: lambda x: x + k)(5)
    total = 0
    for i in range(150_000):
        total += plain(i, 1) + defaults(i) + defaults(i, c=1) + stars(i, i, k=i) + add(i)
        step()
        counter.step(2)
    return total, counter.n
