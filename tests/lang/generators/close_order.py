# Abandoned generators run their finally when they are dropped.
def g(n):
    try:
        yield n
        yield n + 1
    finally: print("closed", n)
for x in g(1): break
print("after loop")
a = g(5); next(a); del a
def stubborn():
    try: yield
    except GeneratorExit:
        print("refuse")
        yield
s = stubborn(); next(s)
try: s.close()
except RuntimeError as e: print(e)
def ret():
    try: yield
    except GeneratorExit: return "v"
r = ret(); next(r); r.close(); print("ok")
never = g(9); del never
print(next(x for x in g(7)))
