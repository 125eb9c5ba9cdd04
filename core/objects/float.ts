// float: the arithmetic and the type. A float is its own Value (core/value.ts); only instances of subclasses are objects:
//
//   ┌ count u32 │ type u32 │ value f64 @8 │ … fields of the subclass @16
//
// Text is in floattext.ts and floatparse.ts. Guarded by tests/lang/numbers/float_*.py.

import {
  Value, NULL, None, NotImplemented, isFloat, isInt, isPtr, intOf, boxInt, boxFloat, boxPtr, boxBool, f64Of, ptrOf,
} from "../value";
import { T } from "../names.generated";
import { Slot, TypeFlag, CompareOp, typeOf, typeView, typeSlot, slotOf, setSlot } from "./typeobject";
import { defType, method, getset, METH_NOARGS, METH_O, METH_FAST, METH_CLASS } from "./define";
import { decref, newref } from "../memory/refcount";
import { freeObject, gcTrack } from "../memory/object";
import { errorOccurred, raise, raiseFmt, raiseObject } from "../errors";
import { call1, callTuple, indexOf } from "../abstract";
import { checkArgs, noKeywords } from "../args";
import { allocInstance } from "./object";
import { tuple1, tupleNew, tuplePut } from "./tupleobject";
import { strFromLiteral } from "./strnew";
import { bytesData, bytesLen } from "./bytesobject";
import { strEqualAscii } from "./strmake";
import {
  isIntLike, intValue, intToF64, intFromF64, intBitLength, intCompare, intSign, newInt, asI64Clamped, HASH_MODULUS,
} from "./int";
import { intShiftLeft } from "./intarith";
import { complexPowValues } from "./complexarith";
import { floatRepr } from "./floattext";
import { floatFromStr, floatFromBytesText, floatFromHex, floatToHex } from "./floatparse";
import { roundDecimal } from "./floatdigits";
import { formatFloatSpec } from "./formatspec";
import { bytesOfBuffer } from "./intbytes";
import { warnFmt } from "./numberwarn";

/** Whether `v` is a float or an instance of a subclass. */
export function isFloatLike(v: Value): bool {
  return isFloat(v) || (isPtr(v) && (typeView(typeOf(v)).flags & TypeFlag.FLOAT_SUBCLASS) != 0);
}
/** The number of a float-like value. */
export function floatValue(v: Value): f64 { return isFloat(v) ? f64Of(v) : load<f64>(ptrOf(v), 8); }

/** Any real number as a double: float, __float__, or __index__. -1 with TypeError or OverflowError. */
export function asF64(v: Value): f64 {
  if (isFloat(v)) return f64Of(v);
  if (isInt(v)) return <f64>intOf(v);
  if (isFloatLike(v)) return load<f64>(ptrOf(v), 8);
  const slot = slotOf(v, Slot.float_);
  if (!slot) {
    if (slotOf(v, Slot.index)) {
      const i = indexOf(v);
      if (i == NULL) return -1;
      const f = intToF64(i);
      decref(i);
      return f;
    }
    raiseFmt(T.TypeError, "must be real number, not %T", v);
    return -1;
  }
  return viaFloat(v, slot);
}
/** v.__float__() by its slot: -1 with an exception. */
function viaFloat(v: Value, slot: i32): f64 {
  const r = call_indirect<Value>(slot, v);
  if (r == NULL) return -1;
  if (!isFloatLike(r)) {
    raiseFmt(T.TypeError, "%T.__float__ returned non-float (type %T)", v, r);
    decref(r);
    return -1;
  }
  if (!isFloat(r) && !warnFloatSubclass(v, r)) { decref(r); return -1; }
  const f = floatValue(r);
  decref(r);
  return f;
}
function warnFloatSubclass(v: Value, r: Value): bool {
  return warnFmt(T.DeprecationWarning,
    "%T.__float__ returned non-float (type %T).  The ability to return an instance of a strict subclass of float is deprecated, and may be removed in a future version of Python.", v, r);
}

