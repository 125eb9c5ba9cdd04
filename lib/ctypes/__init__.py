"""ctypes, as far as it can be had without C: pythonapi with the few functions of CPython's C API that programs call on themselves.

There is no foreign memory and there are no libraries to load, so nothing here has an address; Structure and Union are for deriving from, no more. The integer types and py_object are those that the
arguments of these functions take; they are converted as CPython's ctypes converts them, and what cannot be is refused in its words. Every other
name raises an AttributeError that says so, which `from ctypes import ...` makes an ImportError.
"""
from _operator import index as _index
from _signals import raise_in as _raise_in

__version__ = "1.1.0"


class ArgumentError(Exception):
    """An argument of a foreign function cannot be converted."""


class _SimpleCData:
    """A value of a C type."""

    __slots__ = ("_kept", "__dict__", "__weakref__")
    __hash__ = None

    def __init__(self, *args, **kwargs):
        if len(args) > 1:
            raise TypeError(f"__init__ expected at most 1 argument, got {len(args)}")
        self._kept = self._default
        if args:
            self.value = args[0]

    def __eq__(self, other):
        return self is other

    def __bool__(self):
        return bool(self._kept)

    def __repr__(self):
        # A subclass is a type of the program's own, which is not shown as if it were a number.
        if _SimpleCData not in type(self).__bases__ and _Integer not in type(self).__bases__:
            return object.__repr__(self)
        return f"{type(self).__name__}({self._shown()})"

    @classmethod
    def from_param(cls, value, /):
        """What a parameter of this type is given for a value."""
        if isinstance(value, cls):
            return value
        try:
            return cls(value)
        except TypeError:
            if hasattr(value, "_as_parameter_"):
                return cls.from_param(value._as_parameter_)
            raise


class _Integer(_SimpleCData):
    __slots__ = ()
    _default = 0

    @property
    def value(self):
        """The number."""
        return self._kept

    @value.setter
    def value(self, number):
        self._kept = _wrapped(_index(number), self._bits, self._signed)

    @value.deleter
    def value(self):
        raise TypeError("can't delete attribute")

    def _shown(self):
        return self._kept


def _wrapped(number, bits, signed):
    number &= (1 << bits) - 1
    return number - (1 << bits) if signed and number >> bits - 1 else number


def _integer(name, bits, signed):
    return type(name, (_Integer,), {"__slots__": (), "__module__": __name__, "_bits": bits, "_signed": signed})


c_byte, c_ubyte = c_int8, c_uint8 = _integer("c_byte", 8, True), _integer("c_ubyte", 8, False)
c_short, c_ushort = c_int16, c_uint16 = _integer("c_short", 16, True), _integer("c_ushort", 16, False)
c_int, c_uint = c_int32, c_uint32 = _integer("c_int", 32, True), _integer("c_uint", 32, False)
c_long, c_ulong = c_int64, c_uint64 = _integer("c_long", 64, True), _integer("c_ulong", 64, False)
c_longlong = c_ssize_t = c_time_t = c_long
c_ulonglong = c_size_t = c_ulong

#: What a py_object holds that holds nothing.
_NOTHING = type("NULL", (), {"__slots__": (), "__bool__": lambda self: False})()


class py_object(_SimpleCData):
    """A reference to an object, or to none."""

    __slots__ = ()
    _default = _NOTHING

    @property
    def value(self):
        """The object."""
        if self._kept is _NOTHING:
            raise ValueError("PyObject is NULL")
        return self._kept

    @value.setter
    def value(self, thing):
        self._kept = thing

    @value.deleter
    def value(self):
        self._kept = _NOTHING

    def __bool__(self):
        return self._kept is not _NOTHING

    def _shown(self):
        return "<NULL>" if self._kept is _NOTHING else repr(self._kept)


class _Compound:
    """What C lays out in memory. Programs may derive their types from it while they are loaded; a value of such a type cannot be made."""

    def __new__(cls, *args, **kwargs):
        raise NotImplementedError(f"Tollbooth's ctypes has no foreign memory, so no {cls.__name__} can be made")


class Structure(_Compound):
    """A struct, which cannot be made here."""


class Union(_Compound):
    """A union, which cannot be made here."""


def sizeof(what, /):
    """The bytes that a value of a type takes in C."""
    kind = what if isinstance(what, type) else type(what)
    if issubclass(kind, _Integer) and kind is not _Integer:
        return kind._bits // 8
    if issubclass(kind, py_object):
        return 8
    raise TypeError("this type has no size")


def _set_async_exc(ident, exception):
    """A thread's identity, an object or NULL: how many threads there were. What is no class of exceptions is found out where it is raised."""
    if exception is _NOTHING:
        exception = None
    elif not (isinstance(exception, type) and issubclass(exception, BaseException)):
        exception = SystemError(f"_PyErr_SetObject: exception {exception!r} is not a BaseException subclass")
    return _raise_in(ident, exception) if ident < 1 << 63 else 0


# A thread that can call anything here is one of Python's and has the GIL: there is nothing to take, and nothing to give back.
def _gil_ensure():
    return 0  # PyGILState_LOCKED


def _gil_release(state):
    return 0


