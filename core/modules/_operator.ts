// The module _operator: the operators as functions. itemgetter, attrgetter and methodcaller are in operatorgetters.ts.

import { Value, NULL, None, boxBool, ptrOf } from "../value";
import { T } from "../names.generated";
import { Slot, CompareOp, slotOf } from "../objects/typeobject";
import { func, addType, METH_O, METH_FAST, METH_KW } from "../objects/define";
import { raise, raiseFmt, errorOccurred, outOfMemory } from "../errors";
import {
  isTrue, contains, countItem, indexOf, indexOfItem, add, subtract, multiply, floorDivide, trueDivide, remainder, negative, positive, absolute, invert, lshift,
  rshift, bitAnd, bitOr, bitXor, power, matrixMultiply, inplaceAdd, inplaceSubtract, inplaceMultiply, inplaceFloorDivide, inplaceTrueDivide, inplaceRemainder,
  inplaceLshift, inplaceRshift, inplaceAnd, inplaceOr, inplaceXor, inplacePower, inplaceMatrixMultiply, getItem, setItem, richCompare, lengthHint, isSequence, call, indexI64,
} from "../abstract";
import { checkArgs } from "../args";
import { newInt, isIntLike } from "../objects/int";
import { strLen, STR_DATA } from "../objects/strnew";
import { isStr, strIsAscii } from "../objects/strmake";
import { initGetterTypes } from "./operatorgetters";
import { BufferView, getBuffer, releaseBuffer, BUFFER_SIZE } from "../objects/buffer";
import { alloc, free } from "../memory/alloc";

function arg(args: usize, i: i32): Value { return load<u64>(args + (<usize>i << 3)); }

function op_truth(m: Value, v: Value): Value { const r = isTrue(v); return r < 0 ? NULL : boxBool(r != 0); }
function op_not(m: Value, v: Value): Value { const r = isTrue(v); return r < 0 ? NULL : boxBool(r == 0); }
function op_is_none(m: Value, v: Value): Value { return boxBool(v == None); }
function op_is_not_none(m: Value, v: Value): Value { return boxBool(v != None); }
function op_index(m: Value, v: Value): Value { return indexOf(v); }
function op_neg(m: Value, v: Value): Value { return negative(v); }
function op_pos(m: Value, v: Value): Value { return positive(v); }
function op_abs(m: Value, v: Value): Value { return absolute(v); }
function op_invert(m: Value, v: Value): Value { return invert(v); }

