// Functions of math over integers: factorial, comb, perm, gcd, lcm, isqrt, prod.

import { Value, NULL, None, isInt, boxInt, intOf } from "../value";
import { T } from "../names.generated";
import { decref, newref } from "../memory/refcount";
import { errorOccurred, raise } from "../errors";
import { getIter, indexOf, iterNext, multiply } from "../abstract";
import { checkArgs, parseArgs } from "../args";
import { pushArgs, popArgs } from "../interp/argstack";
import { intCompare, intExact, intFitsI64, intLow64, intSign, newIntU64 } from "../objects/int";
import { intAbs, intMul, intSub } from "../objects/intarith";
import { intFloorDiv, intGcd, intSqrt } from "../objects/intdivide";

/** operator.index(v) as an exact int. */
function exactIndex(v: Value): Value {
  const i = indexOf(v);
  if (i == NULL) return NULL;
  const r = intExact(i);
  decref(i);
  return r;
}

/** low * (low + 1) * … * high. */
function product(low: u64, high: u64): Value {
  if (low > high) return boxInt(1);
  if (high - low < 8) {
    let r = newIntU64(low);
    for (let i = low + 1; i <= high && r != NULL; i++) r = timesStolen(r, newIntU64(i));
    return r;
  }
  const middle = (low + high) >>> 1;
  return timesStolen(product(low, middle), product(middle + 1, high));
}
function timesStolen(a: Value, b: Value): Value {
  const r = a == NULL || b == NULL ? NULL : intMul(a, b);
  decref(a);
  decref(b);
  return r;
}

/** math.factorial(v). */
export function factorial(mod: Value, v: Value): Value {
  const n = exactIndex(v);
  if (n == NULL) return NULL;
  if (intSign(n) < 0) { decref(n); return raise(T.ValueError, "factorial() not defined for negative values"); }
  if (!isInt(n)) { decref(n); return raise(T.OverflowError, "factorial() argument should not exceed 9223372036854775807"); }
  return product(2, <u64>intOf(n));
}

// comb and perm split k in two, so that the factors stay of one size:
// P(n, k) = P(n, j) P(n - j, k - j),  C(n, k) = C(n, j) C(n - j, k - j) / C(k, j).

/** n - k, owned. */
function less(n: Value, k: u64): Value {
  const boxed = newIntU64(k);
  const r = boxed == NULL ? NULL : intSub(n, boxed);
  decref(boxed);
  return r;
}
function permutations(n: Value, k: u64): Value {
  if (k == 0) return boxInt(1);
  if (k == 1) return newref(n);
  if (isInt(n)) return product(<u64>intOf(n) - k + 1, <u64>intOf(n));
  const j = k >>> 1;
  const rest = less(n, j);
  if (rest == NULL) return NULL;
  const r = timesStolen(permutations(n, j), permutations(rest, k - j));
  decref(rest);
  return r;
}
function combinations(n: Value, k: u64): Value {
  if (k == 0) return boxInt(1);
  if (k == 1) return newref(n);
  if (isInt(n) && k <= 16 && intOf(n) < 128) { // fits 64 bits on the way
    let r: u64 = 1;
    const m = <u64>intOf(n);
    let safe = true;
    for (let i: u64 = 0; i < k; i++) {
      if (r > 0xFFFFFFFFFFFFFFFF / (m - i)) { safe = false; break; }
      r = r * (m - i) / (i + 1);
    }
    if (safe) return newIntU64(r);
  }
  const j = k >>> 1;
  const rest = less(n, j);
  if (rest == NULL) return NULL;
  const above = timesStolen(combinations(n, j), combinations(rest, k - j));
  decref(rest);
  const whole = newIntU64(k);
  const below = whole == NULL ? NULL : combinations(whole, j);
  decref(whole);
  const r = above == NULL || below == NULL ? NULL : intFloorDiv(above, below);
  decref(above);
  decref(below);
  return r;
}

