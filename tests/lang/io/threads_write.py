# Threads that write to the same objects lose nothing.
import io
import os
import tempfile
import threading

text, data = io.StringIO(), io.BytesIO()
handle, path = tempfile.mkstemp()
file = os.fdopen(handle, "w")


def write(mark):
    for _ in range(200):
        text.write(mark)
        file.write(mark + "\n")


threads = [threading.Thread(target=write, args=(chr(97 + i),)) for i in range(8)]
for t in threads:
    t.start()
for t in threads:
    t.join()
file.close()
print({mark: text.getvalue().count(mark) for mark in "abcdefgh"})
with open(path, "rb") as f:
    lines = f.readlines()
print(len(lines), sorted({*lines}), f.closed)
os.unlink(path)
