"""The names and numbers of the instructions. They are those of contract/opcodes.ts, not CPython's."""

import builtins

import _opcode
from _opcode import stack_effect
from _opcode_metadata import (  # noqa: F401
    HAVE_ARGUMENT, MIN_INSTRUMENTED_OPCODE, _specializations, _specialized_opmap, caches as _caches, opmap,
)

__all__ = ["cmp_op", "stack_effect", "hascompare", "opname", "opmap", "HAVE_ARGUMENT", "EXTENDED_ARG", "hasarg", "hasconst",
           "hasname", "hasjump", "hasjrel", "hasjabs", "hasfree", "haslocal", "hasexc"]

# An argument has 24 bits; there is no prefix for more.
EXTENDED_ARG = -1

opname = [""] * (len(opmap) + len(_specialized_opmap))
for _names in (opmap, _specialized_opmap):
    for _name, _number in _names.items():
        opname[_number] = _name

cmp_op = ("<", "<=", "==", "!=", ">", ">=")


def _having(test):
    return [number for number in opmap.values() if test(number)]


hasarg = _having(_opcode.has_arg)
hasconst = _having(_opcode.has_const)
hasname = _having(_opcode.has_name)
hasjump = _having(_opcode.has_jump)
hasjrel = []
hasjabs = hasjump
hasfree = _having(_opcode.has_free)
haslocal = _having(_opcode.has_local)
hasexc = _having(_opcode.has_exc)
hascompare = [opmap["COMPARE_" + _name] for _name in ("LT", "LE", "EQ", "NE", "GT", "GE")]

_intrinsic_1_descs = _opcode.get_intrinsic1_descs()
_intrinsic_2_descs = _opcode.get_intrinsic2_descs()
_special_method_names = _opcode.get_special_method_names()
_common_constants = [builtins.AssertionError, builtins.NotImplementedError, builtins.tuple, builtins.all, builtins.any]
_nb_ops = _opcode.get_nb_ops()
_cache_format = {}
_inline_cache_entries = {_name: _caches[_number] for _name, _number in opmap.items() if _caches[_number]}
