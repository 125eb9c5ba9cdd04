// Text to int: int("…", base), and the digits of literals.

import { Value, NULL, boxInt } from "../value";
import { runtime } from "../state";
import { T } from "../names.generated";
import { free } from "../memory/alloc";
import { decref } from "../memory/refcount";
import { errorOccurred, raiseFmt } from "../errors";
import { reprOf } from "../abstract";
import { INT_LIMBS, intAlloc, intFinish, newInt } from "./int";
import { limbsMulSmall } from "./intlimbs";
import { intAdd, intMul, intNeg } from "./intarith";
import { intPow } from "./intdivide";
import { MAX_STR_DIGITS_THRESHOLD } from "./inttext";
import { TEXT_BYTES, numberText, numberTextOfStr } from "./numbertext";
import { strLen } from "./strnew";
import { strSlice } from "./strmake";

function digitOf(c: u32): u32 {
  if (c - 0x30 < 10) return c - 0x30;
  const lower = c | 0x20;
  if (lower - 0x61 < 26) return lower - 0x61 + 10;
  return 99;
}

/** int(text, base) for a str (base 0 or 2 to 36); ValueError names the original text. */
export function intFromStr(s: Value, base: u32): Value {
  const block = numberTextOfStr(s);
  if (!block) return NULL;
  return parseBlock(block, base, s);
}
/** The same for bytes in memory; `original` is the object that an error names. */
export function intFromBytesText(at: usize, length: u32, base: u32, original: Value): Value {
  const block = numberText(at, length, false);
  if (!block) return NULL;
  return parseBlock(block, base, original);
}

function parseBlock(block: usize, base: u32, original: Value): Value {
  const r = parseInteger(block + TEXT_BYTES, load<u32>(block), base);
  free(block);
  if (r != NULL || errorOccurred()) return r;
  // The message shows at most 200 characters of the repr.
  const text = reprOf(original);
  if (text == NULL) return NULL;
  const short = strSlice(text, 0, min<u32>(strLen(text), 200));
  decref(text);
  if (short == NULL) return NULL;
  raiseFmt(T.ValueError, "invalid literal for int() with base %d: %s", boxInt(base), short);
  decref(short);
  return NULL;
}

/** The int in ASCII text without white space around it, sign and prefix included; NULL without an exception where the text is wrong. */
export function parseInteger(at: usize, length: u32, base: u32): Value {
  let i: u32 = 0;
  let negative = false;
  if (length && (load<u8>(at) == 0x2B || load<u8>(at) == 0x2D)) { negative = load<u8>(at) == 0x2D; i = 1; }
  let mustBeZero = false;
  let prefixed = false;
  if (i < length && load<u8>(at + i) == 0x30) {
    const c: u32 = i + 1 < length ? load<u8>(at + i + 1) | 0x20 : 0;
    const prefix: u32 = c == 0x62 ? 2 : c == 0x6F ? 8 : c == 0x78 ? 16 : 0;
    if (prefix && (base == 0 || base == prefix)) { base = prefix; i += 2; prefixed = true; }
    else if (base == 0) { base = 10; mustBeZero = true; } // only zeros may follow: 010 is no number
  }
  if (base == 0) base = 10;
  if (prefixed && i < length && load<u8>(at + i) == 0x5F) i++;
  // The digits are checked, and counted, before anything is computed.
  let digits: u32 = 0;
  let previous: u32 = 0x5F;
  let anything: u32 = 0;
  for (let k = i; k < length; k++) {
    const c = <u32>load<u8>(at + k);
    if (c == 0x5F) {
      if (previous == 0x5F) return NULL;
    } else {
      const d = digitOf(c);
      if (d >= base) return NULL;
      anything |= d;
      digits++;
    }
    previous = c;
  }
  if (previous == 0x5F) return NULL; // none at all, or an underscore at the end
  if (mustBeZero && anything) return NULL;
  if ((base & (base - 1)) != 0) {
    const limit = runtime().maxStrDigits;
    if (limit != 0 && digits > MAX_STR_DIGITS_THRESHOLD && digits > limit)
      return raiseFmt(T.ValueError,
        "Exceeds the limit (%d digits) for integer string conversion: value has %d digits; use sys.set_int_max_str_digits() to increase the limit",
        boxInt(limit), boxInt(digits));
  }
  if (digits <= 18 && base <= 10) {
    let m: i64 = 0;
    for (; i < length; i++) {
      const c = <i64>load<u8>(at + i);
      if (c != 0x5F) m = m * <i64>base + (c - 0x30);
    }
    return newInt(negative ? -m : m);
  }
  return parseLong(at + i, length - i, digits, base, negative);
}

