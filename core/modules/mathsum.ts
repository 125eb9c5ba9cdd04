// Sums of math that lose nothing: fsum, sumprod, hypot and dist.

import { Value, NULL, isFloat, boxFloat, boxInt, f64Of } from "../value";
import { T } from "../names.generated";
import { alloc, free, realloc } from "../memory/alloc";
import { decref } from "../memory/refcount";
import { errorOccurred, outOfMemory, raise } from "../errors";
import { add, getIter, iterNext, multiply, tupleFromIterable } from "../abstract";
import { tupleAt, tupleSize } from "../objects/tupleobject";
import { asF64 } from "../objects/float";
import { isExactInt, intBitLength, intFitsI64, intLow64, intToF64Inf, newInt } from "../objects/int";

function failed(x: f64): bool { return x == -1 && errorOccurred(); }

/** The rounding error of hi = x * y (Dekker; exact barring overflow and underflow). */
function productError(x: f64, y: f64, hi: f64): f64 {
  const a = x * 134217729, xh = a - (a - x), xl = x - xh;
  const b = y * 134217729, yh = b - (b - y), yl = y - yh;
  return ((xh * yh - hi) + xh * yl + xl * yh) + xl * yl;
}
/** The rounding error of sum = x + y (Knuth). */
function sumError(x: f64, y: f64, sum: f64): f64 {
  const z = sum - x;
  return (x - (sum - z)) + (y - z);
}

/** math.fsum: Shewchuk's partial sums, none overlapping another, so that their sum is exact. */
export function fsum(mod: Value, seq: Value): Value {
  const it = getIter(seq);
  if (it == NULL) return NULL;
  let room = 32;
  let block = alloc(<usize>room << 3);
  if (!block) { decref(it); return outOfMemory(); }
  let n = 0;
  let special: f64 = 0, infinities: f64 = 0;
  let failure = false;
  while (true) {
    const item = iterNext(it);
    if (item == NULL) { failure = errorOccurred(); break; }
    let x = isFloat(item) ? f64Of(item) : asF64(item);
    const bad = !isFloat(item) && failed(x);
    decref(item);
    if (bad) { failure = true; break; }
    const original = x;
    let i = 0;
    for (let j = 0; j < n; j++) {
      let y = load<f64>(block + (<usize>j << 3));
      if (abs(x) < abs(y)) { const t = x; x = y; y = t; }
      const hi = x + y;
      const lo = y - (hi - x);
      if (lo != 0) store<f64>(block + (<usize>(i++) << 3), lo);
      x = hi;
    }
    n = i;
    if (x != 0) {
      if (x - x != 0) { // an infinity or NaN came, or the sum went beyond
        if (original - original == 0) { raise(T.OverflowError, "intermediate overflow in fsum"); failure = true; break; }
        if (original == original) infinities += original;
        special += original;
        n = 0;
      } else {
        if (n >= room) {
          room *= 2;
          const larger = realloc(block, <usize>room << 3);
          if (!larger) { outOfMemory(); failure = true; break; }
          block = larger;
        }
        store<f64>(block + (<usize>(n++) << 3), x);
      }
    }
  }
  decref(it);
  let result: Value = NULL;
  if (!failure) {
    if (special != 0) {
      if (infinities != infinities) raise(T.ValueError, "-inf + inf in fsum");
      else result = boxFloat(special);
    } else result = boxFloat(sumPartials(block, n));
  }
  free(block);
  return result;
}
/** The sum of n partials in increasing order, rounded half to even. */
function sumPartials(block: usize, n: i32): f64 {
  if (n == 0) return 0;
  let hi = load<f64>(block + (<usize>(--n) << 3));
  let lo: f64 = 0;
  while (n > 0) {
    const x = hi, y = load<f64>(block + (<usize>(--n) << 3));
    hi = x + y;
    lo = y - (hi - x);
    if (lo != 0) break;
  }
  // A tie is decided by what is below.
  if (n > 0) {
    const next = load<f64>(block + (<usize>(n - 1) << 3));
    if ((lo < 0 && next < 0) || (lo > 0 && next > 0)) {
      const y = lo * 2, x = hi + y;
      if (y == x - hi) hi = x;
    }
  }
  return hi;
}

/** The Euclidean norm of n doubles >= 0 at `at`, `largest` among them; `nan` says whether one is NaN. */
function norm(at: usize, n: u32, largest: f64, nan: bool): f64 {
  if (largest == Infinity) return Infinity;
  if (nan) return NaN;
  if (largest == 0 || n <= 1) return largest;
  const e = <i32>((reinterpret<u64>(largest) >>> 52) & 0x7FF) - 1022; // largest < 2^e
  if (e < -1021) { // all tiny: bring them up first
    for (let i: u32 = 0; i < n; i++) store<f64>(at + (<usize>i << 3), load<f64>(at + (<usize>i << 3)) / 2.2250738585072014e-308);
    return 2.2250738585072014e-308 * norm(at, n, largest / 2.2250738585072014e-308, false);
  }
  // By 2^-e (a subnormal number for the largest e) all are below 1, and no square overflows.
  const scale = reinterpret<f64>(e > 1022 ? <u64>1 << <u64>(1074 - e) : <u64>(1023 - e) << 52);
  // The sum starts at 1, so that every square is the smaller summand.
  let sum: f64 = 1, low1: f64 = 0, low2: f64 = 0;
  for (let i: u32 = 0; i < n; i++) {
    const x = load<f64>(at + (<usize>i << 3)) * scale;
    const square = x * x;
    low1 += productError(x, x, square);
    const s = sum + square;
    low2 += (sum - s) + square;
    sum = s;
  }
  let h = sqrt<f64>(sum - 1 + (low1 + low2));
  // One step of Newton's with the exact square of h.
  const square = -h * h;
  low1 += productError(-h, h, square);
  const s = sum + square;
  low2 += (sum - s) + square;
  h += (s - 1 + (low1 + low2)) / (2 * h);
  return h / scale;
}

