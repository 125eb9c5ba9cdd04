# repr and ascii.
for s in ("it's", 'say "hi"', "both ' and \"", "tab\tnl\ncr\rbs\\", "\x00\x1f\x7f\x80\xa0\xad", "é中\U0001F600", "\ud800\udfff", "\u2028\u200b\ufeff", "\U000e0001"):
    print(ascii(repr(s)), ascii(s))
