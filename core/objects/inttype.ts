// int: the type, its constructor and its methods. How ints are kept is in int.ts. Guarded by tests/lang/numbers/int_*.py.

import { Value, NULL, None, NotImplemented, isInt, isFloat, boxInt, boxFloat, boxPtr, boxBool, f64Of, ptrOf } from "../value";
import { runtime } from "../state";
import { T } from "../names.generated";
import { Slot, TypeFlag, CompareOp, typeOf, typeView, slotOf, setSlot } from "./typeobject";
import { defType, method, getset, METH_NOARGS, METH_O, METH_FAST, METH_KW, METH_CLASS } from "./define";
import { decref, newref } from "../memory/refcount";
import { free } from "../memory/alloc";
import { freeObject, gcTrack } from "../memory/object";
import { errorOccurred, raise, raiseFmt } from "../errors";
import { call1, indexOf, indexI64, isTrue, isType } from "../abstract";
import { checkArgs, parseArgs } from "../args";
import { pushArgs, popArgs } from "../interp/argstack";
import { allocInstance } from "./object";
import { tupleNew, tuplePut } from "./tupleobject";
import { strEqualAscii } from "./strmake";
import { bytesAlloc, bytesData, bytesLen, BYTES_DATA } from "./bytesobject";
import {
  isIntLike, intValue, intExact, isExactInt, intCompare, intHash, intBitLength, intSign, isNegativeInt, intToF64, intFromF64, newIntU64, limbCount, limbsOf,
  asI64Clamped,
} from "./int";
import { intAdd, intSub, intMul, intNeg, intAbs, intInvert, intLshift, intRshift, intAnd, intOr, intXor } from "./intarith";
import { intFloorDiv, intMod, intDivMod, intTrueDiv, intPow, intPowMod, intDivNearest, intPow10 } from "./intdivide";
import { intToStr } from "./inttext";
import { intFromStr, intFromBytesText } from "./intparse";
import { intToBytes, intFromBytes, bytesOfAny, bytesOfBuffer } from "./intbytes";
import { floatPow } from "./float";
import { formatIntSpec } from "./formatspec";
import { warnFmt } from "./numberwarn";

function both(a: Value, b: Value): bool { return isIntLike(a) && isIntLike(b); }

function add(a: Value, b: Value): Value { return both(a, b) ? intAdd(intValue(a), intValue(b)) : NotImplemented; }
function subtract(a: Value, b: Value): Value { return both(a, b) ? intSub(intValue(a), intValue(b)) : NotImplemented; }
function multiply(a: Value, b: Value): Value { return both(a, b) ? intMul(intValue(a), intValue(b)) : NotImplemented; }
function remainder(a: Value, b: Value): Value { return both(a, b) ? intMod(intValue(a), intValue(b)) : NotImplemented; }
function divmodInt(a: Value, b: Value): Value { return both(a, b) ? intDivMod(intValue(a), intValue(b)) : NotImplemented; }
function floorDivide(a: Value, b: Value): Value { return both(a, b) ? intFloorDiv(intValue(a), intValue(b)) : NotImplemented; }
function trueDivide(a: Value, b: Value): Value { return both(a, b) ? intTrueDiv(intValue(a), intValue(b)) : NotImplemented; }
function lshift(a: Value, b: Value): Value { return both(a, b) ? intLshift(intValue(a), intValue(b)) : NotImplemented; }
function rshift(a: Value, b: Value): Value { return both(a, b) ? intRshift(intValue(a), intValue(b)) : NotImplemented; }
function and(a: Value, b: Value): Value { return both(a, b) ? intAnd(intValue(a), intValue(b)) : NotImplemented; }
function or(a: Value, b: Value): Value { return both(a, b) ? intOr(intValue(a), intValue(b)) : NotImplemented; }
function xor(a: Value, b: Value): Value { return both(a, b) ? intXor(intValue(a), intValue(b)) : NotImplemented; }
function power(a: Value, b: Value, c: Value): Value {
  if (!both(a, b)) return NotImplemented;
  if (c == None) return intPower(intValue(a), intValue(b));
  if (!isIntLike(c)) return NotImplemented;
  return intPowMod(intValue(a), intValue(b), intValue(c));
}
/** a ** b for ints: a float when b is negative. */
export function intPower(a: Value, b: Value): Value {
  if (!isNegativeInt(b)) return intPow(a, b);
  const x = intToF64(a);
  if (x == -1 && errorOccurred()) return NULL;
  const y = intToF64(b);
  if (y == -1 && errorOccurred()) return NULL;
  return floatPow(x, y);
}
function negative(v: Value): Value { return intNeg(intValue(v)); }
function absolute(v: Value): Value { return intAbs(intValue(v)); }
function invert(v: Value): Value { return intInvert(intValue(v)); }
function truth(v: Value): i32 { return intSign(intValue(v)) != 0 ? 1 : 0; }
function toFloat(v: Value): Value {
  const f = intToF64(v);
  return f == -1 && errorOccurred() ? NULL : boxFloat(f);
}
function repr(v: Value): Value { return intToStr(v); }

