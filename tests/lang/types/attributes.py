class A:
    cls_attr = 1

    def __getattr__(self, n):
        if n.startswith("dyn"):
            return n
        raise AttributeError(n)


a = A()
print(a.cls_attr, a.dyn1, hasattr(a, "zzz"), getattr(a, "zzz", "default"))
a.cls_attr = 2
print(a.cls_attr, A.cls_attr, vars(a))
del a.cls_attr
print(a.cls_attr)
a.__dict__ = {"q": 9}
print(a.q, vars(a))
for i in range(40):
    setattr(a, f"v{i}", i)
print(len(vars(a)), a.v39, list(vars(a))[:3])


class G:
    def __getattribute__(self, n):
        return "all " + n

    def __setattr__(self, n, v):
        print("set", n, v)

    def __delattr__(self, n):
        print("del", n)


g = G()
g.x = 1
del g.x
print(g.anything)
for f in (lambda: setattr(object(), "a", 1), lambda: setattr(object(), "__str__", 1), lambda: object().x, lambda: A.nope, lambda: setattr(int, "a", 1), lambda: delattr(A(), "q"),
          lambda: getattr(1, 2), lambda: setattr(A(), "__class__", int), lambda: setattr(A(), "__class__", 1), lambda: setattr(A, "__name__", 1)):
    try:
        f()
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)


class B:
    pass


a = A()
a.x = 1
a.__class__ = B
print(type(a).__name__, a.x)
