# Files in a temporary directory.
import os, tempfile, pathlib
with tempfile.TemporaryDirectory() as d:
    p = os.path.join(d, "f.txt")
    with open(p, "w", encoding="utf-8") as f: print(f.write("line é\nsecond\n"), f.tell(), f.mode)
    with open(p, "a") as f: print("third", 3, sep="-", file=f)
    with open(p, encoding="utf-8") as f: print([l for l in f])
    with open(p, "rb") as f: f.seek(5); print(f.read(3), os.path.getsize(p))
    with open(p, "r+b") as f: f.write(b"LINE"); f.truncate(8)
    q = pathlib.Path(p); print(repr(q.read_text(encoding="utf-8")), q.name, q.suffix, q.stem, q.exists(), sorted(os.listdir(d)))
    (pathlib.Path(d) / "sub").mkdir(); os.rename(p, os.path.join(d, "sub", "g")); print(sorted(x.name for x in pathlib.Path(d).rglob("*")))
    for bad, mode in [(p, "r"), (d, "r"), (os.path.join(d, "sub", "g"), "x"), (p, "q"), (p, "rw")]:
        try: open(bad, mode)
        except (OSError, ValueError) as e: print(type(e).__name__)
print(os.path.exists(d), f.closed)
