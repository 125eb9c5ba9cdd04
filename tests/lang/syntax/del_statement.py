# del of names, items, slices and attributes.
x = y = 1
del x, (y)
print("x" in globals(), "y" in globals())
items = list(range(10))
del items[0], items[-1], items[::3]
print(items)
class Holder:
    pass
h = Holder()
h.a = 1
del h.a
print(hasattr(h, "a"))
def f():
    z = 1
    del z
    try:
        return z
    except UnboundLocalError as error:
        return str(error)
print(f())
try:
    del undefined
except NameError as error:
    print(error)
try:
    del h.a
except AttributeError as error:
    print(error)
