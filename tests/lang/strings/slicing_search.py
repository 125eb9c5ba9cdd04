# Slices, find, replace, count, strip on strings of every width.
for s in ["hello world", "héllo wörld", "h😀llo w😀rld", "日本語日本"]:
    print(s[::-1], s[1:4], s[-3:], s[::2], s.find("l"), s.rfind("o"), s.replace(s[1], "_"), s.count(s[1]), len(s), s[20:], s.strip("hd"), s.center(15, "*"))
    print(s.startswith(("x", s[:2])), s.endswith(s[-2:], 3), s.zfill(14), s.encode()[:4], s * 2 == s + s, s < "i", hash(s) == hash(s[:1] + s[1:]))
for bad in ["'a'.index('b')", "'a'.split('')", "'a' + 1", "'abc'[5]", "'a' * 'b'", "''.join([1])", "'a'.replace('a')", "chr(-1)", "ord('ab')"]:
    try: eval(bad)
    except Exception as e: print(bad, type(e).__name__)
