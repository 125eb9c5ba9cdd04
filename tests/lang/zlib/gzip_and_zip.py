# What stands on zlib: gzip, zipfile, and importing from an archive.
# leaks: the import system keeps what it knows of each new archive
import gzip
import io
import os
import sys
import tempfile
import zipfile

data = b"some lines\n" * 5000
packed = gzip.compress(data, mtime=0)
print(len(packed), gzip.decompress(packed) == data, gzip.decompress(packed * 2) == data * 2)
with gzip.open(io.BytesIO(packed)) as f:
    print(f.readline(), sum(1 for _ in f))
f = io.BytesIO()
with gzip.GzipFile(fileobj=f, mode="wb", mtime=0) as g:
    for i in range(100):
        g.write(b"%d," % i)
print(gzip.decompress(f.getvalue())[-9:])
try:
    gzip.decompress(packed[:-3])
except EOFError as e:
    print(e)

f = io.BytesIO()
with zipfile.ZipFile(f, "w", zipfile.ZIP_DEFLATED) as z:
    z.writestr("one.txt", data)
    z.writestr("folder/two.txt", b"short")
with zipfile.ZipFile(f) as z:
    print(z.namelist(), z.testzip(), z.read("one.txt") == data, z.read("folder/two.txt"))
    with z.open("one.txt") as member:
        member.seek(49990)
        print(member.read())

folder = tempfile.mkdtemp()
archive = os.path.join(folder, "code.zip")
with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as z:
    z.writestr("from_a_zip.py", "def answer():\n    return 42\n" + "# padding\n" * 100)
sys.path.insert(0, archive)
import from_a_zip

print(from_a_zip.answer(), type(from_a_zip.__loader__).__name__, from_a_zip.__file__.endswith("code.zip/from_a_zip.py"))
os.unlink(archive)
os.rmdir(folder)
