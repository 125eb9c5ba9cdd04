# string.Formatter and Template over _string's parser.
import string
f = string.Formatter()
print(list(f.parse("a{0}b{x.y[z]!r:>{w}}c{{d}}")), f.format("{0} {k}", 1, k=2), f.vformat("{0[1]}", ([1, 2],), {}))
import _string
first, rest = _string.formatter_field_name_split("a.b[0][c].d")
print(first, list(rest))
print(string.Template("$a ${b} $$").substitute(a=1, b=2), string.Template("$x").safe_substitute())
try:
    list(_string.formatter_parser("{"))
except ValueError as e:
    print(e)
