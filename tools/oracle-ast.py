"""Parses the files named on standard input, one a line, and prints for each a JSON line with a digest of its tree.

With an argument, prints the tree of that one file in the same form that is digested.
"""
import ast
import hashlib
import json
import re
import sys
import unicodedata
import warnings

warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)
sys.set_int_max_str_digits(0)


def constant(value):
    if value is None or value is True or value is False:
        return str(value)
    if value is Ellipsis:
        return "Ellipsis"
    if isinstance(value, str):
        return "s" + ",".join([format(ord(c), "x") for c in value])
    if isinstance(value, bytes):
        return "b" + value.hex()
    if isinstance(value, int):
        return "i" + hex(value)
    if isinstance(value, float):
        return "f" + repr(value)
    return "c" + repr(value.real) + "," + repr(value.imag)


def write(node, out):
    cls = type(node)
    out.append("(" + cls.__name__)
    for name in cls._fields:
        value = getattr(node, name, None)
        if cls is ast.Constant and name == "value" or cls is ast.MatchSingleton:
            out.append(constant(value))
        else:
            item(value, out)
    if "lineno" in cls._attributes:
        out.append(f"@{node.lineno},{node.col_offset},{node.end_lineno},{node.end_col_offset}")
    out.append(")\n")


def item(value, out):
    if isinstance(value, ast.AST):
        if value._fields or isinstance(value, (ast.Pass, ast.Break, ast.Continue)):
            write(value, out)
        else:
            out.append(type(value).__name__)
    elif isinstance(value, list):
        out.append("[")
        for element in value:
            item(element, out)
        out.append("]")
    elif value is None:
        out.append("None")
    elif isinstance(value, str):
        out.append("s" + ",".join([format(ord(c), "x") for c in value]))
    else:
        out.append(str(value))


def tree_text(source, mode="exec", flags=0):
    out = []
    write(compile(source, "<unknown>", mode, ast.PyCF_ONLY_AST | flags), out)
    return " ".join(out)


if len(sys.argv) > 1:
    with open(sys.argv[1], "rb") as file:
        print(tree_text(file.read()))
else:
    for line in sys.stdin:
        path = line.rstrip("\n")
        with open(path, "rb") as file:
            source = file.read()
        names = {}
        for match in re.finditer(rb"\\N\{([^}]*)\}", source):
            name = match[1].decode("latin-1")
            try:
                names[name] = unicodedata.lookup(name)
            except KeyError:
                pass  # no such character: the parser is to say so, too
        try:
            result = {"digest": hashlib.sha1(tree_text(source).encode()).hexdigest()}
        except SyntaxError as error:
            result = {"error": error.msg, "type": type(error).__name__, "lineno": error.lineno, "offset": error.offset,
                      "end_lineno": error.end_lineno, "end_offset": error.end_offset, "text": error.text}
        except (ValueError, RecursionError, MemoryError) as error:
            result = {"error": str(error), "type": type(error).__name__}
        print(json.dumps({"path": path, "names": names, **result}), flush=True)
