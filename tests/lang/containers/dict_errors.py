# python: 3.14
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)

attempt(lambda: {[]: 1})
attempt(lambda: {}[{}])
attempt(lambda: dict(1))
attempt(lambda: dict([1]))
attempt(lambda: dict([(1, 2, 3)]))
attempt(lambda: dict(1, 2))
attempt(lambda: {}.get())
attempt(lambda: {}.pop())
attempt(lambda: {}.setdefault())
attempt(lambda: {} < {})
attempt(lambda: {} | 1)
attempt(lambda: {}.update(1))
attempt(lambda: hash({}))
def f(**kw): return kw
attempt(lambda: f(**{"a": 1}, **{"a": 2}))
attempt(lambda: f(**1))
attempt(lambda: {**{"a": 1}, **{"b": 2, "a": 3}})
attempt(lambda: {**1})
def grow():
    d = {1: 1}
    for k in d:
        d[k + 1] = 1
attempt(grow)
def swap():
    d = {1: 1}
    for k in d:
        del d[k]
        d[k + 1] = 1
    return d
attempt(swap)
