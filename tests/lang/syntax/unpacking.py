# Starred targets and starred displays.
a, *b, c = range(6)
print(a, b, c)
*a, (b, *c) = 1, 2, (3, 4, 5)
print(a, b, c)
[x, [y, *z]] = "p", "qrs"
print(x, y, z)
print([*range(3), *"ab"], (*[], 1), {*[1, 1, 2]}, {**{"a": 1}, "b": 2, **{"a": 3}})
for first, *rest in [(1, 2, 3), "xy", [9]]:
    print(first, rest)
for bad in ["a, b, *c = [1]", "a, b = [1]", "a, b = 5"]:
    try:
        exec(bad)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
i = 0
xs = [0, 0, 0]
i, xs[i] = 2, "set"
print(i, xs)
