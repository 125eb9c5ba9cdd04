// The format specification mini-language ([[fill]align][sign][z][#][0][width][grouping][.precision[grouping]][type]) for str, int, float and complex:
// what their __format__ does, and so format() and f-strings.
//
// A number is laid out as
//
//   lpad │ sign │ prefix │ spad │ digits, grouped and zero-padded │ point, fraction, exponent │ rpad
//
// Only one of the pads is there. Zero padding with '=' goes into the digits, so that it is grouped too.
// Guarded by tests/lang/numbers/format_*.py.

import { Value, NULL, boxInt } from "../value";
import { T } from "../names.generated";
import { alloc, free } from "../memory/alloc";
import { decref } from "../memory/refcount";
import { errorOccurred, outOfMemory, raise, raiseFmt } from "../errors";
import { strOf } from "../abstract";
import { strLen, strAt } from "./strnew";
import { strSlice, strExact } from "./strmake";
import { builderInit, builderChar, builderReserve, builderSlice, builderFinish, builderDiscard } from "./strbuilder";
import { intValue, isNegativeInt, asI64, intToF64 } from "./int";
import { floatValue } from "./float";
import { complexReal, complexImag } from "./complexarith";
import { intToBase, writeDigits, digitsRoom, checkDecimalLimit } from "./inttext";
import { writeFloat, floatRoom, FloatFlag } from "./floattext";

@unmanaged
class Spec {
  fill: u32;
  align: u32; //       < > = ^
  sign: u32; //        0, + - or space
  noNegZero: u32;
  alternate: u32;
  grouping: u32; //    0, comma or underscore
  fractionGrouping: u32;
  type: u32; //        0 for none
  width: i64; //       -1 for none
  precision: i64; //   -1 for none
}
const SPEC_SIZE: usize = 48;
const BIGGEST: i64 = 0x7FFFFFFFFFFFFFFF;

function isAlign(c: u32): bool { return c == 0x3C || c == 0x3E || c == 0x3D || c == 0x5E; }

