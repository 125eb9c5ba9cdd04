# Descriptors: pipes, several buffers at once, duplicates, flags, errors.
import errno
import os
import sys
import threading

r, w = os.pipe()
print(os.get_inheritable(r), os.get_inheritable(w), os.get_blocking(r))
print(os.write(w, b"hello"), os.read(r, 3), os.read(r, 100))
print(os.writev(w, [b"ab", bytearray(b"cde"), memoryview(b"fg")]))
parts = [bytearray(3), bytearray(10)]
print(os.readv(r, parts), parts)
os.write(w, b"xyz")
buffer = bytearray(b"......")
print(os.readinto(r, buffer) if hasattr(os, "readinto") else len(os.read(r, 6)))

os.set_blocking(r, False)
try:
    os.read(r, 1)
except BlockingIOError as e:
    print(type(e).__name__, e.errno == errno.EAGAIN, e)
os.set_blocking(r, True)

d = os.dup(r)
print(os.get_inheritable(d))
os.set_inheritable(d, True)
print(os.get_inheritable(d))
os.write(w, b"dup")
print(os.read(d, 10))
os.close(d)
for call in (lambda: os.close(d), lambda: os.read(d, 1), lambda: os.write(d, b""), lambda: os.fstat(d), lambda: os.dup(d),
             lambda: os.dup2(d, r), lambda: os.get_inheritable(d), lambda: os.isatty(-1), lambda: os.lseek(d, 0, 0)):
    try:
        print(call())
    except OSError as e:
        print(e)
try:
    os.lseek(r, 0, 0)
except OSError as e:
    print(e)

r2, w2 = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
print(os.get_blocking(r2), os.get_inheritable(w2))
os.dup2(r, r2)
os.write(w, b"other")
print(os.read(r2, 10), os.get_inheritable(r2))
os.close(r2)
os.close(w2)

# A reader in a thread gets what the main thread writes; the end comes when the last writer closes.
got = []


def reader():
    while chunk := os.read(r, 4):
        got.append(chunk)


t = threading.Thread(target=reader)
t.start()
os.write(w, b"0123456789")
os.close(w)
t.join()
print(b"".join(got))
os.close(r)

r, w = os.pipe()
os.close(r)
try:
    os.write(w, b"nobody reads")
except BrokenPipeError as e:
    print(e)
os.close(w)

sys.stdout.flush()
with os.fdopen(os.dup(1), "w") as out:
    out.write("through fdopen\n")
for bad in (lambda: os.read(0.5, 1), lambda: os.read(1, -1), lambda: os.writev(1, 5), lambda: os.readv(1, [b"read only"]), lambda: os.write(1, "text")):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
