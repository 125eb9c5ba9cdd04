// Doubles to decimal digits and back, exactly.
//
// To digits: `floatDigits` in the three modes of dtoa. Short numbers go a fast way: if the double is n / 10^d for an n below
// 10^15, those are its shortest digits, for no two decimals of 15 digits fall on one double. All others take the way of Steele and
// White and of Dybvig ("Printing floating-point numbers quickly and accurately", 1996) over integers of as many limbs as needed.
// From digits: the decimal is a quotient of two ints, and `intTrueDiv` rounds quotients rightly.
// Guarded by tests/lang/numbers/float_repr.py and float_parse.py.

import { Value, NULL, boxInt, f64Of } from "../value";
import { T } from "../names.generated";
import { alloc, free } from "../memory/alloc";
import { decref } from "../memory/refcount";
import { outOfMemory, errorMatches, clearError } from "../errors";
import { newIntU64, intFromLimbs, intSign, intToF64Inf } from "./int";
import { intAdd, intMul, intShiftLeft } from "./intarith";
import { intDivNearest, intTrueDiv, intPow10 } from "./intdivide";
import { limbsTrim, limbsCompare, limbsAdd, limbsSub, limbsMulSmall } from "./intlimbs";
import { decimalLength, writeDecimal, writeDigits } from "./inttext";

/** 10^n for 0 <= n <= 22: exact. */
export function pow10(n: i32): f64 {
  let r = 1.0, b = 10.0;
  for (let k = n; k; k >>= 1) { if (k & 1) r *= b; b *= b; }
  return r;
}

/** Room that `floatDigits` needs at `out` for `digits` asked for. */
export function digitsBuffer(digits: i32): usize { return <usize>max(digits, 0) + 1200; }

/**
 * Decimal digits of a finite double >= 0. Mode 0: the shortest that read back as the same double; mode 2: `digits` >= 1 significant ones;
 * mode 3: `digits` >= 0 after the point (correctly rounded, ties to even). Trailing zeros are left off. Writes an i32 at `out`, the position of the
 * decimal point, then the ASCII digits; returns how many, or -1 with MemoryError. Zero has the digit 0 and the point behind it.
 */
export function floatDigits(value: f64, mode: i32, digits: i32, out: usize): i32 {
  if (value == 0) {
    store<i32>(out, 1);
    store<u8>(out, 0x30, 4);
    return 1;
  }
  if (mode == 0) {
    const n = shortDecimal(value, out);
    return n ? n : shortest(value, out);
  }
  if (mode == 3) {
    const n = roundedFast(value, digits, out);
    return n >= 0 ? n : roundedExact(value, digits, out);
  }
  return significant(value, digits, out);
}

/** Puts n * 10^-d into the form of `floatDigits`. */
function putDecimal(n: u64, d: i32, out: usize): i32 {
  let length = decimalLength(n);
  const point = <i32>length - d;
  writeDecimal(out + 4, n, length);
  while (length > 1 && load<u8>(out + <usize>length, 3) == 0x30) length--;
  store<i32>(out, point);
  return <i32>length;
}

/** value = n / 10^d with n < 10^15 and d <= 22? Writes it and returns the number of digits; 0 if not. */
function shortDecimal(value: f64, out: usize): i32 {
  if (value >= 1e15 || value < 1e-5) return 0;
  let scale = 1.0;
  for (let d = 0; d <= 18; d++) {
    const t = value * scale;
    if (t >= 1e15) return 0;
    const n = nearest(t);
    if (n / scale == value && n != 0) return putDecimal(<u64>n, d, out);
    scale *= 10;
  }
  return 0;
}

/** Mode 3 where one product shows the answer; -1 where it does not. */
function roundedFast(value: f64, digits: i32, out: usize): i32 {
  if (digits > 22) return -1;
  const scale = pow10(digits);
  const p = value * scale;
  if (p >= 4503599627370496 || value < 1e-200) return -1;
  // The exact product is p + error: Dekker's product of halves (Veltkamp's splitting).
  const a = value * 134217729, ah = a - (a - value), al = value - ah;
  const b = scale * 134217729, bh = b - (b - scale), bl = scale - bh;
  const error = ((ah * bh - p) + ah * bl + al * bh) + al * bl;
  let n = floor(p);
  const fraction = p - n; // exact
  if (fraction > 0.5 || (fraction == 0.5 && (error > 0 || (error == 0 && <i64>n & 1)))) n += 1;
  if (n == 0) {
    store<i32>(out, -digits);
    return 0;
  }
  return putDecimal(<u64>n, digits, out);
}