/** Reads the specification of an object; a block to be freed, or 0 with ValueError. `align` and `type` are the defaults. */
function readSpec(spec: Value, object: Value, type: u32, align: u32): usize {
  const block = alloc(SPEC_SIZE);
  if (!block) { outOfMemory(); return 0; }
  const s = changetype<Spec>(block);
  s.fill = 0x20; s.align = align; s.sign = 0; s.noNegZero = 0; s.alternate = 0; s.grouping = 0; s.fractionGrouping = 0; s.type = type;
  s.width = -1; s.precision = -1;
  if (parseSpec(s, spec, object, align)) return block;
  free(block);
  return 0;
}
function parseSpec(s: Spec, spec: Value, object: Value, defaultAlign: u32): bool {
  const end = <usize>strLen(spec);
  let at: usize = 0;
  let fillGiven = false, alignGiven = false;
  if (end >= 2 && isAlign(strAt(spec, 1))) {
    s.fill = strAt(spec, 0);
    s.align = strAt(spec, 1);
    fillGiven = alignGiven = true;
    at = 2;
  } else if (end >= 1 && isAlign(strAt(spec, 0))) {
    s.align = strAt(spec, 0);
    alignGiven = true;
    at = 1;
  }
  if (at < end) {
    const c = strAt(spec, at);
    if (c == 0x2B || c == 0x2D || c == 0x20) { s.sign = c; at++; }
  }
  if (at < end && strAt(spec, at) == 0x7A) { s.noNegZero = 1; at++; }
  if (at < end && strAt(spec, at) == 0x23) { s.alternate = 1; at++; }
  if (!fillGiven && at < end && strAt(spec, at) == 0x30) {
    s.fill = 0x30;
    if (!alignGiven && defaultAlign == 0x3E) s.align = 0x3D;
    at++;
  }
  let start = at;
  while (at < end && strAt(spec, at) - 0x30 < 10) at++;
  if (at > start) {
    s.width = number(spec, start, at);
    if (s.width < 0) return tooManyDigits();
  }
  if (at < end && strAt(spec, at) == 0x2C) { s.grouping = 0x2C; at++; }
  if (at < end && strAt(spec, at) == 0x5F) {
    if (s.grouping) return bothGroupings();
    s.grouping = 0x5F;
    at++;
  }
  if (at < end && strAt(spec, at) == 0x2C && s.grouping == 0x5F) return bothGroupings();
  if (at < end && strAt(spec, at) == 0x2E) {
    at++;
    start = at;
    while (at < end && strAt(spec, at) - 0x30 < 10) at++;
    if (at > start) {
      s.precision = number(spec, start, at);
      if (s.precision < 0) return tooManyDigits();
    }
    if (at < end && strAt(spec, at) == 0x2C) { s.fractionGrouping = 0x2C; at++; }
    if (at < end && strAt(spec, at) == 0x5F) {
      if (s.fractionGrouping) return bothGroupings();
      s.fractionGrouping = 0x5F;
      at++;
    }
    if (at < end && strAt(spec, at) == 0x2C && s.fractionGrouping == 0x5F) return bothGroupings();
    if (at == start) { raise(T.ValueError, "Format specifier missing precision"); return false; }
  }
  if (end - at > 1) {
    raiseFmt(T.ValueError, "Invalid format specifier '%s' for object of type '%T'", spec, object);
    return false;
  }
  if (at < end) s.type = strAt(spec, at);
  const t = s.type;
  const floating = t == 0x65 || t == 0x45 || t == 0x66 || t == 0x46 || t == 0x67 || t == 0x47 || t == 0x25 || t == 0;
  if (s.grouping && !floating && t != 0x64) {
    const binary = t == 0x62 || t == 0x6F || t == 0x78 || t == 0x58;
    if (!binary || s.grouping != 0x5F) return wrongGrouping(s.grouping, t);
  }
  if (s.fractionGrouping && !floating) return wrongGrouping(s.fractionGrouping, t);
  return true;
}
function number(spec: Value, start: usize, end: usize): i64 {
  let n: i64 = 0;
  for (let i = start; i < end; i++) {
    const d = <i64>(strAt(spec, i) - 0x30);
    if (n > (BIGGEST - d) / 10) return -1;
    n = n * 10 + d;
  }
  return n;
}
function tooManyDigits(): bool { raise(T.ValueError, "Too many decimal digits in format string"); return false; }
function bothGroupings(): bool { raise(T.ValueError, "Cannot specify both ',' and '_'."); return false; }
function wrongGrouping(grouping: u32, type: u32): bool {
  if (type > 0x20 && type < 0x80) raiseFmt(T.ValueError, "Cannot specify '%c' with '%c'.", boxInt(grouping), boxInt(type));
  else {
    const code = hexCode(type);
    if (code != NULL) raiseFmt(T.ValueError, "Cannot specify '%c' with '\\x%s'.", boxInt(grouping), code);
    decref(code);
  }
  return false;
}
function hexCode(c: u32): Value { return intToBase(boxInt(c), 16, false); }
function unknownCode(type: u32, object: Value): Value {
  if (type > 0x20 && type < 0x80) return raiseFmt(T.ValueError, "Unknown format code '%c' for object of type '%T'", boxInt(type), object);
  const code = hexCode(type);
  if (code != NULL) raiseFmt(T.ValueError, "Unknown format code '\\x%s' for object of type '%T'", code, object);
  decref(code);
  return NULL;
}

// Output

function pad(b: usize, fill: u32, count: i64): bool {
  for (let i: i64 = 0; i < count; i++) if (!builderChar(b, fill)) return false;
  return true;
}
/** Room for a field, asked for at once so that an absurd width fails at once. */
function reserve(b: usize, width: i64, fill: u32): bool {
  if (width > 0x7FFFFFF0) { outOfMemory(); return false; }
  return width <= 0 || builderReserve(b, <u32>width, fill);
}
function bytes(b: usize, at: usize, n: usize): bool {
  for (let i: usize = 0; i < n; i++) if (!builderChar(b, load<u8>(at + i))) return false;
  return true;
}
/** Padding on the left for a text of `length`, by alignment; what is left goes right. */
function leftPad(s: Spec, length: i64): i64 {
  const total = s.width - length;
  if (total <= 0) return 0;
  return s.align == 0x3E || s.align == 0x3D ? total : s.align == 0x5E ? total / 2 : 0;
}

/** A str in a field. */
function padText(s: Spec, text: Value, count: u32): Value {
  const b = builderInit();
  if (!b) return NULL;
  const length = <i64>count;
  const left = leftPad(s, length);
  const right = max<i64>(s.width - length, 0) - left;
  if (!reserve(b, s.width, s.fill) || !pad(b, s.fill, left) || !builderSlice(b, text, 0, count) || !pad(b, s.fill, right)) return builderDiscard(b);
  return builderFinish(b);
}

