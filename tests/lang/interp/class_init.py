class P:
    def __init__(self, x, y):
        self.x = x
        self.y = y

for i in range(6):
    p = P(i, i * i)
print(p.x, p.y)

class Q(P):
    def __init__(self, x):
        super().__init__(x, -x)
        self.z = 1

for i in range(6):
    q = Q(i)
print(q.x, q.y, q.z)

class R:
    def __init__(self):
        return 5

for _ in range(4):
    try:
        R()
    except TypeError as e:
        print(e)

class S:
    def __new__(cls, *a):
        print("new", a)
        return super().__new__(cls)

    def __init__(self, *a):
        print("init", a)

S(1, 2)
