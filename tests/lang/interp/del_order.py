# Finalizers run as soon as the last reference goes.
class D:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n)

def f():
    a = D("a")
    b = D("b")
    return 1

f()
x = D("x")
x = D("y")
del x
[D(i) for i in range(2)]
print("list gone")
D("temp").n
t = (D("in tuple"), 1)
t = None

def g():
    try:
        d = D("raised")
        raise ValueError
    finally:
        print("fin")

try:
    g()
except ValueError:
    print("caught")
print("end")
