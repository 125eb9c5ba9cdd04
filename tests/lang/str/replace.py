# replace, translate, maketrans, expandtabs, padding.
print("aaaa".replace("a", "b", 2), "abc".replace("", "-"), "abc".replace("", "-", 2), "aXbX".replace("X", "中"), "a中b".replace("中", "x").isascii())
print("abc".replace("b", ""), "aaa".replace("aa", "b"), "abc".replace("abc", ""), "abc".replace("x", "y"), "abc".replace("b", "é", count=1))
table = str.maketrans({"a": "1", "b": None, "c": "xyz", 100: 0x4E2D})
print("abcde".translate(table), "abc".translate(str.maketrans("ab", "xy", "c")))
print(repr("a\tbc\td\n\te".expandtabs(4)), repr("\ta".expandtabs(0)), repr("a\tb".expandtabs()))
print("abc".center(10, "*"), "abc".center(4), "|" + "abc".ljust(6) + "|", "abc".rjust(6, "é"), "-42".zfill(6), "+4".zfill(4), "x".zfill(3))
for bad in (lambda: "a".translate({97: 0x110000}), lambda: "a".center(3, "xx"), lambda: str.maketrans("a", "bc"), lambda: "a".replace(1, "b")):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
