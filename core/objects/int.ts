// int: how integers are kept, and going from and to machine numbers. Arithmetic is in intarith.ts and intdivide.ts, text in
// intparse.ts and inttext.ts, the type with its methods in inttype.ts.
//
//   fits 48 bits   a small int, no object (core/value.ts). Always so: a heap Int never fits 48 bits.
//   beyond         ┌ count u32 │ type u32 = T.int │ size i32 @8: limbs, negative for a negative number │ … │ u32 limbs @16, least significant first
//   of a subclass  ┌ count u32 │ type u32         │ value @8: an int of the first two forms            │ … fields of the subclass
//   bool           the singletons True and False
//
// "An int" in a contract is one of the first two forms ("exact"); "int-like" is any of the four. `intValue` goes from one to the other.
//
// Failing conversions set an exception and return -1, as CPython's do: a caller that can get -1 for a number checks `errorOccurred()`.
// Guarded by tests/lang/numbers/int_*.py.

import { Value, NULL, True, isInt, isBool, isPtr, intOf, boxInt, boxPtr, ptrOf, fitsSmall } from "../value";
import { current, Thread } from "../state";
import { T } from "../names.generated";
import { alloc, free, realloc } from "../memory/alloc";
import { setRefcount, newref } from "../memory/refcount";
import { outOfMemory, raise } from "../errors";
import { typeOf, typeView, TypeFlag } from "./typeobject";
import { limbsTrim, limbsBits, limbsCompare } from "./intlimbs";

export const INT_LIMBS: usize = 16;
/** The most limbs a number may have: 2^31 bits, of the order of what V8's BigInt can help with. */
export const INT_MAX_LIMBS: u64 = 0x4000000;

/** Whether `v` is an int, a bool, or an instance of a subclass of int. */
export function isIntLike(v: Value): bool {
  if (isInt(v) || isBool(v)) return true;
  return isPtr(v) && (typeView(typeOf(v)).flags & TypeFlag.INT_SUBCLASS) != 0;
}
/** Whether `type(v)` is int itself. */
export function isExactInt(v: Value): bool {
  return isInt(v) || (isPtr(v) && load<u32>(ptrOf(v), 4) == <u32>T.int);
}
/** The exact int that an int-like value stands for, borrowed from it. */
export function intValue(v: Value): Value {
  if (isInt(v)) return v;
  if (!isPtr(v)) return boxInt(v == True ? 1 : 0);
  if (load<u32>(ptrOf(v), 4) == <u32>T.int) return v;
  return load<u64>(ptrOf(v), 8);
}
/** The same with a new reference: int(v). */
export function intExact(v: Value): Value { return newref(intValue(v)); }

// Making numbers

/** A heap Int with room for `n` limbs, not set; its size is `n`. 0 with MemoryError. Finish it with `intFinish`. */
export function intAlloc(n: u64): usize {
  if (n > INT_MAX_LIMBS) { raise(T.OverflowError, "too many digits in integer"); return 0; }
  const p = alloc(INT_LIMBS + (<usize>max<u64>(n, 2) << 2));
  if (!p) { outOfMemory(); return 0; }
  setRefcount(p, 1);
  store<u32>(p, <u32>T.int, 4);
  store<i32>(p, <i32>n, 8);
  return p;
}
/** Frees a heap Int that was never given out. Returns NULL. */
export function intDiscard(p: usize): Value { free(p); return NULL; }

/** Normalises a heap Int that was just filled in and gives it its sign; steals it. */
export function intFinish(p: usize, negative: bool): Value {
  const room = <u32>load<i32>(p, 8);
  const n = limbsTrim(p + INT_LIMBS, room);
  if (n <= 2) {
    let magnitude: u64 = 0;
    if (n > 0) magnitude = load<u32>(p, INT_LIMBS);
    if (n > 1) magnitude |= <u64>load<u32>(p, INT_LIMBS + 4) << 32;
    if (magnitude <= <u64>0x7FFFFFFFFFFF + <u64>negative) {
      free(p);
      return boxInt(negative ? -<i64>magnitude : <i64>magnitude);
    }
  }
  if (room - n > 64 && n < room >>> 1) {
    const moved = realloc(p, INT_LIMBS + (<usize>n << 2));
    if (moved) p = moved;
  }
  store<i32>(p, negative ? -<i32>n : <i32>n, 8);
  return boxPtr(p);
}

