// Division of ints and what is built on it: // % divmod / ** pow(a, b, m), greatest common divisor, square root.
// As in intarith.ts, functions take ints, borrowed, and return a new int, or NULL with an exception set.

import { Value, NULL, isInt, intOf, boxInt, boxFloat, ptrOf } from "../value";
import { T } from "../names.generated";
import { newref, decref } from "../memory/refcount";
import { outOfMemory, raise } from "../errors";
import {
  INT_LIMBS, intAlloc, intDiscard, intFinish, newInt, newIntU64, limbsOf, limbCount, isNegativeInt, intSign, isOddInt, intFitsI64, intLow64, intBitLength,
  intCompare, pow2,
} from "./int";
import { limbsCompare, limbsDivSmall, limbsModSmall, limbsDivMod } from "./intlimbs";
import { intAdd, intSub, intMul, intAbs, intShiftLeft, intShiftRight } from "./intarith";
import { tupleNew, tuplePut } from "./tupleobject";

/** |a| // |b| with the sign of a / b; b is not zero. The quotient rounded to zero. */
function truncQuotient(a: Value, b: Value): Value {
  const m = limbCount(a), n = limbCount(b);
  const p = limbsOf(a, 0), q = limbsOf(b, 1);
  if (limbsCompare(p, m, q, n) < 0) return boxInt(0);
  const negative = isNegativeInt(a) != isNegativeInt(b);
  const r = intAlloc(<u64>(m - n + 1) + (n == 1 ? 0 : n));
  if (!r) return NULL;
  if (n == 1) limbsDivSmall(r + INT_LIMBS, p, m, load<u32>(q));
  else {
    // The remainder goes behind the quotient and is dropped.
    const room = m - n + 1;
    if (!limbsDivMod(r + INT_LIMBS, r + INT_LIMBS + (<usize>room << 2), p, m, q, n)) { intDiscard(r); return outOfMemory(); }
    store<i32>(r, <i32>room, 8); // the size that counts
  }
  return intFinish(r, negative);
}
/** a - trunc(a / b) * b: it has the sign of a. */
function truncRemainder(a: Value, b: Value): Value {
  const m = limbCount(a), n = limbCount(b);
  const p = limbsOf(a, 0), q = limbsOf(b, 1);
  if (limbsCompare(p, m, q, n) < 0) return newref(a);
  const negative = isNegativeInt(a);
  if (n == 1) {
    const r = <i64>limbsModSmall(p, m, load<u32>(q));
    return boxInt(negative ? -r : r);
  }
  const r = intAlloc(<u64>m + 1);
  if (!r) return NULL;
  const rest = r + INT_LIMBS + (<usize>(m - n + 1) << 2);
  if (!limbsDivMod(r + INT_LIMBS, rest, p, m, q, n)) { intDiscard(r); return outOfMemory(); }
  memory.copy(r + INT_LIMBS, rest, <usize>n << 2);
  store<i32>(r, <i32>n, 8);
  return intFinish(r, negative);
}

/** a // b, rounded down. ZeroDivisionError. */
export function intFloorDiv(a: Value, b: Value): Value {
  if (isInt(b)) {
    const y = intOf(b);
    if (y == 0) return raise(T.ZeroDivisionError, "division by zero");
    if (isInt(a)) {
      const x = intOf(a);
      let q = x / y;
      if (((x ^ y) < 0) && q * y != x) q--;
      return newInt(q);
    }
  }
  const q = truncQuotient(a, b);
  if (q == NULL || isNegativeInt(a) == isNegativeInt(b)) return q;
  const r = truncRemainder(a, b);
  if (r == NULL) { decref(q); return NULL; }
  if (intSign(r) == 0) return q;
  decref(r);
  const down = intSub(q, boxInt(1));
  decref(q);
  return down;
}

/** a % b, with the sign of b. ZeroDivisionError. */
export function intMod(a: Value, b: Value): Value {
  if (isInt(b)) {
    const y = intOf(b);
    if (y == 0) return raise(T.ZeroDivisionError, "division by zero");
    if (isInt(a)) {
      const x = intOf(a);
      let r = x % y;
      if (r != 0 && (r ^ y) < 0) r += y;
      return boxInt(r);
    }
  }
  const r = truncRemainder(a, b);
  if (r == NULL || intSign(r) == 0 || isNegativeInt(r) == isNegativeInt(b)) return r;
  const up = intAdd(r, b);
  decref(r);
  return up;
}

/** (a // b, a % b). */
export function intDivMod(a: Value, b: Value): Value {
  const r = intMod(a, b);
  if (r == NULL) return NULL;
  const q = quotientOf(a, b, r);
  if (q == NULL) { decref(r); return NULL; }
  const pair = tupleNew(2);
  if (pair == NULL) { decref(q); decref(r); return NULL; }
  tuplePut(pair, 0, q);
  tuplePut(pair, 1, r);
  return pair;
}
/** a // b when r = a % b is known. */
function quotientOf(a: Value, b: Value, r: Value): Value {
  if (isInt(a) && isInt(b)) return intFloorDiv(a, b);
  if (intSign(r) == 0 || isNegativeInt(a) == isNegativeInt(b)) return truncQuotient(a, b);
  const q = truncQuotient(a, b);
  if (q == NULL) return NULL;
  const down = intSub(q, boxInt(1));
  decref(q);
  return down;
}

