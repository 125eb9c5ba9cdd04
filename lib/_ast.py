"""The node classes of the ast module, made from the abstract grammar.

The compiler hands trees over as plain data (src/syntax/transfer.ts): a node is a tuple of its class's name, its fields and, where the
class has them, its four positions. _from_data and _to_data turn them into objects and back; compile() calls both.
"""

PyCF_ONLY_AST = 0x400
PyCF_TYPE_COMMENTS = 0x1000
PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000
PyCF_OPTIMIZED_AST = 0x8400

_POSITIONS = ("lineno", "col_offset", "end_lineno", "end_col_offset")
# How deep repr() goes.
_REPR_DEPTH = 3


class AST:
    __module__ = "ast"
    _fields = ()
    _attributes = ()
    __match_args__ = ()
    _field_types = {}

    def __init__(self, /, *args, **kwargs):
        cls = type(self)
        fields = cls._fields
        if len(args) > len(fields):
            plural = "" if len(fields) == 1 else "s"
            raise TypeError(f"{cls.__name__} constructor takes at most {len(fields)} positional argument{plural}")
        given = set()
        for name, value in zip(fields, args):
            setattr(self, name, value)
            given.add(name)
        for name, value in kwargs.items():
            if name in fields:
                if name in given:
                    raise TypeError(f"{cls.__name__} got multiple values for argument {name!r}")
                given.add(name)
            elif name not in cls._attributes:
                _deprecated(f"{_shown(cls)}.__init__ got an unexpected keyword argument {name!r}. "
                            "Support for arbitrary keyword arguments is deprecated and will be removed in Python 3.15.")
            setattr(self, name, value)
        if len(given) < len(fields):
            self._fill(cls, given)

    def _fill(self, cls, given):
        types = cls._field_types
        for name in cls._fields:
            if name in given:
                continue
            kind = types.get(name)
            if kind is None:
                continue  # a class of the program's own: the attribute just is not there
            default = _defaults.get((cls, name)) or _inherited_default(cls, name)
            if default == "list":
                setattr(self, name, [])
            elif default == "load":
                setattr(self, name, _singletons["Load"])
            elif default != "none":
                _deprecated(f"{_shown(cls)}.__init__ missing 1 required positional argument: {name!r}. "
                            "This will become an error in Python 3.15.")

    def __repr__(self):
        return _repr(self, _REPR_DEPTH)

    def __reduce__(self):
        fields = type(self)._fields
        values = self.__dict__
        positional = []
        for name in fields:
            if name not in values:
                break
            positional.append(None)
        return (type(self), tuple(positional), dict(values))

    def __replace__(self, /, **kwargs):
        cls = type(self)
        expected = set(cls._fields) | set(cls._attributes)
        values = {}
        for name in cls._fields + cls._attributes:
            if name in self.__dict__:
                values[name] = self.__dict__[name]
        for name in kwargs:
            if name not in expected:
                raise TypeError(f"{cls.__name__}.__replace__ got an unexpected keyword argument {name!r}.")
        values.update(kwargs)
        missing = [name for name in cls._fields if name not in values and not hasattr(cls, name)]
        if missing:
            names = ", ".join(map(repr, missing))
            plural = "" if len(missing) == 1 else "s"
            raise TypeError(f"{cls.__name__}.__replace__ missing {len(missing)} keyword argument{plural}: {names}.")
        return cls(**values)


def _shown(cls):
    return "ast.AST" if cls is AST else cls.__name__


def _deprecated(message):
    import warnings
    warnings.warn(message, DeprecationWarning, stacklevel=3)


def _inherited_default(cls, name):
    for base in cls.__mro__:
        found = _defaults.get((base, name))
        if found is not None:
            return found
    return None


def _repr(node, depth):
    cls = type(node)
    if depth <= 0:
        return f"{cls.__name__}(...)"
    if cls is AST:
        return "ast.AST()"
    parts = []
    for name in cls._fields:
        value = getattr(node, name)
        if isinstance(value, (list, tuple)):
            ends = "[]" if isinstance(value, list) else "()"
            items = [_item(item, depth) for item in (value if len(value) <= 2 else (value[0], value[-1]))]
            if len(value) > 2:
                items.insert(1, "...")
            if len(value) == 1 and isinstance(value, tuple):
                items[0] += ","
            text = ends[0] + ", ".join(items) + ends[1]
        else:
            text = _item(value, depth)
        parts.append(f"{name}={text}")
    return f"{cls.__name__}({', '.join(parts)})"


def _item(value, depth):
    if isinstance(value, AST):
        if not type(value)._fields and depth > 1:
            return f"{type(value).__name__}()"
        return _repr(value, depth - 1)
    return repr(value)