function op_contains(m: Value, args: usize, n: i32): Value {
  if (!checkArgs("contains", n, 2, 2)) return NULL;
  const r = contains(arg(args, 0), arg(args, 1));
  return r < 0 ? NULL : boxBool(r != 0);
}
function op_indexOf(m: Value, args: usize, n: i32): Value { return checkArgs("indexOf", n, 2, 2) ? indexOfItem(arg(args, 0), arg(args, 1)) : NULL; }
function op_countOf(m: Value, args: usize, n: i32): Value { return checkArgs("countOf", n, 2, 2) ? countItem(arg(args, 0), arg(args, 1)) : NULL; }
function op_is(m: Value, args: usize, n: i32): Value { return checkArgs("is_", n, 2, 2) ? boxBool(arg(args, 0) == arg(args, 1)) : NULL; }
function op_is_not(m: Value, args: usize, n: i32): Value { return checkArgs("is_not", n, 2, 2) ? boxBool(arg(args, 0) != arg(args, 1)) : NULL; }
function op_add(m: Value, args: usize, n: i32): Value { return checkArgs("add", n, 2, 2) ? add(arg(args, 0), arg(args, 1)) : NULL; }
function op_sub(m: Value, args: usize, n: i32): Value { return checkArgs("sub", n, 2, 2) ? subtract(arg(args, 0), arg(args, 1)) : NULL; }
function op_mul(m: Value, args: usize, n: i32): Value { return checkArgs("mul", n, 2, 2) ? multiply(arg(args, 0), arg(args, 1)) : NULL; }
function op_floordiv(m: Value, args: usize, n: i32): Value { return checkArgs("floordiv", n, 2, 2) ? floorDivide(arg(args, 0), arg(args, 1)) : NULL; }
function op_truediv(m: Value, args: usize, n: i32): Value { return checkArgs("truediv", n, 2, 2) ? trueDivide(arg(args, 0), arg(args, 1)) : NULL; }
function op_mod(m: Value, args: usize, n: i32): Value { return checkArgs("mod", n, 2, 2) ? remainder(arg(args, 0), arg(args, 1)) : NULL; }
function op_lshift(m: Value, args: usize, n: i32): Value { return checkArgs("lshift", n, 2, 2) ? lshift(arg(args, 0), arg(args, 1)) : NULL; }
function op_rshift(m: Value, args: usize, n: i32): Value { return checkArgs("rshift", n, 2, 2) ? rshift(arg(args, 0), arg(args, 1)) : NULL; }
function op_and(m: Value, args: usize, n: i32): Value { return checkArgs("and_", n, 2, 2) ? bitAnd(arg(args, 0), arg(args, 1)) : NULL; }
function op_xor(m: Value, args: usize, n: i32): Value { return checkArgs("xor", n, 2, 2) ? bitXor(arg(args, 0), arg(args, 1)) : NULL; }
function op_or(m: Value, args: usize, n: i32): Value { return checkArgs("or_", n, 2, 2) ? bitOr(arg(args, 0), arg(args, 1)) : NULL; }
function op_pow(m: Value, args: usize, n: i32): Value { return checkArgs("pow", n, 2, 2) ? power(arg(args, 0), arg(args, 1)) : NULL; }
function op_matmul(m: Value, args: usize, n: i32): Value { return checkArgs("matmul", n, 2, 2) ? matrixMultiply(arg(args, 0), arg(args, 1)) : NULL; }
function op_iadd(m: Value, args: usize, n: i32): Value { return checkArgs("iadd", n, 2, 2) ? inplaceAdd(arg(args, 0), arg(args, 1)) : NULL; }
function op_isub(m: Value, args: usize, n: i32): Value { return checkArgs("isub", n, 2, 2) ? inplaceSubtract(arg(args, 0), arg(args, 1)) : NULL; }
function op_imul(m: Value, args: usize, n: i32): Value { return checkArgs("imul", n, 2, 2) ? inplaceMultiply(arg(args, 0), arg(args, 1)) : NULL; }
function op_ifloordiv(m: Value, args: usize, n: i32): Value { return checkArgs("ifloordiv", n, 2, 2) ? inplaceFloorDivide(arg(args, 0), arg(args, 1)) : NULL; }
function op_itruediv(m: Value, args: usize, n: i32): Value { return checkArgs("itruediv", n, 2, 2) ? inplaceTrueDivide(arg(args, 0), arg(args, 1)) : NULL; }
function op_imod(m: Value, args: usize, n: i32): Value { return checkArgs("imod", n, 2, 2) ? inplaceRemainder(arg(args, 0), arg(args, 1)) : NULL; }
function op_ilshift(m: Value, args: usize, n: i32): Value { return checkArgs("ilshift", n, 2, 2) ? inplaceLshift(arg(args, 0), arg(args, 1)) : NULL; }
function op_irshift(m: Value, args: usize, n: i32): Value { return checkArgs("irshift", n, 2, 2) ? inplaceRshift(arg(args, 0), arg(args, 1)) : NULL; }
function op_iand(m: Value, args: usize, n: i32): Value { return checkArgs("iand", n, 2, 2) ? inplaceAnd(arg(args, 0), arg(args, 1)) : NULL; }
function op_ior(m: Value, args: usize, n: i32): Value { return checkArgs("ior", n, 2, 2) ? inplaceOr(arg(args, 0), arg(args, 1)) : NULL; }
function op_ixor(m: Value, args: usize, n: i32): Value { return checkArgs("ixor", n, 2, 2) ? inplaceXor(arg(args, 0), arg(args, 1)) : NULL; }
function op_ipow(m: Value, args: usize, n: i32): Value { return checkArgs("ipow", n, 2, 2) ? inplacePower(arg(args, 0), arg(args, 1)) : NULL; }
function op_imatmul(m: Value, args: usize, n: i32): Value { return checkArgs("imatmul", n, 2, 2) ? inplaceMatrixMultiply(arg(args, 0), arg(args, 1)) : NULL; }
function op_lt(m: Value, args: usize, n: i32): Value { return checkArgs("lt", n, 2, 2) ? richCompare(arg(args, 0), arg(args, 1), CompareOp.LT) : NULL; }
function op_le(m: Value, args: usize, n: i32): Value { return checkArgs("le", n, 2, 2) ? richCompare(arg(args, 0), arg(args, 1), CompareOp.LE) : NULL; }
function op_eq(m: Value, args: usize, n: i32): Value { return checkArgs("eq", n, 2, 2) ? richCompare(arg(args, 0), arg(args, 1), CompareOp.EQ) : NULL; }
function op_ne(m: Value, args: usize, n: i32): Value { return checkArgs("ne", n, 2, 2) ? richCompare(arg(args, 0), arg(args, 1), CompareOp.NE) : NULL; }
function op_gt(m: Value, args: usize, n: i32): Value { return checkArgs("gt", n, 2, 2) ? richCompare(arg(args, 0), arg(args, 1), CompareOp.GT) : NULL; }
function op_ge(m: Value, args: usize, n: i32): Value { return checkArgs("ge", n, 2, 2) ? richCompare(arg(args, 0), arg(args, 1), CompareOp.GE) : NULL; }
function op_getitem(m: Value, args: usize, n: i32): Value { return checkArgs("getitem", n, 2, 2) ? getItem(arg(args, 0), arg(args, 1)) : NULL; }
function op_setitem(m: Value, args: usize, n: i32): Value {
  return checkArgs("setitem", n, 3, 3) && setItem(arg(args, 0), arg(args, 1), arg(args, 2)) == 0 ? None : NULL;
}
function op_delitem(m: Value, args: usize, n: i32): Value {
  return checkArgs("delitem", n, 2, 2) && setItem(arg(args, 0), arg(args, 1), NULL) == 0 ? None : NULL;
}
/** Concatenation is for sequences only. */
function concatenable(a: Value, b: Value): bool {
  if (slotOf(a, Slot.sqConcat) || (isSequence(a) && isSequence(b))) return true;
  raiseFmt(T.TypeError, "'%T' object can't be concatenated", a);
  return false;
}
function op_concat(m: Value, args: usize, n: i32): Value {
  if (!checkArgs("concat", n, 2, 2)) return NULL;
  return concatenable(arg(args, 0), arg(args, 1)) ? add(arg(args, 0), arg(args, 1)) : NULL;
}
function op_iconcat(m: Value, args: usize, n: i32): Value {
  if (!checkArgs("iconcat", n, 2, 2)) return NULL;
  return concatenable(arg(args, 0), arg(args, 1)) ? inplaceAdd(arg(args, 0), arg(args, 1)) : NULL;
}
function op_length_hint(m: Value, args: usize, n: i32): Value {
  if (!checkArgs("length_hint", n, 1, 2)) return NULL;
  let fallback: i64 = 0;
  if (n == 2) {
    if (!isIntLike(arg(args, 1))) return raiseFmt(T.TypeError, "'%T' object cannot be interpreted as an integer", arg(args, 1));
    fallback = indexI64(arg(args, 1), T.OverflowError);
    if (fallback == -1 && errorOccurred()) return NULL;
  }
  const r = lengthHint(arg(args, 0), fallback);
  return r == -1 && errorOccurred() ? NULL : newInt(r);
}
function op_call(m: Value, args: usize, n: i32, kwnames: Value): Value {
  if (!checkArgs("call", n, 1, i32.MAX_VALUE)) return NULL;
  return call(arg(args, 0), args + 8, n - 1, kwnames);
}

