import copy, pickle


class P:
    def __init__(self, x):
        self.x = x


class S:
    __slots__ = ("a", "b")


class G:
    def __getstate__(self):
        return {"y": 2}

    def __setstate__(self, s):
        self.got = s


class N:
    def __new__(cls, a, b):
        self = super().__new__(cls)
        self.ab = a, b
        return self

    def __getnewargs__(self):
        return 1, 2


p = P([1])
q, r = copy.copy(p), copy.deepcopy(p)
print(q.x is p.x, r.x is p.x, r.x)
s = S()
s.a = 1
print(copy.copy(s).a, hasattr(copy.copy(s), "b"))
print(copy.copy(G()).got, copy.copy(N(3, 4)).ab)
for v in (p, s, N(1, 2)):
    print(v.__reduce_ex__(2)[1:3])
w = pickle.loads(pickle.dumps(P({"k": (1, 2.5, None, True)})))
print(w.x, pickle.loads(pickle.dumps(ValueError("v", 1))).args)
try:
    copy.copy(iter([1]).__class__)
    pickle.dumps(lambda: 1)
except Exception as e:
    print(type(e).__name__)
