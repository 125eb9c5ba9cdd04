// complex: the type. Layout and arithmetic are in complexarith.ts. Guarded by tests/lang/numbers/complex_*.py.

import { Value, NULL, None, NotImplemented, isFloat, isInt, isPtr, intOf, boxFloat, boxPtr, boxBool, f64Of, ptrOf } from "../value";
import { T, N, name } from "../names.generated";
import { Slot, TypeFlag, CompareOp, typeOf, typeView, slotOf, setSlot, isExact } from "./typeobject";
import { MEMBER_F64, member } from "./descriptors";
import { defType, method, METH_NOARGS, METH_O, METH_CLASS } from "./define";
import { decref, newref } from "../memory/refcount";
import { freeObject, gcTrack } from "../memory/object";
import { alloc, free } from "../memory/alloc";
import { errorOccurred, outOfMemory, raise, raiseFmt } from "../errors";
import { isType, lookupSpecial, call0, call1 } from "../abstract";
import { parseArgs } from "../args";
import { pushArgs, popArgs } from "../interp/argstack";
import { allocInstance } from "./object";
import { tuple2 } from "./tupleobject";
import { strFromAscii } from "./strnew";
import { isIntLike, intToF64 } from "./int";
import { isFloatLike, floatValue, asF64, hashF64, compareF64Int } from "./float";
import { IMAG, REAL, complexNew, complexReal, complexImag, complexMul, complexDiv, complexDivReal, realDivComplex, complexPowValues, hypot } from "./complexarith";
import { writeFloat, floatRoom, FloatFlag } from "./floattext";
import { scanFloat, readFloat } from "./floatparse";
import { TEXT_BYTES, numberTextOfStr, dropUnderscores } from "./numbertext";
import { formatComplexSpec } from "./formatspec";
import { warnFmt } from "./numberwarn";

export function isComplex(v: Value): bool { return isPtr(v) && (isExact(v, T.complex) || isType(v, T.complex)); }
function isReal(v: Value): bool { return isFloat(v) || isInt(v) || isFloatLike(v) || isIntLike(v); }
function isNumber(v: Value): bool { return isReal(v) || isComplex(v); }
function realF64(v: Value): f64 {
  if (isFloat(v)) return f64Of(v);
  if (isInt(v)) return <f64>intOf(v);
  return isFloatLike(v) ? floatValue(v) : intToF64(v);
}
function failed(x: f64): bool { return x == -1 && errorOccurred(); }
/** The real part of an operand; -1 with OverflowError. */
function re(v: Value): f64 { return isComplex(v) ? complexReal(v) : realF64(v); }
/** The imaginary part of an operand. */
function im(v: Value): f64 { return isComplex(v) ? complexImag(v) : 0; }

