l = [3, 1, 2]
l.append(4)
l.extend((5, 6))
l.insert(0, 0)
l.insert(-1, "x")
l.insert(100, "end")
print(l, len(l), l[2], l[-1])
l.remove("x")
print(l.pop(), l.pop(0), l, l.index(2), l.count(1))
l.reverse()
print(l, l[::-1], l[1:3], l[::2], l[5:1:-2], l[-100:100])
print([1, 2] + [3], [1, 2] * 3, 2 * [0], [] * 5, [1] * -1)
l += "ab"
print(l)
l *= 2
print(l, 3 in l, "z" in l)
print([1, 2] == [1, 2], [1, 2] < [1, 3], [1] < [1, 0], [2] > [1, 5], [1, 2] != [1, 2, 3], [] <= [])
l = list(range(10))
l[2:5] = "xyz"
l[0:0] = [-1]
l[::3] = "abcd"
print(l)
del l[1:3]
del l[::2]
print(l)
l[1:2] = []
l[:] = l + l
print(l)
l = [1, 2, 3]
l[1:1] = l
print(l)
l.clear()
print(l, [0] * 3, list("abc"), list((1, 2)), list({1: 2}))
l = [1]
l.append(l)
print(l)
a = list(range(5))
b = a.copy()
b.append(1)
print(a, b)
