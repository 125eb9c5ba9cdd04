"""Decimal arithmetic, as far as most programs go: numbers, the four operations, comparison, rounding and text.

A first version in Python over ints: contexts hold a precision and a rounding, signals are raised only for division by zero and invalid
operations. What the General Decimal Arithmetic Specification has beyond that (traps that can be set, logical operations, ln, exp …)
is not here yet.
"""
import math as _math
import numbers as _numbers
from contextvars import ContextVar as _ContextVar

__version__ = "1.70"
__libmpdec_version__ = "none"
MAX_PREC = MAX_EMAX = 999999999999999999
MIN_EMIN = -MAX_EMAX
MIN_ETINY = MIN_EMIN - (MAX_PREC - 1)
IEEE_CONTEXT_MAX_BITS = 512
HAVE_THREADS = HAVE_CONTEXTVAR = True

ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR = "ROUND_UP", "ROUND_DOWN", "ROUND_CEILING", "ROUND_FLOOR"
ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP = "ROUND_HALF_UP", "ROUND_HALF_DOWN", "ROUND_HALF_EVEN", "ROUND_05UP"


class DecimalException(ArithmeticError):
    pass


class Clamped(DecimalException):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class Rounded(DecimalException):
    pass


class Subnormal(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    pass


class Underflow(Inexact, Rounded, Subnormal):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


class DecimalTuple(tuple):
    """sign, digits, exponent"""

    __slots__ = ()

    def __new__(cls, sign, digits, exponent):
        return tuple.__new__(cls, (sign, digits, exponent))

    sign = property(lambda self: self[0])
    digits = property(lambda self: self[1])
    exponent = property(lambda self: self[2])

    def __repr__(self):
        return "DecimalTuple(sign=%r, digits=%r, exponent=%r)" % tuple(self)


class Context:
    """The precision and the rounding of operations."""

    def __init__(self, prec=28, rounding=ROUND_HALF_EVEN, Emin=-999999, Emax=999999, capitals=1, clamp=0, flags=None, traps=None):
        self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp = prec, rounding, Emin, Emax, capitals, clamp
        self.flags, self.traps = dict(flags or {}), dict(traps or {})

    def copy(self):
        return Context(self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, self.flags, self.traps)

    __copy__ = copy

    def clear_flags(self):
        self.flags.clear()

    def clear_traps(self):
        self.traps.clear()

    def create_decimal(self, value="0"):
        return Decimal(value)._fixed(self)

    def divide(self, a, b):
        with localcontext(self):
            return Decimal(a) / b

    def __repr__(self):
        return "Context(prec=%d, rounding=%s, Emin=%d, Emax=%d, capitals=%d, clamp=%d, flags=[], traps=[InvalidOperation, DivisionByZero, Overflow])" % (
            self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp,
        )


DefaultContext, BasicContext, ExtendedContext = Context(), Context(9, ROUND_HALF_UP), Context(9)
_current = _ContextVar("decimal_context")


def getcontext():
    context = _current.get(None)
    if context is None:
        context = DefaultContext.copy()
        _current.set(context)
    return context


def setcontext(context, /):
    _current.set(context)


class localcontext:
    """A context manager: a copy of the context (of this thread) for a while."""

    def __init__(self, ctx=None, **kwargs):
        self._new = (getcontext() if ctx is None else ctx).copy()
        for name, value in kwargs.items():
            setattr(self._new, name, value)

    def __enter__(self):
        self._old = getcontext()
        setcontext(self._new)
        return self._new

    def __exit__(self, *exc_info):
        setcontext(self._old)


def _round(negative, digits, drop, rounding):
    """The int `digits` without its last `drop` digits."""
    power = 10**drop
    kept, rest = divmod(digits, power)
    if not rest:
        return kept
    twice = 2 * rest
    up = {
        ROUND_UP: True,
        ROUND_DOWN: False,
        ROUND_CEILING: not negative,
        ROUND_FLOOR: negative,
        ROUND_HALF_UP: twice >= power,
        ROUND_HALF_DOWN: twice > power,
        ROUND_HALF_EVEN: twice > power or twice == power and kept & 1,
        ROUND_05UP: kept % 5 == 0,
    }[rounding]
    return kept + bool(up)


def _pattern():
    import re

    return re.compile(
        r"\s*(?P<sign>[-+])?(?:(?P<int>\d*)(?:\.(?P<frac>\d*))?(?:e(?P<exp>[-+]?\d+))?|(?P<inf>inf(?:inity)?)|(?P<sig>s)?nan(?P<diag>\d*))\s*\Z",
        re.IGNORECASE,
    )


_parser = None


class Decimal:
    """A decimal number: (-1)**sign * digits * 10**exponent."""

    # _kind: "" finite, "F" infinite, "n" not a number, "N" signaling
    __slots__ = ("_sign", "_int", "_exp", "_kind")

    def __new__(cls, value="0", context=None):
        global _parser
        if isinstance(value, str):
            if _parser is None:
                _parser = _pattern()
            m = _parser.match(value.replace("_", ""))
            if m is None or not (m["inf"] or m["diag"] is not None or m["int"] or m["frac"]):
                raise InvalidOperation([ConversionSyntax])
            sign = int(m["sign"] == "-")
            if m["inf"]:
                return _make(cls, sign, 0, 0, "F")
            if m["diag"] is not None:
                return _make(cls, sign, int(m["diag"] or 0), 0, "N" if m["sig"] else "n")
            frac = m["frac"] or ""
            return _make(cls, sign, int((m["int"] or "") + frac), int(m["exp"] or 0) - len(frac))
        if isinstance(value, int):
            return _make(cls, int(value < 0), abs(value), 0)
        if isinstance(value, Decimal):
            return _make(cls, value._sign, value._int, value._exp, value._kind)
        if isinstance(value, float):
            return cls.from_float(value)
        if isinstance(value, (tuple, list)):
            sign, digits, exponent = value
            number = int("".join(map(str, digits)) or "0")
            return _make(cls, sign, number, 0 if isinstance(exponent, str) else exponent, exponent if isinstance(exponent, str) else "")
        raise TypeError("conversion from %s to Decimal is not supported" % type(value).__name__)

    @classmethod
    def from_float(cls, f, /):
        if isinstance(f, int):
            return cls(f)
        if f != f:
            return _make(cls, 0, 0, 0, "n")
        sign = int(_math.copysign(1.0, f) < 0)
        if f - f != 0:
            return _make(cls, sign, 0, 0, "F")
        n, d = abs(f).as_integer_ratio()
        k = d.bit_length() - 1
        return _make(cls, sign, n * 5**k, -k)

    @classmethod
    def from_number(cls, number, /):
        if isinstance(number, (int, float, Decimal)):
            return cls(number)
        raise TypeError("Cannot convert %r to Decimal" % number)

    def _fixed(self, context):
        """Rounded to the context's precision."""
        if self._kind:
            return self
        drop = len(str(self._int)) - context.prec
        if drop <= 0:
            return self
        digits = _round(self._sign, self._int, drop, context.rounding)
        if len(str(digits)) > context.prec:
            digits //= 10
            drop += 1
        return _make(Decimal, self._sign, digits, self._exp + drop)

    def _value(self):
        return -self._int if self._sign else self._int

    def as_tuple(self):
        digits = tuple(map(int, str(self._int)))
        if self._kind == "F":
            return DecimalTuple(self._sign, (0,), "F")
        return DecimalTuple(self._sign, () if self._kind and not self._int else digits, self._kind or self._exp)

    def as_integer_ratio(self):
        if self._kind:
            raise (OverflowError if self._kind == "F" else ValueError)("cannot convert %s to integer ratio" % ("Infinity" if self._kind == "F" else "NaN"))
        if self._exp >= 0:
            return self._value() * 10**self._exp, 1
        d = 10**-self._exp
        g = _math.gcd(self._int, d)
        return self._value() // g, d // g

    def is_nan(self):
        return self._kind in ("n", "N")

    def is_infinite(self):
        return self._kind == "F"

    def is_finite(self):
        return not self._kind

    def is_signed(self):
        return bool(self._sign)

    def is_zero(self):
        return not self._kind and not self._int

    def __bool__(self):
        return bool(self._kind or self._int)

    def adjusted(self):
        return 0 if self._kind else self._exp + len(str(self._int)) - 1

    def __str__(self):
        sign = "-" if self._sign else ""
        if self._kind == "F":
            return sign + "Infinity"
        if self._kind:
            return sign + ("sNaN" if self._kind == "N" else "NaN") + (str(self._int) if self._int else "")
        digits = str(self._int)
        left = self._exp + len(digits)
        if self._exp <= 0 and left > -6:
            point = left
        else:
            point = 1
        if point <= 0:
            whole, frac = "0", "." + "0" * -point + digits
        elif point >= len(digits):
            whole, frac = digits + "0" * (point - len(digits)), ""
        else:
            whole, frac = digits[:point], "." + digits[point:]
        return sign + whole + frac + ("" if left == point else "E%+d" % (left - point))

    def __repr__(self):
        return "Decimal('%s')" % self

    def __hash__(self):
        if self._kind == "F":
            return hash(float("-inf" if self._sign else "inf"))
        if self._kind:
            return object.__hash__(self)
        p = 2**61 - 1
        ten = pow(10, self._exp, p) if self._exp >= 0 else pow(pow(10, -1, p), -self._exp, p)
        h = self._int * ten % p
        h = -h if self._sign else h
        return -2 if h == -1 else h

    def __int__(self):
        if self._kind:
            raise (OverflowError if self._kind == "F" else ValueError)("cannot convert %s to integer" % ("Infinity" if self._kind == "F" else "NaN"))
        n = self._int * 10**self._exp if self._exp >= 0 else self._int // 10**-self._exp
        return -n if self._sign else n

    __trunc__ = __int__

    def __float__(self):
        return float(str(self))

    def __complex__(self):
        return complex(float(self))

    def __neg__(self):
        return _make(Decimal, int(not self._sign and bool(self)), self._int, self._exp, self._kind)._fixed(getcontext())

    def __pos__(self):
        return self._fixed(getcontext())

    def __abs__(self):
        return _make(Decimal, 0, self._int, self._exp, self._kind)._fixed(getcontext())

    copy_abs = __abs__

    def copy_negate(self):
        return _make(Decimal, 1 - self._sign, self._int, self._exp, self._kind)

    def __add__(self, other):
        other = _other(other)
        if other is NotImplemented:
            return other
        if self._kind or other._kind:
            return _special(self, other, self._kind == other._kind == "F" and self._sign != other._sign) or (self if self._kind else other)
        exp = min(self._exp, other._exp)
        total = self._value() * 10 ** (self._exp - exp) + other._value() * 10 ** (other._exp - exp)
        sign = int(total < 0) if total else int(self._sign and other._sign)
        return _make(Decimal, sign, abs(total), exp)._fixed(getcontext())

    __radd__ = __add__

    def __sub__(self, other):
        other = _other(other)
        return other if other is NotImplemented else self + other.copy_negate()

    def __rsub__(self, other):
        other = _other(other)
        return other if other is NotImplemented else other - self

    def __mul__(self, other):
        other = _other(other)
        if other is NotImplemented:
            return other
        sign = self._sign ^ other._sign
        if self._kind or other._kind:
            return _special(self, other, not (self and other)) or _make(Decimal, sign, 0, 0, "F")
        return _make(Decimal, sign, self._int * other._int, self._exp + other._exp)._fixed(getcontext())

    __rmul__ = __mul__

    def __truediv__(self, other):
        other = _other(other)
        if other is NotImplemented:
            return other
        sign = self._sign ^ other._sign
        if self._kind or other._kind:
            return _special(self, other, self._kind == other._kind == "F") or _make(Decimal, sign, 0, 0, self._kind)
        if not other:
            raise (DivisionByZero([DivisionByZero]) if self else InvalidOperation([DivisionUndefined]))
        context = getcontext()
        shift = max(0, len(str(other._int)) - len(str(self._int)) + context.prec + 1)
        quotient, rest = divmod(self._int * 10**shift, other._int)
        exp, ideal = self._exp - other._exp - shift, self._exp - other._exp
        if rest:
            if quotient % 5 == 0:
                quotient += 1
        else:
            while exp < ideal and quotient % 10 == 0:
                quotient //= 10
                exp += 1
        return _make(Decimal, sign, quotient, exp)._fixed(context)

    def __rtruediv__(self, other):
        other = _other(other)
        return other if other is NotImplemented else other / self

    def __divmod__(self, other):
        other = _other(other)
        if other is NotImplemented:
            return other
        if self._kind or other._kind or not other:
            if not other and not self._kind:
                raise (DivisionByZero([DivisionByZero]) if self else InvalidOperation([DivisionUndefined]))
            raise InvalidOperation([InvalidOperation])
        exp = min(self._exp, other._exp)
        q, r = divmod(self._int * 10 ** (self._exp - exp), other._int * 10 ** (other._exp - exp))
        return _make(Decimal, self._sign ^ other._sign, q, 0), _make(Decimal, self._sign, r, exp)._fixed(getcontext())

    def __floordiv__(self, other):
        result = self.__divmod__(other)
        return result if result is NotImplemented else result[0]

    def __mod__(self, other):
        result = self.__divmod__(other)
        return result if result is NotImplemented else result[1]

    def __rfloordiv__(self, other):
        return _other(other) // self

    def __rmod__(self, other):
        return _other(other) % self

    def __rdivmod__(self, other):
        return divmod(_other(other), self)

    def __pow__(self, other, modulo=None):
        other = _other(other)
        if other is NotImplemented:
            return other
        if modulo is not None:
            return Decimal(pow(int(self), int(other), int(modulo)))
        if other._kind or self._kind or other != int(other):
            return Decimal(float(self) ** float(other))._fixed(getcontext())
        n = int(other)
        if n < 0:
            return 1 / self**-n
        return _make(Decimal, self._sign & n & 1, self._int**n, self._exp * n)._fixed(getcontext())

    def __rpow__(self, other):
        return _other(other) ** self

    def sqrt(self, context=None):
        if self._sign and self:
            raise InvalidOperation([InvalidOperation])
        context = context or getcontext()
        shift = max(0, 2 * context.prec + 2 - len(str(self._int)))
        shift += (self._exp - shift) & 1
        root = _math.isqrt(self._int * 10**shift)
        exact = root * root == self._int * 10**shift
        if not exact and root % 5 == 0:
            root += 1
        exp = (self._exp - shift) // 2
        while exact and exp < self._exp // 2 and root % 10 == 0:
            root //= 10
            exp += 1
        return _make(Decimal, 0, root, exp)._fixed(context)

    def quantize(self, exp, rounding=None, context=None):
        exp = _other(exp)
        context = context or getcontext()
        drop = exp._exp - self._exp
        digits = self._int * 10**-drop if drop <= 0 else _round(self._sign, self._int, drop, rounding or context.rounding)
        if self._kind or exp._kind or len(str(digits)) > context.prec:
            raise InvalidOperation([InvalidOperation])
        return _make(Decimal, self._sign, digits, exp._exp)

    def to_integral_value(self, rounding=None, context=None):
        if self._kind or self._exp >= 0:
            return self
        return _make(Decimal, self._sign, _round(self._sign, self._int, -self._exp, rounding or (context or getcontext()).rounding), 0)

    to_integral = to_integral_exact = to_integral_value

    def normalize(self, context=None):
        digits, exp = self._int, self._exp
        if self._kind:
            return self
        if not digits:
            return _make(Decimal, self._sign, 0, 0)
        while digits % 10 == 0:
            digits //= 10
            exp += 1
        return _make(Decimal, self._sign, digits, exp)._fixed(context or getcontext())

    def __round__(self, n=None):
        if n is None:
            return int(self.to_integral_value(ROUND_HALF_EVEN))
        return self.quantize(_make(Decimal, 0, 1, -n), ROUND_HALF_EVEN)

    def __floor__(self):
        return int(self.to_integral_value(ROUND_FLOOR))

    def __ceil__(self):
        return int(self.to_integral_value(ROUND_CEILING))

    def _compare(self, other):
        """-1, 0 or 1; None when one is not a number."""
        if self._kind in ("n", "N") or other._kind in ("n", "N"):
            return None
        if self._kind or other._kind:
            a = (-1 if self._sign else 1) * (self._kind == "F")
            b = (-1 if other._sign else 1) * (other._kind == "F")
            return (a > b) - (a < b)
        exp = min(self._exp, other._exp)
        a, b = self._value() * 10 ** (self._exp - exp), other._value() * 10 ** (other._exp - exp)
        return (a > b) - (a < b)

    def compare(self, other, context=None):
        result = self._compare(_other(other))
        return Decimal("NaN") if result is None else Decimal(result)

    def __eq__(self, other):
        other = _comparable(other)
        return other if other is NotImplemented else self._compare(other) == 0

    def _ordered(self, other, accept):
        other = _comparable(other)
        if other is NotImplemented:
            return other
        result = self._compare(other)
        if result is None:
            raise InvalidOperation([InvalidOperation])
        return result in accept

    def __lt__(self, other):
        return self._ordered(other, (-1,))

    def __le__(self, other):
        return self._ordered(other, (-1, 0))

    def __gt__(self, other):
        return self._ordered(other, (1,))

    def __ge__(self, other):
        return self._ordered(other, (0, 1))

    def max(self, other, context=None):
        other = _other(other)
        return self if self >= other else other

    def min(self, other, context=None):
        other = _other(other)
        return self if self <= other else other

    def __format__(self, spec):
        if not spec:
            return str(self)
        import re

        m = re.fullmatch(r"(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([eEfFgGn%])?", spec, re.DOTALL)
        if m is None:
            raise ValueError("Invalid format specifier")
        fill, align, sign, _, zero, width, group, precision, kind = m.groups()
        value = abs(self) if not self._kind else self.copy_abs()
        if kind == "%":
            value = value * 100
        if not self._kind:
            if kind in ("f", "F", "%") and precision is not None:
                with localcontext(prec=max(28, len(str(value._int)) + int(precision) + 5)):
                    value = value.quantize(_make(Decimal, 0, 1, -int(precision)))
            elif kind in ("e", "E") and precision is not None:
                value = value._fixed(Context(int(precision) + 1))
            elif precision is not None:
                value = value._fixed(Context(int(precision) or 1))
        if not self._kind and kind in ("f", "F", "%"):
            text = str(value._int).rjust(max(0, -value._exp) + 1, "0") + "0" * max(0, value._exp)
            text = text[: value._exp] + "." + text[value._exp :] if value._exp < 0 else text
        elif not self._kind and kind in ("e", "E"):
            digits = str(value._int)
            text = digits[0] + ("." + digits[1:] if len(digits) > 1 else "") + "%s%+d" % (kind, value.adjusted())
        else:
            text = str(value)
        if group:
            whole, point, frac = text.partition(".")
            text = f"{int(whole):{group}}" + point + frac
        text += "%" if kind == "%" else ""
        prefix = "-" if self._sign else sign if sign in ("+", " ") else ""
        width = int(width or 0)
        if zero and not align:
            fill, align = "0", "="
        if align == "=":
            return prefix + text.rjust(width - len(prefix), fill or " ")
        text = prefix + text
        return {"<": text.ljust, "^": text.center}.get(align, text.rjust)(width, fill or " ")

    def __reduce__(self):
        return type(self), (str(self),)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    real = property(lambda self: self)
    imag = property(lambda self: Decimal(0))

    def conjugate(self):
        return self


def _make(cls, sign, digits, exp, kind=""):
    self = object.__new__(cls)
    self._sign, self._int, self._exp, self._kind = sign, digits, exp, kind
    return self


def _other(value):
    if isinstance(value, Decimal):
        return value
    return Decimal(value) if isinstance(value, int) else NotImplemented


def _comparable(value):
    if isinstance(value, float):
        return Decimal.from_float(value)
    if isinstance(value, _numbers.Rational) and not isinstance(value, int):
        return Decimal(value.numerator) / value.denominator
    return _other(value)


def _special(a, b, invalid):
    """What an operation with a NaN gives; InvalidOperation for `invalid`; else None."""
    for x in (a, b):
        if x._kind == "N":
            raise InvalidOperation([InvalidOperation])
    for x in (a, b):
        if x._kind == "n":
            return x
    if invalid:
        raise InvalidOperation([InvalidOperation])
    return None


def IEEEContext(bits, /):
    return Context(9 * bits // 32 - 2, Emax=3 * (1 << bits // 16 + 3))


_numbers.Number.register(Decimal)

for _class in list(globals().values()):
    if isinstance(_class, type) and _class.__module__ == "_decimal":
        _class.__module__ = "decimal"
del _class