function add(a: Value, b: Value): Value {
  if (!isNumber(a) || !isNumber(b)) return NotImplemented;
  const x = re(a);
  if (failed(x)) return NULL;
  const y = re(b);
  if (failed(y)) return NULL;
  if (!isComplex(a)) return complexNew(x + y, complexImag(b));
  if (!isComplex(b)) return complexNew(x + y, complexImag(a));
  return complexNew(x + y, complexImag(a) + complexImag(b));
}
function subtract(a: Value, b: Value): Value {
  if (!isNumber(a) || !isNumber(b)) return NotImplemented;
  const x = re(a);
  if (failed(x)) return NULL;
  const y = re(b);
  if (failed(y)) return NULL;
  if (!isComplex(a)) return complexNew(x - y, -complexImag(b));
  if (!isComplex(b)) return complexNew(x - y, complexImag(a));
  return complexNew(x - y, complexImag(a) - complexImag(b));
}
function multiply(a: Value, b: Value): Value {
  if (!isNumber(a) || !isNumber(b)) return NotImplemented;
  const x = re(a);
  if (failed(x)) return NULL;
  const y = re(b);
  if (failed(y)) return NULL;
  if (!isComplex(a)) return complexNew(x * y, x * complexImag(b));
  if (!isComplex(b)) return complexNew(x * y, complexImag(a) * y);
  return complexMul(x, complexImag(a), y, complexImag(b));
}
function trueDivide(a: Value, b: Value): Value {
  if (!isNumber(a) || !isNumber(b)) return NotImplemented;
  const x = re(a);
  if (failed(x)) return NULL;
  const y = re(b);
  if (failed(y)) return NULL;
  if (!isComplex(a)) return realDivComplex(x, y, complexImag(b));
  if (!isComplex(b)) return complexDivReal(x, complexImag(a), y);
  return complexDiv(x, complexImag(a), y, complexImag(b));
}
function power(a: Value, b: Value, c: Value): Value {
  if (!isNumber(a) || !isNumber(b)) return NotImplemented;
  if (c != None) return raise(T.ValueError, "complex modulo");
  const x = re(a);
  if (failed(x)) return NULL;
  const y = re(b);
  if (failed(y)) return NULL;
  return complexPowValues(x, im(a), y, im(b));
}
function negative(v: Value): Value { return complexNew(-complexReal(v), -complexImag(v)); }
function positive(v: Value): Value { return isExact(v, T.complex) ? newref(v) : complexNew(complexReal(v), complexImag(v)); }
function absolute(v: Value): Value {
  const r = hypot(complexReal(v), complexImag(v));
  if (r == Infinity && complexReal(v) - complexReal(v) == 0 && complexImag(v) - complexImag(v) == 0)
    return raise(T.OverflowError, "absolute value too large");
  return boxFloat(r);
}
function truth(v: Value): i32 { return complexReal(v) != 0 || complexImag(v) != 0 ? 1 : 0; }

function compare(a: Value, b: Value, op: i32): Value {
  if (op != CompareOp.EQ && op != CompareOp.NE) return NotImplemented;
  const x = complexReal(a), y = complexImag(a);
  let equal: bool;
  if (isComplex(b)) equal = x == complexReal(b) && y == complexImag(b);
  else if (isFloatLike(b)) equal = x == floatValue(b) && y == 0;
  else if (isIntLike(b)) {
    equal = y == 0 && compareF64Int(x, b) == 0;
    if (errorOccurred()) return NULL;
  } else return NotImplemented;
  return boxBool(equal == (op == CompareOp.EQ));
}
function hash(v: Value): i64 {
  const h = hashF64(complexReal(v)) + 1000003 * hashF64(complexImag(v));
  return h == -1 ? -2 : h;
}

function repr(v: Value): Value {
  const x = complexReal(v), y = complexImag(v);
  const block = alloc(2 * floatRoom(0) + 8);
  if (!block) return outOfMemory();
  let n: usize = 0;
  const bare = reinterpret<u64>(x) == 0; // +0
  let ok = true;
  if (!bare) {
    store<u8>(block + n++, 0x28);
    const k = writeFloat(block + n, x, 0x72, 0, 0);
    ok = k >= 0;
    n += k;
  }
  if (ok) {
    const k = writeFloat(block + n, y, 0x72, 0, bare ? 0 : FloatFlag.SIGN);
    ok = k >= 0;
    n += k;
  }
  let r = NULL;
  if (ok) {
    store<u8>(block + n++, 0x6A);
    if (!bare) store<u8>(block + n++, 0x29);
    r = strFromAscii(block, <u32>n);
  }
  free(block);
  return r;
}

// Making complex numbers

function complexOfType(type: usize, x: f64, y: f64): Value {
  if (type == <usize>T.complex) return complexNew(x, y);
  const p = allocInstance(type);
  if (!p) return NULL;
  store<f64>(p, x, 8);
  store<f64>(p, y, 16);
  if (typeView(type).flags & TypeFlag.HAVE_GC) gcTrack(p);
  return boxPtr(p);
}
function malformed(): Value { return raise(T.ValueError, "complex() arg is a malformed string"); }
function isSign(c: u32): bool { return c == 0x2B || c == 0x2D; }