_GRAMMAR = """
mod:
Module(stmt* body, type_ignore* type_ignores)
Interactive(stmt* body)
Expression(expr body)
FunctionType(expr* argtypes, expr returns)
stmt@:
FunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params)
AsyncFunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params)
ClassDef(identifier name, expr* bases, keyword* keywords, stmt* body, expr* decorator_list, type_param* type_params)
Return(expr? value)
Delete(expr* targets)
Assign(expr* targets, expr value, string? type_comment)
TypeAlias(expr name, type_param* type_params, expr value)
AugAssign(expr target, operator op, expr value)
AnnAssign(expr target, expr annotation, expr? value, int simple)
For(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)
AsyncFor(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)
While(expr test, stmt* body, stmt* orelse)
If(expr test, stmt* body, stmt* orelse)
With(withitem* items, stmt* body, string? type_comment)
AsyncWith(withitem* items, stmt* body, string? type_comment)
Match(expr subject, match_case* cases)
Raise(expr? exc, expr? cause)
Try(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody)
TryStar(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody)
Assert(expr test, expr? msg)
Import(alias* names)
ImportFrom(identifier? module, alias* names, int? level)
Global(identifier* names)
Nonlocal(identifier* names)
Expr(expr value)
Pass
Break
Continue
expr@:
BoolOp(boolop op, expr* values)
NamedExpr(expr target, expr value)
BinOp(expr left, operator op, expr right)
UnaryOp(unaryop op, expr operand)
Lambda(arguments args, expr body)
IfExp(expr test, expr body, expr orelse)
Dict(expr?* keys, expr* values)
Set(expr* elts)
ListComp(expr elt, comprehension* generators)
SetComp(expr elt, comprehension* generators)
DictComp(expr key, expr value, comprehension* generators)
GeneratorExp(expr elt, comprehension* generators)
Await(expr value)
Yield(expr? value)
YieldFrom(expr value)
Compare(expr left, cmpop* ops, expr* comparators)
Call(expr func, expr* args, keyword* keywords)
FormattedValue(expr value, int conversion, expr? format_spec)
Interpolation(expr value, constant str, int conversion, expr? format_spec)
JoinedStr(expr* values)
TemplateStr(expr* values)
Constant(constant value, string? kind)
Attribute(expr value, identifier attr, expr_context ctx)
Subscript(expr value, expr slice, expr_context ctx)
Starred(expr value, expr_context ctx)
Name(identifier id, expr_context ctx)
List(expr* elts, expr_context ctx)
Tuple(expr* elts, expr_context ctx)
Slice(expr? lower, expr? upper, expr? step)
expr_context:
Load
Store
Del
boolop:
And
Or
operator:
Add
Sub
Mult
MatMult
Div
Mod
Pow
LShift
RShift
BitOr
BitXor
BitAnd
FloorDiv
unaryop:
Invert
Not
UAdd
USub
cmpop:
Eq
NotEq
Lt
LtE
Gt
GtE
Is
IsNot
In
NotIn
=comprehension(expr target, expr iter, expr* ifs, int is_async)
excepthandler@:
ExceptHandler(expr? type, identifier? name, stmt* body)
=arguments(arg* posonlyargs, arg* args, arg? vararg, arg* kwonlyargs, expr?* kw_defaults, arg? kwarg, expr* defaults)
=arg@(identifier arg, expr? annotation, string? type_comment)
=keyword@(identifier? arg, expr value)
=alias@(identifier name, identifier? asname)
=withitem(expr context_expr, expr? optional_vars)
=match_case(pattern pattern, expr? guard, stmt* body)
pattern@:
MatchValue(expr value)
MatchSingleton(constant value)
MatchSequence(pattern* patterns)
MatchMapping(expr* keys, pattern* patterns, identifier? rest)
MatchClass(expr cls, pattern* patterns, identifier* kwd_attrs, pattern* kwd_patterns)
MatchStar(identifier? name)
MatchAs(pattern? pattern, identifier? name)
MatchOr(pattern* patterns)
type_ignore:
TypeIgnore(int lineno, string tag)
type_param@:
TypeVar(identifier name, expr? bound, expr? default_value)
ParamSpec(identifier name, expr? default_value)
TypeVarTuple(identifier name, expr? default_value)
"""

_classes = {}
_singletons = {}
# (class, field) -> "list", "load" or "none": what a field is when it is not given.
_defaults = {}
# The last two positions may be missing.
_OPTIONAL_POSITIONS = {"end_lineno": None, "end_col_offset": None}


def _make(name, base, doc, namespace):
    namespace.update(__module__="ast", __doc__=doc)
    cls = type(name, (base,), namespace)
    _classes[name] = cls
    globals()[name] = cls
    return cls


