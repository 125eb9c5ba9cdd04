# __del__ runs when the last reference goes, and its errors are reported, not raised.
import sys
class F:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
a = F(1); b = a
del a
print("still")
del b
print("gone")
def f():
    x = F("local")
    return "returned"
print(f())
lst = [F(i) for i in range(3)]
lst.clear()
class Z:
    def __del__(self): global kept; kept = self
z = Z(); z.v = "alive"; del z
print(kept.v)
class B:
    def __del__(self): raise ValueError("in del")
sys.unraisablehook = lambda u: print("unraisable", u.exc_type.__name__, u.exc_value)
B()
print("end")
