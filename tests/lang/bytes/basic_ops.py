# bytes and bytearray: construction, methods, mutation.
print(bytes(3), bytes([1, 255]), bytes("é", "utf8"), bytes.fromhex("00 ff 1a"), b"\x00\xffabc".hex("-"), b"abc"[1], b"abc"[1:], b"a" + b"b", b"ab" * 2, 97 in b"abc", b"bc" in b"abc")
a = bytearray(b"hello"); a[0] = 72; a[1:3] = b"EEE"; a += b"!"; a.append(33); del a[-1]; a.insert(0, 60); a.reverse(); print(a, a.pop(), a.find(b"l"), len(a)); a.extend([1, 2]); a *= 2; print(a); a.clear(); print(a)
print(b"a,b".split(b","), b" x ".strip(), b"Abc".swapcase(), b"abc".translate(bytes(range(256)), b"b"), b"x".join([b"1", bytearray(b"2")]), b"abc".startswith(b"ab"), b"%d" % 3, b"a\nb".splitlines())
m = memoryview(bytearray(b"abcdef")); m[0] = 90; m[1:3] = b"YX"; print(bytes(m), m[::2].tolist(), m.readonly, m.cast("H").shape, m.nbytes); m.release()
for bad in ["bytes([256])", "bytes(-1)", "b'a' + 'a'", "bytes('a')", "bytearray(b'a').__setitem__(0, 300)", "b'abc'[9]", "b'\\xff'.decode()", "m[0]"]:
    try: eval(bad)
    except Exception as e: print(bad, type(e).__name__, e)
