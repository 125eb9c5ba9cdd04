def f(a, b=2, *args, c, d=4, **kw):
    return a, b, args, c, d, kw

print(f(1, c=3))
print(f(1, 5, 6, 7, c=3, d=8, e=9))
print(f(*[1, 2], **{"c": 3, "z": 26}))

def g(a, /, b, *, c):
    return a, b, c

print(g(1, 2, c=3), g(1, b=2, c=3))
for call in (lambda: f(), lambda: f(1), lambda: g(1, 2, 3), lambda: g(a=1, b=2, c=3), lambda: g(1, 2, c=3, d=4),
             lambda: g(1, 1, b=2, c=3), lambda: g(), lambda: (lambda: 0)(1), lambda: (lambda x: 0)(1, 2), lambda: (lambda x, y=1: 0)(1, 2, 3)):
    try:
        call()
    except TypeError as e:
        print(e)
