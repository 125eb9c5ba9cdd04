# A filter that makes errors of a SyntaxWarning has compile() raise a SyntaxError, which says where.
import warnings

SOURCES = [
    'x = 1\nassert(x, "msg")',
    "é; y is 1",
    "[(1, 2) (3, 4)]",
    '"abc"()',
    "0x1for x in ()",
]
with warnings.catch_warnings():
    warnings.simplefilter("error", SyntaxWarning)
    for source in SOURCES:
        try:
            compile(source, "<text>", "exec")
        except SyntaxError as error:
            print(type(error).__name__, error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset, error.__context__)
with warnings.catch_warnings():
    warnings.simplefilter("always")
    warnings.showwarning = lambda message, category, filename, lineno, file=None, line=None: print(category.__name__, filename, lineno)
    compile(SOURCES[1], "<text>", "exec")