/** An int. NULL with MemoryError. */
export function newInt(i: i64): Value {
  if (fitsSmall(i)) return boxInt(i);
  return bigFromMagnitude(i < 0 ? 0 - <u64>i : <u64>i, i < 0);
}
export function newIntU64(u: u64): Value {
  if (u <= 0x7FFFFFFFFFFF) return boxInt(<i64>u);
  return bigFromMagnitude(u, false);
}
function bigFromMagnitude(m: u64, negative: bool): Value {
  const p = intAlloc(2);
  if (!p) return NULL;
  store<u64>(p, m, INT_LIMBS);
  const n = m >> 32 != 0 ? 2 : 1;
  store<i32>(p, negative ? -n : n, 8);
  return boxPtr(p);
}
/** (high * 2^64 + low), negated when `negative`. */
export function newInt128(low: u64, high: u64, negative: bool): Value {
  const p = intAlloc(4);
  if (!p) return NULL;
  store<u64>(p, low, INT_LIMBS);
  store<u64>(p, high, INT_LIMBS + 8);
  return intFinish(p, negative);
}
/** An int from `n` limbs in memory (trimmed or not). */
export function intFromLimbs(at: usize, n: u32, negative: bool): Value {
  n = limbsTrim(at, n);
  const p = intAlloc(n);
  if (!p) return NULL;
  memory.copy(p + INT_LIMBS, at, <usize>n << 2);
  return intFinish(p, negative);
}

/** The int that `f` truncates to. NULL with OverflowError for infinities, ValueError for NaN. */
export function intFromF64(f: f64): Value {
  if (f > -9e18 && f < 9e18) return newInt(<i64>f);
  if (f != f) return raise(T.ValueError, "cannot convert float NaN to integer");
  const bits = reinterpret<u64>(f);
  const exponent = <i32>((bits >>> 52) & 0x7FF);
  if (exponent == 0x7FF) return raise(T.OverflowError, "cannot convert float infinity to integer");
  const mantissa = (bits & 0xFFFFFFFFFFFFF) | 0x10000000000000;
  const shift = <u32>(exponent - 1075); // at least 10
  const low = shift >>> 5;
  const p = intAlloc(<u64>low + 3);
  if (!p) return NULL;
  memory.fill(p + INT_LIMBS, 0, <usize>(low + 3) << 2);
  const at = p + INT_LIMBS + (<usize>low << 2);
  const inner = <u64>(shift & 31);
  store<u64>(at, mantissa << inner);
  if (inner) store<u32>(at, <u32>(mantissa >>> (64 - inner)), 8);
  return intFinish(p, f < 0);
}

// Operands as sign and limbs. A small int is written to a scratch word of the thread block; two operands use the two words.

/** Limbs of an int: of the object itself, or of a small int written to scratch word `which` (0 or 1), valid until that word is used again. */
export function limbsOf(v: Value, which: usize): usize {
  if (!isInt(v)) return ptrOf(v) + INT_LIMBS;
  const i = intOf(v);
  const t = current();
  const at = changetype<usize>(t) + offsetof<Thread>("intScratch0") + (which << 3);
  store<u64>(at, <u64>(i < 0 ? -i : i));
  return at;
}
/** How many limbs an int has, trimmed. */
export function limbCount(v: Value): u32 {
  if (isInt(v)) {
    const i = intOf(v);
    const m = <u64>(i < 0 ? -i : i);
    return m >> 32 != 0 ? 2 : m != 0 ? 1 : 0;
  }
  const size = load<i32>(ptrOf(v), 8);
  return <u32>(size < 0 ? -size : size);
}
export function isNegativeInt(v: Value): bool {
  return isInt(v) ? intOf(v) < 0 : load<i32>(ptrOf(v), 8) < 0;
}
/** Whether an int-like value is below zero. */
export function intIsNegative(v: Value): bool { return isNegativeInt(intValue(v)); }
/** -1, 0 or 1. */
export function intSign(v: Value): i32 {
  if (isInt(v)) { const i = intOf(v); return i < 0 ? -1 : i > 0 ? 1 : 0; }
  return load<i32>(ptrOf(v), 8) < 0 ? -1 : 1;
}
export function isOddInt(v: Value): bool {
  return isInt(v) ? (v & 1) != 0 : (load<u32>(ptrOf(v), INT_LIMBS) & 1) != 0;
}

