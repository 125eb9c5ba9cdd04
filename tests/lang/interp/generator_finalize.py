def g():
    try:
        yield
    finally:
        print("cleaned")

def use():
    it = g()
    next(it)

use()
it = g()
next(it)
it = None
x = g()
del x
print("end")

def loop():
    for i in inner():
        if i == 2:
            return i

def inner():
    try:
        for i in range(5):
            yield i
    finally:
        print("inner closed")

print(loop())
