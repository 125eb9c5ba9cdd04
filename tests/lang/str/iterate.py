# Iterators of str.
import copy
it = iter("aé中")
print(next(it), it.__length_hint__(), list(it), list(it), it.__length_hint__())
it = iter("abcd")
next(it)
print(it.__reduce__()[1:], [c for c in it])
print(max("hello"), sorted("hello"), list(zip("ab", "cd")), list(enumerate("xy")), "".join(reversed("abc")), set("aab") == {"a", "b"})
for c in "\U0001F600é":
    print(ascii(c), ord(c), chr(ord(c)) == c)
