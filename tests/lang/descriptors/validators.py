# A family of validating descriptors that store by name.
class Field:
    def __set_name__(self, owner, name): self.slot = "_" + name; self.name = name
    def __get__(self, o, t=None): return self if o is None else getattr(o, self.slot, None)
    def __set__(self, o, v):
        self.check(v)
        setattr(o, self.slot, v)
class Typed(Field):
    def __init__(self, kind): self.kind = kind
    def check(self, v):
        if not isinstance(v, self.kind): raise TypeError(f"{self.name} must be {self.kind.__name__}")
class Positive(Typed):
    def __init__(self): super().__init__(int)
    def check(self, v):
        super().check(v)
        if v <= 0: raise ValueError(f"{self.name} must be positive")
class P:
    name = Typed(str)
    age = Positive()
    def __init__(self, name, age): self.name, self.age = name, age
p = P("ada", 36)
print(p.name, p.age, sorted(vars(p)), P.age.kind)
for args in [("x", -1), ("x", "y"), (1, 1)]:
    try: P(*args)
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
