# PEP 688: classes with __buffer__ and __release_buffer__.
class Exporter:
    def __init__(self, data):
        self.data = bytearray(data)
        self.released = 0

    def __buffer__(self, flags):
        return memoryview(self.data)

    def __release_buffer__(self, view):
        self.released += 1
        view.release()

e = Exporter(b"hello")
print(bytes(e), e.released, b"x" + bytes(e), bytearray(e), b"ell" in b"hello", b"-".join([e, e]), e.released)
with memoryview(e) as m:
    m[0] = 72
    print(m.tolist(), e.released)
print(e.data, e.released, b"abc".__buffer__(0).tolist())
e.data.append(33)
print(bytes(e), int.from_bytes(e, "big") > 0)

class Wrong:
    def __buffer__(self, flags):
        return b"x"

try:
    bytes(Wrong())
except TypeError as error:
    print(error)