function compare(a: Value, b: Value, op: i32): Value {
  if (!both(a, b)) return NotImplemented;
  const c = intCompare(a, b);
  switch (op) {
    case CompareOp.LT: return boxBool(c < 0);
    case CompareOp.LE: return boxBool(c <= 0);
    case CompareOp.EQ: return boxBool(c == 0);
    case CompareOp.NE: return boxBool(c != 0);
    case CompareOp.GT: return boxBool(c > 0);
  }
  return boxBool(c >= 0);
}

// Making ints

/** An int of `type` (int or a subclass) from an exact one (stolen, or NULL). */
function intOfType(type: usize, v: Value): Value {
  if (v == NULL || type == <usize>T.int) return v;
  const p = allocInstance(type);
  if (!p) { decref(v); return NULL; }
  store<u64>(p, v, 8);
  if (typeView(type).flags & TypeFlag.HAVE_GC) gcTrack(p);
  return boxPtr(p);
}

/** int(v): an exact int from a number, text or bytes. */
export function intFromValue(v: Value): Value {
  if (isInt(v)) return v;
  if (isFloat(v)) return intFromF64(f64Of(v));
  if (isExactInt(v)) return newref(v);
  let slot = slotOf(v, Slot.int_);
  if (slot) {
    const r = call_indirect<Value>(slot, v);
    if (r == NULL || isExactInt(r)) return r;
    if (!isIntLike(r)) {
      raiseFmt(T.TypeError, "__int__ returned non-int (type %T)", r);
      decref(r);
      return NULL;
    }
    return exactOrWarn(r, "__int__ returned non-int (type %T).  The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python.");
  }
  slot = slotOf(v, Slot.index);
  if (slot) {
    const r = indexOf(v);
    if (r == NULL || isExactInt(r)) return r;
    return exactOrWarn(r, "__index__ returned non-int (type %T).  The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python.");
  }
  const flags = typeView(typeOf(v)).flags;
  if (flags & TypeFlag.STR_SUBCLASS) return intFromStr(v, 10);
  if (flags & TypeFlag.BYTES_SUBCLASS) return intFromBytesText(bytesData(v), bytesLen(v), 10, v);
  const bytes = bytesOfBuffer(v);
  if (bytes != NULL) {
    const r = intFromBytesText(bytesData(bytes), bytesLen(bytes), 10, bytes);
    decref(bytes);
    return r;
  }
  if (errorOccurred()) return NULL;
  return raiseFmt(T.TypeError, "int() argument must be a string, a bytes-like object or a real number, not '%T'", v);
}
function exactOrWarn(r: Value, template: string): Value {
  if (!warnFmt(T.DeprecationWarning, template, r)) { decref(r); return NULL; }
  const exact = intExact(r);
  decref(r);
  return exact;
}
/** int(v, base). */
function intWithBase(v: Value, base: Value): Value {
  const i = indexOf(base);
  if (i == NULL) return NULL;
  const radix = asI64Clamped(i);
  decref(i);
  if ((radix != 0 && radix < 2) || radix > 36) return raise(T.ValueError, "int() base must be >= 2 and <= 36, or 0");
  const flags = typeView(typeOf(v)).flags;
  if (flags & TypeFlag.STR_SUBCLASS) return intFromStr(v, <u32>radix);
  if (flags & TypeFlag.BYTES_SUBCLASS) return intFromBytesText(bytesData(v), bytesLen(v), <u32>radix, v);
  if (!isType(v, T.bytearray)) return raise(T.TypeError, "int() can't convert non-string with explicit base");
  const bytes = bytesOfBuffer(v);
  if (bytes == NULL) return NULL;
  const r = intFromBytesText(bytesData(bytes), bytesLen(bytes), <u32>radix, bytes);
  decref(bytes);
  return r;
}

function newIntObject(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  if (kwnames == NULL) {
    if (nargs == 1) return intOfType(type, intFromValue(load<u64>(args)));
    if (nargs == 0) return intOfType(type, boxInt(0));
    if (!checkArgs("int", nargs, 0, 2)) return NULL;
    return intOfType(type, intWithBase(load<u64>(args), load<u64>(args, 8)));
  }
  const out = pushArgs(2);
  if (!out) return NULL;
  let r = NULL;
  if (parseArgs("int", "| x / base", args, nargs, kwnames, out)) {
    const v = load<u64>(out), base = load<u64>(out, 8);
    if (base == NULL) r = intOfType(type, v == NULL ? boxInt(0) : intFromValue(v));
    else if (v == NULL) r = raise(T.TypeError, "int() missing string argument");
    else r = intOfType(type, intWithBase(v, base));
  }
  popArgs(out);
  return r;
}

