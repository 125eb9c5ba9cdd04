class C:
    pass
# Names come in another order in each instance; the dict keeps the order of setting.
for names in ("abc", "cba", "bca"):
    o = C()
    for n in names:
        setattr(o, n, n.upper())
    del o.b
    o.b = 1
    print(o.__dict__, list(vars(o)))
o = C()
for n in "abcdefghij":
    setattr(o, n, 0)
print("".join(o.__dict__))
class Node:
    def __init__(self, value, next=None):
        self.value = value
        self.next = next
head = None
for i in range(2000):
    head = Node(i, head)
n = 0
while head:
    n += head.value
    head = head.next
print(n)
class Slots:
    __slots__ = ("a", "b")
s = Slots()
s.a = 1
try:
    s.b
except AttributeError as e:
    print(e)
try:
    s.c = 1
except AttributeError as e:
    print(e)
