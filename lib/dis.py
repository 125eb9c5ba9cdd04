"""Disassembler of code objects: the interface of CPython's dis over the instructions of contract/opcodes.ts.

An instruction is a word of 32 bits, the argument in the upper 24, followed by the words of its inline cache. Offsets are those of
bytes in co_code, as in f_lasti, tb_lasti and co_lines(); co_positions() has an entry for every two bytes, as CPython's.
"""

import collections
import io
import sys
import types

from opcode import *
from opcode import (
    __all__ as _opcodes_all, _common_constants, _intrinsic_1_descs, _intrinsic_2_descs, _nb_ops,
    _special_method_names,
)
from _opcode_metadata import caches as _caches, operands as _operands

__all__ = ["code_info", "dis", "disassemble", "distb", "disco", "findlinestarts", "findlabels", "show_code", "get_instructions",
           "Instruction", "Bytecode"] + _opcodes_all
del _opcodes_all

_have_code = (types.MethodType, types.FunctionType, types.CodeType, classmethod, staticmethod, type)
_UNIT = 4

COMPILER_FLAG_NAMES = {
    1: "OPTIMIZED", 2: "NEWLOCALS", 4: "VARARGS", 8: "VARKEYWORDS", 16: "NESTED", 32: "GENERATOR", 64: "NOFREE", 128: "COROUTINE",
    256: "ITERABLE_COROUTINE", 512: "ASYNC_GENERATOR", 0x4000000: "HAS_DOCSTRING", 0x8000000: "METHOD",
}


class Positions(collections.namedtuple("Positions", "lineno end_lineno col_offset end_col_offset", defaults=(None,) * 4)):
    __slots__ = ()


_Instruction = collections.namedtuple(
    "_Instruction",
    "opname opcode arg argval argrepr offset start_offset starts_line line_number label positions cache_info",
    defaults=(None, None, None),
)


class Instruction(_Instruction):
    """Details for a bytecode operation."""

    @property
    def oparg(self):
        return self.arg

    @property
    def baseopcode(self):
        return self.opcode

    @property
    def baseopname(self):
        return self.opname

    @property
    def cache_offset(self):
        return self.offset + _UNIT

    @property
    def end_offset(self):
        return self.cache_offset + _caches[self.opcode] * _UNIT

    @property
    def jump_target(self):
        return self.argval if self.opcode in hasjump else None

    @property
    def is_jump_target(self):
        return self.label is not None

    def __str__(self):
        return _line(self, 5, 4, False, True)


_ExceptionTableEntry = collections.namedtuple("_ExceptionTableEntry", "start end target depth lasti")


def _parse_exception_table(code):
    data = iter(code.co_exceptiontable)
    entries = []

    def number():
        byte = next(data)
        value = byte & 63
        while byte & 64:
            byte = next(data)
            value = value << 6 | byte & 63
        return value

    while True:
        try:
            start = number() * _UNIT
        except StopIteration:
            return entries
        end = start + number() * _UNIT
        target = number() * _UNIT
        how = number()
        entries.append(_ExceptionTableEntry(start, end, target, how >> 1, bool(how & 1)))


def _words(code):
    """(index, opcode, argument) of each instruction."""
    data = code.co_code
    index = 0
    while index * 4 < len(data):
        word = int.from_bytes(data[index * 4:index * 4 + 4], "little")
        yield index, word & 255, word >> 8
        index += 1 + _caches[word & 255]


def findlabels(code):
    """Detect all offsets that are jump targets."""
    targets = []
    data = code if isinstance(code, bytes) else code.co_code
    index = 0
    while index * 4 < len(data):
        word = int.from_bytes(data[index * 4:index * 4 + 4], "little")
        if word & 255 in hasjump and (word >> 8) * _UNIT not in targets:
            targets.append((word >> 8) * _UNIT)
        index += 1 + _caches[word & 255]
    return targets


