class CM:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        print("enter", self.name)
        return self

    def __exit__(self, t, v, tb):
        print("exit", self.name, t and t.__name__, tb is not None)
        return self.swallow

with CM("a") as a, CM("b", True) as b:
    print(a.name, b.name)
    raise ValueError
print("after")

def f():
    with CM("f"):
        return 1

print(f())
for i in range(2):
    with CM("loop"):
        continue
for bad in ():
    try:
        with bad:
            pass
    except (TypeError, AttributeError) as e:
        print(e)
