# Short circuits evaluate only what they need, and give the operand itself.
def t(x):
    print("t", x, end="; ")
    return x
print(t(0) or t("") or t([]))
print(t(1) and t(2) and t(0) and t(3))
print(t(0) and t(1) or t(2))
print((t(1) if t(0) else t(2)))
assert t(1), t("message")
print()
try:
    assert t(0), t("failed")
except AssertionError as error:
    print("AssertionError", error)
class B:
    def __bool__(self): print("bool", end=" "); return False
    def __len__(self): return 5
print(not B(), bool(B()))
class L:
    def __len__(self): return 0
print(bool(L()), bool(object()))
class W:
    def __bool__(self): return 1
try:
    bool(W())
except TypeError as error:
    print(error)
