// The item types of array.array: their codes, sizes, and going from and to Python values.

import { Value, NULL, boxFloat, boxInt } from "../value";
import { T } from "../names.generated";
import { TypeFlag, hasFlag } from "../objects/typeobject";
import { decref } from "../memory/refcount";
import { errorOccurred, raise, raiseFmt } from "../errors";
import { indexOf } from "../abstract";
import { asI64, intFitsI64, intFitsU64, intIsNegative, intLow64, newInt, newIntU64 } from "../objects/int";
import { asF64 } from "../objects/float";
import { strAt, strLen } from "../objects/strnew";
import { strFromCodePoint } from "../objects/strmake";

/** Bytes of an item, 0 for a character that is no type code. */
export function arrayItemSize(code: u32): u32 {
  switch (code) {
    case 0x62: case 0x42: return 1; // b B
    case 0x68: case 0x48: return 2; // h H
    case 0x75: case 0x77: case 0x69: case 0x49: case 0x66: return 4; // u w i I f
    case 0x6C: case 0x4C: case 0x71: case 0x51: case 0x64: return 8; // l L q Q d
  }
  return 0;
}
export function isTextCode(code: u32): bool { return code == 0x75 || code == 0x77; }

/** The item at an address. */
export function arrayGet(code: u32, at: usize): Value {
  switch (code) {
    case 0x62: return boxInt(<i64>load<i8>(at));
    case 0x42: return boxInt(<i64>load<u8>(at));
    case 0x68: return boxInt(<i64>load<i16>(at));
    case 0x48: return boxInt(<i64>load<u16>(at));
    case 0x69: return boxInt(<i64>load<i32>(at));
    case 0x49: return boxInt(<i64>load<u32>(at));
    case 0x6C: case 0x71: return newInt(load<i64>(at));
    case 0x4C: case 0x51: return newIntU64(load<u64>(at));
    case 0x66: { const f = <f64>load<f32>(at); return boxFloat(f != f ? NaN : f); }
    case 0x64: { const f = load<f64>(at); return boxFloat(f != f ? NaN : f); }
  }
  const c = load<u32>(at);
  if (c > 0x10FFFF) return raiseFmt(T.ValueError, "character %s is not in range [U+0000; U+10ffff]", boxInt(c));
  return strFromCodePoint(c);
}

function outOfRange(message: string): bool { raise(T.OverflowError, message); return false; }
/** As CPython's argument parsing has C's short (16) and int (32): an i64 within it, or false. The number is at `out`. */
function narrow(v: Value, bits: i32, out: usize): bool {
  const i = indexOf(v);
  if (i == NULL) return false;
  const n = asI64(i);
  decref(i);
  if (n == -1 && errorOccurred()) return false;
  const limit = <i64>1 << <i64>(bits - 1);
  if (n < -limit) return outOfRange(bits == 16 ? "signed short integer is less than minimum" : "signed integer is less than minimum");
  if (n >= limit) return outOfRange(bits == 16 ? "signed short integer is greater than maximum" : "signed integer is greater than maximum");
  store<i64>(out, n);
  return true;
}

/** Stores a value as an item at an address of at least 8 bytes (scratch: the caller copies it to its place, so that a failure changes nothing). False with an exception. */
export function arraySet(code: u32, at: usize, v: Value): bool {
  switch (code) {
    case 0x62: {
      if (!narrow(v, 16, at)) return false;
      const n = load<i64>(at);
      return n < -128 ? outOfRange("signed char is less than minimum") : n > 127 ? outOfRange("signed char is greater than maximum") : true;
    }
    case 0x42: {
      if (!narrow(v, 16, at)) return false;
      const n = load<i64>(at);
      return n < 0 ? outOfRange("unsigned byte integer is less than minimum") : n > 255 ? outOfRange("unsigned byte integer is greater than maximum") : true;
    }
    case 0x68: return narrow(v, 16, at);
    case 0x48: {
      if (!narrow(v, 32, at)) return false;
      const n = load<i64>(at);
      return n < 0 ? outOfRange("unsigned short is less than minimum") : n > 65535 ? outOfRange("unsigned short is greater than maximum") : true;
    }
    case 0x69: return narrow(v, 32, at);
    case 0x49: case 0x4C: case 0x51: case 0x6C: case 0x71: {
      const i = indexOf(v);
      if (i == NULL) return false;
      const signed = code >= 0x61;
      const fits = signed ? intFitsI64(i) : intFitsU64(i);
      const negative = intIsNegative(i);
      const n = intLow64(i);
      decref(i);
      if (!fits) {
        if (code == 0x71 || (code == 0x51 && !negative)) return outOfRange("int too big to convert");
        if (code == 0x51) return outOfRange("can't convert negative int to unsigned");
        if (signed) return outOfRange("Python int too large to convert to C long");
        return outOfRange(negative ? "can't convert negative value to unsigned int" : "Python int too large to convert to C unsigned long");
      }
      if (code == 0x49 && n > 0xFFFFFFFF) return outOfRange("unsigned int is greater than maximum");
      store<u64>(at, n);
      return true;
    }
    case 0x66: {
      const f = asF64(v);
      if (f == -1 && errorOccurred()) return false;
      store<f32>(at, <f32>f);
      return true;
    }
    case 0x64: {
      const f = asF64(v);
      if (f == -1 && errorOccurred()) return false;
      store<f64>(at, f);
      return true;
    }
  }
  if (!hasFlag(v, TypeFlag.STR_SUBCLASS)) { raiseFmt(T.TypeError, "array item must be a unicode character, not %T", v); return false; }
  if (strLen(v) != 1) { raiseFmt(T.TypeError, "array item must be a unicode character, not a string of length %d", boxInt(strLen(v))); return false; }
  store<u32>(at, strAt(v, 0));
  return true;
}

/** Turns the bytes of `count` items round. */
export function swapBytes(at: usize, count: u32, size: u32): void {
  for (let i: u32 = 0; i < count; i++) {
    for (let a: usize = 0, b = <usize>size - 1; a < b; a++, b--) {
      const x = load<u8>(at + a);
      store<u8>(at + a, load<u8>(at + b));
      store<u8>(at + b, x);
    }
    at += size;
  }
}

/** The machine format code of pickled arrays (little endian). */
export function machineFormat(code: u32): i32 {
  switch (code) {
    case 0x42: return 0;
    case 0x62: return 1;
    case 0x48: return 2;
    case 0x68: return 4;
    case 0x49: return 6;
    case 0x69: return 8;
    case 0x4C: case 0x51: return 10;
    case 0x6C: case 0x71: return 12;
    case 0x66: return 14;
    case 0x64: return 16;
  }
  return 20;
}
/** A type code whose items look like those of a machine format (its little-endian form); 0 for UTF-16. */
export function codeOfFormat(format: i32): u32 {
  switch (format & ~1) {
    case 2: return 0x48;
    case 4: return 0x68;
    case 6: return 0x49;
    case 8: return 0x69;
    case 10: return 0x51;
    case 12: return 0x71;
    case 14: return 0x66;
    case 16: return 0x64;
    case 20: return 0x77;
  }
  return format == 0 ? 0x42 : format == 1 ? 0x62 : 0;
}