def findlinestarts(code):
    """Yield (offset, line) for each place where another line begins."""
    last = False
    for start, end, line in code.co_lines():
        if line is not last:
            last = line
            yield start, line


def _locals(code):
    # Locals, cells that are no locals, free variables: the order of the slots.
    names = list(code.co_varnames)
    names += [name for name in code.co_cellvars if name not in code.co_varnames]
    return names + list(code.co_freevars)


def _argument(code, slots, op, arg):
    """(argval, argrepr)"""
    kind = _operands[op]
    name = opname[op]
    if kind == "none":
        return None, ""
    if kind == "const":
        value = code.co_consts[arg]
        return value, repr(value)
    if kind in ("local", "deref"):
        return slots[arg], slots[arg]
    if kind == "local2":
        pair = slots[arg >> 12], slots[arg & 0xFFF]
        return pair, ", ".join(pair)
    if kind == "localconst":
        pair = slots[arg >> 12], code.co_consts[arg & 0xFFF]
        return pair, f"{pair[0]}, {pair[1]!r}"
    if kind == "name":
        return code.co_names[arg], code.co_names[arg]
    if kind == "name1":
        value = code.co_names[arg >> 1]
        extra = "" if not arg & 1 else " + NULL" if name == "LOAD_GLOBAL" else " + NULL|self"
        return value, value + extra
    if kind == "super":
        value = code.co_names[arg >> 2]
        return value, value + (" + NULL|self" if arg & 1 else "")
    if kind == "jump":
        return arg * _UNIT, f"to {arg * _UNIT}"
    if kind == "binary":
        return arg, _nb_ops[arg][1]
    if kind == "intrinsic1":
        return arg, _intrinsic_1_descs[arg]
    if kind == "intrinsic2":
        return arg, _intrinsic_2_descs[arg]
    if kind == "special":
        return _special_method_names[arg], _special_method_names[arg]
    if kind == "common":
        value = _common_constants[arg]
        return value, value.__name__ if isinstance(value, type) else repr(value)
    if kind == "convert":
        return arg, ("", "str", "repr", "ascii")[arg]
    if name == "CONTAINS_OP":
        return arg, "not in" if arg else "in"
    if name == "IS_OP":
        return arg, "is not" if arg else "is"
    if name == "SET_FUNCTION_ATTRIBUTE":
        return arg, {1: "defaults", 2: "kwdefaults", 4: "annotations", 8: "closure", 16: "annotate"}.get(arg, "")
    return arg, ""


def _unwrapped(x):
    """The code of a method, function, generator or coroutine; anything else as it is."""
    while hasattr(x, "__func__"):
        x = x.__func__
    for attribute in ("__code__", "gi_code", "ag_code", "cr_code"):
        if hasattr(x, attribute):
            return getattr(x, attribute)
    return x


def _code_of(x):
    x = _unwrapped(x)
    if isinstance(x, str):
        try:
            x = compile(x, "<disassembly>", "eval")
        except SyntaxError:
            x = compile(x, "<disassembly>", "exec")
    if hasattr(x, "co_code"):
        return x
    raise TypeError("don't know how to disassemble %s objects" % type(x).__name__)


def get_instructions(x, *, first_line=None, show_caches=None, adaptive=False):
    """Iterator for the instructions of a function, method, code object or source text."""
    code = _code_of(x)
    shift = 0 if first_line is None else first_line - code.co_firstlineno
    starts = dict(findlinestarts(code))
    places = list(code.co_positions())[::2]
    targets = set(findlabels(code))
    for entry in _parse_exception_table(code):
        targets.update((entry.start, entry.end, entry.target))
    labels = {offset: i + 1 for i, offset in enumerate(sorted(targets))}
    slots = _locals(code)
    for index, op, arg in _words(code):
        offset = index * _UNIT
        argval, argrepr = _argument(code, slots, op, arg)
        if _operands[op] == "jump":
            argrepr = f"to L{labels[argval]}"
        line, end_line, column, end_column = places[index]
        if line is not None:
            line += shift
            end_line = None if end_line is None else end_line + shift
        yield Instruction(opname[op], op, arg if _operands[op] != "none" else None, argval, argrepr, offset, offset,
                          offset in starts, line, labels.get(offset), Positions(line, end_line, column, end_column))


