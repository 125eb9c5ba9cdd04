# split, rsplit, splitlines, partition, strip.
s = "  one  two\tthree\n"
print(s.split(), s.rsplit(None, 1), s.split(None, 1), s.split(" "), s.split("  ", 1))
print("a,b,,c".split(","), "a,b,,c".rsplit(",", 2), "".split(","), "".split(), ",".split(","))
print("l1\nl2\r\nl3\rl4\x0bl5\x1cl6\u2028l7".splitlines(), "l1\nl2\r\n".splitlines(True))
print("key=value=x".partition("="), "key=value=x".rpartition("="), "none".partition("="), "none".rpartition("="))
print("xxabcxx".strip("x"), "xyabcyx".lstrip("xy"), "xyabcyx".rstrip("xy"), "\u3000a\u2003".strip() == "a", "--a--".strip("-b"))
print("prefix-x".removeprefix("prefix-"), "x.suffix".removesuffix(".suffix"), "x".removesuffix(""))
for bad in (lambda: "a".split(""), lambda: "a".split(1), lambda: "a".partition(""), lambda: "a".strip(1)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
