# What ctypes does not have here says so.
import ctypes

for name in ("CDLL", "Array", "c_char_p"):
    try:
        getattr(ctypes, name)
    except AttributeError as e:
        print(e)
try:
    from ctypes import cdll
except ImportError as e:
    print(str(e).split(" (")[0])
try:
    ctypes.pythonapi.Py_IncRef
except AttributeError as e:
    print(e)
try:
    ctypes.PyDLL("libm.so")
except OSError as e:
    print(e)
try:
    ctypes.pythonapi.PyThreadState_SetAsyncExc(1, 0x1234)
except TypeError as e:
    print(e)
class Point(ctypes.Structure):
    _fields_ = [("x", ctypes.c_int)]
try:
    Point(1)
except NotImplementedError as e:
    print(e)
# expect: Tollbooth's ctypes has only pythonapi, the integer types, py_object and the bare Structure and Union: there are no C libraries to load, so no CDLL
# expect: Tollbooth's ctypes has only pythonapi, the integer types, py_object and the bare Structure and Union: there are no C libraries to load, so no Array
# expect: Tollbooth's ctypes has only pythonapi, the integer types, py_object and the bare Structure and Union: there are no C libraries to load, so no c_char_p
# expect: cannot import name 'cdll' from 'ctypes'
# expect: Tollbooth's pythonapi has only PyThreadState_SetAsyncExc, PyGILState_Ensure, PyGILState_Release, PyGILState_Check, not Py_IncRef
# expect: Tollbooth loads no C libraries: libm.so
# expect: Tollbooth has no objects at addresses: pass a py_object
# expect: Tollbooth's ctypes has no foreign memory, so no Point can be made