/** value = mantissa * 2^exponent with an odd or 53-bit mantissa. */
function mantissaOf(value: f64): u64 {
  const bits = reinterpret<u64>(value);
  const m = bits & 0xFFFFFFFFFFFFF;
  return (bits >>> 52) & 0x7FF ? m | 0x10000000000000 : m;
}
function exponentOf(value: f64): i32 {
  const e = <i32>((reinterpret<u64>(value) >>> 52) & 0x7FF);
  return e ? e - 1075 : -1074;
}

/** value * 10^p rounded to an int, ties to even. */
function scaledInt(value: f64, p: i32): Value {
  let e = exponentOf(value);
  let m = mantissaOf(value);
  const zeros = <i32>ctz(m);
  m >>= <u64>zeros;
  e += zeros;
  let above = newIntU64(m);
  let below: Value = boxInt(1);
  if (p > 0) above = times(above, intPow10(<u32>p));
  else if (p < 0) below = times(below, intPow10(<u32>(-p)));
  if (e > 0) above = shifted(above, e);
  else if (e < 0) below = shifted(below, -e);
  let r = NULL;
  if (above != NULL && below != NULL) {
    if (below == boxInt(1)) return above;
    r = intDivNearest(above, below, 0);
  }
  decref(above);
  decref(below);
  return r;
}
/** a * b, stealing both; NULL when one is. */
function times(a: Value, b: Value): Value {
  const r = a == NULL || b == NULL ? NULL : intMul(a, b);
  decref(a);
  decref(b);
  return r;
}
function shifted(a: Value, count: i32): Value {
  const r = a == NULL ? NULL : intShiftLeft(a, <u64>count);
  decref(a);
  return r;
}

/** Mode 3 by integers; digits may be negative (round()). */
function roundedExact(value: f64, digits: i32, out: usize): i32 {
  if (digits > 1100) digits = 1100; // every double is exact by then
  const n = scaledInt(value, digits);
  if (n == NULL) return -1;
  if (intSign(n) == 0) { store<i32>(out, -digits); return 0; }
  return putInt(n, digits, out);
}
/** Writes the digits of `n` (stolen), which stands for n * 10^-d. */
function putInt(n: Value, d: i32, out: usize): i32 {
  let length = <i32>writeDigits(out + 4, n, 10);
  decref(n);
  if (length < 0) return -1;
  store<i32>(out, length - d);
  while (length > 1 && load<u8>(out + <usize>length, 3) == 0x30) length--;
  return length;
}

/** Mode 2. */
function significant(value: f64, digits: i32, out: usize): i32 {
  if (digits > 1100) digits = 1100;
  let point = decimalExponent(value) + 1; // digits before the point, or one less
  while (true) {
    const p = digits - point;
    if (digits <= 15 && p >= 0 && p <= 22) {
      const length = roundedFast(value, p, out);
      if (length > 0) {
        if (load<i32>(out) <= point) return length;
        if (length == 1 && load<u8>(out, 4) == 0x31) return length; // rounded up to a power of ten
        point++;
        continue;
      }
    }
    const n = scaledInt(value, p);
    if (n == NULL) return -1;
    const length = putInt(n, p, out);
    if (length < 0 || load<i32>(out) <= point || (length == 1 && load<u8>(out, 4) == 0x31)) return length;
    point++;
  }
}

/** floor(log10(value)), or one less. */
function decimalExponent(value: f64): i32 {
  const m = mantissaOf(value);
  const log2 = 63 - <i32>clz(m) + exponentOf(value);
  // log10(2) is just below 1233 / 4096 + 0.0000053: rounding down is never too high and at most one too low.
  return <i32>floor(<f64>log2 * 0.30102999566398114);
}