def _gil_check():
    return 1


#: The functions that there are: what does it, and the C types of the arguments.
_FUNCTIONS = {
    "PyThreadState_SetAsyncExc": (_set_async_exc, (c_ulong, py_object)),
    "PyGILState_Ensure": (_gil_ensure, ()),
    "PyGILState_Release": (_gil_release, (c_int,)),
    "PyGILState_Check": (_gil_check, ()),
}


def _converted(value, number):
    """An argument for which no type was given."""
    if value is None:
        return py_object()
    if isinstance(value, _SimpleCData):
        return value
    if isinstance(value, int):
        return c_int(value)
    if hasattr(value, "_as_parameter_"):
        return _converted(value._as_parameter_, number)
    raise ArgumentError(f"argument {number}: TypeError: Don't know how to convert parameter {number}")


def _passed(value, kind):
    """A converted argument as a C function with a parameter of that type reads it."""
    if kind is py_object:
        if isinstance(value, py_object):
            return value._kept
        if isinstance(value, _Integer) and not value:
            return _NOTHING
        raise TypeError("Tollbooth has no objects at addresses: pass a py_object")
    if isinstance(value, py_object):
        if not value:
            return 0
        raise TypeError("Tollbooth has no objects at addresses: pass an integer")
    return _wrapped(value.value, kind._bits, kind._signed)


class _FuncPtr:
    """A function of the C API."""

    def __init__(self, name, function, parameters):
        self.__name__ = name
        self._function = function
        self._parameters = parameters
        self._argtypes = None
        self._restype = c_int
        self._errcheck = None

    def __call__(self, *args, **kwargs):
        kinds = self._argtypes or ()
        if len(args) < len(kinds):
            raise TypeError(f"this function takes at least {len(kinds)} argument{'s'[: len(kinds) != 1]} ({len(args)} given)")
        if len(args) < len(self._parameters):
            # C would read whatever is where the argument should be.
            raise TypeError(f"{self.__name__} takes {len(self._parameters)} arguments ({len(args)} given)")
        values = []
        for number, value in enumerate(args, 1):
            if number > len(kinds):
                values.append(_converted(value, number))
                continue
            try:
                values.append(_converted(kinds[number - 1].from_param(value), number))
            except ArgumentError:
                raise
            except Exception as error:
                raise ArgumentError(f"argument {number}: {type(error).__name__}: {error}") from None
        result = self._function(*map(_passed, values, self._parameters))
        kind = self._restype
        if kind is None:
            result = None
        elif isinstance(kind, type) and issubclass(kind, _SimpleCData):
            # Only a subclass is handed out as it is, the types themselves as what they hold.
            made = kind(result)
            result = made.value if _Integer in kind.__bases__ else made
        else:
            result = kind(result)
        return result if self._errcheck is None else self._errcheck(result, self, args)

    @property
    def argtypes(self):
        """The types that arguments are converted to, or None."""
        return self._argtypes

    @argtypes.setter
    def argtypes(self, types):
        if types is not None:
            if not isinstance(types, (tuple, list)):
                raise TypeError("_argtypes_ must be a sequence of types")
            for number, kind in enumerate(types, 1):
                if not hasattr(kind, "from_param"):
                    raise TypeError(f"item {number} in _argtypes_ has no from_param method")
        self._argtypes = types

    @argtypes.deleter
    def argtypes(self):
        self._argtypes = None

    @property
    def restype(self):
        """What the result is made: a type, something to call with a C int, or None."""
        return self._restype

    @restype.setter
    def restype(self, kind):
        if kind is not None and not callable(kind):
            raise TypeError("restype must be a type, a callable, or None")
        if isinstance(kind, type) and issubclass(kind, py_object):
            raise TypeError(f"{self.__name__} gives an integer, and Tollbooth has no objects at addresses")
        self._restype = kind

    @restype.deleter
    def restype(self):
        self._restype = c_int

    @property
    def errcheck(self):
        """What is called with result, function and arguments, and gives the result."""
        return self._errcheck

    @errcheck.setter
    def errcheck(self, check):
        if not callable(check):
            raise TypeError("the errcheck attribute must be callable")
        self._errcheck = check

    @errcheck.deleter
    def errcheck(self):
        self._errcheck = None


class PyDLL:
    """The functions of the C API; there is one, pythonapi."""

    _name = None

    def __init__(self, name=None, *args, **kwargs):
        if name is not None:
            raise OSError(f"Tollbooth loads no C libraries: {name}")

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        function = self[name]
        setattr(self, name, function)
        return function

    def __getitem__(self, name):
        if name not in _FUNCTIONS:
            raise AttributeError(f"Tollbooth's pythonapi has only {', '.join(_FUNCTIONS)}, not {name}")
        return _FuncPtr(name, *_FUNCTIONS[name])

    def __repr__(self):
        return "<PyDLL 'None', of Tollbooth itself>"


pythonapi = PyDLL()


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(f"module 'ctypes' has no attribute {name!r}")
    raise AttributeError(f"Tollbooth's ctypes has only pythonapi, the integer types, py_object and the bare Structure and Union: there are no C libraries to load, so no {name}")
