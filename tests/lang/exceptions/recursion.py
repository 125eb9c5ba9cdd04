# Deep recursion ends in RecursionError and the program goes on.
import sys
def f(n): return f(n + 1)
try: f(0)
except RecursionError as e: print(type(e).__name__)
def depth(n): return 0 if n == 0 else 1 + depth(n - 1)
print(depth(500))
class R:
    def __repr__(self): return repr(self)
try: repr(R())
except RecursionError: print("repr")
x = []
for _ in range(100000): x = [x]
try: repr(x)
except RecursionError: print("list")
del x
def g():
    try: return g()
    except RecursionError: return "inner"
print(g())