// The shortest digits. r / s is what is left of the value, up / s and down / s half the gaps to the neighbours, all scaled by
// the same powers of ten, so that the next digit is floor(r / s) after r *= 10. Each number has ROOM limbs.

const ROOM: u32 = 40;

function grow(p: usize, n: u32, carry: u32): u32 {
  if (!carry) return n;
  store<u32>(p + (<usize>n << 2), carry);
  return n + 1;
}
function setLimbs(p: usize, m: u64, shift: u32): u32 {
  memory.fill(p, 0, <usize>ROOM << 2);
  const at = p + (<usize>(shift >>> 5) << 2);
  const bits = <u64>(shift & 31);
  store<u64>(at, m << bits);
  if (bits) store<u32>(at, <u32>(m >>> (64 - bits)), 8);
  return limbsTrim(p, ROOM);
}
function scaleBy10(p: usize, n: u32, power: i32): u32 {
  while (power >= 9) { n = grow(p, n, limbsMulSmall(p, p, n, 1000000000, 0)); power -= 9; }
  let rest: u32 = 1;
  while (power-- > 0) rest *= 10;
  return rest == 1 ? n : grow(p, n, limbsMulSmall(p, p, n, rest, 0));
}
/** Compares r + up with s. `sum` is scratch. */
function compareSum(sum: usize, r: usize, rn: u32, up: usize, un: u32, s: usize, sn: u32): i32 {
  let n = max(rn, un);
  const carry = rn >= un ? limbsAdd(sum, r, rn, up, un) : limbsAdd(sum, up, un, r, rn);
  n = grow(sum, n, carry);
  return limbsCompare(sum, n, s, sn);
}

function shortest(value: f64, out: usize): i32 {
  const block = alloc(<usize>ROOM * 5 * 4);
  if (!block) { outOfMemory(); return -1; }
  const bytes = <usize>ROOM << 2;
  const r = block, s = block + bytes, up = s + bytes, down = up + bytes, sum = down + bytes;
  const m = mantissaOf(value), e = exponentOf(value);
  const even = (m & 1) == 0;
  const lower: u32 = m == 0x10000000000000 && e > -1074 ? 1 : 0; // the gap below is half of that above
  const positive: u32 = e > 0 ? <u32>e : 0, negative: u32 = e < 0 ? <u32>(-e) : 0;
  let rn = setLimbs(r, m, positive + 1 + lower);
  let sn = setLimbs(s, 1, negative + 1 + lower);
  let un = setLimbs(up, 1, positive + lower);
  let dn = setLimbs(down, 1, positive);
  let point = decimalExponent(value) + 1;
  if (point >= 0) sn = scaleBy10(s, sn, point);
  else {
    rn = scaleBy10(r, rn, -point);
    un = scaleBy10(up, un, -point);
    dn = scaleBy10(down, dn, -point);
  }
  const c = compareSum(sum, r, rn, up, un, s, sn);
  if (c > 0 || (c == 0 && even)) point++; // the estimate was one too low
  else {
    rn = scaleBy10(r, rn, 1);
    un = scaleBy10(up, un, 1);
    dn = scaleBy10(down, dn, 1);
  }
  let length: usize = 0;
  while (true) {
    let digit: u32 = 0;
    while (limbsCompare(r, rn, s, sn) >= 0) {
      limbsSub(r, r, rn, s, sn);
      rn = limbsTrim(r, rn);
      digit++;
    }
    const low = limbsCompare(r, rn, down, dn);
    const high = compareSum(sum, r, rn, up, un, s, sn);
    const canDown = low < 0 || (low == 0 && even);
    const canUp = high > 0 || (high == 0 && even);
    if (canDown || canUp) {
      if (canDown && canUp) {
        const half = compareSum(sum, r, rn, r, rn, s, sn);
        if (half > 0 || (half == 0 && digit & 1)) digit++;
      } else if (canUp) digit++;
      store<u8>(out + 4 + length++, <u8>(0x30 + digit));
      break;
    }
    store<u8>(out + 4 + length++, <u8>(0x30 + digit));
    rn = scaleBy10(r, rn, 1);
    un = scaleBy10(up, un, 1);
    dn = scaleBy10(down, dn, 1);
  }
  free(block);
  // A last digit of ten carries.
  while (length > 1 && load<u8>(out + length, 3) > 0x39) {
    length--;
    store<u8>(out + length, load<u8>(out + length, 3) + 1, 3);
  }
  if (load<u8>(out, 4) > 0x39) { store<u8>(out, 0x31, 4); point++; }
  while (length > 1 && load<u8>(out + length, 3) == 0x30) length--;
  store<i32>(out, point);
  return <i32>length;
}