/** math.hypot(*coordinates). */
export function hypot(mod: Value, args: usize, nargs: i32): Value {
  const block = alloc((<usize>nargs << 3) + 8);
  if (!block) return outOfMemory();
  let largest: f64 = 0;
  let nan = false;
  for (let i: usize = 0; i < <usize>nargs; i++) {
    const f = asF64(load<u64>(args + (i << 3)));
    if (failed(f)) { free(block); return NULL; }
    const x = abs(f);
    store<f64>(block + (i << 3), x);
    if (x != x) nan = true;
    if (x > largest) largest = x;
  }
  const r = norm(block, nargs, largest, nan);
  free(block);
  return boxFloat(r);
}

/** math.dist(p, q). */
export function dist(mod: Value, args: usize, nargs: i32): Value {
  const p = tupleFromIterable(load<u64>(args));
  if (p == NULL) return NULL;
  const q = tupleFromIterable(load<u64>(args, 8));
  if (q == NULL) { decref(p); return NULL; }
  const r = distance(p, q);
  decref(p);
  decref(q);
  return r;
}
function distance(p: Value, q: Value): Value {
  const n = tupleSize(p);
  if (n != tupleSize(q)) return raise(T.ValueError, "both points must have the same number of dimensions");
  const block = alloc((<usize>n << 3) + 8);
  if (!block) return outOfMemory();
  let largest: f64 = 0;
  let nan = false;
  for (let i: usize = 0; i < <usize>n; i++) {
    const a = asF64(tupleAt(p, i));
    const bad = failed(a);
    const b = bad ? 0 : asF64(tupleAt(q, i));
    if (bad || failed(b)) { free(block); return NULL; }
    const x = abs(a - b);
    store<f64>(block + (i << 3), x);
    if (x != x) nan = true;
    if (x > largest) largest = x;
  }
  const r = norm(block, n, largest, nan);
  free(block);
  return boxFloat(r);
}

function isNumber(v: Value): bool { return isFloat(v) || isExactInt(v); }
function number(v: Value): f64 { return isFloat(v) ? f64Of(v) : intToF64Inf(v); }
/** total + extra, stealing both; NULL when one is. */
function plus(total: Value, extra: Value): Value {
  const r = total == NULL || extra == NULL ? NULL : add(total, extra);
  decref(total);
  decref(extra);
  return r;
}

/** math.sumprod(p, q): products of floats are summed in triple length and rounded once. */
export function sumprod(mod: Value, args: usize, nargs: i32): Value {
  const p = getIter(load<u64>(args));
  if (p == NULL) return NULL;
  const q = getIter(load<u64>(args, 8));
  if (q == NULL) { decref(p); return NULL; }
  let total: Value = boxInt(0);
  let intTotal: i64 = 0;
  let hi: f64 = 0, lo: f64 = 0, tiny: f64 = 0;
  // As in CPython, the exact ways end for good at the first pair that does not fit them: ints alone first, then floats.
  let inFloats = false, intsAllowed = true, floatsAllowed = true;
  while (total != NULL) {
    const x = iterNext(p);
    if (x == NULL && errorOccurred()) { decref(total); total = NULL; break; }
    const y = iterNext(q);
    if (y == NULL && errorOccurred()) { decref(x); decref(total); total = NULL; break; }
    if (x == NULL || y == NULL) {
      if (x != y) {
        decref(x);
        decref(y);
        decref(total);
        total = raise(T.ValueError, "Inputs are not the same length");
      }
      break;
    }
    let done = false;
    if (intsAllowed && isExactInt(x) && isExactInt(y) && intFitsI64(x) && intFitsI64(y) && intBitLength(x) + intBitLength(y) < 62) {
      const product = <i64>intLow64(x) * <i64>intLow64(y);
      if (abs(intTotal) < 0x4000000000000000) { intTotal += product; done = true; }
    }
    if (!done && intsAllowed) {
      intsAllowed = false;
      total = plus(total, newInt(intTotal));
      intTotal = 0;
    }
    if (!done && total != NULL && floatsAllowed && isNumber(x) && isNumber(y) && (isFloat(x) || isFloat(y))) {
      const a = number(x), b = number(y);
      const product = a * b;
      const low = productError(a, b, product);
      const s = hi + product;
      if (s - s == 0 && low == low) {
        const e1 = sumError(hi, product, s);
        const s2 = lo + low, e2 = sumError(lo, low, s2);
        const s3 = s2 + e1, e3 = sumError(s2, e1, s3);
        hi = s;
        lo = s3;
        tiny += e2 + e3;
        inFloats = done = true;
      }
    }
    if (!done && total != NULL) {
      floatsAllowed = false;
      if (inFloats) {
        total = plus(total, boxFloat(tripleSum(hi, lo, tiny)));
        hi = lo = tiny = 0;
        inFloats = false;
      }
      if (total != NULL) total = plus(total, multiply(x, y));
    }
    decref(x);
    decref(y);
  }
  decref(p);
  decref(q);
  if (total != NULL && intsAllowed) total = plus(total, newInt(intTotal));
  if (total != NULL && inFloats) total = plus(total, boxFloat(tripleSum(hi, lo, tiny)));
  return total;
}
function tripleSum(hi: f64, lo: f64, tiny: f64): f64 {
  const s = lo + tiny, e = sumError(lo, tiny, s);
  const t = hi + s;
  return t + (e + sumError(hi, s, t));
}
