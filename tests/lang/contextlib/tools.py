# contextmanager, suppress, ExitStack, redirect_stdout, closing, nullcontext.
import io
from contextlib import *
@contextmanager
def cm(n):
    print("enter", n)
    try: yield n
    finally: print("exit", n)
with cm(1) as a, cm(2): print(a)
try:
    with cm(3): raise KeyError("k")
except KeyError as e: print(e)
with suppress(ZeroDivisionError, KeyError): 1 / 0
with ExitStack() as st:
    for i in range(3): st.enter_context(cm(i))
    st.callback(print, "callback")
    st.push(lambda *a: print("pushed", a[0]) or True)
    raise ValueError
b = io.StringIO()
with redirect_stdout(b): print("hidden")
print(repr(b.getvalue()))
with nullcontext(5) as n, closing(io.StringIO()) as f: print(n)
print(f.closed)
@cm("deco")
def fn(): print("in fn")
fn()
@contextmanager
def twice(): yield; yield
try:
    with twice(): pass
except RuntimeError as e: print(e)
