# Cells are shared, late bound and visible.
def counter():
    n = 0
    def inc():
        nonlocal n; n += 1; return n
    def get(): return n
    return inc, get
i, g = counter(); i(); i()
print(g(), i.__closure__[0] is g.__closure__[0], i.__code__.co_freevars, counter.__code__.co_cellvars)
fs = [lambda: k for k in range(3)]; print([f() for f in fs])
def late():
    def f(): return later
    later = "bound"
    return f()
print(late())
def unbound():
    def f(): return x
    try: f()
    except NameError as e: print(e)
    x = 1
unbound()
i.__closure__[0].cell_contents = 40; print(i())
def deep(a):
    def b():
        def c():
            def d(): return a
            return d
        return c
    return b
print(deep(7)()()())
