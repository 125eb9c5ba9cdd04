// Functions of math that AssemblyScript's library does not have: gamma, the error function, IEEE remainder, fma, steps between doubles.
// Numbers in, numbers out; what is out of a function's domain comes back as NaN.

import { Value, NULL, boxInt, f64Of } from "../value";
import { decref } from "../memory/refcount";
import { newInt } from "../objects/int";
import { intAdd, intMul, intShiftLeft } from "../objects/intarith";
import { intTrueDiv } from "../objects/intdivide";

const PI: f64 = 3.141592653589793;

/** sin(pi x), exact where it is 0 or 1. */
function sinPi(x: f64): f64 {
  const y = abs(x) % 2;
  const n = <i32>nearest(2 * y);
  let r: f64 = 0;
  if (n == 0) r = NativeMath.sin(PI * y);
  else if (n == 1) r = NativeMath.cos(PI * (y - 0.5));
  else if (n == 2) r = NativeMath.sin(PI * (1 - y));
  else if (n == 3) r = -NativeMath.cos(PI * (y - 1.5));
  else r = NativeMath.sin(PI * (y - 2));
  return copysign<f64>(1, x) * r;
}

// Lanczos' approximation with 13 terms and g = 6.0246…, in the rational form: the coefficients of numerator and denominator.
const G: f64 = 6.024680040776729583740234375;
const G_MINUS_HALF: f64 = 5.524680040776729583740234375;

function numerator(i: i32): f64 {
  switch (i) {
    case 0: return 23531376880.410759688572007674451636754734846804940;
    case 1: return 42919803642.649098768957899047001988850926355848959;
    case 2: return 35711959237.355668049440185451547166705960488635843;
    case 3: return 17921034426.037209699919755754458931112671403265390;
    case 4: return 6039542586.3520280050642916443072979210699388420708;
    case 5: return 1439720407.3117216736632230727949123939715485786372;
    case 6: return 248874557.86205415651146038641322942321632125127801;
    case 7: return 31426415.585400194380614231628318205362874684987640;
    case 8: return 2876370.6289353724412254090516208496135991145378768;
    case 9: return 186056.26539522349504029498971604569928220784236328;
    case 10: return 8071.6720023658162106380029022722506138218516325024;
    case 11: return 210.82427775157934587250973392071336271166969580291;
  }
  return 2.5066282746310002701649081771338373386264310793408;
}
function denominator(i: i32): f64 {
  switch (i) {
    case 0: return 0;
    case 1: return 39916800;
    case 2: return 120543840;
    case 3: return 150917976;
    case 4: return 105258076;
    case 5: return 45995730;
    case 6: return 13339535;
    case 7: return 2637558;
    case 8: return 357423;
    case 9: return 32670;
    case 10: return 1925;
    case 11: return 66;
  }
  return 1;
}
function lanczos(x: f64): f64 {
  let n: f64 = 0, d: f64 = 0;
  if (x < 5) for (let i = 12; i >= 0; i--) { n = n * x + numerator(i); d = d * x + denominator(i); }
  else for (let i = 0; i <= 12; i++) { n = n / x + numerator(i); d = d / x + denominator(i); }
  return n / d;
}

/** The gamma function; NaN at the poles, an infinity past the largest double. */
export function gamma(x: f64): f64 {
  if (x - x != 0) return x == -Infinity ? NaN : x;
  if (x == floor(x)) {
    if (x <= 0) return NaN;
    if (x <= 23) {
      let r: f64 = 1;
      for (let k: f64 = 2; k < x; k++) r *= k; // exact up to 22!
      return r;
    }
  }
  const m = abs(x);
  if (m < 1e-20) return 1 / x;
  if (m > 200) return x < 0 ? 0 / sinPi(x) : Infinity;
  const y = m + G_MINUS_HALF;
  // The error of that sum, which the power would magnify.
  let z: f64;
  if (m > G_MINUS_HALF) { const q = y - m; z = q - G_MINUS_HALF; }
  else { const q = y - G_MINUS_HALF; z = q - m; }
  z = z * G / y;
  let r: f64;
  if (x < 0) {
    r = -PI / sinPi(m) / m * NativeMath.exp(y) / lanczos(m);
    r -= z * r;
    if (m < 140) r /= NativeMath.pow(y, m - 0.5);
    else { const p = NativeMath.pow(y, m / 2 - 0.25); r /= p; r /= p; }
  } else {
    r = lanczos(m) / NativeMath.exp(y);
    r += z * r;
    if (m < 140) r *= NativeMath.pow(y, m - 0.5);
    else { const p = NativeMath.pow(y, m / 2 - 0.25); r *= p; r *= p; }
  }
  return r;
}

/** log |gamma(x)|; NaN at the poles. */
export function lgamma(x: f64): f64 {
  if (x - x != 0) return x != x ? x : Infinity;
  if (x == floor(x) && x <= 2) return x <= 0 ? NaN : 0;
  const m = abs(x);
  if (m < 1e-20) return -NativeMath.log(m);
  let r = NativeMath.log(lanczos(m)) - G;
  r += (m - 0.5) * (NativeMath.log(m + G - 0.5) - 1);
  if (x < 0) r = 1.144729885849400174143427351353058711647 - NativeMath.log(abs(sinPi(m))) - NativeMath.log(m) - r;
  return r;
}