// Operands of a binary operator: float-like, or int-like and converted.

function isReal(v: Value): bool { return isFloat(v) || isInt(v) || isFloatLike(v) || isIntLike(v); }
/** The double of a real operand; -1 with OverflowError for an int beyond all doubles. */
function realF64(v: Value): f64 {
  if (isFloat(v)) return f64Of(v);
  if (isInt(v)) return <f64>intOf(v);
  return isFloatLike(v) ? floatValue(v) : intToF64(v);
}
function failed(x: f64): bool { return x == -1 && errorOccurred(); }

function add(a: Value, b: Value): Value {
  if (!isReal(a) || !isReal(b)) return NotImplemented;
  const x = realF64(a);
  if (failed(x)) return NULL;
  const y = realF64(b);
  return failed(y) ? NULL : boxFloat(x + y);
}
function subtract(a: Value, b: Value): Value {
  if (!isReal(a) || !isReal(b)) return NotImplemented;
  const x = realF64(a);
  if (failed(x)) return NULL;
  const y = realF64(b);
  return failed(y) ? NULL : boxFloat(x - y);
}
function multiply(a: Value, b: Value): Value {
  if (!isReal(a) || !isReal(b)) return NotImplemented;
  const x = realF64(a);
  if (failed(x)) return NULL;
  const y = realF64(b);
  return failed(y) ? NULL : boxFloat(x * y);
}
function trueDivide(a: Value, b: Value): Value {
  if (!isReal(a) || !isReal(b)) return NotImplemented;
  const x = realF64(a);
  if (failed(x)) return NULL;
  const y = realF64(b);
  return failed(y) ? NULL : floatTrueDiv(x, y);
}
function remainder(a: Value, b: Value): Value {
  if (!isReal(a) || !isReal(b)) return NotImplemented;
  const x = realF64(a);
  if (failed(x)) return NULL;
  const y = realF64(b);
  return failed(y) ? NULL : floatMod(x, y);
}
function floorDivide(a: Value, b: Value): Value {
  if (!isReal(a) || !isReal(b)) return NotImplemented;
  const x = realF64(a);
  if (failed(x)) return NULL;
  const y = realF64(b);
  return failed(y) ? NULL : floatFloorDiv(x, y);
}
function divmodFloat(a: Value, b: Value): Value {
  if (!isReal(a) || !isReal(b)) return NotImplemented;
  const x = realF64(a);
  if (failed(x)) return NULL;
  const y = realF64(b);
  if (failed(y)) return NULL;
  if (y == 0) return divisionByZero();
  const t = tupleNew(2);
  if (t == NULL) return NULL;
  const r = pythonMod(x, y);
  tuplePut(t, 0, boxFloat(quotientFloor(x, y)));
  tuplePut(t, 1, boxFloat(r));
  return t;
}
function power(a: Value, b: Value, c: Value): Value {
  if (!isReal(a) || !isReal(b)) return NotImplemented;
  if (c != None) return raise(T.TypeError, "pow() 3rd argument not allowed unless all arguments are integers");
  const x = realF64(a);
  if (failed(x)) return NULL;
  const y = realF64(b);
  return failed(y) ? NULL : floatPow(x, y);
}

function divisionByZero(): Value { return raise(T.ZeroDivisionError, "division by zero"); }

