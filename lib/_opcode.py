"""The native half of opcode: questions about single instructions."""

import _opcode_metadata as _table

_NO_ARGUMENT = {"none"}


def stack_effect(opcode, oparg=None, /, *, jump=None):
    """Compute the stack effect of the opcode."""
    if not is_valid(opcode):
        raise ValueError("invalid opcode or oparg")
    if has_arg(opcode):
        if oparg is None:
            raise ValueError("stack_effect: opcode requires oparg but oparg was not specified")
    elif oparg is not None and oparg != 0:
        raise ValueError("stack_effect: opcode does not permit oparg but oparg was specified")
    if jump not in (None, True, False):
        raise ValueError("stack_effect: jump must be False, True or None")
    arg = oparg or 0
    fixed, times, bit, low, high = _table.effects[opcode]
    return fixed + times * arg + bit * (arg & 1) + low * (arg & 255) + high * (arg >> 8)


def is_valid(opcode):
    """Return True if opcode is valid, False otherwise."""
    return 0 <= opcode < len(_table.operands)


def has_arg(opcode):
    """Return True if the opcode uses its oparg, False otherwise."""
    return is_valid(opcode) and _table.operands[opcode] != "none"


def has_const(opcode):
    """Return True if the opcode accesses a constant, False otherwise."""
    return is_valid(opcode) and _table.operands[opcode] in ("const", "localconst")


def has_name(opcode):
    """Return True if the opcode accesses an attribute by name, False otherwise."""
    return is_valid(opcode) and _table.operands[opcode] in ("name", "name1", "super")


def has_jump(opcode):
    """Return True if the opcode has a jump target, False otherwise."""
    return is_valid(opcode) and _table.jumps[opcode]


def has_free(opcode):
    """Return True if the opcode accesses a free variable, False otherwise."""
    return is_valid(opcode) and _table.operands[opcode] == "deref"


def has_local(opcode):
    """Return True if the opcode accesses a local variable, False otherwise."""
    return is_valid(opcode) and _table.operands[opcode] in ("local", "local2", "localconst")


def has_exc(opcode):
    """Return True if the opcode sets an exception handler, False otherwise."""
    return False


def get_specialization_stats():
    return None


def get_executor(*, code, offset):
    return None


def get_nb_ops():
    """Return array of symbols of binary ops."""
    plain = [("ADD", "+"), ("AND", "&"), ("FLOOR_DIVIDE", "//"), ("LSHIFT", "<<"), ("MATRIX_MULTIPLY", "@"), ("MULTIPLY", "*"),
             ("REMAINDER", "%"), ("OR", "|"), ("POWER", "**"), ("RSHIFT", ">>"), ("SUBTRACT", "-"), ("TRUE_DIVIDE", "/"), ("XOR", "^")]
    return [("NB_" + name, sign) for name, sign in plain] + [("NB_INPLACE_" + name, sign + "=") for name, sign in plain]


def get_intrinsic1_descs():
    """Return a list of names of the unary intrinsics."""
    return ["INTRINSIC_1_INVALID", "INTRINSIC_PRINT", "INTRINSIC_IMPORT_STAR", "INTRINSIC_STOPITERATION_ERROR",
            "INTRINSIC_ASYNC_GEN_WRAP", "INTRINSIC_UNARY_POSITIVE", "INTRINSIC_LIST_TO_TUPLE", "INTRINSIC_TYPEVAR",
            "INTRINSIC_PARAMSPEC", "INTRINSIC_TYPEVARTUPLE", "INTRINSIC_SUBSCRIPT_GENERIC", "INTRINSIC_TYPEALIAS"]


def get_intrinsic2_descs():
    """Return a list of names of the binary intrinsics."""
    return ["INTRINSIC_2_INVALID", "INTRINSIC_PREP_RERAISE_STAR", "INTRINSIC_TYPEVAR_WITH_BOUND",
            "INTRINSIC_TYPEVAR_WITH_CONSTRAINTS", "INTRINSIC_SET_FUNCTION_TYPE_PARAMS", "INTRINSIC_SET_TYPEPARAM_DEFAULT"]


def get_special_method_names():
    """Return a list of special method names."""
    return ["__enter__", "__exit__", "__aenter__", "__aexit__"]
