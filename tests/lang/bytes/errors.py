# Messages.
tests = [
    "b'a'.find('a')", "b'a'.find(256)", "b'a'.index(b'b')", "b'a'.split(b'')", "b'a' + 'a'", "b'a'[5]", "b'a'['b']", "bytes('a')", "bytes(-1)", "bytes([256])",
    "bytes([1.5])", "bytes(1.5)", "bytes(1, 'utf-8')", "256 in b'a'", "b'a'.join([1])", "bytearray(b'a').append(256)", "bytearray().pop()",
    "bytearray(b'a').remove(5)", "bytearray(b'a')[5]", "hash(bytearray())", "b'a' < 'a'", "bytes.maketrans(b'a', b'')", "b'a'.translate(b'x')", "b'%d' % 'x'", "b'%s' % 'x'",
]
for test in tests:
    try:
        print(eval(test))
    except Exception as e:
        print(type(e).__name__, e)
