class A:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n)


a = A(1)
b = a
del a
print("still")
del b
A(2)
x = A(3)
x = A(4)
kept = []


class R:
    def __del__(self):
        print("revive")
        kept.append(self)


r = R()
del r
print(len(kept), kept[0].__class__.__name__)
kept.clear()
print("end")
del x