def _line(instruction, line_width, label_width, mark, with_line, show_offsets=False, show_positions=False):
    parts = []
    if line_width:
        text = ""
        if with_line and instruction.starts_line:
            text = "--" if instruction.line_number is None else str(instruction.line_number)
        parts.append(text.rjust(line_width))
    parts.append("-->" if mark else "   ")
    parts.append(("" if instruction.label is None else f"L{instruction.label}:").rjust(label_width))
    if show_offsets:
        parts.append(str(instruction.offset).rjust(5))
    parts.append(instruction.opname.ljust(20))
    if instruction.arg is not None:
        parts.append(str(instruction.arg).rjust(5))
        if instruction.argrepr:
            parts.append(f"({instruction.argrepr})")
    return " ".join(parts).rstrip()


def _listing(code, lasti, file, show_offsets):
    instructions = list(get_instructions(code))
    lines = [i.line_number for i in instructions if i.line_number is not None]
    width = max(3, len(str(max(lines)))) if lines else 0
    labels = max((i.label or 0 for i in instructions), default=0)
    first = True
    for instruction in instructions:
        if instruction.starts_line and not first:
            print(file=file)
        first = False
        mark = instruction.offset <= lasti < instruction.end_offset
        print(_line(instruction, width, 2 + len(str(labels)), mark, True, show_offsets), file=file)
    entries = _parse_exception_table(code)
    if entries:
        names = {i.offset: f"L{i.label}" for i in instructions}
        print("ExceptionTable:", file=file)
        for entry in entries:
            end = names.get(entry.end, "end")
            lasti_text = " lasti" if entry.lasti else ""
            print(f"  {names[entry.start]} to {end} -> {names[entry.target]} [{entry.depth}]{lasti_text}", file=file)


def dis(x=None, *, file=None, depth=None, show_caches=False, adaptive=False, show_offsets=False, show_positions=False):
    """Disassemble classes, methods, functions, and other compiled objects."""
    if x is None:
        distb(file=file, show_offsets=show_offsets)
        return
    x = _unwrapped(x)
    if hasattr(x, "__dict__") and not hasattr(x, "co_code"):
        for name, member in sorted(x.__dict__.items()):
            if isinstance(member, _have_code):
                print("Disassembly of %s:" % name, file=file)
                try:
                    dis(member, file=file, depth=depth, show_offsets=show_offsets)
                except TypeError as error:
                    print("Sorry:", error, file=file)
                print(file=file)
    elif hasattr(x, "co_code"):
        _recursive(x, file, depth, show_offsets)
    elif isinstance(x, str):
        _recursive(_code_of(x), file, depth, show_offsets)
    else:
        raise TypeError("don't know how to disassemble %s objects" % type(x).__name__)


def _recursive(code, file, depth, show_offsets):
    disassemble(code, file=file, show_offsets=show_offsets)
    if depth is None or depth > 0:
        for value in code.co_consts:
            if hasattr(value, "co_code"):
                print(file=file)
                print(f"Disassembly of {value!r}:", file=file)
                _recursive(value, file, None if depth is None else depth - 1, show_offsets)


def disassemble(code, lasti=-1, *, file=None, show_caches=False, adaptive=False, show_offsets=False, show_positions=False):
    """Disassemble a code object."""
    _listing(code, lasti, file, show_offsets)


disco = disassemble


