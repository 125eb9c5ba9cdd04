# Names, categories, numbers, decompositions, normal forms.
import unicodedata as u
for c in "aÅ½٣ﬁ가中\u0301\u200b€א\U0001F600":
    print(ascii(c), u.name(c, None), u.category(c), u.bidirectional(c), u.combining(c), u.east_asian_width(c), u.mirrored(c), repr(u.decomposition(c)), u.numeric(c, None), u.decimal(c, None), u.digit(c, None))
for form in ("NFC", "NFD", "NFKC", "NFKD"):
    print(form, ascii([u.normalize(form, s) for s in ("é", "e\u0301", "ﬁ", "한", "\u1112\u1161\u11ab", "a\u0323\u0307", "a\u0307\u0323", "Å", "½")]))
print(u.is_normalized("NFC", "é"), u.is_normalized("NFD", "é"), u.lookup("GREEK SMALL LETTER ALPHA"), ascii(u.lookup("keycap digit one")), "\N{SNOWMAN}")
for test in ("u.name('\\0')", "u.lookup('x y')", "u.decimal('x')", "u.normalize('X', 'a')"):
    try:
        print(eval(test))
    except Exception as e:
        print(type(e).__name__, e)
