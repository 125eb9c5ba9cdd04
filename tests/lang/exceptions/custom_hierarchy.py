# Handlers are tried in order, with tuples and dynamic expressions.
class Base(Exception):
    def __init__(self, code, msg="default"): super().__init__(msg); self.code = code
    def __str__(self): return f"[{self.code}] {super().__str__()}"
class Child(Base): pass
def f(exc, handlers):
    try: raise exc
    except handlers() as e: return f"{type(e).__name__}: {e}"
    except Exception as e: return f"other {e!r}"
print(f(Child(1), lambda: Base), f(Base(2, "x"), lambda: Child), f(Child(3), lambda: (KeyError, Child)), f(Child(4), lambda: ()))
try: f(Child(5), lambda: int)
except TypeError as e: print(e)
def g():
    try: raise Child(6)
    except Base as e: pass
    try: e
    except NameError as err: return type(err).__name__
print(g(), repr(Child(7)), Child.__mro__[2].__name__)
try: raise Child
except TypeError as e: print(e)
