# Building strings in a loop keeps old values, and stays linear.
s = ""
old = []
for i in range(1000):
    s += chr(97 + i % 26)
    if i % 250 == 0:
        old.append(s)
print(len(s), [len(x) for x in old], old[1][:30], hash(s) == hash(s[:]))
t = s
t += "é"
print(len(s), len(t), s.isascii(), t.isascii())
u = "x"
d = {u: 1}
u += "y"
print(d, u, "x" in d)
big = ""
for i in range(200000):
    big += "ab"
print(len(big), big[-4:], big.count("ba"))
print("-".join(["a", "b", "é", "中"]), "".join([]), "x".join(["only"]), ", ".join(str(i) for i in range(5)), "ab".join("123"))
try:
    "".join(["a", 1])
except TypeError as e:
    print(e)
