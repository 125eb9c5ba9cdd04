# Changing a bytearray in place.
b = bytearray(b"0123456789")
b[2:4] = b"abcdef"
print(b)
b[::3] = b"XXXXX"
print(b)
del b[1:10:2]
print(b)
b[3:3] = [65, 66]
b.insert(0, 33)
b.append(63)
b.extend(range(3))
b += b"end"
print(b, b.pop(), b.pop(0), len(b))
b *= 2
b.reverse()
b.remove(69 + 32)
print(b)
del b[0]
del b[-1]
b[0] = 42
print(b, b.copy() == b)
view = memoryview(b)
try:
    b.append(1)
except BufferError as e:
    print(e)
view.release()
b.clear()
print(b, bytearray(b"x").__reduce__()[1])
queue = bytearray(range(256)) * 8
while len(queue) > 3:
    del queue[:7]
print(len(queue), queue)
