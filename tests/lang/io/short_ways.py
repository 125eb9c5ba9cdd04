# Reading and writing in the ways that are made short, mixed with those that are not.
import io
import os
import tempfile
import threading

folder = tempfile.mkdtemp()
path = os.path.join(folder, "file")
text = "".join(f"line {i} ä{'x' * (i % 90)}\n" for i in range(2000)) + "no end"
with open(path, "w", encoding="utf-8") as f:
    for line in text.splitlines(True):
        f.write(line)
with open(path, encoding="utf-8") as f:
    print(list(f) == text.splitlines(True), f.readline() == "", f.tell() == os.path.getsize(path))
with open(path, encoding="utf-8") as f:
    got = [f.readline(), f.read(3), f.readline(), next(f), f.read(10), f.readline(4), f.readline(-1)]
    print("".join(got) == text[: len("".join(got))], got[1], got[-2])
    try:
        f.tell()
    except OSError as e:
        print(e)
    rest = f.read()
    print("".join(got) + rest == text, repr(f.read(1)), f.readlines())
    place = f.seek(0)
    f.readline()
    place = f.tell()
    line = f.readline()
    f.seek(place)
    print(f.readline() == line)
for newline in (None, "", "\n", "\r", "\r\n"):
    with open(path, "w", newline="") as f:
        f.write("a\rb\nc\r\nd\n\re")
    with open(path, newline=newline) as f:
        print(repr(newline), list(f), f.newlines)
with open(path, "rb") as f:
    print(f.readline(), f.read(2), f.peek(1)[:1], next(f), f.read1(3), f.tell(), f.readline(1), f.read())
with open(path, "w+") as f:
    f.write("one\ntwo\nthree\n")
    f.seek(0)
    print(f.readline(), end="")
    f.seek(0, 1)
    f.write("TWO")
    f.seek(0)
    print(f.read().split())
with open(path, "r+b") as f:
    print(f.readline())
    f.write(b"2")
    print(f.readline(), f.tell())
for cls, mode in ((io.TextIOWrapper, "r"), (io.BufferedReader, "rb")):
    f = open(path, mode)
    f.readline()
    f.close()
    for call in (f.readline, lambda: f.read(1), lambda: next(f), f.read):
        try:
            print("no error", call())
        except ValueError as e:
            print(type(e).__name__)
f = open(path)
f.readline()
f.detach().close()
try:
    f.readline()
except ValueError as e:
    print(e)


class Own(io.TextIOWrapper):
    def readline(self, size=-1):
        return super().readline(size).upper()


class OwnBytes(io.BytesIO):
    def readline(self, size=-1):
        return super().readline(size) + b"!"


print(list(Own(open(path, "rb"))), list(OwnBytes(b"a\nb")) if False else OwnBytes(b"a\nb").readline())
b = io.BytesIO(b"one\ntwo\nthree")
print(list(b), b.readline(), b.seek(4), b.readline(), b.read(2), b.read(100), b.read(1), b.write(b"\nmore"), b.seek(8), b.readlines())
b.close()
for call in (b.readline, lambda: b.read(1), lambda: next(b)):
    try:
        call()
    except ValueError as e:
        print(e)

# What threads write is there whole.
with open(path, "w") as f:
    def work(name):
        for i in range(3000):
            f.write(f"{name} {i}\n")
    threads = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
    for t in threads: t.start()
    for t in threads: t.join()
with open(path) as f:
    print(sorted(f.read().split("\n")) == sorted([""] + [f"{name} {i}" for name in "abcd" for i in range(3000)]))


# A file that is used while it calls for its bytes.
class Raw(io.RawIOBase):
    def writable(self): return True
    def write(self, data):
        try:
            buffered.write(b"again")
        except RuntimeError as e:
            print(str(e).startswith("reentrant call inside"))
        return len(data)


buffered = io.BufferedWriter(Raw(), 4)
buffered.write(b"123456")
buffered.flush()
os.remove(path)
os.rmdir(folder)