/** x / y. NULL with ZeroDivisionError. */
export function floatTrueDiv(x: f64, y: f64): Value {
  return y == 0 ? divisionByZero() : boxFloat(x / y);
}
/** The remainder with the sign of y, for y != 0. */
export function pythonMod(x: f64, y: f64): f64 {
  const r = x % y; // exact, with the sign of x
  if (r == 0) return copysign(0, y);
  return (y < 0) != (r < 0) ? r + y : r;
}
/** floor(x / y) for y != 0. */
function quotientFloor(x: f64, y: f64): f64 {
  // x - (x % y) is close to a multiple of y; the remainder was moved by one y when the signs differ.
  const exact = x % y;
  let q = (x - exact) / y;
  if (exact != 0 && (y < 0) != (exact < 0)) q -= 1;
  if (q == 0) return copysign(0, x / y);
  const f = floor(q);
  return q - f > 0.5 ? f + 1 : f;
}
export function floatMod(x: f64, y: f64): Value {
  return y == 0 ? divisionByZero() : boxFloat(pythonMod(x, y));
}
export function floatFloorDiv(x: f64, y: f64): Value {
  return y == 0 ? divisionByZero() : boxFloat(quotientFloor(x, y));
}
/** x ** y: a complex number for a negative x and a y that is no integer. */
export function floatPow(x: f64, y: f64): Value {
  if (y == 0 || x == 1) return boxFloat(1);
  if (x != x) return boxFloat(x);
  if (y != y) return boxFloat(y);
  if (y - y != 0) { // an infinity
    const m = abs(x);
    if (m == 1) return boxFloat(1);
    return boxFloat((y > 0) == (m > 1) ? Infinity : 0);
  }
  if (x - x != 0) {
    const odd = abs(y) % 2 == 1;
    if (y > 0) return boxFloat(odd ? x : abs(x));
    return boxFloat(odd ? copysign(0, x) : 0);
  }
  if (x == 0) {
    if (y < 0) return raise(T.ZeroDivisionError, "zero to a negative power");
    return boxFloat(abs(y) % 2 == 1 ? x : 0);
  }
  if (x < 0 && y != floor(y)) return complexPowValues(x, 0, y, 0);
  let r: f64;
  if (x < 0) {
    const odd = abs(y) % 2 == 1;
    r = x == -1 ? 1 : NativeMath.pow(-x, y);
    if (odd) r = -r;
  } else r = NativeMath.pow(x, y);
  if (r - r != 0) return rangeError();
  return boxFloat(r);
}
/** OverflowError(34, "Numerical result out of range"). */
export function rangeError(): Value {
  const t = tupleNew(2);
  if (t == NULL) return NULL;
  tuplePut(t, 0, boxInt(34));
  tuplePut(t, 1, strFromLiteral("Numerical result out of range"));
  const exc = callTuple(boxPtr(T.OverflowError), t);
  decref(t);
  if (exc != NULL) raiseObject(exc);
  return NULL;
}

function negative(v: Value): Value { return boxFloat(-floatValue(v)); }
function positive(v: Value): Value { return boxFloat(floatValue(v)); }
function absolute(v: Value): Value { return boxFloat(abs(floatValue(v))); }
function truth(v: Value): i32 { return floatValue(v) != 0 ? 1 : 0; }
function toInt(v: Value): Value { return intFromF64(floatValue(v)); }
function toFloat(v: Value): Value { return boxFloat(floatValue(v)); }
function repr(v: Value): Value { return floatRepr(floatValue(v)); }

