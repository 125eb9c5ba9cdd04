x = "outer"
print([x for x in range(3)], x)
print([[y for y in range(x)] for x in range(3)])
print({a: b for a, b in zip("ab", (1, 2))}, {c for c in "aab"} == {"a", "b"})
print(list(i + j for i in range(2) for j in range(2) if i or j))

def f():
    return [g() for g in [lambda: n for n in range(3)]]

print(f())
print([z := 5, z + 1], z)

class C:
    items = [1, 2]
    out = [i * 2 for i in items]

print(C.out)
try:
    [1 / 0 for _ in range(1)]
except ZeroDivisionError as e:
    print(e)