/** divmod rounded to the nearest, ties to even: the quotient; the remainder goes to `rest` (an address, owned) unless it is 0. NULL on error. */
export function intDivNearest(a: Value, b: Value, rest: usize): Value {
  let r = intMod(a, b);
  if (r == NULL) return NULL;
  let q = quotientOf(a, b, r);
  if (q == NULL) { decref(r); return NULL; }
  const twice = intShiftLeft(r, 1);
  const c = twice == NULL ? 0 : isNegativeInt(b) ? intCompare(b, twice) : intCompare(twice, b);
  decref(twice);
  if (twice != NULL && (c > 0 || (c == 0 && isOddInt(q)))) {
    const up = intAdd(q, boxInt(1));
    const left = intSub(r, b);
    decref(q);
    decref(r);
    q = up;
    r = left;
  }
  if (twice == NULL || q == NULL || r == NULL) { decref(q); decref(r); return NULL; }
  if (rest) store<u64>(rest, r);
  else decref(r);
  return q;
}

/** a / b as the nearest float. ZeroDivisionError, OverflowError. */
export function intTrueDiv(a: Value, b: Value): Value {
  if (intSign(b) == 0) return raise(T.ZeroDivisionError, "division by zero");
  if (isInt(a) && isInt(b)) return boxFloat(<f64>intOf(a) / <f64>intOf(b)); // both exact
  const negative = isNegativeInt(a) != isNegativeInt(b);
  if (intSign(a) == 0) return boxFloat(negative ? -0.0 : 0.0);
  const ab = <i64>intBitLength(a), bb = <i64>intBitLength(b);
  const difference = ab - bb;
  if (difference > 1024) return raise(T.OverflowError, "integer division result too large for a float");
  if (difference < -1076) return boxFloat(negative ? -0.0 : 0.0);
  // |a| / |b| = q * 2^shift, where q keeps at least two bits more than the result has.
  const shift = max<i64>(difference, -1021) - 55;
  let x = intAbs(a);
  let y = intAbs(b);
  let sticky = false;
  if (shift < 0) x = replaced(x, x == NULL ? NULL : intShiftLeft(x, <u64>(-shift)));
  else y = replaced(y, y == NULL ? NULL : intShiftLeft(y, <u64>shift));
  if (x == NULL || y == NULL) { decref(x); decref(y); return NULL; }
  const r = intMod(x, y);
  const q = r == NULL ? NULL : quotientOf(x, y, r);
  decref(x);
  decref(y);
  if (q == NULL) { decref(r); return NULL; }
  sticky = intSign(r) != 0;
  let quotient = intLow64(q);
  decref(q);
  decref(r);
  const extra = <u64>(max<i64>(64 - <i64>clz(quotient), -1021 - shift) - 53);
  const half = <u64>1 << (extra - 1);
  const low = quotient & ((half << 1) - 1);
  quotient -= low;
  if (low > half || (low == half && (sticky || quotient & (half << 1)))) quotient += half << 1;
  // At most 54 significant bits and a result that is exact, subnormal or not: scale in two steps.
  let f = <f64>quotient;
  const e = <i32>shift;
  if (e < -1022) f = f * pow2(-1000) * pow2(e + 1000);
  else f *= pow2(e);
  if (f - f != 0) return raise(T.OverflowError, "integer division result too large for a float");
  return boxFloat(negative ? -f : f);
}
/** `fresh`, dropping `old`. */
function replaced(old: Value, fresh: Value): Value {
  decref(old);
  return fresh;
}

/** a ** b for b >= 0. */
export function intPow(a: Value, b: Value): Value {
  if (isInt(a)) {
    const x = intOf(a);
    if (x == 0) return boxInt(intSign(b) == 0 ? 1 : 0);
    if (x == 1) return a;
    if (x == -1) return boxInt(isOddInt(b) ? -1 : 1);
    if (intFitsI64(b) && x > 0 && (x & (x - 1)) == 0) {
      const bits = intLow64(b);
      const log = <u64>ctz(x);
      if (bits < 0x100000000) return intShiftLeft(boxInt(1), bits * log);
    }
  }
  if (!intFitsI64(b)) return raise(T.OverflowError, "too many digits in integer");
  const exponent = intLow64(b);
  if (exponent == 0) return boxInt(1);
  // From the top bit down: square, then multiply where the bit is set.
  let result = newref(a);
  for (let bit = 62 - <i32>clz(exponent); bit >= 0; bit--) {
    result = replaced(result, intMul(result, result));
    if (result == NULL) return NULL;
    if ((exponent >> bit) & 1) {
      result = replaced(result, intMul(result, a));
      if (result == NULL) return NULL;
    }
  }
  return result;
}