/** Comparison of a double with an int-like value of any size: -1, 0, 1, or 2 when not comparable (NaN). */
export function compareF64Int(x: f64, v: Value): i32 {
  if (x != x) return 2;
  const i = intValue(v);
  if (isInt(i)) { const y = <f64>intOf(i); return x < y ? -1 : x > y ? 1 : 0; }
  const s = intSign(i);
  if (x - x != 0) return x > 0 ? 1 : -1;
  if (abs(x) < 140737488355328) return -s; // the int is beyond 2^47
  const bits = intBitLength(i);
  if ((x < 0) != (s < 0)) return -s;
  if (bits > 1024) return -s;
  const whole = intFromF64(x); // |x| >= 2^47 may still have a fraction
  if (whole == NULL) return 2;
  let c = intCompare(whole, i);
  decref(whole);
  if (c == 0) { const rest = x - trunc(x); c = rest < 0 ? -1 : rest > 0 ? 1 : 0; }
  return c;
}
function byOrder(c: i32, op: i32): Value {
  if (c == 2) return boxBool(op == CompareOp.NE);
  switch (op) {
    case CompareOp.LT: return boxBool(c < 0);
    case CompareOp.LE: return boxBool(c <= 0);
    case CompareOp.EQ: return boxBool(c == 0);
    case CompareOp.NE: return boxBool(c != 0);
    case CompareOp.GT: return boxBool(c > 0);
  }
  return boxBool(c >= 0);
}
function compare(a: Value, b: Value, op: i32): Value {
  const x = floatValue(a);
  if (isFloatLike(b)) {
    const y = floatValue(b);
    return byOrder(x < y ? -1 : x > y ? 1 : x == y ? 0 : 2, op);
  }
  if (!isIntLike(b)) return NotImplemented;
  const c = compareF64Int(x, b);
  if (c == 2 && errorOccurred()) return NULL;
  return byOrder(c, op);
}

/** hash() of a float: that of the equal int or fraction, modulo 2^61 - 1. */
export function hashF64(x: f64): i64 {
  if (x - x != 0) return x != x ? 0 : x > 0 ? 314159 : -314159;
  const small = <i64>x;
  if (<f64>small == x && small > -0x1000000000000000 && small < 0x1000000000000000) return small == -1 ? -2 : small;
  const bits = reinterpret<u64>(x);
  let e = <i32>((bits >>> 52) & 0x7FF);
  let m = bits & 0xFFFFFFFFFFFFF;
  if (e) m |= 0x10000000000000; else e = 1;
  e -= 1075;
  // 2^61 is 1 modulo 2^61 - 1, so multiplying by 2^e rotates 61 bits.
  let k = e % 61;
  if (k < 0) k += 61;
  const r = k ? ((m << <u64>k) & HASH_MODULUS) | (m >>> <u64>(61 - k)) : m;
  const h = x < 0 ? -<i64>r : <i64>r;
  return h == -1 ? -2 : h;
}
function hash(v: Value): i64 {
  const x = floatValue(v);
  return x == x ? hashF64(x) : call_indirect<i64>(typeSlot(T.object, Slot.hash), v); // by identity
}

// Making floats

/** A float of `type` (float or a subclass). */
function floatOfType(type: usize, f: f64): Value {
  if (type == <usize>T.float) return boxFloat(f);
  const p = allocInstance(type);
  if (!p) return NULL;
  store<f64>(p, f, 8);
  if (typeView(type).flags & TypeFlag.HAVE_GC) gcTrack(p);
  return boxPtr(p);
}
/** float(v) for any value: text, bytes, or a real number. */
export function floatFromValue(v: Value): Value {
  if (isFloat(v)) return v;
  const type = typeView(typeOf(v));
  const slot = slotOf(v, Slot.float_);
  if (slot) { // of a subclass too: it may have a __float__ of its own
    const f = viaFloat(v, slot);
    return failed(f) ? NULL : boxFloat(f);
  }
  if (slotOf(v, Slot.index)) {
    const f = asF64(v);
    return failed(f) ? NULL : boxFloat(f);
  }
  if (type.flags & TypeFlag.STR_SUBCLASS) return floatFromStr(v);
  if (type.flags & TypeFlag.BYTES_SUBCLASS) return floatFromBytesText(bytesData(v), bytesLen(v), v);
  const bytes = bytesOfBuffer(v);
  if (bytes != NULL) {
    const r = floatFromBytesText(bytesData(bytes), bytesLen(bytes), v);
    decref(bytes);
    return r;
  }
  if (errorOccurred()) return NULL;
  return raiseFmt(T.TypeError, "float() argument must be a string or a real number, not '%T'", v);
}
function newFloat(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  if (typeSlot(type, Slot.init) == typeSlot(T.float, Slot.init) && !noKeywords("float", kwnames)) return NULL;
  if (!checkArgs("float", nargs, 0, 1)) return NULL;
  if (nargs == 0) return floatOfType(type, 0);
  const v = floatFromValue(load<u64>(args));
  if (v == NULL || type == <usize>T.float) return v;
  return floatOfType(type, f64Of(v));
}