function dealloc(p: usize): void {
  if (load<u32>(p, 4) == <u32>T.int) { free(p); return; }
  const v = load<u64>(p, 8);
  store<u64>(p, boxInt(0), 8);
  decref(v);
  freeObject(p);
}

// Methods

function bitLength(self: Value): Value { return newIntU64(intBitLength(self)); }
function bitCount(self: Value): Value {
  const v = intValue(self);
  const n = limbCount(v), p = limbsOf(v, 0);
  let count: u64 = 0;
  for (let i: u32 = 0; i < n; i++) count += popcnt<u32>(load<u32>(p + (<usize>i << 2)));
  return newIntU64(count);
}
function asIntegerRatio(self: Value): Value {
  const t = tupleNew(2);
  if (t == NULL) return NULL;
  tuplePut(t, 0, intExact(self));
  tuplePut(t, 1, boxInt(1));
  return t;
}
function isInteger(self: Value): Value { return boxBool(true); }
function getNewArgs(self: Value): Value {
  const t = tupleNew(1);
  if (t != NULL) tuplePut(t, 0, intExact(self));
  return t;
}
function round(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("__round__", nargs, 0, 1)) return NULL;
  const v = intValue(self);
  if (nargs == 0 || load<u64>(args) == None) return newref(v);
  const n = indexOf(load<u64>(args));
  if (n == NULL) return NULL;
  const digits = asI64Clamped(n);
  decref(n);
  if (digits >= 0) return newref(v);
  if (digits < -0x3FFFFFFF || <u64>(-digits) > intBitLength(v) / 3 + 1) return boxInt(0); // 10 > 2^3: more than half of it is dropped
  const unit = intPow10(<u32>(-digits));
  if (unit == NULL) return NULL;
  const q = intDivNearest(v, unit, 0);
  const r = q == NULL ? NULL : intMul(q, unit);
  decref(unit);
  decref(q);
  return r;
}
function sizeOf(self: Value): Value {
  const bits = intBitLength(self);
  return newIntU64(24 + 4 * max<u64>((bits + 29) / 30, 1));
}
function format(self: Value, spec: Value): Value {
  if (!(typeView(typeOf(spec)).flags & TypeFlag.STR_SUBCLASS)) return raiseFmt(T.TypeError, "__format__() argument must be str, not %T", spec);
  return formatIntSpec(self, spec);
}

/** 1 for "little", 0 for "big", -1 with an exception. */
function byteOrder(v: Value, to: bool): i32 {
  if (v == NULL) return 0;
  if (!(typeView(typeOf(v)).flags & TypeFlag.STR_SUBCLASS)) {
    if (to) raiseFmt(T.TypeError, "to_bytes() argument 'byteorder' must be str, not %T", v);
    else raiseFmt(T.TypeError, "from_bytes() argument 'byteorder' must be str, not %T", v);
    return -1;
  }
  if (strEqualAscii(v, "little")) return 1;
  if (strEqualAscii(v, "big")) return 0;
  raise(T.ValueError, "byteorder must be either 'little' or 'big'");
  return -1;
}
function toBytes(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(3);
  if (!out) return NULL;
  let r = NULL;
  if (parseArgs("to_bytes", "| length byteorder $ signed", args, nargs, kwnames, out))
    r = toBytesWith(self, load<u64>(out), load<u64>(out, 8), load<u64>(out, 16));
  popArgs(out);
  return r;
}
function toBytesWith(self: Value, length: Value, order: Value, sign: Value): Value {
  const size = length == NULL ? 1 : indexI64(length, T.OverflowError);
  if (size == -1 && errorOccurred()) return NULL;
  const little = byteOrder(order, true);
  if (little < 0) return NULL;
  const signed = sign == NULL ? 0 : isTrue(sign);
  if (signed < 0) return NULL;
  if (size < 0) return raise(T.ValueError, "length argument must be non-negative");
  if (size > 0x7FFFFF00) return raise(T.MemoryError, "");
  const p = bytesAlloc(<u32>size);
  if (!p) return NULL;
  const bytes = boxPtr(p);
  if (intToBytes(self, p + BYTES_DATA, <u32>size, little == 1, signed == 1) < 0) { decref(bytes); return NULL; }
  return bytes;
}
function fromBytes(cls: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(3);
  if (!out) return NULL;
  let r = NULL;
  if (parseArgs("from_bytes", "bytes | byteorder $ signed", args, nargs, kwnames, out))
    r = fromBytesWith(cls, load<u64>(out), load<u64>(out, 8), load<u64>(out, 16));
  popArgs(out);
  return r;
}
function fromBytesWith(cls: Value, source: Value, order: Value, sign: Value): Value {
  const little = byteOrder(order, false);
  if (little < 0) return NULL;
  const signed = sign == NULL ? 0 : isTrue(sign);
  if (signed < 0) return NULL;
  const bytes = bytesOfAny(source);
  if (bytes == NULL) return NULL;
  const v = intFromBytes(bytesData(bytes), bytesLen(bytes), little == 1, signed == 1);
  decref(bytes);
  if (v == NULL || ptrOf(cls) == <usize>T.int) return v;
  const r = call1(cls, v);
  decref(v);
  return r;
}
function imag(self: Value): Value { return boxInt(0); }
function denominator(self: Value): Value { return boxInt(1); }