/** Whether the bytes are the same; takes as long when they differ early as when they differ late. */
function sameBytes(a: usize, n: usize, b: usize, m: usize): Value {
  let difference: u32 = n == m ? 0 : 1;
  const other = n == m ? a : b;
  for (let i: usize = 0; i < m; i++) difference |= load<u8>(other + i) ^ load<u8>(b + i);
  return boxBool(difference == 0);
}
function op_compare_digest(m: Value, args: usize, n: i32): Value {
  if (!checkArgs("_compare_digest", n, 2, 2)) return NULL;
  const a = arg(args, 0), b = arg(args, 1);
  if (isStr(a) && isStr(b)) {
    if (!strIsAscii(a) || !strIsAscii(b)) return raise(T.TypeError, "comparing strings with non-ASCII characters is not supported");
    return sameBytes(ptrOf(a) + STR_DATA, strLen(a), ptrOf(b) + STR_DATA, strLen(b));
  }
  if (!slotOf(a, Slot.getbuffer) && !slotOf(b, Slot.getbuffer)) return raiseFmt(T.TypeError, "unsupported operand types(s) or combination of types: '%T' and '%T'", a, b);
  const views = alloc(BUFFER_SIZE * 2);
  if (!views) return outOfMemory();
  let r: Value = NULL;
  if (getBuffer(a, views, 0) >= 0) {
    const other = views + BUFFER_SIZE;
    if (getBuffer(b, other, 0) >= 0) {
      const x = changetype<BufferView>(views), y = changetype<BufferView>(other);
      r = sameBytes(x.buf, x.len, y.buf, y.len);
      releaseBuffer(other);
    }
    releaseBuffer(views);
  }
  free(views);
  return r;
}