function dealloc(p: usize): void { freeObject(p); }

// Methods

/** cls(f) for class methods: a plain float, or the class called with it. */
function wrap(cls: Value, f: Value): Value {
  if (f == NULL || ptrOf(cls) == <usize>T.float) return f;
  return call1(cls, f);
}
function fromNumber(cls: Value, v: Value): Value {
  if (isFloat(v) && ptrOf(cls) == <usize>T.float) return v;
  const f = asF64(v);
  return failed(f) ? NULL : wrap(cls, boxFloat(f));
}
function fromHex(cls: Value, text: Value): Value {
  if (!(typeView(typeOf(text)).flags & TypeFlag.STR_SUBCLASS)) return raiseFmt(T.TypeError, "bad argument type for built-in operation");
  return wrap(cls, floatFromHex(text));
}
function hex(self: Value): Value {
  const f = floatValue(self);
  return f - f != 0 ? floatRepr(f) : floatToHex(f);
}
function isInteger(self: Value): Value {
  const f = floatValue(self);
  return boxBool(f - f == 0 && floor(f) == f);
}
function asIntegerRatio(self: Value): Value {
  const f = floatValue(self);
  if (f - f != 0) return f != f ? raise(T.ValueError, "cannot convert NaN to integer ratio") : raise(T.OverflowError, "cannot convert Infinity to integer ratio");
  const bits = reinterpret<u64>(f);
  let e = <i32>((bits >>> 52) & 0x7FF);
  let m = <i64>(bits & 0xFFFFFFFFFFFFF);
  if (e) m |= 0x10000000000000; else e = 1;
  e -= 1075;
  if (m == 0) e = 0;
  else { const z = <i32>ctz(m); m >>= <i64>z; e += z; }
  const t = tupleNew(2);
  if (t == NULL) return NULL;
  const signed = newInt(f < 0 ? -m : m);
  const above = e > 0 ? intShiftLeft(signed, <u64>e) : newref(signed);
  decref(signed);
  const below = e < 0 ? intShiftLeft(boxInt(1), <u64>(-e)) : boxInt(1);
  tuplePut(t, 0, above);
  tuplePut(t, 1, below);
  if (above == NULL || below == NULL) { decref(t); return NULL; }
  return t;
}
function truncate(self: Value): Value { return intFromF64(floatValue(self)); }
function floorMethod(self: Value): Value { return intFromF64(floor(floatValue(self))); }
function ceilMethod(self: Value): Value { return intFromF64(ceil(floatValue(self))); }
function round(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("__round__", nargs, 0, 1)) return NULL;
  const f = floatValue(self);
  if (nargs == 0 || load<u64>(args) == None) return intFromF64(nearest(f));
  const n = indexOf(load<u64>(args));
  if (n == NULL) return NULL;
  const digits = asI64Clamped(n);
  decref(n);
  if (f - f != 0 || f == 0 || digits > 323) return boxFloat(f);
  if (digits < -308) return boxFloat(copysign(0, f));
  const r = roundDecimal(f, <i32>digits);
  if (r - r != 0) {
    if (errorOccurred()) return NULL;
    return raise(T.OverflowError, "rounded value too large to represent");
  }
  return boxFloat(r);
}
function conjugate(self: Value): Value { return boxFloat(floatValue(self)); }
function getNewArgs(self: Value): Value { return tuple1(boxFloat(floatValue(self))); }
function getFormat(cls: Value, kind: Value): Value {
  if (!(typeView(typeOf(kind)).flags & TypeFlag.STR_SUBCLASS)) return raiseFmt(T.TypeError, "__getformat__() argument must be str, not %T", kind);
  if (!strEqualAscii(kind, "double") && !strEqualAscii(kind, "float")) return raise(T.ValueError, "__getformat__() argument 1 must be 'double' or 'float'");
  return strFromLiteral("IEEE, little-endian");
}
function format(self: Value, spec: Value): Value {
  if (!(typeView(typeOf(spec)).flags & TypeFlag.STR_SUBCLASS)) return raiseFmt(T.TypeError, "__format__() argument must be str, not %T", spec);
  return formatFloatSpec(self, spec);
}
function imag(self: Value): Value { return boxFloat(0); }