/** math.perm(n[, k]). */
export function perm(mod: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("perm", nargs, 1, 2)) return NULL;
  if (nargs == 1 || load<u64>(args, 8) == None) return factorial(mod, load<u64>(args));
  const n = exactIndex(load<u64>(args));
  if (n == NULL) return NULL;
  const k = exactIndex(load<u64>(args, 8));
  if (k == NULL) { decref(n); return NULL; }
  let r: Value = NULL;
  if (intSign(n) < 0) raise(T.ValueError, "n must be a non-negative integer");
  else if (intSign(k) < 0) raise(T.ValueError, "k must be a non-negative integer");
  else if (intCompare(n, k) < 0) r = boxInt(0);
  else if (!intFitsI64(k)) raise(T.OverflowError, "k must not exceed 9223372036854775807");
  else r = permutations(n, intLow64(k));
  decref(n);
  decref(k);
  return r;
}

/** math.comb(n, k). */
export function comb(mod: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("comb", nargs, 2, 2)) return NULL;
  const n = exactIndex(load<u64>(args));
  if (n == NULL) return NULL;
  const k = exactIndex(load<u64>(args, 8));
  if (k == NULL) { decref(n); return NULL; }
  let r: Value = NULL;
  if (intSign(n) < 0) raise(T.ValueError, "n must be a non-negative integer");
  else if (intSign(k) < 0) raise(T.ValueError, "k must be a non-negative integer");
  else {
    const other = intSub(n, k);
    if (other != NULL) {
      if (intSign(other) < 0) r = boxInt(0);
      else {
        const least = intCompare(k, other) < 0 ? k : other;
        if (!intFitsI64(least)) raise(T.OverflowError, "min(n - k, k) must not exceed 9223372036854775807");
        else r = combinations(n, intLow64(least));
      }
    }
    decref(other);
  }
  decref(n);
  decref(k);
  return r;
}

/** math.gcd(*integers). */
export function gcd(mod: Value, args: usize, nargs: i32): Value {
  let r: Value = boxInt(0);
  for (let i = 0; i < nargs && r != NULL; i++) {
    const v = exactIndex(load<u64>(args + (<usize>i << 3)));
    const next = v == NULL ? NULL : intGcd(r, v);
    decref(r);
    decref(v);
    r = next;
  }
  return r;
}
/** math.lcm(*integers). */
export function lcm(mod: Value, args: usize, nargs: i32): Value {
  let r: Value = boxInt(1);
  for (let i = 0; i < nargs && r != NULL; i++) {
    const v = exactIndex(load<u64>(args + (<usize>i << 3)));
    if (v == NULL) { decref(r); return NULL; }
    let next: Value = boxInt(0);
    if (intSign(r) != 0 && intSign(v) != 0) {
      const g = intGcd(r, v);
      const part = g == NULL ? NULL : intFloorDiv(r, g);
      const whole = part == NULL ? NULL : intMul(part, v);
      next = whole == NULL ? NULL : intAbs(whole);
      decref(g);
      decref(part);
      decref(whole);
    }
    decref(r);
    decref(v);
    r = next;
  }
  return r;
}

/** math.isqrt(v). */
export function isqrt(mod: Value, v: Value): Value {
  const n = exactIndex(v);
  if (n == NULL) return NULL;
  const r = intSign(n) < 0 ? raise(T.ValueError, "isqrt() argument must be nonnegative") : intSqrt(n);
  decref(n);
  return r;
}

/** math.prod(iterable, *, start=1). */
export function prod(mod: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(2);
  if (!out) return NULL;
  let r: Value = NULL;
  if (parseArgs("prod", "iterable / | $ start", args, nargs, kwnames, out)) {
    const it = getIter(load<u64>(out));
    if (it != NULL) {
      const start = load<u64>(out, 8);
      r = start == NULL ? boxInt(1) : newref(start);
      while (r != NULL) {
        const x = iterNext(it);
        if (x == NULL) {
          if (errorOccurred()) { decref(r); r = NULL; }
          break;
        }
        const next = multiply(r, x);
        decref(r);
        decref(x);
        r = next;
      }
      decref(it);
    }
  }
  popArgs(out);
  return r;
}
