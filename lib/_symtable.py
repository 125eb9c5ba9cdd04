"""The native half of symtable: the scopes of a program, as the compiler sees them."""

import _compiler

USE = 16
DEF_GLOBAL = 1
DEF_NONLOCAL = 8
DEF_LOCAL = 2
DEF_PARAM = 4
DEF_TYPE_PARAM = 1024
DEF_IMPORT = 128
DEF_BOUND = 2 | 4 | 128 | 1024
DEF_ANNOT = 256
DEF_COMP_ITER = 512
DEF_COMP_CELL = 2048
DEF_FREE_CLASS = 64
SCOPE_OFF = 12
SCOPE_MASK = 15
FREE = 4
LOCAL = 1
GLOBAL_IMPLICIT = 3
GLOBAL_EXPLICIT = 2
CELL = 5
TYPE_FUNCTION = 0
TYPE_CLASS = 1
TYPE_MODULE = 2
TYPE_ANNOTATION = 3
TYPE_TYPE_ALIAS = 4
TYPE_TYPE_PARAMETERS = 5
TYPE_TYPE_VARIABLE = 6


class _Entry:
    __slots__ = ("name", "type", "lineno", "nested", "symbols", "varnames", "children", "__weakref__")

    def __init__(self, data):
        self.name, self.type, self.lineno, nested, self.symbols, self.varnames, children = data
        self.nested = int(nested)
        self.children = [_Entry(child) for child in children]

    @property
    def id(self):
        return id(self)

    def __repr__(self):
        return f"<symtable entry {self.name}({id(self)}), line {self.lineno}>"


_Entry.__name__ = _Entry.__qualname__ = "symtable entry"
_SOURCE_IS_STR = 0x100
_modes = {"exec": 0, "eval": 1, "single": 2}


def symtable(source, filename, startstr, /):
    """Return symbol and scope dictionaries used internally by compiler."""
    mode = _modes.get(startstr)
    if mode is None:
        raise ValueError("symtable() arg 3 must be 'exec' or 'eval' or 'single'")
    if not isinstance(filename, str):
        import os
        filename = os.fsdecode(filename)
    if isinstance(source, str):
        mode |= _SOURCE_IS_STR
    return _Entry(_compiler.symbols(source, filename, mode))
