def counter():
    n = 0

    def inc(by=1):
        nonlocal n
        n += by
        return n

    return inc, lambda: n

inc, get = counter()
inc()
inc(5)
print(get(), inc.__code__.co_freevars, inc.__closure__[0].cell_contents)
fs = [lambda i=i: i for i in range(3)] + [(lambda: j) for j in range(3)]
print([f() for f in fs])

def unbound():
    def g():
        return later
    try:
        g()
    except NameError as e:
        print(e)
    later = 1
    return g()

print(unbound())

def local():
    try:
        print(x)
    except UnboundLocalError as e:
        print(e)
    x = 1
    del x
    try:
        del x
    except UnboundLocalError as e:
        print(e)

local()

class C:
    y = 1
    z = [i for i in range(y)]

    def m(self):
        return __class__

print(C.z, C().m() is C)
