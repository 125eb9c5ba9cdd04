def g():
    while True:
        try:
            yield 1
        except ValueError as e:
            print("caught", e)
        finally:
            print("finally")

it = g()
next(it)
print(it.throw(ValueError("v")))
try:
    it.throw(KeyError("k"))
except KeyError as e:
    print("out", e)
print(list(it))

def stubborn():
    while True:
        try:
            yield
        except GeneratorExit:
            print("no")

it = stubborn()
next(it)
try:
    it.close()
except RuntimeError as e:
    print(e)

def returns():
    try:
        yield
    except GeneratorExit:
        return 7

it = returns()
next(it)
print(it.close())

def stop():
    yield 1
    raise StopIteration("x")

try:
    list(stop())
except RuntimeError as e:
    print(e, repr(e.__cause__))
