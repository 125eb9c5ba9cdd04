"""Context variables (PEP 567), for contextvars.py. The current context is kept by the thread.

A context's variables are in a dict that is never changed once it is shared: set() makes a new one, copy() takes the same.
"""
import _thread

_current = _thread._context


class _Missing:
    def __repr__(self):
        return "<Token.MISSING>"


_MISSING = _Missing()


def _context():
    context = _current()
    if context is None:
        context = Context()
        _current(context)
    return context


def copy_context():
    """A copy of the current context."""
    return _context().copy()


class Context:
    """A mapping of context variables to their values."""

    __slots__ = ("_values", "_previous", "_entered", "__weakref__")

    def __init__(self):
        self._values = {}
        self._previous = None
        self._entered = False

    def __init_subclass__(cls, **kwargs):
        raise TypeError("type 'Context' is not an acceptable base type")

    def run(self, callable, /, *args, **kwargs):
        """Call callable(*args, **kwargs) with this as the current context."""
        if self._entered:
            raise RuntimeError(f"cannot enter context: {self!r} is already entered")
        self._previous = _current()
        self._entered = True
        _current(self)
        try:
            return callable(*args, **kwargs)
        finally:
            _current(self._previous)
            self._previous = None
            self._entered = False

    def copy(self):
        """A new context with the same values."""
        other = Context()
        other._values = self._values
        return other

    def __getitem__(self, var):
        _check(var)
        return self._values[var]

    def __contains__(self, var):
        _check(var)
        return var in self._values

    def get(self, var, default=None, /):
        """The value of a variable, or the default."""
        _check(var)
        return self._values.get(var, default)

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def keys(self):
        """The variables."""
        return self._values.keys()

    def values(self):
        """Their values."""
        return self._values.values()

    def items(self):
        """Both."""
        return self._values.items()

    def __eq__(self, other):
        if not isinstance(other, Context):
            return NotImplemented
        return self._values == other._values

    __hash__ = None


def _check(var):
    if not isinstance(var, ContextVar):
        raise TypeError(f"a ContextVar key was expected, got {var!r}")


class ContextVar:
    """A variable whose value belongs to the current context."""

    __slots__ = ("_name", "_default", "__weakref__")

    def __init__(self, name, *, default=_MISSING):
        if not isinstance(name, str):
            raise TypeError("context variable name must be a str")
        self._name = name
        self._default = default

    def __init_subclass__(cls, **kwargs):
        raise TypeError("type 'ContextVar' is not an acceptable base type")

    @property
    def name(self):
        return self._name

    def get(self, default=_MISSING, /):
        """The value in the current context, or the default, or the variable's own default; else LookupError."""
        value = _context()._values.get(self, _MISSING)
        if value is not _MISSING:
            return value
        if default is not _MISSING:
            return default
        if self._default is not _MISSING:
            return self._default
        raise LookupError(self)

    def set(self, value, /):
        """Set the value in the current context; the token it returns restores the old one."""
        context = _context()
        token = Token.__new__(Token)
        token._context, token._var, token._used = context, self, False
        token._old = context._values.get(self, _MISSING)
        context._values = {**context._values, self: value}
        return token

    def reset(self, token, /):
        """Restore the value that the variable had before the set() that made the token."""
        if not isinstance(token, Token):
            raise TypeError(f"expected an instance of Token, got {token!r}")
        if token._used:
            raise RuntimeError(f"{token!r} has already been used once")
        if token._var is not self:
            raise ValueError(f"{token!r} was created by a different ContextVar")
        context = _context()
        if token._context is not context:
            raise ValueError(f"{token!r} was created in a different Context")
        token._used = True
        values = dict(context._values)
        if token._old is _MISSING:
            del values[self]
        else:
            values[self] = token._old
        context._values = values

    @classmethod
    def __class_getitem__(cls, item):
        import types

        return types.GenericAlias(cls, item)

    def __repr__(self):
        default = "" if self._default is _MISSING else f" default={self._default!r}"
        return f"<ContextVar name={self._name!r}{default} at {id(self):#x}>"


class Token:
    """What ContextVar.set() returns."""

    __slots__ = ("_context", "_var", "_old", "_used")
    MISSING = _MISSING

    def __new__(cls, *args, **kwargs):
        if args or kwargs or cls is not Token:
            raise RuntimeError("Tokens can only be created by ContextVars")
        return object.__new__(cls)

    @property
    def var(self):
        return self._var

    @property
    def old_value(self):
        return self._old

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self._var.reset(self)

    @classmethod
    def __class_getitem__(cls, item):
        import types

        return types.GenericAlias(cls, item)

    def __repr__(self):
        used = " used" if self._used else ""
        return f"<Token{used} var={self._var!r} at {id(self):#x}>"


for _class in (Context, ContextVar, Token):
    _class.__module__ = "_contextvars"
del _class