export function init_int(): void {
  defType(T.int, "int", T.object, 16, TypeFlag.BASETYPE | TypeFlag.INT_SUBCLASS | TypeFlag.MATCH_SELF);
  runtime().maxStrDigits = 4300;
  setSlot(T.int, Slot.dealloc, dealloc.index);
  setSlot(T.int, Slot.repr, repr.index);
  setSlot(T.int, Slot.hash, intHash.index);
  setSlot(T.int, Slot.richcompare, compare.index);
  setSlot(T.int, Slot.new_, newIntObject.index);
  setSlot(T.int, Slot.add, add.index);
  setSlot(T.int, Slot.subtract, subtract.index);
  setSlot(T.int, Slot.multiply, multiply.index);
  setSlot(T.int, Slot.remainder, remainder.index);
  setSlot(T.int, Slot.divmod, divmodInt.index);
  setSlot(T.int, Slot.power, power.index);
  setSlot(T.int, Slot.negative, negative.index);
  setSlot(T.int, Slot.positive, intExact.index);
  setSlot(T.int, Slot.absolute, absolute.index);
  setSlot(T.int, Slot.bool_, truth.index);
  setSlot(T.int, Slot.invert, invert.index);
  setSlot(T.int, Slot.lshift, lshift.index);
  setSlot(T.int, Slot.rshift, rshift.index);
  setSlot(T.int, Slot.and, and.index);
  setSlot(T.int, Slot.xor, xor.index);
  setSlot(T.int, Slot.or, or.index);
  setSlot(T.int, Slot.int_, intExact.index);
  setSlot(T.int, Slot.float_, toFloat.index);
  setSlot(T.int, Slot.index, intExact.index);
  setSlot(T.int, Slot.floorDivide, floorDivide.index);
  setSlot(T.int, Slot.trueDivide, trueDivide.index);
  method(T.int, "conjugate", intExact.index, METH_NOARGS, "($self, /)", "The number itself.");
  method(T.int, "bit_length", bitLength.index, METH_NOARGS, "($self, /)", "Number of bits necessary to represent self in binary.");
  method(T.int, "bit_count", bitCount.index, METH_NOARGS, "($self, /)", "Number of ones in the binary representation of the absolute value.");
  method(T.int, "to_bytes", toBytes.index, METH_KW, "($self, /, length=1, byteorder='big', *, signed=False)", "The number as an array of bytes.");
  method(T.int, "from_bytes", fromBytes.index, METH_KW | METH_CLASS, "($type, /, bytes, byteorder='big', *, signed=False)", "The number that an array of bytes represents.");
  method(T.int, "as_integer_ratio", asIntegerRatio.index, METH_NOARGS, "($self, /)", "A pair of integers whose quotient is the number.");
  method(T.int, "__trunc__", intExact.index, METH_NOARGS, "($self, /)", "The number itself.");
  method(T.int, "__floor__", intExact.index, METH_NOARGS, "($self, /)", "The number itself.");
  method(T.int, "__ceil__", intExact.index, METH_NOARGS, "($self, /)", "The number itself.");
  method(T.int, "__round__", round.index, METH_FAST, "($self, ndigits=None, /)", "Round to a power of ten, ties to even.");
  method(T.int, "__getnewargs__", getNewArgs.index, METH_NOARGS, "($self, /)");
  method(T.int, "__format__", format.index, METH_O, "($self, format_spec, /)", "Format by a format specification.");
  method(T.int, "__sizeof__", sizeOf.index, METH_NOARGS, "($self, /)", "Size in memory, in bytes.");
  method(T.int, "is_integer", isInteger.index, METH_NOARGS, "($self, /)", "True: an int is a whole number.");
  getset(T.int, "real", intExact.index, 0, "the real part of a complex number");
  getset(T.int, "imag", imag.index, 0, "the imaginary part of a complex number");
  getset(T.int, "numerator", intExact.index, 0, "the numerator of a rational number in lowest terms");
  getset(T.int, "denominator", denominator.index, 0, "the denominator of a rational number in lowest terms");
}
