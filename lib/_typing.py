"""The native half of typing: type variables, type aliases, Generic.

The compiler's instructions for `def f[T]` and `type A = ...` call the functions whose names begin with `_make_`.
"""

import sys as _sys

Union = type(int | str)


# Static, as NewType takes it for its __call__ and it must not bind there.
@staticmethod
def _idfunc(arg):
    return arg


def _caller():
    """The name of the module that called into this one."""
    frame = _sys._getframe(1)
    while frame is not None and frame.f_globals.get("__name__") in ("_typing", "typing"):
        frame = frame.f_back
    return None if frame is None else frame.f_globals.get("__name__")


class _NoDefaultType:
    __slots__ = ()
    __module__ = "typing"
    __qualname__ = "NoDefaultType"
    _instance = None

    def __new__(cls, *args, **kwargs):
        if args or kwargs:
            raise TypeError("NoDefaultType takes no arguments")
        if cls._instance is None:
            cls._instance = object.__new__(cls)
        return cls._instance

    def __repr__(self):
        return "typing.NoDefault"

    def __reduce__(self):
        return "NoDefault"


_NoDefaultType.__name__ = "NoDefaultType"
NoDefault = _NoDefaultType()
_unset = object()


def _typing(name):
    import typing

    return getattr(typing, name)


def _check(arg, message):
    return _typing("_type_check")(arg, message)


class _const_evaluator:
    """An evaluator (PEP 649) of a value that is known already."""

    __slots__ = ("_value",)
    __module__ = "_typing"

    def __init__(self, value):
        self._value = value

    def __call__(self, format, /):
        if format not in (1, 2, 3, 4):
            raise ValueError(f"invalid format: {format}")
        if format == 4:
            value = self._value
            if isinstance(value, tuple):
                return "(" + ", ".join(_text(v) for v in value) + ("," if len(value) == 1 else "") + ")"
            return _text(value)
        return self._value

    def __repr__(self):
        return f"<constevaluator {self._value!r}>"


def _text(value):
    return _typing("_type_repr")(value) if value is not ... else "..."


class _Final:
    """No base of other classes, and neither are the instances."""

    __slots__ = ()

    def __init_subclass__(cls, /, *, _own=False, **kwargs):
        if not _own:
            raise TypeError(f"type 'typing.{cls.__mro__[1].__name__}' is not an acceptable base type")

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")


class _Param(_Final, _own=True):
    """What type variables have in common."""

    __slots__ = ("__name__", "_default", "_evaluate_default", "__dict__", "__weakref__")

    def _set_origin(self, name, default):
        """The end of the constructors that programs call."""
        self.__name__ = name
        self._default, self._evaluate_default = default, None
        module = _caller()
        if module is not None:
            self.__module__ = module

    @property
    def __default__(self):
        if self._default is _unset:
            evaluate = self._evaluate_default
            self._default = NoDefault if evaluate is None else evaluate(1)
        return self._default

    @property
    def evaluate_default(self):
        if self._evaluate_default is not None:
            return self._evaluate_default
        if self._default is _unset or self._default is NoDefault:
            return None
        return _const_evaluator(self._default)

    def has_default(self):
        return self._evaluate_default is not None or self._default not in (_unset, NoDefault)

    def _set_default(self, value, evaluate=None):
        object.__setattr__(self, "_default", value)
        object.__setattr__(self, "_evaluate_default", evaluate)

    def __reduce__(self):
        return self.__name__

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class _Variance:
    __slots__ = ()

    def __repr__(self):
        if self.__infer_variance__:
            return self.__name__
        sign = "+" if self.__covariant__ else "-" if self.__contravariant__ else "~"
        return sign + self.__name__

    def __or__(self, right):
        return Union[self, right]

    def __ror__(self, left):
        return Union[left, self]

    def _set_variance(self, covariant, contravariant, infer_variance):
        covariant, contravariant, infer_variance = bool(covariant), bool(contravariant), bool(infer_variance)
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if infer_variance and (covariant or contravariant):
            raise ValueError("Variance cannot be specified with infer_variance.")
        self.__covariant__ = covariant
        self.__contravariant__ = contravariant
        self.__infer_variance__ = infer_variance