function fromText(type: usize, text: Value): Value {
  const block = numberTextOfStr(text);
  if (!block) return NULL;
  const r = dropUnderscores(block) ? parse(type, block + TEXT_BYTES, load<u32>(block)) : malformed();
  free(block);
  return r;
}
function skipSpace(p: usize): usize {
  while (load<u8>(p) == 0x20 || (load<u8>(p) >= 9 && load<u8>(p) <= 13)) p++;
  return p;
}
/** [space] [(] [space] real-or-imaginary [sign imaginary] [space] [)] [space] */
function parse(type: usize, at: usize, length: u32): Value {
  const end = at + <usize>length;
  let p = skipSpace(at);
  const bracket = load<u8>(p) == 0x28;
  if (bracket) p = skipSpace(p + 1);
  let x: f64 = 0, y: f64 = 0;
  let imaginary = false;
  let n = scanFloat(p);
  if (n) {
    const z = readFloat(p, n);
    p += n;
    const c = <u32>load<u8>(p);
    if (isSign(c)) {
      x = z;
      n = scanFloat(p);
      if (n) { y = readFloat(p, n); p += n; }
      else { y = c == 0x2B ? 1 : -1; p++; }
      imaginary = true;
    } else if ((c | 0x20) == 0x6A) { y = z; imaginary = true; }
    else x = z;
  } else {
    y = 1;
    if (isSign(load<u8>(p))) { if (load<u8>(p) == 0x2D) y = -1; p++; }
    imaginary = true;
  }
  if (imaginary) {
    if ((load<u8>(p) | 0x20) != 0x6A) return malformed();
    p++;
  }
  p = skipSpace(p);
  if (bracket) {
    if (load<u8>(p) != 0x29) return malformed();
    p = skipSpace(p + 1);
  }
  if (p != end) return malformed();
  if (errorOccurred()) return NULL;
  return complexOfType(type, x, y);
}

/** v.__complex__(): a complex number; NULL without an exception when there is no such method. */
function byMethod(v: Value): Value {
  if (isExact(v, T.complex)) return newref(v);
  const m = lookupSpecial(v, name(N.__complex__));
  if (m == NULL) return NULL;
  const r = call0(m);
  decref(m);
  if (r == NULL) return NULL;
  if (!isComplex(r)) {
    raiseFmt(T.TypeError, "__complex__ returned non-complex (type %T)", r);
    decref(r);
    return NULL;
  }
  if (!isExact(r, T.complex) && !warnFmt(T.DeprecationWarning,
    "__complex__ returned non-complex (type %T).  The ability to return an instance of a strict subclass of complex is deprecated, and may be removed in a future version of Python.", r)) {
    decref(r);
    return NULL;
  }
  return r;
}
function convertible(v: Value): bool { return isReal(v) || slotOf(v, Slot.float_) != 0 || slotOf(v, Slot.index) != 0; }

/** Any number as a new exact complex: complex, __complex__, or a real one. For cmath and complex(). */
export function complexFromNumber(v: Value): Value {
  if (isComplex(v) && isExact(v, T.complex)) return newref(v);
  const c = byMethod(v);
  if (c != NULL) {
    if (isExact(c, T.complex)) return c;
    const r = complexNew(complexReal(c), complexImag(c));
    decref(c);
    return r;
  }
  if (errorOccurred()) return NULL;
  const f = asF64(v);
  return failed(f) ? NULL : complexNew(f, 0);
}