def _sum(name, positioned, members):
    doc = f"{name} = " + f"\n{' ' * len(name)} | ".join(members)
    namespace = {"_fields": (), "__match_args__": (), "_field_types": {}}
    if positioned:
        namespace.update(_OPTIONAL_POSITIONS, _attributes=_POSITIONS)
    return _make(name, AST, doc, namespace)


def _product(line, base, positioned=False):
    """Makes a class; its field types follow when all classes are there."""
    name, _, rest = line.partition("(")
    fields = []
    namespace = {}
    if rest:
        for item in rest[:-1].split(", "):
            kind, _, field = item.partition(" ")
            fields.append((field, kind))
            if kind[-1] == "?":
                namespace[field] = None
    namespace["_fields"] = namespace["__match_args__"] = tuple([field for field, _ in fields])
    namespace["_field_types"] = {}
    if positioned:
        namespace.update(_OPTIONAL_POSITIONS, _attributes=_POSITIONS)
    cls = _make(name, base, line, namespace)
    return cls, fields


def _build():
    lines = _GRAMMAR.strip().split("\n")
    todo = []
    base = None
    for i, line in enumerate(lines):
        if line[-1] == ":":
            members = []
            for member in lines[i + 1:]:
                if member[-1] == ":" or member[0] == "=":
                    break
                members.append(member)
            name = line[:-1]
            base = _sum(name.rstrip("@"), name[-1] == "@", members)
        elif line[0] == "=":
            todo.append(_product(line[1:].replace("@", ""), AST, "@" in line))
        else:
            cls, fields = _product(line, base)
            if fields:
                todo.append((cls, fields))
            elif base.__name__ not in ("stmt",):
                _singletons[line] = cls()
    plain = {"identifier": str, "string": str, "int": int, "constant": object}
    known = {}
    for cls, fields in todo:
        types = cls._field_types
        for field, kind in fields:
            made = known.get(kind)
            if made is None:
                name = kind.rstrip("?*")
                made = plain.get(name) or _classes[name]
                if kind[-1] == "*":
                    made = list[made]
                elif kind[-1] == "?":
                    made = made | None
                known[kind] = made
            types[field] = made
            if kind[-1] == "*":
                _defaults[cls, field] = "list"
            elif kind[-1] == "?":
                _defaults[cls, field] = "none"
            elif kind == "expr_context":
                _defaults[cls, field] = "load"


_build()

# Plain data to objects and back


def _from_data(data):
    name = data[0]
    single = _singletons.get(name)
    if single is not None:
        return single
    cls = _classes[name]
    node = cls.__new__(cls)
    values = node.__dict__
    fields = cls._fields
    at = 1
    for field in fields:
        value = data[at]
        at += 1
        kind = type(value)
        if kind is list:
            value = [_from_data(item) if type(item) is tuple else item for item in value]
        elif kind is tuple and not (field == "value" and name == "Constant"):
            value = _from_data(value)
        values[field] = value
    if at < len(data):
        for field in _POSITIONS:
            values[field] = data[at]
            at += 1
    return node


_EXPECTED = ("Module", "Expression", "Interactive")
_CONSTANTS = (type(None), bool, int, float, complex, str, bytes, type(...))


def _to_data(pair):
    tree, mode = pair
    if mode < len(_EXPECTED) and not isinstance(tree, _classes[_EXPECTED[mode]]):
        raise TypeError(f"expected {_EXPECTED[mode]} node, got {type(tree).__name__}")
    return _node_data(tree)


def _node_data(node):
    cls = type(node)
    if _classes.get(cls.__name__) is not cls:
        for cls in cls.__mro__:
            if _classes.get(cls.__name__) is cls:
                break
        else:
            return ("AST",)
    out = [cls.__name__]
    for field in cls._fields:
        value = getattr(node, field, ())
        if isinstance(value, AST):
            value = _node_data(value)
        elif type(value) is list:
            value = [_node_data(item) if isinstance(item, AST) else _plain(item) for item in value]
        elif type(value) is tuple and not value and field not in node.__dict__:
            pass
        elif cls.__name__ in ("Constant", "MatchSingleton") and field == "value":
            _check_constant(value)
        else:
            value = _plain(value)
        out.append(value)
    if cls._attributes:
        for field in _POSITIONS:
            out.append(getattr(node, field, ()))
    return tuple(out)


def _plain(value):
    if isinstance(value, _CONSTANTS):
        return value
    raise TypeError(f"expected some sort of expr, but got {value!r}")


def _check_constant(value):
    if isinstance(value, (tuple, frozenset)):
        for item in value:
            _check_constant(item)
    elif type(value) not in _CONSTANTS:
        raise TypeError(f"got an invalid type in Constant: {type(value).__name__}")
