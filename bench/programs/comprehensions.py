"""Comprehensions of lists, sets and dicts, nested and filtered."""


def bench():
    total = 0
    for n in range(60):
        squares = [x * x for x in range(2000) if x % 3]
        pairs = {(a, b) for a in range(30) for b in range(30) if a < b}
        table = {x: [y for y in range(x % 7)] for x in range(500)}
        total += sum(squares) % 1009 + len(pairs) + sum(len(v) for v in table.values())
    return total