/** round(value, digits) for a finite double: the decimal rounding (ties to even of the exact value), read back. NaN with MemoryError. */
export function roundDecimal(value: f64, digits: i32): f64 {
  const magnitude = abs(value);
  if (value == 0) return value;
  if (digits >= 0 && digits <= 22) {
    const p = magnitude * pow10(digits);
    if (p >= 18014398509481984) return value; // the step is a fraction of the gap between doubles
  }
  const block = alloc(digitsBuffer(digits));
  if (!block) { outOfMemory(); return NaN; }
  const n = digits >= 0 ? floatDigits(magnitude, 3, digits, block) : roundedExact(magnitude, digits, block);
  let r: f64 = NaN;
  if (n == 0) r = 0;
  else if (n > 0) r = decimalToF64(block + 4, <u32>n, load<i32>(block) - n);
  free(block);
  return copysign(r, value);
}

/** The double nearest to digits * 10^exponent (`n` ASCII digits); an infinity beyond all doubles. NaN with MemoryError. */
export function decimalToF64(at: usize, n: u32, exponent: i32): f64 {
  while (n && load<u8>(at) == 0x30) { at++; n--; }
  while (n && load<u8>(at + <usize>n - 1) == 0x30) { n--; exponent++; }
  if (n == 0) return 0;
  if (<i64>exponent + n > 310) return Infinity;
  if (<i64>exponent + n < -330) return 0;
  if (n <= 15) {
    let m: u64 = 0;
    for (let i: u32 = 0; i < n; i++) m = m * 10 + <u64>(load<u8>(at + <usize>i) - 0x30);
    const f = <f64>m;
    if (exponent == 0) return f;
    if (exponent > 0 && exponent <= 22) return f * pow10(exponent);
    if (exponent < 0 && exponent >= -22) return f / pow10(-exponent);
    if (exponent > 22 && exponent <= 22 + 15 - <i32>n) return f * pow10(exponent - 22) * 1e22;
  }
  // Beyond 800 digits only whether anything is left counts.
  let sticky = false;
  if (n > 800) { exponent += <i32>(n - 800); n = 800; sticky = true; }
  let m = digitsInt(at, n);
  if (sticky && m != NULL) { m = times(m, boxInt(10)); if (m != NULL) { const x = intAdd(m, boxInt(1)); decref(m); m = x; } exponent--; }
  if (m == NULL) return NaN;
  if (exponent >= 0) {
    m = times(m, intPow10(<u32>exponent));
    if (m == NULL) return NaN;
    const f = intToF64Inf(m);
    decref(m);
    return f;
  }
  const below = intPow10(<u32>(-exponent));
  const q = below == NULL ? NULL : intTrueDiv(m, below);
  decref(m);
  decref(below);
  if (q == NULL) {
    if (!errorMatches(T.OverflowError)) return NaN;
    clearError();
    return Infinity;
  }
  return f64Of(q);
}
/** The int of `n` decimal digits, past any limit. */
function digitsInt(at: usize, n: u32): Value {
  const limbs = alloc((<usize>n / 9 + 2) << 2);
  if (!limbs) return outOfMemory();
  let count: u32 = 0, part: u32 = 0, scale: u32 = 1;
  for (let i: u32 = 0; i < n; i++) {
    part = part * 10 + <u32>(load<u8>(at + <usize>i) - 0x30);
    scale *= 10;
    if (scale == 1000000000 || i + 1 == n) {
      count = grow(limbs, count, limbsMulSmall(limbs, limbs, count, scale, part));
      part = 0;
      scale = 1;
    }
  }
  const r = intFromLimbs(limbs, count, false);
  free(limbs);
  return r;
}
