# Delegation passes values, exceptions and results through.
def inner():
    try:
        a = yield 1
        print("inner got", a)
        b = yield 2
    except ValueError as e:
        print("inner caught", e)
        yield "recovered"
    return "inner result"
def outer():
    r = yield from inner()
    print("outer got", r)
    yield from "ab"
    r = yield from [10]
    print(r)
g = outer()
print(next(g), g.send("x"), g.throw(ValueError("v")))
print(list(g))
def flat(x):
    if isinstance(x, list):
        for y in x: yield from flat(y)
    else: yield x
print(list(flat([1, [2, [3, [4]], 5]])))
def bad(): yield from 5
try: list(bad())
except TypeError as e: print(e)
