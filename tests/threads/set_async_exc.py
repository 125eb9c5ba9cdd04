# The recipe with ctypes that ends a thread from outside, and what ctypes says to arguments that do not fit.
import ctypes
import threading
import time

set_async_exc = ctypes.pythonapi.PyThreadState_SetAsyncExc


class Stop(Exception):
    pass


def said(call):
    try:
        return call()
    except Exception as e:
        return f"{type(e).__name__}: {e}"


def ended(ident_type, what):
    ready = threading.Event()
    end = []

    def body():
        try:
            ready.set()
            while True:
                time.sleep(0.001)
        except BaseException as e:
            end.append(f"{type(e).__name__}: {e}")

    t = threading.Thread(target=body)
    t.start()
    ready.wait()
    found = set_async_exc(ident_type(t.ident), what)
    t.join()
    return found, end


print(ended(ctypes.c_long, ctypes.py_object(Stop)))
print(ended(ctypes.c_ulong, ctypes.py_object(SystemExit)))
print(ended(ctypes.c_ulong, ctypes.py_object(Stop("an instance"))))
print(ended(ctypes.c_ulong, ctypes.py_object(None)))
print(set_async_exc(ctypes.c_long(-5), ctypes.py_object(Stop)), set_async_exc(ctypes.c_ulong(123), None))
print(said(lambda: set_async_exc(1.5, None)))
print(said(lambda: set_async_exc(1, Stop)))

set_async_exc.argtypes = (ctypes.c_ulong, ctypes.py_object)
print(ended(int, Stop))
print(set_async_exc(-1, Stop), set_async_exc(2**64 - 5, ctypes.py_object(Stop)))
print(said(lambda: set_async_exc(1)))
print(said(lambda: set_async_exc("1", Stop)))
print(said(lambda: set_async_exc(ctypes.c_long(1), Stop)))
print(said(lambda: set_async_exc(None, Stop)))
for name, value in (("argtypes", 5), ("argtypes", (int,)), ("restype", 5), ("errcheck", 5)):
    print(said(lambda: setattr(set_async_exc, name, value)))
set_async_exc.restype = ctypes.c_ubyte
print(repr(set_async_exc(-1, Stop)))
set_async_exc.errcheck = lambda result, function, args: (result, function is set_async_exc, args)
print(set_async_exc(-1, Stop))
del set_async_exc.errcheck, set_async_exc.restype, set_async_exc.argtypes
print(set_async_exc.argtypes, set_async_exc.restype, set_async_exc.errcheck, set_async_exc.__name__)
print(ctypes.pythonapi.PyThreadState_SetAsyncExc is set_async_exc)

state = ctypes.pythonapi.PyGILState_Ensure()
print(ctypes.pythonapi.PyGILState_Check(), state)
ctypes.pythonapi.PyGILState_Release(state)

print(ctypes.c_long(2**63), ctypes.c_ulong(-1), ctypes.c_int(2**31), ctypes.c_byte(200), ctypes.c_ushort(-1), ctypes.c_long())
print(said(lambda: ctypes.c_long("x")), said(lambda: ctypes.c_long(1.5)), said(lambda: ctypes.c_long(1, 2)))
print(ctypes.py_object(int), ctypes.py_object(), said(lambda: ctypes.py_object().value), bool(ctypes.py_object(0)), bool(ctypes.c_int(0)))
print(ctypes.c_long(1) == ctypes.c_long(1), ctypes.c_longlong is ctypes.c_long, ctypes.sizeof(ctypes.c_int), ctypes.sizeof(ctypes.c_size_t))
