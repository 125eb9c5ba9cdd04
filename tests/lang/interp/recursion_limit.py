import sys

def f(n):
    return f(n + 1)

class R:
    def __repr__(self):
        return repr(self)

    def __getattr__(self, name):
        return getattr(self, name)

    def __add__(self, o):
        return self + o

for call in (lambda: f(0), lambda: repr(R()), lambda: R().x, lambda: R() + 1, lambda: sorted([1, 2], key=f)):
    try:
        call()
    except RecursionError as e:
        print("RecursionError", str(e)[:32])

def depth(n):
    try:
        return depth(n + 1)
    except RecursionError:
        return n

a = depth(0)
sys.setrecursionlimit(5000)
print(depth(0) > a)