def distb(tb=None, *, file=None, show_caches=False, adaptive=False, show_offsets=False, show_positions=False):
    """Disassemble a traceback (default: last traceback)."""
    if tb is None:
        try:
            tb = sys.last_exc.__traceback__ if hasattr(sys, "last_exc") else sys.last_traceback
        except AttributeError:
            raise RuntimeError("no last traceback to disassemble") from None
        while tb.tb_next:
            tb = tb.tb_next
    disassemble(tb.tb_frame.f_code, tb.tb_lasti, file=file, show_offsets=show_offsets)


def pretty_flags(flags):
    """Return pretty representation of code flags."""
    names = []
    for i in range(32):
        flag = 1 << i
        if flags & flag:
            names.append(COMPILER_FLAG_NAMES.get(flag, hex(flag)))
            flags ^= flag
            if not flags:
                break
    else:
        names.append(hex(flags))
    return ", ".join(names)


def code_info(x):
    """Formatted details of methods, functions, or code."""
    code = _code_of(x)
    lines = [
        f"Name:              {code.co_name}",
        f"Filename:          {code.co_filename}",
        f"Argument count:    {code.co_argcount}",
        f"Positional-only arguments: {code.co_posonlyargcount}",
        f"Kw-only arguments: {code.co_kwonlyargcount}",
        f"Number of locals:  {code.co_nlocals}",
        f"Stack size:        {code.co_stacksize}",
        f"Flags:             {pretty_flags(code.co_flags)}",
    ]
    for title, values in (("Constants", code.co_consts), ("Names", code.co_names), ("Variable names", code.co_varnames),
                          ("Free variables", code.co_freevars), ("Cell variables", code.co_cellvars)):
        if values:
            lines.append(f"{title}:")
            lines += ["%4d: %s" % (i, repr(value) if title == "Constants" else value) for i, value in enumerate(values)]
    return "\n".join(lines)


def show_code(co, *, file=None):
    """Print details of methods, functions, or code to file."""
    print(code_info(co), file=file)



def _find_imports(code):
    """Yield (module name, level, fromlist) of each import statement."""
    before = []
    for instruction in get_instructions(code):
        if instruction.opname == "IMPORT_NAME" and len(before) >= 2:
            yield instruction.argval, _constant(before[-2]), _constant(before[-1])
        before.append(instruction)


def _constant(instruction):
    return instruction.argval


def _find_store_names(code):
    """Yield the names that a module's code binds."""
    for instruction in get_instructions(code):
        if instruction.opname in ("STORE_NAME", "STORE_GLOBAL"):
            yield instruction.argval


class Bytecode:
    """The bytecode operations of a piece of code."""

    def __init__(self, x, *, first_line=None, current_offset=None, show_caches=False, adaptive=False, show_offsets=False,
                 show_positions=False):
        self.codeobj = _code_of(x)
        self.first_line = self.codeobj.co_firstlineno if first_line is None else first_line
        self.current_offset = current_offset
        self.exception_entries = _parse_exception_table(self.codeobj)
        self.show_offsets = show_offsets
        self._original_object = x

    def __iter__(self):
        return get_instructions(self.codeobj, first_line=self.first_line)

    def __repr__(self):
        return f"{type(self).__name__}({self._original_object!r})"

    @classmethod
    def from_traceback(cls, tb, *, show_caches=False, adaptive=False):
        """Construct a Bytecode from the given traceback."""
        while tb.tb_next:
            tb = tb.tb_next
        return cls(tb.tb_frame.f_code, current_offset=tb.tb_lasti)

    def info(self):
        """Return formatted information about the code object."""
        return code_info(self.codeobj)

    def dis(self):
        """Return a formatted view of the bytecode operations."""
        output = io.StringIO()
        _listing(self.codeobj, -1 if self.current_offset is None else self.current_offset, output, self.show_offsets)
        return output.getvalue()


if __name__ == "__main__":
    source = open(sys.argv[1], "rb").read() if len(sys.argv) > 1 else sys.stdin.buffer.read()
    dis(compile(source, sys.argv[1] if len(sys.argv) > 1 else "<stdin>", "exec"))
