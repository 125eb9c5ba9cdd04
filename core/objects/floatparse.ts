// Text to float: float("…"), the parts of complex("…"), and hexadecimal notation both ways.

import { Value, NULL, boxFloat, ptrOf } from "../value";
import { T } from "../names.generated";
import { alloc, free } from "../memory/alloc";
import { errorOccurred, outOfMemory, raise, raiseFmt } from "../errors";
import { STR_DATA, strFromAscii, strView } from "./strnew";
import { decimalToF64 } from "./floatdigits";
import { TEXT_BYTES, numberText, numberTextOfStr, dropUnderscores } from "./numbertext";

/** float(text) for a str. NULL with ValueError. */
export function floatFromStr(s: Value): Value { return parseBlock(numberTextOfStr(s), s); }
/** The same for bytes in memory; `original` is the object that an error names. */
export function floatFromBytesText(at: usize, length: u32, original: Value): Value { return parseBlock(numberText(at, length, false), original); }

function parseBlock(block: usize, original: Value): Value {
  if (!block) return NULL;
  let r = NULL;
  if (dropUnderscores(block)) {
    const n = load<u32>(block);
    const end = scanFloat(block + TEXT_BYTES);
    if (n != 0 && end == n) {
      const f = readFloat(block + TEXT_BYTES, n);
      if (f == f || isNanText(block + TEXT_BYTES)) r = boxFloat(f);
    }
  }
  free(block);
  if (r == NULL && !errorOccurred()) return raiseFmt(T.ValueError, "could not convert string to float: %r", original);
  return r;
}

function lower(at: usize): u32 { const c = <u32>load<u8>(at); return c - 0x41 < 26 ? c | 0x20 : c; }
function isDigit(c: u32): bool { return c - 0x30 < 10; }
/** Whether the letters at `at` are those of `word`, in any case. */
function matches(at: usize, word: string): bool {
  for (let i = 0; i < word.length; i++) if (lower(at + <usize>i) != <u32>word.charCodeAt(i)) return false;
  return true;
}
function isNanText(at: usize): bool {
  const c = load<u8>(at);
  if (c == 0x2B || c == 0x2D) at++;
  return lower(at) == 0x6E;
}

/** How many bytes of the zero-terminated text at `at` are a number in float()'s notation (sign, digits, point, exponent, inf, infinity, nan); 0 for none. */
export function scanFloat(at: usize): u32 {
  let p = at;
  if (load<u8>(p) == 0x2B || load<u8>(p) == 0x2D) p++;
  if (matches(p, "inf")) { p += 3; if (matches(p, "inity")) p += 5; return <u32>(p - at); }
  if (matches(p, "nan")) return <u32>(p + 3 - at);
  const digits = p;
  while (isDigit(load<u8>(p))) p++;
  let count = p - digits;
  if (load<u8>(p) == 0x2E) {
    p++;
    const fraction = p;
    while (isDigit(load<u8>(p))) p++;
    count += p - fraction;
  }
  if (!count) return 0;
  if (lower(p) == 0x65) {
    let q = p + 1;
    if (load<u8>(q) == 0x2B || load<u8>(q) == 0x2D) q++;
    if (isDigit(load<u8>(q))) {
      while (isDigit(load<u8>(q))) q++;
      p = q;
    }
  }
  return <u32>(p - at);
}

/** The number in `n` bytes that `scanFloat` accepted. NaN is also MemoryError's result: then an exception is set. */
export function readFloat(at: usize, n: u32): f64 {
  const end = at + <usize>n;
  let negative = false;
  if (load<u8>(at) == 0x2B || load<u8>(at) == 0x2D) negative = load<u8>(at++) == 0x2D;
  if (lower(at) == 0x69) return negative ? -Infinity : Infinity;
  if (lower(at) == 0x6E) return negative ? reinterpret<f64>(<u64>0xFFF8000000000000) : NaN;
  // The digits are brought together, without the point.
  const block = alloc(<usize>n + 1);
  if (!block) { outOfMemory(); return NaN; }
  let count: u32 = 0;
  let exponent: i64 = 0;
  let fraction = false;
  while (at < end) {
    const c = <u32>load<u8>(at);
    if (c == 0x2E) fraction = true;
    else if (isDigit(c)) {
      store<u8>(block + <usize>(count++), <u8>c);
      if (fraction) exponent--;
    } else break;
    at++;
  }
  if (at < end) { // the exponent
    at++;
    let minus = false;
    if (load<u8>(at) == 0x2B || load<u8>(at) == 0x2D) minus = load<u8>(at++) == 0x2D;
    let e: i64 = 0;
    while (at < end) {
      if (e < 10000000000) e = e * 10 + <i64>(load<u8>(at) - 0x30);
      at++;
    }
    exponent += minus ? -e : e;
  }
  const f = decimalToF64(block, count, <i32>max<i64>(min<i64>(exponent, 1000000000), -1000000000));
  free(block);
  return negative ? -f : f;
}

// Hexadecimal notation

function hexDigit(c: u32): i32 {
  if (isDigit(c)) return <i32>(c - 0x30);
  const l = c | 0x20;
  return l - 0x61 < 6 ? <i32>(l - 0x61) + 10 : -1;
}