/** pow(a, b, m). ValueError for m = 0 and where there is no inverse. */
export function intPowMod(a: Value, b: Value, m: Value): Value {
  if (intSign(m) == 0) return raise(T.ValueError, "pow() 3rd argument cannot be 0");
  const negative = isNegativeInt(m);
  const modulus = intAbs(m);
  if (modulus == NULL) return NULL;
  let result = NULL;
  if (modulus == boxInt(1)) return boxInt(0);
  let base = intMod(a, modulus);
  let exponent = intAbs(b);
  if (base != NULL && exponent != NULL && isNegativeInt(b)) base = replaced(base, intInverse(base, modulus));
  if (base != NULL && exponent != NULL) {
    result = isInt(modulus) && intOf(modulus) <= 0xFFFFFFFF && isInt(exponent)
      ? powModSmall(<u64>intOf(base), <u64>intOf(exponent), <u64>intOf(modulus))
      : powModLarge(base, exponent, modulus);
  }
  decref(base);
  decref(exponent);
  decref(modulus);
  if (negative && result != NULL && intSign(result) != 0) result = replaced(result, intAdd(result, m));
  return result;
}
function powModSmall(base: u64, exponent: u64, modulus: u64): Value {
  let result: u64 = 1;
  while (exponent) {
    if (exponent & 1) result = result * base % modulus;
    base = base * base % modulus;
    exponent >>= 1;
  }
  return newIntU64(result);
}
function powModLarge(base: Value, exponent: Value, modulus: Value): Value {
  let result: Value = boxInt(1);
  const bits = intBitLength(exponent);
  for (let i = bits; i != 0; ) {
    i--;
    result = replaced(result, intMul(result, result));
    if (result == NULL) return NULL;
    if (bitAt(exponent, i)) {
      result = replaced(result, intMul(result, base));
      if (result == NULL) return NULL;
    }
    result = replaced(result, intMod(result, modulus));
    if (result == NULL) return NULL;
  }
  return result;
}
function bitAt(v: Value, i: u64): bool {
  if (isInt(v)) return ((intOf(v) >> <i64>i) & 1) != 0;
  return ((load<u32>(ptrOf(v) + INT_LIMBS + (<usize>(i >>> 5) << 2)) >>> (<u32>i & 31)) & 1) != 0;
}
/** The inverse of a (0 <= a < m) modulo m > 1, by the extended Euclidean algorithm. ValueError if there is none. */
function intInverse(a: Value, m: Value): Value {
  let r0 = newref(m), r1 = newref(a);
  let t0: Value = boxInt(0), t1: Value = boxInt(1);
  while (r1 != NULL && intSign(r1) != 0) {
    const q = intFloorDiv(r0, r1);
    const product = q == NULL ? NULL : intMul(q, r1);
    const r2 = product == NULL ? NULL : intSub(r0, product);
    const step = r2 == NULL ? NULL : intMul(q, t1);
    const t2 = step == NULL ? NULL : intSub(t0, step);
    decref(q);
    decref(product);
    decref(step);
    decref(r0);
    decref(t0);
    r0 = r1;
    t0 = t1;
    r1 = r2;
    t1 = t2;
    if (t2 == NULL) { decref(r1); r1 = NULL; }
  }
  let result = NULL;
  if (r1 != NULL) {
    if (r0 == boxInt(1)) result = intMod(t0, m);
    else raise(T.ValueError, "base is not invertible for the given modulus");
  }
  decref(r0);
  decref(r1);
  decref(t0);
  decref(t1);
  return result;
}

/** The greatest common divisor, never negative. */
export function intGcd(a: Value, b: Value): Value {
  let x = intAbs(a), y = intAbs(b);
  while (x != NULL && y != NULL && intSign(y) != 0) {
    if (isInt(x) && isInt(y)) {
      let m = intOf(x), n = intOf(y);
      while (n) { const r = m % n; m = n; n = r; }
      return boxInt(m);
    }
    const r = intMod(x, y);
    decref(x);
    x = y;
    y = r;
  }
  if (y == NULL) { decref(x); return NULL; }
  decref(y);
  return x;
}

/** The integer square root of n >= 0. */
export function intSqrt(n: Value): Value {
  if (isInt(n)) {
    const x = <u64>intOf(n);
    let r = <u64>sqrt(<f64>x);
    while (r * r > x) r--;
    while ((r + 1) * (r + 1) <= x) r++;
    return newIntU64(r);
  }
  // Newton's iteration from above: it goes down until it reaches the root.
  const bits = intBitLength(n);
  let r = intShiftLeft(boxInt(1), (bits + 1) >>> 1);
  while (r != NULL) {
    const q = intFloorDiv(n, r);
    const sum = q == NULL ? NULL : intAdd(r, q);
    const next = sum == NULL ? NULL : intShiftRight(sum, 1);
    decref(q);
    decref(sum);
    if (next == NULL || intCompare(next, r) >= 0) { decref(next); if (next == NULL) { decref(r); return NULL; } return r; }
    decref(r);
    r = next;
  }
  return NULL;
}

/** 10^n. */
export function intPow10(n: u32): Value {
  if (n <= 18) {
    let m: i64 = 1;
    for (let i: u32 = 0; i < n; i++) m *= 10;
    return newInt(m);
  }
  return intPow(boxInt(10), boxInt(n));
}
