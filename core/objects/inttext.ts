// Ints as text. Digits are written as ASCII bytes; str objects are made at the end.

import { Value, NULL, isInt, intOf, boxInt, ptrOf, boxPtr } from "../value";
import { runtime } from "../state";
import { T } from "../names.generated";
import { alloc, free } from "../memory/alloc";
import { outOfMemory, raiseFmt } from "../errors";
import { STR_DATA, strAlloc, strView, strFromAscii } from "./strnew";
import { INT_LIMBS, intValue, limbCount, intSign, intBitLength } from "./int";
import { limbsTrim } from "./intlimbs";
import { intAbs, intMul, intSub } from "./intarith";
import { intFloorDiv, intPow10 } from "./intdivide";
import { decref } from "../memory/refcount";

/** The least that sys.set_int_max_str_digits takes; shorter numbers are never checked. */
export const MAX_STR_DIGITS_THRESHOLD: u32 = 640;

/** How many decimal digits `m` has. */
export function decimalLength(m: u64): u32 {
  let n: u32 = 1;
  while (m >= 10000) { m /= 10000; n += 4; }
  return m >= 1000 ? n + 3 : m >= 100 ? n + 2 : m >= 10 ? n + 1 : n;
}
/** Writes the decimal digits of `m`, exactly `length` of them with leading zeros. */
export function writeDecimal(at: usize, m: u64, length: u32): void {
  let i = <usize>length;
  while (m >> 32 != 0 && i) { const q = m / 10; store<u8>(at + --i, <u8>(0x30 + <u32>(m - q * 10))); m = q; }
  let k = <u32>m;
  while (i) { const q = k / 10; store<u8>(at + --i, <u8>(0x30 + (k - q * 10))); k = q; }
}

/** Bytes that `writeDigits` may write for an int in `base`. */
export function digitsRoom(v: Value, base: u32): u64 {
  const bits = intBitLength(v);
  const perDigit: u64 = 31 - clz<u32>(base); // rounded down
  if (base == 10) return bits * 1234 / 4096 + 3; // log10(2) < 1234 / 4096
  return bits / perDigit + 2;
}

/** Writes |v| in `base` (2 to 36, lower case) at `at`; returns how many digits, or -1 with MemoryError. `v` is an int. */
export function writeDigits(at: usize, v: Value, base: u32): i64 {
  if (isInt(v)) {
    const i = intOf(v);
    const m = <u64>(i < 0 ? -i : i);
    if (base == 10) {
      const length = decimalLength(m);
      writeDecimal(at, m, length);
      return <i64>length;
    }
    let length: usize = 1;
    for (let k = m / base; k; k /= base) length++;
    let k = m;
    for (let j = length; j; k /= base) store<u8>(at + --j, digitChar(<u32>(k % base)));
    return <i64>length;
  }
  const n = limbCount(v), limbs = ptrOf(v) + INT_LIMBS;
  if ((base & (base - 1)) == 0) return <i64>writePowerOfTwo(at, v, 31 - clz<u32>(base));
  if (base == 10 && n > 60) return writeBySplitting(at, v);
  return writeByDivision(at, limbs, n, base);
}
function digitChar(d: u32): u8 { return <u8>(d < 10 ? 0x30 + d : 0x57 + d); }

function writePowerOfTwo(at: usize, v: Value, bits: u32): u64 {
  const n = limbCount(v), limbs = ptrOf(v) + INT_LIMBS;
  const length = (intBitLength(v) + bits - 1) / bits;
  const mask = (<u64>1 << bits) - 1;
  let have: u64 = 0, kept: u64 = 0; // bits not written yet, and how many
  let next: u32 = 0;
  for (let i = length; i != 0; ) {
    if (kept < bits && next < n) { have |= <u64>load<u32>(limbs + (<usize>(next++) << 2)) << kept; kept += 32; }
    i--;
    store<u8>(at + <usize>i, digitChar(<u32>(have & mask)));
    have >>= bits;
    kept -= bits;
  }
  return length;
}

/** Digits of the pieces that long numbers are split into, and the most halvings. */
const PIECE: u64 = 256;
const HALVINGS: i32 = 40;

