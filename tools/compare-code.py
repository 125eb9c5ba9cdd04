# Run inside Pyodide by compare-code.ts: what CPython 3.14 makes of a source text, as JSON.
import _symtable
import dis
import json
import sys
import types
import warnings

sys.setrecursionlimit(3000)


def scope(entry):
    return {
        "name": entry.name, "type": entry.type, "line": entry.lineno, "nested": bool(entry.nested),
        "symbols": dict(entry.symbols), "varnames": list(entry.varnames), "children": [scope(c) for c in entry.children],
    }


def constant(v):
    kind = type(v)
    if kind is types.CodeType:
        return "code " + v.co_qualname
    if kind is tuple:
        return "(" + "".join(constant(x) + "," for x in v) + ")"
    if kind is frozenset:
        return "{" + "".join(sorted(constant(x) + "," for x in v)) + "}"
    if kind is slice:
        return "slice" + constant((v.start, v.stop, v.step))
    if kind is str:
        return "s" + v.encode("utf-8", "surrogatepass").hex()
    if kind is bytes:
        return "b" + v.hex()
    if kind is int:
        return hex(v)
    return repr(v)


dropped = {"CACHE", "EXTENDED_ARG", "NOT_TAKEN", "TO_BOOL"}


def code(c):
    instructions = []
    for i in dis.get_instructions(c):
        if i.opname in dropped:
            continue
        p = i.positions
        arg = i.arg
        jump = None
        if i.opname == "LOAD_CONST":
            arg = constant(i.argval)
        elif i.jump_target is not None and i.opname != "END_ASYNC_FOR":
            arg, jump = None, i.jump_target
        elif i.opcode in dis.haslocal or i.opcode in dis.hasfree:
            arg = i.argval if isinstance(i.argval, str) else list(i.argval)
        instructions.append([i.offset, i.opname, arg, jump, [p.lineno, p.end_lineno, p.col_offset, p.end_col_offset]])
    return {
        "qualname": c.co_qualname, "name": c.co_name, "flags": c.co_flags, "stacksize": c.co_stacksize,
        "counts": [c.co_argcount, c.co_posonlyargcount, c.co_kwonlyargcount], "firstlineno": c.co_firstlineno,
        "names": list(c.co_names), "varnames": list(c.co_varnames), "cellvars": list(c.co_cellvars),
        "freevars": list(c.co_freevars), "consts": [constant(x) for x in c.co_consts],
        "handlers": [[e.start, e.end, e.target, e.depth, bool(e.lasti)] for e in dis._parse_exception_table(c)],
        "instructions": instructions,
        "inner": [code(x) for x in c.co_consts if isinstance(x, types.CodeType)],
    }


def dump(source, filename, optimize=0):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            compiled = compile(source, filename, "exec", dont_inherit=True, optimize=optimize)
            symbols = _symtable.symtable(source, filename, "exec")
        except SyntaxError as e:
            return json.dumps({"error": [type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset]})
        except (ValueError, MemoryError, RecursionError) as e:
            return json.dumps({"error": [type(e).__name__, str(e)]})
    texts = [[str(w.message), w.lineno] for w in caught]
    half = [w for i, w in enumerate(texts) if w not in texts[:i]]
    return json.dumps({"code": code(compiled), "symbols": scope(symbols), "warnings": half})