export function init_float(): void {
  defType(T.float, "float", T.object, 16, TypeFlag.BASETYPE | TypeFlag.FLOAT_SUBCLASS | TypeFlag.MATCH_SELF);
  setSlot(T.float, Slot.dealloc, dealloc.index);
  setSlot(T.float, Slot.repr, repr.index);
  setSlot(T.float, Slot.hash, hash.index);
  setSlot(T.float, Slot.richcompare, compare.index);
  setSlot(T.float, Slot.new_, newFloat.index);
  setSlot(T.float, Slot.add, add.index);
  setSlot(T.float, Slot.subtract, subtract.index);
  setSlot(T.float, Slot.multiply, multiply.index);
  setSlot(T.float, Slot.remainder, remainder.index);
  setSlot(T.float, Slot.divmod, divmodFloat.index);
  setSlot(T.float, Slot.power, power.index);
  setSlot(T.float, Slot.negative, negative.index);
  setSlot(T.float, Slot.positive, positive.index);
  setSlot(T.float, Slot.absolute, absolute.index);
  setSlot(T.float, Slot.bool_, truth.index);
  setSlot(T.float, Slot.int_, toInt.index);
  setSlot(T.float, Slot.float_, toFloat.index);
  setSlot(T.float, Slot.floorDivide, floorDivide.index);
  setSlot(T.float, Slot.trueDivide, trueDivide.index);
  method(T.float, "from_number", fromNumber.index, METH_O | METH_CLASS, "($type, number, /)", "Convert a real number to a float.");
  method(T.float, "fromhex", fromHex.index, METH_O | METH_CLASS, "($type, string, /)", "Make a float from hexadecimal notation.");
  method(T.float, "hex", hex.index, METH_NOARGS, "($self, /)", "The number in hexadecimal notation.");
  method(T.float, "is_integer", isInteger.index, METH_NOARGS, "($self, /)", "Whether the number is a whole one.");
  method(T.float, "as_integer_ratio", asIntegerRatio.index, METH_NOARGS, "($self, /)", "A pair of integers whose quotient is exactly the number.");
  method(T.float, "conjugate", conjugate.index, METH_NOARGS, "($self, /)", "The number itself.");
  method(T.float, "__trunc__", truncate.index, METH_NOARGS, "($self, /)", "The integer towards zero.");
  method(T.float, "__floor__", floorMethod.index, METH_NOARGS, "($self, /)", "The integer below or equal.");
  method(T.float, "__ceil__", ceilMethod.index, METH_NOARGS, "($self, /)", "The integer above or equal.");
  method(T.float, "__round__", round.index, METH_FAST, "($self, ndigits=None, /)", "Round to the nearest, ties to even.");
  method(T.float, "__getnewargs__", getNewArgs.index, METH_NOARGS, "($self, /)");
  method(T.float, "__getformat__", getFormat.index, METH_O | METH_CLASS, "($type, typestr, /)", "How C doubles ('double') or floats ('float') are laid out.");
  method(T.float, "__format__", format.index, METH_O, "($self, format_spec, /)", "Format by a format specification.");
  getset(T.float, "real", toFloat.index, 0, "the real part of a complex number");
  getset(T.float, "imag", imag.index, 0, "the imaginary part of a complex number");
}
