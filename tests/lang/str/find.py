# Searching: every length of needle, and texts that are hard for simple algorithms.
text = "abracadabra" * 50
for n in range(1, 130, 7):
    needle = text[33 : 33 + n]
    print(n, text.find(needle), text.rfind(needle), text.count(needle), needle in text, text.find(needle + "x"))
hard = "a" * 5000
print(hard.find("a" * 200 + "b"), hard.find("b" + "a" * 200), hard.find("a" * 100 + "b" + "a" * 100), (hard + "b").find("a" * 200 + "b"))
periodic = "ab" * 3000 + "c"
print(periodic.find("ab" * 90 + "c"), periodic.find("ba" * 90 + "b"), periodic.rfind("ab" * 70))
wide = "中文" * 10 + "é"
print(wide.find("é"), wide.find("文中"), wide.rfind("文中"), wide.count("中"), "é".find("中"), wide.index("é"))
print("abc".find(""), "abc".find("", 3), "abc".find("", 4), "abc".rfind(""), "abc".count(""), "".count(""), "abc".count("", 2))
print("abcabc".find("b", -4), "abcabc".find("b", 2, 4), "abcabc".find("b", None, -4), "abcabc".startswith(("x", "ab")), "abcabc".endswith("bc", 0, -3))
try:
    "abc".index("d")
except ValueError as e:
    print(e)
