# Left to right, with the value of an assignment before its targets.
def e(x):
    print(x, end=" ")
    return x
class S:
    def __setitem__(self, k, v): print("store", k, end=" ")
    def __getitem__(self, k): return 0
def mk(n):
    print("obj" + n, end=" ")
    return S()
mk("A")[e("k1")] = mk("B")[e("k2")] = e("value"); print()
mk("C")[e("k")] += e(5); print()
{e("a"): e(1), e("b"): e(2)}; print()
def f(*a, **k): return None
f(e(1), *[e(2)], x=e(3), **{"y": e(4)}); print()
e(1) + e(2) * e(3); print()
mk("D")[e(1):e(2):e(3)]; print()
def g(a=e("default")): pass
print()
