# The words of errors about classes, attributes, keyword arguments and closed files.
class Base: pass
try:
    class D(Base, bad=1): pass
except TypeError as e: print(e)
class S: __slots__=("a",)
for f in (lambda: setattr(S(), "q", 1), lambda: setattr(object(), "q", 1), lambda: setattr(1, "real2", 1), lambda: setattr([], "q", 1), lambda: setattr("", "upper", 1), lambda: delattr(S(), "q"), lambda: delattr(object(), "q"), lambda: setattr(print, "q", 1), lambda: setattr(iter([]), "q", 1), lambda: setattr((lambda:0).__code__, "q", 1)):
    try: f()
    except Exception as e: print(type(e).__name__, e)
def f(alpha, *, beta=1): pass
for k in ("alpa", "betta", "zzz"):
    try: f(**{k: 1})
    except TypeError as e: print(e)
for g in (lambda: print(1, sepp=1), lambda: sorted([], keey=1), lambda: int("1", bas=2), lambda: open("x", encodin="q"), lambda: [].sort(revers=1), lambda: "".encode(encodng=1), lambda: dict(1, 2), lambda: max(1, 2, kee=1), lambda: "a".split(sepp=1), lambda: sum([], begin=1), lambda: object(a=1), lambda: Base(a=1), lambda: type("X", (Base,), {}, q=1), lambda: zip([], stric=True), lambda: list(a=1), lambda: str(objec=1), lambda: bytes(sourc=1), lambda: compile(sourc=1), lambda: __import__(nam=1), lambda: pow(bas=1), lambda: round(numbe=1), lambda: "".join(x=1), lambda: range(a=1), lambda: float(x=1), lambda: complex(rea=1), lambda: Exception(a=1), lambda: property(fgt=1), lambda: slice(a=1), lambda: tuple(a=1), lambda: set(a=1), lambda: super(a=1), lambda: memoryview(objec=1),lambda: classmethod(a=1)):
    try: print("no error", g())
    except Exception as e: print(type(e).__name__, e)
import io
b = io.BytesIO(b"q"); b.close()
s = io.StringIO("q"); s.close()
for o in b, s:
  for m in "read", "readline", "getvalue", "tell", "seekable", "readable", "writable", "isatty", "truncate", "__enter__", "__next__", "fileno":
    try: print(m, getattr(o, m)())
    except Exception as e: print(m, type(e).__name__, e)
for a in (lambda: b.write(b""), lambda: b.seek(0), lambda: s.seek(0), lambda: s.write(""), lambda: b.getbuffer()):
    try: print(a())
    except Exception as e: print(type(e).__name__, e)
