# Every kind of parameter, and what a wrong call says.
def f(a, b=2, /, c=3, *args, d, e=5, **kw):
    return a, b, c, args, d, e, kw

print(f(1, d=4))
print(f(1, 2, 3, 4, 5, d=6, e=7, z=8, a=9))
print(f(*[1, 2], **{"c": 30, "d": 40}))

def g(a, /, b, *, c):
    return a, b, c

for call in ["g()", "g(1)", "g(1, 2)", "g(1, 2, 3)", "g(a=1, b=2, c=3)", "g(1, 2, c=3, d=4)", "g(1, 2, b=3, c=4)", "g(1, **{'b': 1}, **{'b': 2})"]:
    try:
        print(eval(call))
    except TypeError as error:
        print(call, "->", error)
def h(x, acc=[]):
    acc.append(x)
    return acc
print(h(1), h(2), h.__defaults__)
print(g.__kwdefaults__, f.__kwdefaults__)
