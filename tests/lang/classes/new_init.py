# __new__ and __init__: what runs when, and what is refused.
class P:
    def __new__(cls, *args):
        print("new", cls.__name__, args)
        return super().__new__(cls)
    def __init__(self, *args):
        print("init", args)
P(1, 2)
class Other:
    def __new__(cls): return 42
    def __init__(self): print("never")
print(Other())
class T(tuple):
    def __new__(cls, a, b): return super().__new__(cls, (a, b))
    def total(self): return sum(self)
print(T(1, 2), T(3, 4).total())
class R:
    def __init__(self): return 1
for call in [lambda: R(), lambda: object(1), lambda: object.__new__(int), lambda: int.__new__(str), lambda: P.__new__()]:
    try:
        call()
    except TypeError as error:
        print("TypeError:", error)