// To machine numbers. All of these take an int-like value.

/** Whether an i64 can hold it. */
export function intFitsI64(v: Value): bool {
  v = intValue(v);
  if (isInt(v)) return true;
  const size = load<i32>(ptrOf(v), 8);
  if (size > 2 || size < -2) return false;
  const m = magnitudeU64(v);
  return m <= 0x7FFFFFFFFFFFFFFF || (size < 0 && m == 0x8000000000000000);
}
/** The low 64 bits of the magnitude of an int. */
function magnitudeU64(v: Value): u64 {
  if (isInt(v)) { const i = intOf(v); return <u64>(i < 0 ? -i : i); }
  const n = limbCount(v);
  return n == 1 ? <u64>load<u32>(ptrOf(v), INT_LIMBS) : load<u64>(ptrOf(v), INT_LIMBS);
}
/** The number modulo 2^64, as a C cast does it. Never fails. */
export function intLow64(v: Value): u64 {
  v = intValue(v);
  if (isInt(v)) return <u64>intOf(v);
  const m = magnitudeU64(v);
  return load<i32>(ptrOf(v), 8) < 0 ? 0 - m : m;
}
/** As an i64; -1 with OverflowError when it does not fit. */
export function asI64(v: Value): i64 {
  if (isInt(v)) return intOf(v);
  if (!intFitsI64(v)) { raise(T.OverflowError, "Python int too large to convert to C long"); return -1; }
  return <i64>intLow64(v);
}
/** The same with the message for sizes and indices. */
export function asSize(v: Value): i64 {
  if (isInt(v)) return intOf(v);
  if (!intFitsI64(v)) { raise(T.OverflowError, "Python int too large to convert to C ssize_t"); return -1; }
  return <i64>intLow64(v);
}
/** As an i64, the nearest one when it does not fit. Never fails. */
export function asI64Clamped(v: Value): i64 {
  if (isInt(v)) return intOf(v);
  if (intFitsI64(v)) return <i64>intLow64(v);
  return isNegativeInt(intValue(v)) ? i64.MIN_VALUE : i64.MAX_VALUE;
}
/** Whether a u64 can hold it. */
export function intFitsU64(v: Value): bool {
  v = intValue(v);
  if (isInt(v)) return intOf(v) >= 0;
  const size = load<i32>(ptrOf(v), 8);
  return size >= 0 && size <= 2;
}
/** As a u64; 2^64 - 1 with OverflowError when it does not fit. */
export function asU64(v: Value): u64 {
  if (!intFitsU64(v)) {
    raise(T.OverflowError, isNegativeInt(intValue(v)) ? "can't convert negative value to unsigned int" : "Python int too large to convert to C unsigned long");
    return u64.MAX_VALUE;
  }
  return intLow64(v);
}

