# What cannot be written to is no place to read into.
import io
import os

read, write = os.pipe()
os.write(write, b"abc")
for target in (b"", memoryview(b"abc"), "text", 5):
    with io.FileIO(read, closefd=False) as file:
        try:
            file.readinto(target)
        except TypeError as error:
            print("TypeError")
target = bytearray(3)
with io.FileIO(read) as file:
    print(file.readinto(target), target)
os.close(write)
