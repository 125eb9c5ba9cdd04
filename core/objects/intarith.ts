// Arithmetic of ints: + - * shifts and bits. Every function here takes ints (see core/objects/int.ts; int-like ones go through `intValue`
// first), small or heap, borrowed, and returns a new int, or NULL with MemoryError or OverflowError.
// The evaluation loop calls intAdd … intMod directly when its own path for small ints overflows.

import { Value, NULL, isInt, intOf, boxInt } from "../value";
import { T } from "../names.generated";
import { newref } from "../memory/refcount";
import { outOfMemory, raise } from "../errors";
import {
  INT_LIMBS, intAlloc, intDiscard, intFinish, newInt, newInt128, limbsOf, limbCount, isNegativeInt, intSign, intFitsI64, intLow64, intBitLength,
} from "./int";
import { limbsAdd, limbsSub, limbsCompare, limbsMul, limbsMulSmall, limbsShiftLeft } from "./intlimbs";

export function intAdd(a: Value, b: Value): Value {
  if (isInt(a) && isInt(b)) return newInt(intOf(a) + intOf(b));
  return addSigned(a, b, isNegativeInt(b));
}
export function intSub(a: Value, b: Value): Value {
  if (isInt(a) && isInt(b)) return newInt(intOf(a) - intOf(b));
  return addSigned(a, b, !isNegativeInt(b));
}

/** a + |b|, or a - |b| when `negative`. */
function addSigned(a: Value, b: Value, negative: bool): Value {
  let p = limbsOf(a, 0), q = limbsOf(b, 1);
  let m = limbCount(a), n = limbCount(b);
  let sign = isNegativeInt(a);
  if (sign == negative) {
    if (m < n) { const t = p; p = q; q = t; const k = m; m = n; n = k; }
    const r = intAlloc(<u64>m + 1);
    if (!r) return NULL;
    store<u32>(r + INT_LIMBS + (<usize>m << 2), limbsAdd(r + INT_LIMBS, p, m, q, n));
    return intFinish(r, sign);
  }
  const c = limbsCompare(p, m, q, n);
  if (c == 0) return boxInt(0);
  if (c < 0) {
    const t = p; p = q; q = t;
    const k = m; m = n; n = k;
    sign = negative;
  }
  const r = intAlloc(m);
  if (!r) return NULL;
  limbsSub(r + INT_LIMBS, p, m, q, n);
  return intFinish(r, sign);
}

export function intMul(a: Value, b: Value): Value {
  if (isInt(a) && isInt(b)) {
    const x = intOf(a), y = intOf(b);
    if (<i64><i32>x == x && <i64><i32>y == y) return newInt(x * y);
    const m = <u64>(x < 0 ? -x : x), n = <u64>(y < 0 ? -y : y);
    if (clz(m) + clz(n) > 64) return newInt(x * y);
    // 48 by 48 bits: the upper half from the parts.
    const ml = m & 0xFFFFFFFF, mh = m >>> 32, nl = n & 0xFFFFFFFF, nh = n >>> 32;
    const middle = mh * nl + ((ml * nl) >>> 32) + ml * nh; // below 2^50
    return newInt128(m * n, mh * nh + (middle >>> 32), (x ^ y) < 0);
  }
  const m = limbCount(a), n = limbCount(b);
  if (m == 0 || n == 0) return boxInt(0);
  const p = limbsOf(a, 0), q = limbsOf(b, 1);
  const r = intAlloc(<u64>m + n);
  if (!r) return NULL;
  if (n == 1) store<u32>(r + INT_LIMBS + (<usize>m << 2), limbsMulSmall(r + INT_LIMBS, p, m, load<u32>(q), 0));
  else if (m == 1) store<u32>(r + INT_LIMBS + (<usize>n << 2), limbsMulSmall(r + INT_LIMBS, q, n, load<u32>(p), 0));
  else if (!limbsMul(r + INT_LIMBS, p, m, q, n)) { intDiscard(r); return outOfMemory(); }
  return intFinish(r, isNegativeInt(a) != isNegativeInt(b));
}

export function intNeg(a: Value): Value {
  if (isInt(a)) return newInt(-intOf(a));
  return copySigned(a, !isNegativeInt(a));
}
export function intAbs(a: Value): Value {
  return intSign(a) < 0 ? intNeg(a) : newref(a);
}
/** ~a = -a - 1. */
export function intInvert(a: Value): Value {
  if (isInt(a)) return boxInt(~intOf(a));
  const n = limbCount(a), p = limbsOf(a, 0);
  const one = limbsOf(boxInt(1), 1);
  const negative = isNegativeInt(a);
  const r = intAlloc(<u64>n + 1);
  if (!r) return NULL;
  if (negative) { // |a| - 1
    limbsSub(r + INT_LIMBS, p, n, one, 1);
    store<u32>(r + INT_LIMBS + (<usize>n << 2), 0);
  } else store<u32>(r + INT_LIMBS + (<usize>n << 2), limbsAdd(r + INT_LIMBS, p, n, one, 1));
  return intFinish(r, !negative);
}
function copySigned(a: Value, negative: bool): Value {
  const n = limbCount(a), p = limbsOf(a, 0);
  const r = intAlloc(n);
  if (!r) return NULL;
  memory.copy(r + INT_LIMBS, p, <usize>n << 2);
  return intFinish(r, negative);
}