/** Long decimals: split at powers 10^(256 * 2^k), for one long division costs less than many short ones. */
function writeBySplitting(at: usize, v: Value): i64 {
  const digits = digitsRoom(v, 10);
  const powers = alloc(HALVINGS << 3);
  if (!powers) { outOfMemory(); return -1; }
  let level = 0;
  store<u64>(powers, intPow10(<u32>PIECE));
  let ok = load<u64>(powers) != NULL;
  while (ok && PIECE << <u64>(level + 1) < digits) {
    const p = load<u64>(powers + (<usize>level << 3));
    const square = intMul(p, p);
    level++;
    store<u64>(powers + (<usize>level << 3), square);
    ok = square != NULL;
  }
  const width = PIECE << <u64>(level + 1);
  const room = ok ? alloc(<usize>width) : 0;
  let length: i64 = -1;
  if (room) {
    const m = intAbs(v);
    if (m != NULL && writePadded(room, m, level, powers)) {
      let zeros: u64 = 0;
      while (load<u8>(room + <usize>zeros) == 0x30) zeros++;
      length = <i64>(width - zeros);
      memory.copy(at, room + <usize>zeros, <usize>length);
    }
    decref(m);
    free(room);
  } else if (ok) outOfMemory();
  for (let i = 0; i <= level; i++) decref(load<u64>(powers + (<usize>i << 3)));
  free(powers);
  return length;
}
/** Writes v >= 0 in PIECE * 2^(level + 1) digits with leading zeros. False with MemoryError. */
function writePadded(at: usize, v: Value, level: i32, powers: usize): bool {
  const width = PIECE << <u64>(level + 1);
  if (level < 0 || limbCount(v) < 30) {
    memory.fill(at, 0x30, <usize>width);
    if (intSign(v) == 0) return true;
    const block = alloc(<usize>digitsRoom(v, 10) + 1);
    if (!block) { outOfMemory(); return false; }
    const n = isInt(v) ? writeDigits(block, v, 10) : writeByDivision(block, ptrOf(v) + INT_LIMBS, limbCount(v), 10);
    if (n >= 0) memory.copy(at + <usize>(width - <u64>n), block, <usize>n);
    free(block);
    return n >= 0;
  }
  const power = load<u64>(powers + (<usize>level << 3));
  const q = intFloorDiv(v, power);
  const product = q == NULL ? NULL : intMul(q, power);
  const r = product == NULL ? NULL : intSub(v, product);
  decref(product);
  const ok = r != NULL && writePadded(at, q, level - 1, powers) && writePadded(at + <usize>(width >>> 1), r, level - 1, powers);
  decref(q);
  decref(r);
  return ok;
}

/** Divides by the largest power of the base in a limb, over and over; the digits come from the right. */
function writeByDivision(at: usize, limbs: usize, n: u32, base: u32): i64 {
  let power = base, digits: u32 = 1;
  while (<u64>power * base <= 0xFFFFFFFF) { power *= base; digits++; }
  const rest = alloc(<usize>n << 2);
  if (!rest) { outOfMemory(); return -1; }
  memory.copy(rest, limbs, <usize>n << 2);
  // Written backwards from the start, then turned round.
  let length: usize = 0;
  while (n) {
    let r: u64 = 0;
    for (let i = n; i != 0; ) {
      i--;
      const place = rest + (<usize>i << 2);
      r = (r << 32) | <u64>load<u32>(place);
      const q = r / <u64>power;
      store<u32>(place, <u32>q);
      r -= q * <u64>power;
    }
    n = limbsTrim(rest, n);
    let part = <u32>r;
    for (let d: u32 = 0; d < digits && (n || part); d++) {
      store<u8>(at + length++, digitChar(part % base));
      part /= base;
    }
  }
  free(rest);
  for (let i: usize = 0, j = length - 1; i < j; i++, j--) {
    const c = load<u8>(at + i);
    store<u8>(at + i, load<u8>(at + j));
    store<u8>(at + j, c);
  }
  return <i64>length;
}

/** Whether an int may be written in decimal under sys.set_int_max_str_digits; false with ValueError. */
export function checkDecimalLimit(v: Value): bool {
  if (isInt(v)) return true;
  const limit = runtime().maxStrDigits;
  if (limit == 0) return true;
  const bits = intBitLength(v);
  if ((bits - 1) * 1233 / 4096 < <u64>limit) return true; // log10(2) > 1233 / 4096; near the limit the digits are counted when written
  return raiseDecimalLimit();
}
export function raiseDecimalLimit(): bool {
  raiseFmt(T.ValueError, "Exceeds the limit (%d digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit", boxInt(runtime().maxStrDigits));
  return false;
}

/** str(v) for an int-like value. */
export function intToStr(v: Value): Value {
  v = intValue(v);
  if (isInt(v)) {
    const i = intOf(v);
    const m = <u64>(i < 0 ? -i : i);
    const sign: u32 = i < 0 ? 1 : 0;
    const length = decimalLength(m);
    const p = strAlloc(length + sign, 1);
    if (!p) return NULL;
    strView(p).ascii = 1;
    if (sign) store<u8>(p, 0x2D, STR_DATA);
    writeDecimal(p + STR_DATA + <usize>sign, m, length);
    return boxPtr(p);
  }
  return intToBase(v, 10, false);
}

/** The digits of an int-like value in `base` with its sign, and with 0b, 0o, 0x where `prefix`. */
export function intToBase(v: Value, base: u32, prefix: bool): Value {
  v = intValue(v);
  if (base == 10 && !checkDecimalLimit(v)) return NULL;
  const room = digitsRoom(v, base) + 3;
  if (room > 0xF0000000) return outOfMemory();
  const block = alloc(<usize>room);
  if (!block) return outOfMemory();
  let at = block;
  if (intSign(v) < 0) store<u8>(at++, 0x2D);
  if (prefix && base != 10) {
    store<u8>(at, 0x30);
    store<u8>(at, base == 2 ? 0x62 : base == 8 ? 0x6F : 0x78, 1);
    at += 2;
  }
  const n = writeDigits(at, v, base);
  let r = NULL;
  if (n >= 0) {
    const limit = runtime().maxStrDigits;
    if (base == 10 && limit != 0 && n > <i64>limit && n > <i64>MAX_STR_DIGITS_THRESHOLD) raiseDecimalLimit();
    else r = strFromAscii(block, <u32>(at - block) + <u32>n);
  }
  free(block);
  return r;
}