/** From this many characters on, halves are read apart and put together by a multiplication, which is faster than linear for each digit. */
const SPLIT: u32 = 2000;

/** Checked digits (and underscores) of any number. */
function parseLong(at: usize, length: u32, digits: u32, base: u32, negative: bool): Value {
  if (digits < SPLIT || (base & (base - 1)) == 0) return parseDigits(at, length, digits, base, negative);
  const low = digits >>> 1;
  let cut = length;
  for (let left = low; left; ) { cut--; if (load<u8>(at + <usize>cut) != 0x5F) left--; }
  const head = parseLong(at, cut, digits - low, base, false);
  const tail = head == NULL ? NULL : parseLong(at + <usize>cut, length - cut, low, base, false);
  const power = tail == NULL ? NULL : intPow(boxInt(base), boxInt(low));
  const shifted = power == NULL ? NULL : intMul(head, power);
  const sum = shifted == NULL ? NULL : intAdd(shifted, tail);
  decref(head);
  decref(tail);
  decref(power);
  decref(shifted);
  if (!negative || sum == NULL) return sum;
  const r = intNeg(sum);
  decref(sum);
  return r;
}
function parseDigits(at: usize, length: u32, digits: u32, base: u32, negative: bool): Value {
  if ((base & (base - 1)) == 0) return parsePowerOfTwo(at, length, digits, 31 - clz<u32>(base), negative);
  let power: u32 = base, chunk: u32 = 1;
  while (<u64>power * base <= 0xFFFFFFFF) { power *= base; chunk++; }
  const r = intAlloc(<u64>digits / chunk + 2);
  if (!r) return NULL;
  const limbs = r + INT_LIMBS;
  let n: u32 = 0;
  let part: u32 = 0, scale: u32 = 1, count: u32 = 0;
  for (let i: u32 = 0; i <= length; i++) {
    const c: u32 = i < length ? load<u8>(at + i) : 0x5F;
    if (c != 0x5F) { part = part * base + digitOf(c); scale *= base; count++; }
    if (count == chunk || (i == length && count)) {
      const carry = limbsMulSmall(limbs, limbs, n, scale, part);
      if (carry) store<u32>(limbs + (<usize>(n++) << 2), carry);
      part = 0;
      scale = 1;
      count = 0;
    }
  }
  store<i32>(r, <i32>n, 8);
  return intFinish(r, negative);
}
function parsePowerOfTwo(at: usize, length: u32, digits: u32, bits: u32, negative: bool): Value {
  const n = (<u64>digits * bits + 31) / 32;
  const r = intAlloc(n);
  if (!r) return NULL;
  const limbs = r + INT_LIMBS;
  memory.fill(limbs, 0, <usize>max<u64>(n, 2) << 2);
  let have: u64 = 0, kept: u32 = 0, out: u32 = 0;
  for (let i = length; i != 0; ) {
    i--;
    const c = <u32>load<u8>(at + i);
    if (c == 0x5F) continue;
    have |= <u64>digitOf(c) << kept;
    kept += bits;
    if (kept >= 32) {
      store<u32>(limbs + (<usize>(out++) << 2), <u32>have);
      have >>= 32;
      kept -= 32;
    }
  }
  if (kept && <u64>out < n) store<u32>(limbs + (<usize>out << 2), <u32>have);
  return intFinish(r, negative);
}