/** a << b. ValueError for a negative count. */
export function intLshift(a: Value, b: Value): Value {
  if (intSign(b) < 0) return raise(T.ValueError, "negative shift count");
  if (intSign(a) == 0) return boxInt(0);
  if (!intFitsI64(b)) return raise(T.OverflowError, "too many digits in integer");
  return intShiftLeft(a, intLow64(b));
}
/** a << count. */
export function intShiftLeft(a: Value, count: u64): Value {
  if (isInt(a)) {
    const x = intOf(a);
    if (x == 0) return a;
    if (count < 16) return newInt(x << count);
    if (count < 63) { const r = x << count; if (r >> count == x) return newInt(r); }
  }
  const n = limbCount(a), p = limbsOf(a, 0);
  const whole = count >>> 5;
  const r = intAlloc(whole + n + 1);
  if (!r) return NULL;
  const to = r + INT_LIMBS + (<usize>whole << 2);
  memory.fill(r + INT_LIMBS, 0, <usize>whole << 2);
  store<u32>(to + (<usize>n << 2), limbsShiftLeft(to, p, n, <u32>count & 31));
  return intFinish(r, isNegativeInt(a));
}

/** a >> b, rounding down. ValueError for a negative count. */
export function intRshift(a: Value, b: Value): Value {
  if (intSign(b) < 0) return raise(T.ValueError, "negative shift count");
  return intShiftRight(a, intFitsI64(b) ? intLow64(b) : <u64>i64.MAX_VALUE);
}
/** a >> count, rounded down. */
export function intShiftRight(a: Value, count: u64): Value {
  if (isInt(a)) return boxInt(intOf(a) >> <i64>min<u64>(count, 63));
  const negative = isNegativeInt(a);
  if (count >= intBitLength(a)) return boxInt(negative ? -1 : 0);
  const n = limbCount(a), p = limbsOf(a, 0);
  const whole = <u32>(count >>> 5), bits = <u32>count & 31;
  const left = n - whole;
  const r = intAlloc(<u64>left + 1);
  if (!r) return NULL;
  const to = r + INT_LIMBS;
  let lost: u32 = 0;
  for (let i: u32 = 0; i < left; i++) {
    const limb = load<u32>(p + (<usize>(whole + i) << 2));
    const above: u32 = i + 1 < left ? load<u32>(p + (<usize>(whole + i + 1) << 2)) : 0;
    if (i == 0 && bits) lost = limb & ((<u32>1 << bits) - 1);
    store<u32>(to + (<usize>i << 2), bits ? (limb >>> bits) | (above << (32 - bits)) : limb);
  }
  store<u32>(to + (<usize>left << 2), 0);
  if (negative) {
    for (let i: u32 = 0; i < whole && lost == 0; i++) lost = load<u32>(p + (<usize>i << 2));
    if (lost) {
      let at = to;
      while (true) {
        const x = load<u32>(at) + 1;
        store<u32>(at, x);
        if (x) break;
        at += 4;
      }
    }
  }
  return intFinish(r, negative);
}

export const enum BitOp { AND, OR, XOR }

/** a & b, a | b or a ^ b over two's complement of endless length. */
export function intBits(a: Value, b: Value, op: BitOp): Value {
  if (isInt(a) && isInt(b)) {
    const x = intOf(a), y = intOf(b);
    return boxInt(op == BitOp.AND ? x & y : op == BitOp.OR ? x | y : x ^ y);
  }
  const m = limbCount(a), n = limbCount(b);
  const p = limbsOf(a, 0), q = limbsOf(b, 1);
  const s = isNegativeInt(a), t = isNegativeInt(b);
  const negative: bool = op == BitOp.AND ? s && t : op == BitOp.OR ? s || t : s != t;
  let length = max(m, n);
  // A positive operand ends an "and" early: nothing above its limbs.
  if (op == BitOp.AND && !negative) length = !s && !t ? min(m, n) : s ? n : m;
  const r = intAlloc(<u64>length + 1);
  if (!r) return NULL;
  let ca: u64 = 1, cb: u64 = 1, cr: u64 = 1; // carries of the negations
  for (let i: u32 = 0; i <= length; i++) {
    let x: u64 = i < m ? load<u32>(p + (<usize>i << 2)) : 0;
    let y: u64 = i < n ? load<u32>(q + (<usize>i << 2)) : 0;
    if (s) { ca += x ^ 0xFFFFFFFF; x = ca & 0xFFFFFFFF; ca >>= 32; }
    if (t) { cb += y ^ 0xFFFFFFFF; y = cb & 0xFFFFFFFF; cb >>= 32; }
    let z: u64 = op == BitOp.AND ? x & y : op == BitOp.OR ? x | y : x ^ y;
    if (negative) { cr += z ^ 0xFFFFFFFF; z = cr & 0xFFFFFFFF; cr >>= 32; }
    store<u32>(r + INT_LIMBS + (<usize>i << 2), <u32>z);
  }
  return intFinish(r, negative);
}
export function intAnd(a: Value, b: Value): Value { return intBits(a, b, BitOp.AND); }
export function intOr(a: Value, b: Value): Value { return intBits(a, b, BitOp.OR); }
export function intXor(a: Value, b: Value): Value { return intBits(a, b, BitOp.XOR); }