/** Length of `digits` digits in groups of `group`, padded with zeros to `width` characters. */
function groupedLength(digits: i64, group: i64, width: i64): i64 {
  if (group == 0) return max(max(digits, width), 1);
  let length: i64 = 0;
  while (true) {
    const take = min(group, max(max(digits, width), 1));
    length += take;
    digits -= take;
    width -= take;
    if (digits <= 0 && width <= 0) return length;
    length++;
    width--;
  }
}

/** Writes a number: the ASCII digits [at, at + digits), then `rest` more bytes (point, fraction, exponent, %), in its field. */
function writeNumber(b: usize, s: Spec, negative: bool, prefix: usize, prefixLength: i64, at: usize, digits: i64, rest: i64): bool {
  const sign: u32 = negative ? 0x2D : s.sign == 0x2B || s.sign == 0x20 ? s.sign : 0;
  const group: i64 = s.grouping ? (s.type == 0x62 || s.type == 0x6F || s.type == 0x78 || s.type == 0x58 ? 4 : 3) : 0;
  // The fraction: the digits right behind the point.
  let fraction: i64 = 0, separators: i64 = 0;
  if (rest && load<u8>(at + <usize>digits) == 0x2E) {
    while (fraction + 1 < rest && load<u8>(at + <usize>(digits + 1 + fraction)) - 0x30 < 10) fraction++;
    if (s.fractionGrouping && fraction) separators = (fraction - 1) / 3;
  }
  const others = <i64>(sign ? 1 : 0) + prefixLength + rest + separators;
  const zeros: i64 = s.fill == 0x30 && s.align == 0x3D ? s.width - others : 0;
  const grouped = digits == 0 ? 0 : groupedLength(digits, group, zeros);
  const total = max<i64>(s.width - others - grouped, 0);
  if (!reserve(b, max(s.width, others + grouped), s.fill)) return false;
  const left = s.align == 0x3E ? total : s.align == 0x5E ? total / 2 : 0;
  const inner = s.align == 0x3D ? total : 0;
  if (!pad(b, s.fill, left)) return false;
  if (sign && !builderChar(b, sign)) return false;
  if (!bytes(b, prefix, <usize>prefixLength) || !pad(b, s.fill, inner)) return false;
  // Character i of the grouped part, from the left; its place from the right tells what it is.
  for (let i: i64 = 0; i < grouped; i++) {
    const place = grouped - 1 - i;
    if (group && place % (group + 1) == group) { if (!builderChar(b, s.grouping)) return false; continue; }
    const index = group ? place - place / (group + 1) : place; // digits to its right
    if (!builderChar(b, index < digits ? <u32>load<u8>(at + <usize>(digits - 1 - index)) : 0x30)) return false;
  }
  const tail = at + <usize>digits;
  if (separators) {
    if (!builderChar(b, 0x2E)) return false;
    for (let i: i64 = 0; i < fraction; i++) {
      if (i && i % 3 == 0 && !builderChar(b, s.fractionGrouping)) return false;
      if (!builderChar(b, load<u8>(tail + 1 + <usize>i))) return false;
    }
    if (!bytes(b, tail + 1 + <usize>fraction, <usize>(rest - 1 - fraction))) return false;
  } else if (!bytes(b, tail, <usize>rest)) return false;
  return pad(b, s.fill, total - left - inner);
}

// str

/** str.__format__; `self` is a str. */
export function formatStrSpec(self: Value, spec: Value): Value {
  if (strLen(spec) == 0) return strExact(self);
  const block = readSpec(spec, self, 0x73, 0x3C);
  if (!block) return NULL;
  const r = formatText(changetype<Spec>(block), self);
  free(block);
  return r;
}
function formatText(s: Spec, self: Value): Value {
  if (s.type != 0x73) return unknownCode(s.type, self);
  if (s.sign) return s.sign == 0x20 ? raise(T.ValueError, "Space not allowed in string format specifier") : raise(T.ValueError, "Sign not allowed in string format specifier");
  if (s.noNegZero) return raise(T.ValueError, "Negative zero coercion (z) not allowed in string format specifier");
  if (s.alternate) return raise(T.ValueError, "Alternate form (#) not allowed in string format specifier");
  if (s.align == 0x3D) return raise(T.ValueError, "'=' alignment not allowed in string format specifier");
  let count = strLen(self);
  if (s.precision >= 0 && s.precision < <i64>count) count = <u32>s.precision;
  if (s.width <= <i64>count) return count == strLen(self) ? strExact(self) : strSlice(self, 0, count);
  return padText(s, self, count);
}

