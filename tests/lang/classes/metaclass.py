# Metaclasses: __prepare__, __new__, __call__, conflict.
class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print("prepare", name, kw)
        return {"injected": 1}
    def __new__(mcs, name, bases, ns, **kw):
        ns["seen"] = sorted(k for k in ns if not k.startswith("__"))
        return super().__new__(mcs, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)
        print("init", name)
    def __call__(cls, *args):
        print("call", cls.__name__, args)
        return super().__call__(*args)
    def __getattr__(cls, name):
        return "meta " + name
    def __len__(cls): return 3
class A(metaclass=Meta, flag=True):
    def m(self): pass
class B(A): b = 2
print(A.seen, B.seen, type(B).__name__, A.nothing, len(B))
B()
class Other(type): pass
try:
    class C(A, metaclass=Other): pass
except TypeError as error:
    print(str(error)[:18])
