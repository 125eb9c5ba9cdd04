# Inline caches must see every change of what they remember.
class A:
    v = 1

def read(o):
    return o.v

a = A()
print([read(a) for _ in range(5)])
A.v = 2
print(read(a))
a.v = 3
print(read(a))
del a.v
print(read(a))
A.v = property(lambda self: 4)
print(read(a))
del A.v
try:
    read(a)
except AttributeError as e:
    print(e)
x = 1

def glob():
    return x

print([glob() for _ in range(4)])
x = 2
print(glob())
del x
try:
    glob()
except NameError as e:
    print(e)

def size(o):
    return len(o)

print([size([1, 2]) for _ in range(4)])
len = lambda o: "mine"
print(size([]))
del len
print(size([]))
