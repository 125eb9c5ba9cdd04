def inner():
    try:
        x = yield 1
        print("inner got", x)
        yield 2
    except KeyError:
        print("inner KeyError")
        yield 3
    finally:
        print("inner done")
    return "result"

def outer():
    r = yield from inner()
    print("outer got", r)
    yield from [10, 11]
    return (yield from range(2))

it = outer()
print(next(it), it.send("hello"), it.throw(KeyError))
print(list(it))
it = outer()
next(it)
print(it.gi_yieldfrom.__name__)
it.close()

class Iter:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration("from next")

def d():
    print((yield from Iter()))

print(list(d()))
