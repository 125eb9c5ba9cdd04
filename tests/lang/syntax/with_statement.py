# Order of entry and exit, suppression, several items, parenthesised form.
class M:
    def __init__(self, name, suppress=False):
        self.name, self.suppress = name, suppress
    def __enter__(self):
        print("enter", self.name)
        return self.name
    def __exit__(self, kind, value, tb):
        print("exit", self.name, kind and kind.__name__, value)
        return self.suppress

with M("a") as a, M("b") as b:
    print(a, b)
with (M("c", True) as c, M("d"),):
    raise ValueError("boom")
print("after")
try:
    with M("e"):
        raise KeyError("k")
except KeyError as error:
    print("caught", error)
def early():
    with M("f"):
        return "value"
print(early())
for i in range(3):
    with M(i):
        if i: break
try:
    with 5: pass
except TypeError as error:
    print("TypeError")