export function init__operator(m: Value): void {
  addType(m, T.itemgetter);
  addType(m, T.attrgetter);
  addType(m, T.methodcaller);
  func(m, "truth", op_truth.index, METH_O, "($module, a, /)", "Return True if a is true, False otherwise.");
  func(m, "not_", op_not.index, METH_O, "($module, a, /)", "Same as not a.");
  func(m, "is_none", op_is_none.index, METH_O, "($module, a, /)", "Same as a is None.");
  func(m, "is_not_none", op_is_not_none.index, METH_O, "($module, a, /)", "Same as a is not None.");
  func(m, "index", op_index.index, METH_O, "($module, a, /)", "Same as a.__index__()");
  func(m, "neg", op_neg.index, METH_O, "($module, a, /)", "Same as -a.");
  func(m, "pos", op_pos.index, METH_O, "($module, a, /)", "Same as +a.");
  func(m, "abs", op_abs.index, METH_O, "($module, a, /)", "Same as abs(a).");
  func(m, "inv", op_invert.index, METH_O, "($module, a, /)", "Same as ~a.");
  func(m, "invert", op_invert.index, METH_O, "($module, a, /)", "Same as ~a.");
  func(m, "contains", op_contains.index, METH_FAST, "($module, a, b, /)", "Same as b in a (note reversed operands).");
  func(m, "indexOf", op_indexOf.index, METH_FAST, "($module, a, b, /)", "Return the first index of b in a.");
  func(m, "countOf", op_countOf.index, METH_FAST, "($module, a, b, /)", "Return the number of items in a which are, or which equal, b.");
  func(m, "is_", op_is.index, METH_FAST, "($module, a, b, /)", "Same as a is b.");
  func(m, "is_not", op_is_not.index, METH_FAST, "($module, a, b, /)", "Same as a is not b.");
  func(m, "add", op_add.index, METH_FAST, "($module, a, b, /)", "Same as a + b.");
  func(m, "sub", op_sub.index, METH_FAST, "($module, a, b, /)", "Same as a - b.");
  func(m, "mul", op_mul.index, METH_FAST, "($module, a, b, /)", "Same as a * b.");
  func(m, "floordiv", op_floordiv.index, METH_FAST, "($module, a, b, /)", "Same as a // b.");
  func(m, "truediv", op_truediv.index, METH_FAST, "($module, a, b, /)", "Same as a / b.");
  func(m, "mod", op_mod.index, METH_FAST, "($module, a, b, /)", "Same as a % b.");
  func(m, "lshift", op_lshift.index, METH_FAST, "($module, a, b, /)", "Same as a << b.");
  func(m, "rshift", op_rshift.index, METH_FAST, "($module, a, b, /)", "Same as a >> b.");
  func(m, "and_", op_and.index, METH_FAST, "($module, a, b, /)", "Same as a & b.");
  func(m, "xor", op_xor.index, METH_FAST, "($module, a, b, /)", "Same as a ^ b.");
  func(m, "or_", op_or.index, METH_FAST, "($module, a, b, /)", "Same as a | b.");
  func(m, "pow", op_pow.index, METH_FAST, "($module, a, b, /)", "Same as a ** b.");
  func(m, "matmul", op_matmul.index, METH_FAST, "($module, a, b, /)", "Same as a @ b.");
  func(m, "iadd", op_iadd.index, METH_FAST, "($module, a, b, /)", "Same as a += b.");
  func(m, "isub", op_isub.index, METH_FAST, "($module, a, b, /)", "Same as a -= b.");
  func(m, "imul", op_imul.index, METH_FAST, "($module, a, b, /)", "Same as a *= b.");
  func(m, "ifloordiv", op_ifloordiv.index, METH_FAST, "($module, a, b, /)", "Same as a //= b.");
  func(m, "itruediv", op_itruediv.index, METH_FAST, "($module, a, b, /)", "Same as a /= b.");
  func(m, "imod", op_imod.index, METH_FAST, "($module, a, b, /)", "Same as a %= b.");
  func(m, "ilshift", op_ilshift.index, METH_FAST, "($module, a, b, /)", "Same as a <<= b.");
  func(m, "irshift", op_irshift.index, METH_FAST, "($module, a, b, /)", "Same as a >>= b.");
  func(m, "iand", op_iand.index, METH_FAST, "($module, a, b, /)", "Same as a &= b.");
  func(m, "ior", op_ior.index, METH_FAST, "($module, a, b, /)", "Same as a |= b.");
  func(m, "ixor", op_ixor.index, METH_FAST, "($module, a, b, /)", "Same as a ^= b.");
  func(m, "ipow", op_ipow.index, METH_FAST, "($module, a, b, /)", "Same as a **= b.");
  func(m, "imatmul", op_imatmul.index, METH_FAST, "($module, a, b, /)", "Same as a @= b.");
  func(m, "lt", op_lt.index, METH_FAST, "($module, a, b, /)", "Same as a < b.");
  func(m, "le", op_le.index, METH_FAST, "($module, a, b, /)", "Same as a <= b.");
  func(m, "eq", op_eq.index, METH_FAST, "($module, a, b, /)", "Same as a == b.");
  func(m, "ne", op_ne.index, METH_FAST, "($module, a, b, /)", "Same as a != b.");
  func(m, "gt", op_gt.index, METH_FAST, "($module, a, b, /)", "Same as a > b.");
  func(m, "ge", op_ge.index, METH_FAST, "($module, a, b, /)", "Same as a >= b.");
  func(m, "getitem", op_getitem.index, METH_FAST, "($module, a, b, /)", "Same as a[b].");
  func(m, "setitem", op_setitem.index, METH_FAST, "($module, a, b, c, /)", "Same as a[b] = c.");
  func(m, "delitem", op_delitem.index, METH_FAST, "($module, a, b, /)", "Same as del a[b].");
  func(m, "concat", op_concat.index, METH_FAST, "($module, a, b, /)", "Same as a + b, for a and b sequences.");
  func(m, "iconcat", op_iconcat.index, METH_FAST, "($module, a, b, /)", "Same as a += b, for a and b sequences.");
  func(m, "length_hint", op_length_hint.index, METH_FAST, "($module, obj, default=0, /)", "Return an estimate of the number of items in obj.");
  func(m, "call", op_call.index, METH_KW, "($module, obj, /, *args, **kwargs)", "Same as obj(*args, **kwargs).");
  func(m, "_compare_digest", op_compare_digest.index, METH_FAST, "($module, a, b, /)", "Return 'a == b', in a time that does not tell where they differ.");
}
export function initOperatorTypes(): void { initGetterTypes(); }