// int

/** int.__format__; `self` is int-like. */
export function formatIntSpec(self: Value, spec: Value): Value {
  if (strLen(spec) == 0) return strOf(self);
  const block = readSpec(spec, self, 0x64, 0x3E);
  if (!block) return NULL;
  const s = changetype<Spec>(block);
  let r = NULL;
  switch (s.type) {
    case 0x62: case 0x63: case 0x64: case 0x6F: case 0x78: case 0x58: case 0x6E: // b c d o x X n
      r = formatInt(s, self);
      break;
    case 0x65: case 0x45: case 0x66: case 0x46: case 0x67: case 0x47: case 0x25: { // e E f F g G %
      const f = intToF64(self);
      if (f != -1 || !errorOccurred()) r = formatFloat(s, f);
      break;
    }
    default: unknownCode(s.type, self);
  }
  free(block);
  return r;
}
function formatInt(s: Spec, self: Value): Value {
  if (s.precision != -1) return raise(T.ValueError, "Precision not allowed in integer format specifier");
  if (s.noNegZero) return raise(T.ValueError, "Negative zero coercion (z) not allowed in integer format specifier");
  const v = intValue(self);
  if (s.type == 0x63) return formatChar(s, v);
  const base: u32 = s.type == 0x62 ? 2 : s.type == 0x6F ? 8 : s.type == 0x78 || s.type == 0x58 ? 16 : 10;
  if (base == 10 && !checkDecimalLimit(v)) return NULL;
  const room = digitsRoom(v, base) + 4;
  if (room > 0x7FFFFFF0) return outOfMemory();
  const block = alloc(<usize>room);
  if (!block) return outOfMemory();
  let prefix: i64 = 0;
  if (s.alternate && base != 10) {
    store<u8>(block, 0x30);
    store<u8>(block, <u8>s.type, 1);
    prefix = 2;
  }
  const digits = writeDigits(block + 2, v, base);
  if (s.type == 0x58) for (let i: usize = 2; i < <usize>digits + 2; i++) { const c = load<u8>(block + i); if (c >= 0x61) store<u8>(block + i, c & 0xDF); }
  let r = NULL;
  if (digits >= 0) {
    const b = builderInit();
    if (b) r = writeNumber(b, s, isNegativeInt(v), block, prefix, block + 2, digits, 0) ? builderFinish(b) : builderDiscard(b);
  }
  free(block);
  return r;
}
function formatChar(s: Spec, v: Value): Value {
  if (s.sign) return raise(T.ValueError, "Sign not allowed with integer format specifier 'c'");
  if (s.alternate) return raise(T.ValueError, "Alternate form (#) not allowed with integer format specifier 'c'");
  const c = asI64(v);
  if (c == -1 && errorOccurred()) return NULL;
  if (c < 0 || c > 0x10FFFF) return raise(T.OverflowError, "%c arg not in range(0x110000)");
  const b = builderInit();
  if (!b) return NULL;
  const left = leftPad(s, 1);
  const right = max<i64>(s.width - 1, 0) - left;
  if (!reserve(b, s.width, s.fill) || !pad(b, s.fill, left) || !builderChar(b, <u32>c) || !pad(b, s.fill, right)) return builderDiscard(b);
  return builderFinish(b);
}

// float

