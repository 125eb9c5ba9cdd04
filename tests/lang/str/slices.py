# Indexing and slicing of the three kinds of str.
for s in ("abcdef", "abcdéf", "ab中def", "ab\U0001F600def"):
    print(ascii([s[0], s[-1], s[1:3], s[::-1], s[::2], s[-3:], s[4:1:-1], s[10:], s[:-2], s[2:2]]))
    print([s[i : i + 2].isascii() for i in range(5)], len(s), hash(s) == hash("".join(list(s))))
try:
    "abc"[3]
except IndexError as e:
    print(e)
try:
    "abc"["x"]
except TypeError as e:
    print(e)
print("ab" * 3, 2 * "中", "x" * 0, "x" * -1, "a" + "é" + "中" + "\U0001F600")
