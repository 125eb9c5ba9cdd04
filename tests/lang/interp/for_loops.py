for i in range(3):
    pass
else:
    print("else", i)
for i in []:
    pass
else:
    print("empty")
l = [1, 2, 3]
for x in l:
    if x < 3:
        l.append(x + 10)
print(l)
d = {1: 1}
try:
    for k in d:
        d[k + 1] = 1
except RuntimeError as e:
    print(e)

class Old:
    def __getitem__(self, i):
        if i > 2:
            raise IndexError
        return i * i

print(list(Old()), 4 in Old())

class Bad:
    def __iter__(self):
        return 5

for bad in (Bad(), 5, None):
    try:
        for _ in bad:
            pass
    except TypeError as e:
        print(e)

def walk(it):
    out = []
    for v in it:
        out.append(v)
    return out

for it in (range(2), [3], (4,), "x", {5: 6}, iter([7]), (i for i in [8]), range(5, 0, -2)) * 3:
    r = walk(it)
print(r, walk(range(10 ** 20, 10 ** 20 + 2)))
