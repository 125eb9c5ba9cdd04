def g(n):
    for i in range(n):
        got = yield i
        if got:
            print("got", got)
    return "end"

it = g(3)
print(next(it), it.send("a"), next(it))
try:
    next(it)
except StopIteration as e:
    print(e.value)
print(list(g(3)), sum(g(4)), [*g(2)], dict(zip(g(2), g(2))))
print(next(it, "default"))
try:
    g(1).send(1)
except TypeError as e:
    print(e)

def me():
    try:
        next(it2)
    except ValueError as e:
        print(e)
    yield

it2 = me()
next(it2)
print(it2.gi_running, it2.gi_suspended, it2.gi_code.co_name, it2.gi_yieldfrom)
it2.close()
print(it2.gi_frame, it2.gi_suspended)