/** float.fromhex. The text is that of a str. NULL with ValueError or OverflowError. */
export function floatFromHex(s: Value): Value {
  if (!strView(ptrOf(s)).ascii) return malformedHex();
  const block = numberText(ptrOf(s) + STR_DATA, strView(ptrOf(s)).length, false);
  if (!block) return NULL;
  const r = parseHex(block + TEXT_BYTES, load<u32>(block));
  free(block);
  return r;
}
function malformedHex(): Value { return raise(T.ValueError, "invalid hexadecimal floating-point string"); }
function hexTooLarge(): Value { return raise(T.OverflowError, "hexadecimal value too large to represent as a float"); }

function parseHex(at: usize, length: u32): Value {
  const end = at + <usize>length;
  let p = at;
  let negative = false;
  if (load<u8>(p) == 0x2B || load<u8>(p) == 0x2D) negative = load<u8>(p++) == 0x2D;
  if (lower(p) == 0x69 || lower(p) == 0x6E) {
    if (scanFloat(at) != length) return malformedHex();
    return boxFloat(readFloat(at, length));
  }
  if (load<u8>(p) == 0x30 && lower(p + 1) == 0x78) p += 2;
  // mantissa * 2^exponent with at most 60 bits kept, those below gathered in `sticky`.
  let mantissa: u64 = 0;
  let exponent: i64 = 0;
  let sticky = false, point = false, any = false;
  while (p < end) {
    const c = <u32>load<u8>(p);
    if (c == 0x2E) {
      if (point) return malformedHex();
      point = true;
    } else {
      const d = hexDigit(c);
      if (d < 0) break;
      any = true;
      if (mantissa >>> 56 == 0) {
        mantissa = (mantissa << 4) | <u64>d;
        if (point) exponent -= 4;
      } else {
        if (d) sticky = true;
        if (!point) exponent += 4;
      }
    }
    p++;
  }
  if (!any) return malformedHex();
  if (p < end && lower(p) == 0x70) {
    p++;
    let minus = false;
    if (load<u8>(p) == 0x2B || load<u8>(p) == 0x2D) minus = load<u8>(p++) == 0x2D;
    if (!isDigit(load<u8>(p))) return malformedHex();
    let e: i64 = 0;
    while (isDigit(load<u8>(p))) {
      if (e < 100000000000000) e = e * 10 + <i64>(load<u8>(p) - 0x30);
      p++;
    }
    exponent += minus ? -e : e;
  }
  if (p != end) return malformedHex();
  if (mantissa == 0) return boxFloat(negative ? -0.0 : 0.0);
  const bits = 64 - <i64>clz(mantissa);
  const top = exponent + bits; // value < 2^top
  if (top > 1024) return hexTooLarge();
  if (top < -1076) return boxFloat(negative ? -0.0 : 0.0);
  const drop = max<i64>(bits - 53, -1074 - exponent);
  if (drop > 0) {
    if (drop > 63) { mantissa = 0; exponent += drop; }
    else {
      const half = <u64>1 << <u64>(drop - 1);
      const low = mantissa & ((half << 1) - 1);
      mantissa >>= <u64>drop;
      exponent += drop;
      if (low > half || (low == half && (sticky || mantissa & 1))) mantissa++;
    }
  }
  let f = <f64>mantissa;
  while (exponent > 0) { const step = min<i64>(exponent, 1000); f *= reinterpret<f64>(<u64>(step + 1023) << 52); exponent -= step; }
  while (exponent < 0) { const step = min<i64>(-exponent, 1000); f *= reinterpret<f64>(<u64>(1023 - step) << 52); exponent += step; }
  if (f - f != 0) return hexTooLarge();
  return boxFloat(negative ? -f : f);
}

/** float.hex. */
export function floatToHex(value: f64): Value {
  const block = alloc(48);
  if (!block) return outOfMemory();
  let at = block;
  const bits = reinterpret<u64>(value);
  if (value != value || value - value != 0) {
    free(block);
    return NULL; // the caller writes these as repr does
  }
  if (bits >>> 63) store<u8>(at++, 0x2D);
  store<u8>(at++, 0x30);
  store<u8>(at++, 0x78);
  let e = <i32>((bits >>> 52) & 0x7FF);
  const m = bits & 0xFFFFFFFFFFFFF;
  store<u8>(at++, e ? 0x31 : 0x30);
  store<u8>(at++, 0x2E);
  if (value == 0) { store<u8>(at++, 0x30); e = 0; }
  else {
    for (let shift = 48; shift >= 0; shift -= 4) {
      const d = <u32>(m >>> shift) & 15;
      store<u8>(at++, <u8>(d < 10 ? 0x30 + d : 0x57 + d));
    }
    e = e ? e - 1023 : -1022;
  }
  store<u8>(at++, 0x70);
  store<u8>(at++, e < 0 ? 0x2D : 0x2B);
  if (e < 0) e = -e;
  let started = false;
  for (let scale = 1000; scale; scale /= 10) {
    const d = e / scale % 10;
    if (d || started || scale == 1) { store<u8>(at++, <u8>(0x30 + d)); started = true; }
  }
  const r = strFromAscii(block, <u32>(at - block));
  free(block);
  return r;
}