/** |v| = mantissa * 2^exponent for an int that is not small: the top 64 bits, the last one set too when any below is. */
function topBits(v: Value): u64 {
  const n = limbCount(v), p = ptrOf(v) + INT_LIMBS;
  let top = n == 1 ? <u64>load<u32>(p) << 32 : load<u64>(p + (<usize>(n - 2) << 2));
  const shift = clz<u64>(top);
  top <<= shift;
  let sticky = false;
  let i = n < 2 ? 0 : n - 2;
  if (i > 0) {
    i--;
    const below = load<u32>(p + (<usize>i << 2));
    if (shift) { // at most 31: the top limb is not zero
      top |= <u64>(below >>> <u32>(32 - shift));
      sticky = below << <u32>shift != 0;
    } else sticky = below != 0;
  }
  while (!sticky && i > 0) { i--; sticky = load<u32>(p + (<usize>i << 2)) != 0; }
  return sticky ? top | 1 : top;
}
/** 2^e for -1022 <= e <= 1023. */
export function pow2(e: i32): f64 { return reinterpret<f64>(<u64>(e + 1023) << 52); }

/** The nearest double, ties to even. -1 with OverflowError when beyond all doubles. */
export function intToF64(v: Value): f64 {
  const f = intToF64Inf(v);
  if (f - f != 0) { raise(T.OverflowError, "int too large to convert to float"); return -1; }
  return f;
}
/** The same, an infinity when beyond all doubles. Never fails. */
export function intToF64Inf(v: Value): f64 {
  v = intValue(v);
  if (isInt(v)) return <f64>intOf(v);
  const bits = intBitLength(v);
  if (bits > 1024) return isNegativeInt(v) ? -Infinity : Infinity;
  const f = <f64>topBits(v) * pow2(<i32>bits - 64);
  return isNegativeInt(v) ? -f : f;
}
/** |v| as mantissa in [0.5, 1] (rounded) and exponent `intBitLength(v)`: the mantissa. For logarithms of any int but zero. */
export function intMantissa(v: Value): f64 {
  v = intValue(v);
  if (isInt(v)) {
    const i = intOf(v);
    const m = <u64>(i < 0 ? -i : i);
    return <f64>m * pow2(-(64 - <i32>clz<u64>(m)));
  }
  return <f64>topBits(v) * pow2(-64);
}

export function intBitLength(v: Value): u64 {
  v = intValue(v);
  if (isInt(v)) {
    const i = intOf(v);
    return 64 - clz<u64>(<u64>(i < 0 ? -i : i));
  }
  return limbsBits(ptrOf(v) + INT_LIMBS, limbCount(v));
}

/** -1, 0 or 1 for two int-like values. */
export function intCompare(a: Value, b: Value): i32 {
  if (isInt(a) && isInt(b)) { const x = intOf(a), y = intOf(b); return x < y ? -1 : x > y ? 1 : 0; }
  a = intValue(a);
  b = intValue(b);
  if (isInt(a)) {
    if (isInt(b)) { const x = intOf(a), y = intOf(b); return x < y ? -1 : x > y ? 1 : 0; }
    return load<i32>(ptrOf(b), 8) < 0 ? 1 : -1;
  }
  if (isInt(b)) return load<i32>(ptrOf(a), 8) < 0 ? -1 : 1;
  const m = load<i32>(ptrOf(a), 8), n = load<i32>(ptrOf(b), 8);
  if (m != n) return m < n ? -1 : 1;
  const c = limbsCompare(ptrOf(a) + INT_LIMBS, limbCount(a), ptrOf(b) + INT_LIMBS, limbCount(b));
  return m < 0 ? -c : c;
}

/** 2^61 - 1: numbers of all types hash by their value modulo this prime. */
export const HASH_MODULUS: u64 = 0x1FFFFFFFFFFFFFFF;

export function intHash(v: Value): i64 {
  v = intValue(v);
  if (isInt(v)) { const i = intOf(v); return i == -1 ? -2 : i; }
  const n = limbCount(v), p = ptrOf(v) + INT_LIMBS;
  let h: u64 = 0;
  for (let i = n; i != 0; ) {
    i--;
    h = ((h << 32) & HASH_MODULUS) | (h >>> 29); // h * 2^32 modulo 2^61 - 1 is a rotation
    h += <u64>load<u32>(p + (<usize>i << 2));
    if (h >= HASH_MODULUS) h -= HASH_MODULUS;
  }
  const r = isNegativeInt(v) ? -<i64>h : <i64>h;
  return r == -1 ? -2 : r;
}
