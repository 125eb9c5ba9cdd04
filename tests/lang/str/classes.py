# isalpha and its siblings over a sample of all planes.
names = "isalpha isalnum isdecimal isdigit isnumeric isspace isidentifier isprintable islower isupper istitle isascii".split()
for c in "aA1 _é²½٣中Ⅷ\u00a0\u2028\x1cǅ𝔸\U0001F600\u0300\ud800\x7f":
    print(ascii(c), "".join("01"[getattr(c, name)()] for name in names))
print("".isprintable(), "".isalpha(), "a1".isidentifier(), "1a".isidentifier(), "Abc Def".istitle(), "AbC".istitle())
