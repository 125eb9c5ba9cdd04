# The attributes that errors of the interpreter carry.
def get(f):
    try: f()
    except BaseException as e: return e
print(get(lambda: [].nothing).name, get(lambda: undefined_name).name, get(lambda: __import__("no_such_mod")).name)
e = get(lambda: {}["key"]); print(e.args, str(e), repr(e))
e = get(lambda: open("/no/such/file")); print(e.errno, e.strerror, e.filename, type(e).__name__)
e = get(lambda: "é".encode("ascii")); print(e.encoding, e.object, e.start, e.end, e.reason)
e = get(lambda: next(iter([]))); print(repr(e), e.value)
e = get(lambda: exec("a b")); print(e.lineno, e.offset, e.text)
e = SystemExit(3); print(e.code, e.args)
e = StopIteration(1, 2); print(e.value)
e = OSError(2, "msg", "f"); print(type(e).__name__, e, e.args)
e = Exception("a", 1); print(e, e.args, repr(e)); e.args = ("z",); print(e)