class TypeVar(_Variance, _Param, _own=True):
    __module__ = "typing"
    __slots__ = (
        "_bound", "_evaluate_bound", "_constraints", "_evaluate_constraints", "__covariant__", "__contravariant__", "__infer_variance__",
    )

    def __new__(cls, name, /, *constraints, bound=None, default=NoDefault, covariant=False, contravariant=False, infer_variance=False):
        if not isinstance(name, str):
            raise TypeError(f"typevar() argument 'name' must be str, not {type(name).__name__}")
        self = object.__new__(cls)
        self._set_variance(covariant, contravariant, infer_variance)
        if bound is not None:
            bound = _check(bound, "Bound must be a type.")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if constraints:
            constraints = tuple(_check(t, "TypeVar(name, constraint, ...): constraints must be types.") for t in constraints)
        self._bound, self._evaluate_bound = bound, None
        self._constraints, self._evaluate_constraints = constraints, None
        self._set_origin(name, default)
        return self

    @property
    def __bound__(self):
        if self._bound is _unset:
            self._bound = self._evaluate_bound(1)
        return self._bound

    @property
    def __constraints__(self):
        if self._constraints is _unset:
            self._constraints = self._evaluate_constraints(1)
        return self._constraints

    @property
    def evaluate_bound(self):
        if self._evaluate_bound is not None:
            return self._evaluate_bound
        return None if self._bound is None else _const_evaluator(self._bound)

    @property
    def evaluate_constraints(self):
        if self._evaluate_constraints is not None:
            return self._evaluate_constraints
        return _const_evaluator(self._constraints) if self._constraints else None

    def __typing_subst__(self, arg):
        return _typing("_typevar_subst")(self, arg)

    def __typing_prepare_subst__(self, alias, args):
        params = alias.__parameters__
        i = params.index(self)
        if i < len(args):
            return args
        if i == len(args):
            if self.has_default():
                return (*args, self.__default__)
        raise TypeError(f"Too few arguments for {alias!r}; actual {len(args)}, expected {i + 1}")


class _Part(_Final, _own=True):
    """What `P.args` and `P.kwargs` of a ParamSpec P have in common."""

    __slots__ = ("__origin__", "__weakref__")

    def __new__(cls, origin):
        self = object.__new__(cls)
        self.__origin__ = origin
        return self

    def __repr__(self):
        origin = self.__origin__
        return f"{origin.__name__ if isinstance(origin, ParamSpec) else repr(origin)}.{self._word}"

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return self.__origin__ == other.__origin__

    __hash__ = None


class ParamSpecArgs(_Part, _own=True):
    __module__ = "typing"
    __slots__ = ()
    _word = "args"


class ParamSpecKwargs(_Part, _own=True):
    __module__ = "typing"
    __slots__ = ()
    _word = "kwargs"


class ParamSpec(_Variance, _Param, _own=True):
    __module__ = "typing"
    __slots__ = ("__bound__", "__covariant__", "__contravariant__", "__infer_variance__")

    def __new__(cls, name, /, *, bound=None, default=NoDefault, covariant=False, contravariant=False, infer_variance=False):
        if not isinstance(name, str):
            raise TypeError(f"paramspec() argument 'name' must be str, not {type(name).__name__}")
        self = object.__new__(cls)
        self._set_variance(covariant, contravariant, infer_variance)
        self.__bound__ = None if bound is None else _check(bound, "Bound must be a type.")
        self._set_origin(name, default)
        return self

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)

    def __typing_subst__(self, arg):
        return _typing("_paramspec_subst")(self, arg)

    def __typing_prepare_subst__(self, alias, args):
        return _typing("_paramspec_prepare_subst")(self, alias, args)


class TypeVarTuple(_Param, _own=True):
    __module__ = "typing"
    __slots__ = ()

    def __new__(cls, name, *, default=NoDefault):
        if not isinstance(name, str):
            raise TypeError(f"typevartuple() argument 'name' must be str, not {type(name).__name__}")
        self = object.__new__(cls)
        self._set_origin(name, default)
        return self

    def __iter__(self):
        yield _typing("Unpack")[self]

    def __repr__(self):
        return self.__name__

    def __typing_subst__(self, arg):
        raise TypeError("Substitution of bare TypeVarTuple is not supported")

    def __typing_prepare_subst__(self, alias, args):
        return _typing("_typevartuple_prepare_subst")(self, alias, args)