function newComplex(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(2);
  if (!out) return NULL;
  let r = NULL;
  if (parseArgs("complex", "| real imag", args, nargs, kwnames, out)) r = build(type, load<u64>(out), load<u64>(out, 8));
  popArgs(out);
  return r;
}
function build(type: usize, real: Value, imag: Value): Value {
  if (imag == NULL) {
    if (real == NULL) return complexOfType(type, 0, 0);
    if (isExact(real, T.complex) && type == <usize>T.complex) return newref(real);
    if (typeView(typeOf(real)).flags & TypeFlag.STR_SUBCLASS) return fromText(type, real);
    const c = byMethod(real);
    if (c != NULL) {
      const r = complexOfType(type, complexReal(c), complexImag(c));
      decref(c);
      return r;
    }
    if (errorOccurred()) return NULL;
    if (!convertible(real)) return raiseFmt(T.TypeError, "complex() argument must be a string or a number, not %T", real);
    const f = asF64(real);
    return failed(f) ? NULL : complexOfType(type, f, 0);
  }
  let x: f64 = 0, xi: f64 = 0, y: f64 = 0, yr: f64 = 0;
  let hasImagOfReal = false, hasRealOfImag = false;
  if (real != NULL) {
    const c = isReal(real) ? NULL : byMethod(real);
    if (c == NULL && errorOccurred()) return NULL;
    if (c != NULL) {
      x = complexReal(c);
      xi = complexImag(c);
      hasImagOfReal = true;
      decref(c);
      if (!warnFmt(T.DeprecationWarning, "complex() argument 'real' must be a real number, not %T", real)) return NULL;
    } else {
      if (!convertible(real)) return raiseFmt(T.TypeError, "complex() argument 'real' must be a real number, not %T", real);
      x = asF64(real);
      if (failed(x)) return NULL;
    }
  }
  if (isComplex(imag)) {
    y = complexReal(imag);
    yr = complexImag(imag);
    hasRealOfImag = true;
    if (!warnFmt(T.DeprecationWarning, "complex() argument 'imag' must be a real number, not %T", imag)) return NULL;
  } else {
    if (!convertible(imag)) return raiseFmt(T.TypeError, "complex() argument 'imag' must be a real number, not %T", imag);
    y = asF64(imag);
    if (failed(y)) return NULL;
  }
  if (hasRealOfImag) x -= yr;
  if (hasImagOfReal) y += xi;
  return complexOfType(type, x, y);
}

function dealloc(p: usize): void { freeObject(p); }
function fromNumber(cls: Value, v: Value): Value {
  if (isExact(v, T.complex) && ptrOf(cls) == <usize>T.complex) return newref(v);
  const c = complexFromNumber(v);
  if (c == NULL || ptrOf(cls) == <usize>T.complex) return c;
  const r = call1(cls, c);
  decref(c);
  return r;
}
function conjugate(self: Value): Value { return complexNew(complexReal(self), -complexImag(self)); }
function getNewArgs(self: Value): Value { return tuple2(boxFloat(complexReal(self)), boxFloat(complexImag(self))); }
function format(self: Value, spec: Value): Value {
  if (!(typeView(typeOf(spec)).flags & TypeFlag.STR_SUBCLASS)) return raiseFmt(T.TypeError, "__format__() argument must be str, not %T", spec);
  return formatComplexSpec(self, spec);
}

export function init_complex(): void {
  defType(T.complex, "complex", T.object, 24, TypeFlag.BASETYPE);
  setSlot(T.complex, Slot.dealloc, dealloc.index);
  setSlot(T.complex, Slot.repr, repr.index);
  setSlot(T.complex, Slot.hash, hash.index);
  setSlot(T.complex, Slot.richcompare, compare.index);
  setSlot(T.complex, Slot.new_, newComplex.index);
  setSlot(T.complex, Slot.add, add.index);
  setSlot(T.complex, Slot.subtract, subtract.index);
  setSlot(T.complex, Slot.multiply, multiply.index);
  setSlot(T.complex, Slot.power, power.index);
  setSlot(T.complex, Slot.negative, negative.index);
  setSlot(T.complex, Slot.positive, positive.index);
  setSlot(T.complex, Slot.absolute, absolute.index);
  setSlot(T.complex, Slot.bool_, truth.index);
  setSlot(T.complex, Slot.trueDivide, trueDivide.index);
  method(T.complex, "from_number", fromNumber.index, METH_O | METH_CLASS, "($type, number, /)", "Convert a number to a complex one.");
  method(T.complex, "conjugate", conjugate.index, METH_NOARGS, "($self, /)", "The number with the sign of its imaginary part turned.");
  method(T.complex, "__complex__", positive.index, METH_NOARGS, "($self, /)", "Convert this value to exact type complex.");
  method(T.complex, "__getnewargs__", getNewArgs.index, METH_NOARGS, "($self, /)");
  method(T.complex, "__format__", format.index, METH_O, "($self, format_spec, /)", "Format by a format specification.");
  member(T.complex, "real", REAL, MEMBER_F64, "the real part of a complex number");
  member(T.complex, "imag", IMAG, MEMBER_F64, "the imaginary part of a complex number");
}
