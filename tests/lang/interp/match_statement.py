class P:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y

def what(v):
    match v:
        case 0 | 1:
            return "small"
        case int(n) if n > 100:
            return f"big {n}"
        case [a, b]:
            return f"pair {a} {b}"
        case [a, *rest]:
            return f"list {a} {rest}"
        case {"k": k, **rest}:
            return f"map {k} {rest}"
        case P(0, y=y):
            return f"on axis {y}"
        case P(x, y):
            return f"point {x} {y}"
        case str() as s:
            return f"str {s}"
        case None:
            return "none"
        case _:
            return "other"

for v in (0, 500, (1, 2), [1, 2, 3], {"k": 1, "z": 2}, P(0, 5), P(1, 2), "s", None, 5, [], {}):
    print(what(v))
try:
    match P(1, 2):
        case P(1, 2, 3):
            pass
except TypeError as e:
    print(e)