/** float.__format__; `self` is float-like. */
export function formatFloatSpec(self: Value, spec: Value): Value {
  if (strLen(spec) == 0) return strOf(self);
  const block = readSpec(spec, self, 0, 0x3E);
  if (!block) return NULL;
  const s = changetype<Spec>(block);
  let r = NULL;
  if (isFloatType(s.type)) r = formatFloat(s, floatValue(self));
  else unknownCode(s.type, self);
  free(block);
  return r;
}
function isFloatType(t: u32): bool {
  return t == 0 || t == 0x65 || t == 0x45 || t == 0x66 || t == 0x46 || t == 0x67 || t == 0x47 || t == 0x6E || t == 0x25;
}
function formatFloat(s: Spec, value: f64): Value {
  if (s.precision > 0x7FFFFFFF) return raise(T.ValueError, "precision too big");
  let code = s.type;
  let flags: u32 = s.alternate ? FloatFlag.ALTERNATE : 0;
  let precision = <i32>s.precision;
  let standard = 6;
  const percent = code == 0x25;
  if (code == 0) { code = 0x72; flags |= FloatFlag.DOT_ZERO; standard = 0; }
  if (code == 0x6E) code = 0x67;
  if (percent) { code = 0x66; value *= 100; }
  if (precision < 0) precision = standard;
  else if (code == 0x72) code = 0x67;
  if (s.noNegZero) flags |= FloatFlag.NO_NEG_ZERO;
  const block = alloc(floatRoom(precision) + 2);
  if (!block) return outOfMemory();
  let n = writeFloat(block, value, code, precision, flags);
  let r = NULL;
  if (n >= 0) {
    if (percent) store<u8>(block + <usize>(n++), 0x25);
    const b = builderInit();
    if (b) r = writeFloatText(b, s, block, n) ? builderFinish(b) : builderDiscard(b);
  }
  free(block);
  return r;
}
/** Writes what `writeFloat` made in its field. */
function writeFloatText(b: usize, s: Spec, at: usize, n: i32): bool {
  const negative = n > 0 && load<u8>(at) == 0x2D;
  if (negative) { at++; n--; }
  let digits: i64 = 0;
  while (digits < <i64>n && load<u8>(at + <usize>digits) - 0x30 < 10) digits++;
  return writeNumber(b, s, negative, 0, 0, at, digits, <i64>n - digits);
}

// complex

/** complex.__format__. */
export function formatComplexSpec(self: Value, spec: Value): Value {
  if (strLen(spec) == 0) return strOf(self);
  const block = readSpec(spec, self, 0, 0x3E);
  if (!block) return NULL;
  const s = changetype<Spec>(block);
  let r = NULL;
  if (isFloatType(s.type) && s.type != 0x25) r = formatComplex(s, complexReal(self), complexImag(self));
  else unknownCode(s.type, self);
  free(block);
  return r;
}
function formatComplex(s: Spec, x: f64, y: f64): Value {
  if (s.precision > 0x7FFFFFFF) return raise(T.ValueError, "precision too big");
  if (s.fill == 0x30) return raise(T.ValueError, "Zero padding is not allowed in complex format specifier");
  if (s.align == 0x3D) return raise(T.ValueError, "'=' alignment flag is not allowed in complex format specifier");
  let code = s.type;
  let flags: u32 = s.alternate ? FloatFlag.ALTERNATE : 0;
  if (s.noNegZero) flags |= FloatFlag.NO_NEG_ZERO;
  let precision = <i32>s.precision;
  let standard = 6;
  let bare = false, brackets = false;
  if (code == 0) {
    code = 0x72;
    standard = 0;
    if (reinterpret<u64>(x) == 0) bare = true;
    else brackets = true;
  }
  if (code == 0x6E) code = 0x67;
  if (precision < 0) precision = standard;
  else if (code == 0x72) code = 0x67;
  const room = floatRoom(precision);
  const block = alloc(room * 2);
  if (!block) return outOfMemory();
  const m = writeFloat(block, x, code, precision, flags);
  const n = m < 0 ? -1 : writeFloat(block + room, y, code, precision, flags);
  let r = NULL;
  const inner: usize = n < 0 ? 0 : builderInit();
  if (inner) {
    // The parts are written without a field; the whole is put into it afterwards.
    const width = s.width, sign = s.sign;
    s.width = -1;
    let ok = !brackets || builderChar(inner, 0x28);
    if (ok && !bare) {
      ok = writeFloatText(inner, s, block, m);
      s.sign = 0x2B;
    }
    ok = ok && writeFloatText(inner, s, block + room, n) && builderChar(inner, 0x6A) && (!brackets || builderChar(inner, 0x29));
    s.width = width;
    s.sign = sign;
    const text = ok ? builderFinish(inner) : builderDiscard(inner);
    if (text != NULL) {
      r = padText(s, text, strLen(text));
      decref(text);
    }
  }
  free(block);
  return r;
}