const SQRT_PI: f64 = 1.772453850905516027298167483341145182798;
/** exp(-x²): the square in two parts, for its rounding error would be magnified. */
function expOfSquare(x: f64): f64 {
  const s = reinterpret<f64>(reinterpret<u64>(x) & 0xFFFFFFFF00000000);
  return NativeMath.exp(-s * s) * NativeMath.exp((s - x) * (s + x));
}
/** erf by its Taylor series with exp(-x²) taken out, for small x. */
function erfSeries(x: f64): f64 {
  const x2 = x * x;
  let sum: f64 = 0, k: f64 = 25.5;
  for (let i = 0; i < 25; i++) {
    sum = 2 + x2 * sum / k;
    k -= 1;
  }
  return sum * x * expOfSquare(x) / SQRT_PI;
}
/** erfc by its continued fraction, for x >= 1.5. */
function erfcFraction(x: f64): f64 {
  if (x >= 30) return 0;
  const x2 = x * x;
  let a: f64 = 0, da: f64 = 0.5, p: f64 = 1, p0: f64 = 0, q: f64 = da + x2, q0: f64 = 1;
  for (let i = 0; i < 50; i++) {
    a += da;
    da += 2;
    const b = da + x2;
    let t = p;
    p = b * p - a * p0;
    p0 = t;
    t = q;
    q = b * q - a * q0;
    q0 = t;
  }
  return p / q * x * expOfSquare(x) / SQRT_PI;
}
export function erf(x: f64): f64 {
  if (x != x) return x;
  const m = abs(x);
  if (m < 1.5) return erfSeries(x);
  const c = erfcFraction(m);
  return x > 0 ? 1 - c : c - 1;
}
export function erfc(x: f64): f64 {
  if (x != x) return x;
  const m = abs(x);
  if (m < 1.5) return 1 - erfSeries(x);
  const c = erfcFraction(m);
  return x > 0 ? c : 2 - c;
}

/** x - n * y for the n nearest to x / y, ties to even: exact. */
export function ieeeRemainder(x: f64, y: f64): f64 {
  if (x != x) return x;
  if (y != y) return y;
  if (abs(x) == Infinity || y == 0) return NaN;
  if (abs(y) == Infinity) return x;
  const m = abs(x), n = abs(y);
  const low = m % n;
  const high = n - low;
  let r: f64;
  if (low < high) r = low;
  else if (low > high) r = -high;
  else r = low - 2 * ((0.5 * (m - low)) % n);
  return copysign<f64>(1, x) * r;
}

function significand(x: f64): i64 {
  const bits = reinterpret<u64>(x);
  const m = <i64>(bits & 0xFFFFFFFFFFFFF);
  const e = (bits >>> 52) & 0x7FF;
  const s = e ? m | 0x10000000000000 : m;
  return x < 0 ? -s : s;
}
function exponent(x: f64): i32 {
  const e = <i32>((reinterpret<u64>(x) >>> 52) & 0x7FF);
  return e ? e - 1075 : -1074;
}
/** a << count, stealing a. */
function shiftedUp(a: Value, count: i32): Value {
  const r = a == NULL ? NULL : intShiftLeft(a, <u64>count);
  decref(a);
  return r;
}
/** x * y + z of finite numbers, rounded once: a float. NULL with OverflowError or MemoryError. */
export function fusedMultiplyAdd(x: f64, y: f64, z: f64): Value {
  // Exactly, in integers: both summands over the same power of two.
  const pe = exponent(x) + exponent(y), ze = exponent(z);
  const e = min(pe, ze);
  const a = newInt(significand(x)), b = newInt(significand(y));
  const product = a == NULL || b == NULL ? NULL : shiftedUp(intMul(a, b), pe - e);
  const addend = shiftedUp(newInt(significand(z)), ze - e);
  let sum = product == NULL || addend == NULL ? NULL : intAdd(product, addend);
  decref(a);
  decref(b);
  decref(product);
  decref(addend);
  if (e > 0) sum = shiftedUp(sum, e);
  const below = e < 0 ? shiftedUp(boxInt(1), -e) : boxInt(1);
  const r = sum == NULL || below == NULL ? NULL : intTrueDiv(sum, below);
  decref(sum);
  decref(below);
  if (r != NULL && f64Of(r) == 0 && (x == 0 || y == 0)) return reinterpret<u64>(x * y + z); // zeros keep their sign
  return r;
}

/** The double `steps` after x towards y. */
export function nextAfter(x: f64, y: f64, steps: u64): f64 {
  if (x != x) return x;
  if (y != y) return y;
  if (steps == 0 || x == y) return x == y && steps ? y : x;
  // Doubles as integers in their order: a sign and a distance from zero.
  const sign: u64 = 0x8000000000000000;
  const a = reinterpret<u64>(x), b = reinterpret<u64>(y);
  const am = a & ~sign, bm = b & ~sign;
  if ((a ^ b) & sign) { // through zero
    if (steps >= am + bm) return y;
    if (steps <= am) return reinterpret<f64>((a & sign) | (am - steps));
    return reinterpret<f64>((b & sign) | (steps - am));
  }
  if (am > bm) return reinterpret<f64>(am - bm >= steps ? a - steps : b);
  return reinterpret<f64>(bm - am >= steps ? a + steps : b);
}
