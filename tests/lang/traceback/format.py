# What the traceback module formats.
import traceback
def inner(): raise ValueError("deep")
def outer():
    try: inner()
    except ValueError as e: raise KeyError("wrapped") from e
try: outer()
except KeyError as e:
    for line in traceback.format_exception(e):
        print(*[l for l in line.splitlines() if "File" not in l and "~" not in l and "^" not in l], sep="\n")
    st = traceback.extract_tb(e.__traceback__); print([(f.name, f.lineno, f.line) for f in st])
    te = traceback.TracebackException.from_exception(e); print(te.exc_type_str if hasattr(te, "exc_type_str") else "", str(te), str(te.__cause__))
print(traceback.extract_stack()[-1].name, traceback.format_exception_only(SyntaxError("bad", ("f", 1, 2, "x y", 1, 3))))