class TypeAliasType:
    __module__ = "typing"
    __slots__ = ("__name__", "__type_params__", "_value", "_evaluate", "_module", "__weakref__")

    def __new__(cls, name, value, *, type_params=()):
        if not isinstance(name, str):
            raise TypeError(f"typealias() argument 'name' must be str, not {type(name).__name__}")
        if not isinstance(type_params, tuple):
            raise TypeError("type_params must be a tuple")
        seen_default = False
        for param in type_params:
            if not hasattr(param, "__typing_subst__"):
                raise TypeError(f"Expected a type param, got {param!r}")
            if param.has_default():
                seen_default = True
            elif seen_default:
                raise TypeError(f"non-default type parameter '{param!r}' follows default type parameter")
        return _new_alias(name, type_params, value, None, _caller())

    def __init_subclass__(cls, /, **kwargs):
        raise TypeError("type 'typing.TypeAliasType' is not an acceptable base type")

    def __setattr__(self, name, value):
        if name in ("__value__", "__parameters__", "evaluate_value"):
            raise AttributeError(f"attribute '{name}' of 'typing.TypeAliasType' objects is not writable")
        if name in ("__name__", "__type_params__", "__module__"):
            raise AttributeError("readonly attribute")
        raise AttributeError(f"'typing.TypeAliasType' object has no attribute '{name}' and no __dict__ for setting new attributes")

    def __delattr__(self, name):
        raise AttributeError("readonly attribute")

    @property
    def __value__(self):
        if self._value is _unset:
            object.__setattr__(self, "_value", self._evaluate(1))
        return self._value

    @property
    def evaluate_value(self):
        return self._evaluate if self._evaluate is not None else _const_evaluator(self._value)

    @property
    def __parameters__(self):
        result = []
        for param in self.__type_params__:
            if isinstance(param, TypeVarTuple):
                result.extend(param)
            else:
                result.append(param)
        return tuple(result)

    def __repr__(self):
        return self.__name__

    def __getitem__(self, args):
        if not self.__type_params__:
            raise TypeError("Only generic type aliases are subscriptable")
        return _GenericAlias(self, args)

    def __or__(self, right):
        return Union[self, right]

    def __ror__(self, left):
        return Union[left, self]

    def __reduce__(self):
        return self.__name__

    def __iter__(self):
        yield _typing("Unpack")[self]

    def __call__(self, *args, **kwargs):
        raise TypeError("'typing.TypeAliasType' object is not callable")

    def __typing_unpacked_tuple_args__(self):
        return None


del TypeAliasType.__call__, TypeAliasType.__typing_unpacked_tuple_args__
_GenericAlias = type(list[int])
_set = object.__setattr__


class _AliasModule:
    """`__module__` of an alias, and of the class itself."""

    def __get__(self, instance, owner):
        return "typing" if instance is None else instance._module


TypeAliasType.__module__ = _AliasModule()


def _new_alias(name, params, value, evaluate, module):
    self = object.__new__(TypeAliasType)
    _set(self, "__name__", name)
    _set(self, "__type_params__", params)
    _set(self, "_value", value)
    _set(self, "_evaluate", evaluate)
    _set(self, "_module", module)
    return self


class Generic:
    """Abstract base class for generic types.

    class Mapping[KT, VT]: ... makes one without naming it; class Mapping(Generic[KT, VT]): ... is the older way.
    """

    __module__ = "typing"
    __slots__ = ()

    def __class_getitem__(cls, *args, **kwargs):
        return _typing("_generic_class_getitem")(cls, *args, **kwargs)

    def __init_subclass__(cls, *args, **kwargs):
        return _typing("_generic_init_subclass")(cls, *args, **kwargs)


# What the instructions of PEP 695 call.


def _make_typevar(name, evaluate_bound, evaluate_constraints):
    self = object.__new__(TypeVar)
    self.__name__ = name
    self.__covariant__ = self.__contravariant__ = False
    self.__infer_variance__ = True
    self._bound, self._evaluate_bound = (None if evaluate_bound is None else _unset), evaluate_bound
    self._constraints, self._evaluate_constraints = (() if evaluate_constraints is None else _unset), evaluate_constraints
    self._default, self._evaluate_default = NoDefault, None
    self.__module__ = _caller()
    return self


def _make_paramspec(name):
    self = object.__new__(ParamSpec)
    self.__name__ = name
    self.__covariant__ = self.__contravariant__ = False
    self.__infer_variance__ = True
    self.__bound__ = None
    self._default, self._evaluate_default = NoDefault, None
    self.__module__ = _caller()
    return self


def _make_typevartuple(name):
    self = object.__new__(TypeVarTuple)
    self.__name__ = name
    self._default, self._evaluate_default = NoDefault, None
    self.__module__ = _caller()
    return self


def _make_typealias(parts):
    name, params, evaluate = parts
    return _new_alias(name, params or (), _unset, evaluate, _caller())


def _subscript_generic(params):
    unpacked = tuple(_typing("Unpack")[p] if isinstance(p, TypeVarTuple) else p for p in params)
    return _typing("_GenericAlias")(Generic, unpacked)


def _set_typeparam_default(param, evaluate):
    param._set_default(_unset, evaluate)
    return param
