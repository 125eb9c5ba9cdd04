"""Structural pattern matching over a small expression language."""


def evaluate(node):
    match node:
        case int():
            return node
        case ("add", left, right):
            return evaluate(left) + evaluate(right)
        case ("mul", left, right):
            return evaluate(left) * evaluate(right)
        case {"neg": inner}:
            return -evaluate(inner)
        case [first, *rest]:
            return evaluate(first) + sum(map(evaluate, rest))


def bench():
    tree = ("add", ("mul", 3, {"neg": 4}), [1, 2, ("add", 5, 6)])
    return sum(evaluate(tree) for _ in range(40_000))
