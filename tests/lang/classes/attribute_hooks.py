# __getattr__, __getattribute__, __setattr__, __delattr__, __dir__.
class H:
    def __init__(self): self.real = 1
    def __getattr__(self, n):
        if n.startswith("dyn"): return n.upper()
        raise AttributeError(f"no {n}")
    def __setattr__(self, n, v):
        print("set", n, v)
        object.__setattr__(self, n, v)
    def __delattr__(self, n):
        print("del", n)
        super().__delattr__(n)
    def __dir__(self): return ["b", "a"]
h = H()
print(h.real, h.dyn_x, dir(h), getattr(h, "zip", "default"), hasattr(h, "zip"))
del h.real
try: h.real
except AttributeError as e: print(e)
class G:
    x = 1
    def __getattribute__(self, n):
        print("lookup", n)
        return super().__getattribute__(n)
g = G()
print(g.x)
try: g.y
except AttributeError as e: print(e, e.name, e.obj is g)
