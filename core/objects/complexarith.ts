// Complex numbers: layout and arithmetic. core/objects/complex.ts has the type.
//
//   ┌ count u32 │ type u32 │ real f64 @8 │ imag f64 @16 │ … fields of a subclass @24
//
// A real operand is not made a complex one first (C99 Annex G, and Python 3.14): it has no imaginary part, not even a zero.
// Where both parts of a product or quotient come out as NaN though an operand is infinite, Annex G gives the infinity back.

import { Value, NULL, boxPtr, ptrOf } from "../value";
import { T } from "../names.generated";
import { allocObject } from "../memory/object";
import { decref } from "../memory/refcount";
import { raise } from "../errors";

export const COMPLEX_SIZE: usize = 24;

export function complexNew(real: f64, imag: f64): Value {
  const p = allocObject(T.complex, COMPLEX_SIZE);
  if (!p) return NULL;
  store<f64>(p, real, 8);
  store<f64>(p, imag, 16);
  return boxPtr(p);
}
/** Where an instance has its two parts. */
export const REAL: usize = 8, IMAG: usize = 16;

export function complexReal(v: Value): f64 { return load<f64>(ptrOf(v), REAL); }
export function complexImag(v: Value): f64 { return load<f64>(ptrOf(v), IMAG); }

function isInf(x: f64): bool { return abs(x) == Infinity; }
function finite(x: f64): bool { return x - x == 0; }
/** 1 or 0 with the sign of x: whether it is infinite. */
function boxed(x: f64): f64 { return copysign<f64>(isInf(x) ? 1 : 0, x); }
function zeroIfNaN(x: f64): f64 { return x != x ? copysign<f64>(0, x) : x; }

export function complexMul(a: f64, b: f64, c: f64, d: f64): Value {
  const ac = a * c, bd = b * d, ad = a * d, bc = b * c;
  const x = ac - bd, y = ad + bc;
  if (x == x || y == y) return complexNew(x, y);
  let recalc = false;
  if (isInf(a) || isInf(b)) {
    a = boxed(a); b = boxed(b);
    c = zeroIfNaN(c); d = zeroIfNaN(d);
    recalc = true;
  }
  if (isInf(c) || isInf(d)) {
    c = boxed(c); d = boxed(d);
    a = zeroIfNaN(a); b = zeroIfNaN(b);
    recalc = true;
  }
  if (!recalc && (isInf(ac) || isInf(bd) || isInf(ad) || isInf(bc))) {
    a = zeroIfNaN(a); b = zeroIfNaN(b);
    c = zeroIfNaN(c); d = zeroIfNaN(d);
    recalc = true;
  }
  if (!recalc) return complexNew(x, y);
  return complexNew(Infinity * (a * c - b * d), Infinity * (a * d + b * c));
}

function byZero(): Value { return raise(T.ZeroDivisionError, "division by zero"); }

/** (a + bi) / (c + di), by Smith's method. */
export function complexDiv(a: f64, b: f64, c: f64, d: f64): Value {
  const m = abs(c), n = abs(d);
  let x: f64, y: f64;
  if (m >= n) {
    if (m == 0) return byZero();
    const ratio = d / c, denominator = c + d * ratio;
    x = (a + b * ratio) / denominator;
    y = (b - a * ratio) / denominator;
  } else if (n >= m) {
    const ratio = c / d, denominator = c * ratio + d;
    x = (a * ratio + b) / denominator;
    y = (b * ratio - a) / denominator;
  } else x = y = NaN;
  if (x != x && y != y) {
    if ((isInf(a) || isInf(b)) && finite(c) && finite(d)) {
      const s = boxed(a), t = boxed(b);
      x = Infinity * (s * c + t * d);
      y = Infinity * (t * c - s * d);
    } else if ((isInf(m) || isInf(n)) && finite(a) && finite(b)) {
      const s = boxed(c), t = boxed(d);
      x = 0.0 * (a * s + b * t);
      y = 0.0 * (b * s - a * t);
    }
  }
  return complexNew(x, y);
}
/** (a + bi) / c for a real c. */
export function complexDivReal(a: f64, b: f64, c: f64): Value {
  return c == 0 ? byZero() : complexNew(a / c, b / c);
}
/** a / (c + di) for a real a. */
export function realDivComplex(a: f64, c: f64, d: f64): Value {
  const m = abs(c), n = abs(d);
  let x: f64, y: f64;
  if (m >= n) {
    if (m == 0) return byZero();
    const ratio = d / c, denominator = c + d * ratio;
    x = a / denominator;
    y = -a * ratio / denominator;
  } else if (n >= m) {
    const ratio = c / d, denominator = c * ratio + d;
    x = a * ratio / denominator;
    y = -a / denominator;
  } else x = y = NaN;
  if (x != x && y != y && finite(a) && (isInf(m) || isInf(n))) {
    x = 0.0 * (a * boxed(c));
    y = 0.0 * (-a * boxed(d));
  }
  return complexNew(x, y);
}

/** (a + bi) ** (c + di). ZeroDivisionError, OverflowError. */
export function complexPowValues(a: f64, b: f64, c: f64, d: f64): Value {
  let r = NULL;
  if (d == 0 && c == floor(c) && abs(c) <= 100) r = powInteger(a, b, <i32>c);
  else r = powGeneral(a, b, c, d);
  if (r == NULL) return NULL;
  if (isInf(complexReal(r)) || isInf(complexImag(r))) {
    decref(r);
    return raise(T.OverflowError, "complex exponentiation");
  }
  return r;
}

function zeroPower(): Value { return raise(T.ZeroDivisionError, "zero to a negative or complex power"); }

function powGeneral(a: f64, b: f64, c: f64, d: f64): Value {
  if (c == 0 && d == 0) return complexNew(1, 0);
  if (a == 0 && b == 0) {
    if (d != 0 || c < 0) return zeroPower();
    return complexNew(0, 0);
  }
  const size = hypot(a, b);
  let length = NativeMath.pow(size, c);
  const angle = NativeMath.atan2(b, a);
  let phase = angle * c;
  if (d != 0) {
    length *= NativeMath.exp(-angle * d);
    phase += d * NativeMath.log(size);
  }
  return complexNew(length * NativeMath.cos(phase), length * NativeMath.sin(phase));
}
export function hypot(a: f64, b: f64): f64 {
  if (isInf(a) || isInf(b)) return Infinity;
  return NativeMath.hypot(a, b);
}

/** By squaring; a negative exponent divides at the end. */
function powInteger(a: f64, b: f64, n: i32): Value {
  if (n < 0 && a == 0 && b == 0) return zeroPower();
  let x: f64 = 1, y: f64 = 0, p = a, q = b;
  let first = true;
  for (let k = n < 0 ? -n : n; k; k >>= 1) {
    if (k & 1) {
      if (first) { x = p; y = q; first = false; }
      else { const t = x * p - y * q; y = x * q + y * p; x = t; }
    }
    if (k > 1) { const t = p * p - q * q; q = p * q + q * p; p = t; }
  }
  return n < 0 ? complexDiv(1, 0, x, y) : complexNew(x, y);
}
