// Floats as text: repr(), and the types e f g of format specifications and of %. Everything is ASCII in a block of memory.

import { Value, NULL } from "../value";
import { alloc, free } from "../memory/alloc";
import { outOfMemory } from "../errors";
import { strFromAscii } from "./strnew";
import { digitsBuffer, floatDigits } from "./floatdigits";

/** How a float is written. */
export const enum FloatFlag {
  SIGN = 1, //      a plus sign too
  DOT_ZERO = 2, //  ".0" behind a whole number
  ALTERNATE = 4, // the point always, zeros at the end of g kept
  NO_NEG_ZERO = 8, // what rounds to -0 is written as 0
}

/** Bytes that `writeFloat` may write. */
export function floatRoom(precision: i32): usize { return <usize>max(precision, 0) + 360; }

/**
 * Writes `value` at `out` (room: `floatRoom`) as `code`: r (repr; precision 0), e, f, g, or E, F, G with capitals. Returns the
 * number of bytes, or -1 with MemoryError.
 */
export function writeFloat(out: usize, value: f64, code: u32, precision: i32, flags: u32): i32 {
  const upper = code < 0x61;
  const kind = code | 0x20;
  let negative = <bool>(reinterpret<u64>(value) >>> 63);
  if (value - value != 0) {
    let n: usize = 0;
    if (value != value) negative = false;
    if (negative) store<u8>(out + n++, 0x2D);
    else if (flags & FloatFlag.SIGN) store<u8>(out + n++, 0x2B);
    const nan = value != value;
    store<u8>(out + n, nan ? 0x6E : 0x69); // nan or inf
    store<u8>(out + n, nan ? 0x61 : 0x6E, 1);
    store<u8>(out + n, nan ? 0x6E : 0x66, 2);
    if (upper) for (let i: usize = 0; i < 3; i++) store<u8>(out + n + i, load<u8>(out + n + i) & 0xDF);
    return <i32>n + 3;
  }
  let mode = 0, asked = precision;
  if (kind == 0x65) { mode = 2; asked = precision + 1; }
  else if (kind == 0x66) mode = 3;
  else if (kind == 0x67) { mode = 2; if (precision == 0) precision = asked = 1; }
  const block = alloc(digitsBuffer(asked));
  if (!block) { outOfMemory(); return -1; }
  const length = floatDigits(abs(value), mode, asked, block);
  if (length < 0) { free(block); return -1; }
  let point = load<i32>(block);
  const digits = block + 4;
  // What rounds to nothing, or is zero, has its point where the format wants one digit.
  if (length == 0) point = kind == 0x66 ? -precision : 1;
  if (flags & FloatFlag.NO_NEG_ZERO && negative && (length == 0 || (length == 1 && load<u8>(digits) == 0x30))) negative = false;

  let exponential = false;
  let end = length; // digits (with zeros) up to here are written, counted from the first digit
  if (kind == 0x65) { exponential = true; end = precision + 1; }
  else if (kind == 0x66) end = point + precision;
  else if (kind == 0x67) {
    if (point <= -4 || point > precision - (flags & FloatFlag.DOT_ZERO ? 1 : 0)) exponential = true;
    if (flags & FloatFlag.ALTERNATE) end = precision;
  } else if (point <= -4 || point > 16) exponential = true;
  let exponent = 0;
  if (exponential) { exponent = point - 1; point = 1; }
  const start = point <= 0 ? point - 1 : 0;
  end = max(end, !exponential && flags & FloatFlag.DOT_ZERO ? point + 1 : point);

  let n: usize = 0;
  if (negative) store<u8>(out + n++, 0x2D);
  else if (flags & FloatFlag.SIGN) store<u8>(out + n++, 0x2B);
  for (let i = start; i < end; i++) {
    if (i == point) store<u8>(out + n++, 0x2E);
    store<u8>(out + n++, i >= 0 && i < length ? load<u8>(digits + <usize>i) : 0x30);
  }
  if (end == point && flags & FloatFlag.ALTERNATE) store<u8>(out + n++, 0x2E);
  if (exponential) {
    store<u8>(out + n++, upper ? 0x45 : 0x65);
    store<u8>(out + n++, exponent < 0 ? 0x2D : 0x2B);
    if (exponent < 0) exponent = -exponent;
    if (exponent >= 100) store<u8>(out + n++, <u8>(0x30 + exponent / 100));
    store<u8>(out + n++, <u8>(0x30 + exponent / 10 % 10));
    store<u8>(out + n++, <u8>(0x30 + exponent % 10));
  }
  free(block);
  return <i32>n;
}

/** The same as a str. */
export function floatText(value: f64, code: u32, precision: i32, flags: u32): Value {
  const room = floatRoom(precision);
  const block = alloc(room);
  if (!block) return outOfMemory();
  const n = writeFloat(block, value, code, precision, flags);
  const r = n < 0 ? NULL : strFromAscii(block, <u32>n);
  free(block);
  return r;
}
/** repr(value). */
export function floatRepr(value: f64): Value { return floatText(value, 0x72, 0, FloatFlag.DOT_ZERO); }
