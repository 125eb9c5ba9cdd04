# Decorators are evaluated top down and applied bottom up; any expression is one.
def tag(name):
    print("evaluate", name)
    def apply(f):
        print("apply", name, f.__name__)
        return f
    return apply
@tag("one")
@tag("two")
def f(): return "f"
@tag("class")
class C:
    @staticmethod
    @tag("static")
    def s(): return "s"
    @(lambda g: property(g))
    def p(self): return "p"
table = {"x": [tag("item")]}
@table["x"][0]
def g(): pass
print(f(), C.s(), C().p)
