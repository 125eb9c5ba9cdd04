# Order is by code points, whatever the kind.
words = ["b", "a", "é", "中", "\U0001F600", "ab", "a\U0001F600", "", "\uffff", "B"]
print(ascii(sorted(words)), ascii(max(words)))
print("a" < "é" < "中" < "\U0001F600", "a" == "a", "a" != "b", "abc" < "abd", "ab" < "abc", "é" > "z", "\uffff" < "\U00010000")
try:
    "a" < 1
except TypeError as e:
    print(e)
print("a" == 1, "a" != 1, "b" in "abc", "" in "", "中" in "abc")
