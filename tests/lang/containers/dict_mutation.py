# Keys whose comparison changes the dict.
class K:
    def __init__(self, n, d=None):
        self.n = n
        self.d = d
    def __hash__(self):
        return 1
    def __eq__(self, other):
        if self.d is not None:
            self.d.clear()
        return isinstance(other, K) and self.n == other.n
    def __repr__(self):
        return f"K({self.n})"

d = {}
for i in range(5):
    d[K(i)] = i
d[K(9, d)] = 9
print(d)
d = {K(1): 1, K(2): 2}
print(d.get(K(2, d)), d)

class Bad:
    def __hash__(self):
        return 3
    def __eq__(self, other):
        raise ValueError("no comparing")
d = {Bad(): 1}
for f in (lambda: d[Bad()], lambda: d.setdefault(Bad(), 1), lambda: d.pop(Bad()), lambda: Bad() in d, lambda: d.update({Bad(): 1})):
    try:
        f()
    except ValueError as e:
        print(e)
print(len(d))

class Count:
    n = 0
    def __hash__(self):
        Count.n += 1
        return 5
d = {}
k = Count()
d[k] = 1
d.setdefault(k, 2)
d.setdefault(Count(), 3)
print(Count.n)
