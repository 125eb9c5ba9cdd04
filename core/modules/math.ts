// The module math. Functions of one float follow one pattern: the argument as a double, its domain, the result; an infinite result of a finite
// argument is an OverflowError. The transcendental functions are those of AssemblyScript's library (after FreeBSD's msun and ARM's optimized routines), so that all
// hosts give the same digits.

import { Value, NULL, None, True, isFloat, boxBool, boxFloat, boxInt, f64Of } from "../value";
import { T, N, name } from "../names.generated";
import { decref } from "../memory/refcount";
import { errorOccurred, raise, raiseFmt } from "../errors";
import { call0, indexOf, lookupSpecial, trueDivide } from "../abstract";
import { checkArgs, parseArgs } from "../args";
import { pushArgs, popArgs } from "../interp/argstack";
import { constant, func, METH_FAST, METH_KW, METH_O } from "../objects/define";
import { tupleNew, tuplePut } from "../objects/tupleobject";
import { asF64 } from "../objects/float";
import {
  asI64Clamped, intBitLength, intFitsU64, intFromF64, intIsNegative, intLow64, intMantissa, intSign, intToF64Inf, intValue, isIntLike,
} from "../objects/int";
import { erf, erfc, fusedMultiplyAdd, gamma, ieeeRemainder, lgamma, nextAfter } from "./mathspecial";
import { dist, fsum, hypot, sumprod } from "./mathsum";
import { comb, factorial, gcd, isqrt, lcm, perm, prod } from "./mathint";

const Math_PI: f64 = 3.141592653589793;

function failed(x: f64): bool { return x == -1 && errorOccurred(); }
function finite(x: f64): bool { return x - x == 0; }
/** ValueError with the number in the message. */
function outside(message: string, x: f64): Value { return raiseFmt(T.ValueError, message, boxFloat(x)); }
function domainError(): Value { return raise(T.ValueError, "math domain error"); }
function rangeError(): Value { return raise(T.OverflowError, "math range error"); }
/** The result r of an argument x. */
function result(x: f64, r: f64): Value {
  return abs(r) == Infinity && finite(x) ? rangeError() : boxFloat(r);
}

/** log(2^k x) stays within the doubles. */
export function acosh(x: f64): f64 {
  if (x > 268435456) return NativeMath.log(x) + 0.6931471805599453;
  return NativeMath.acosh(x);
}
export function asinh(x: f64): f64 {
  const m = abs(x);
  if (m > 268435456) return copysign<f64>(NativeMath.log(m) + 0.6931471805599453, x);
  return NativeMath.asinh(x);
}
function exp2(x: f64): f64 { return NativeMath.exp2(x); }

function mathAcos(mod: Value, v: Value): Value {
  const x = asF64(v);
  if (failed(x)) return NULL;
  if (x < -1 || x > 1) return outside("expected a number in range from -1 up to 1, got %s", x);
  return result(x, NativeMath.acos(x));
}
function mathAcosh(mod: Value, v: Value): Value {
  const x = asF64(v);
  if (failed(x)) return NULL;
  if (x < 1) return outside("expected argument value not less than 1, got %s", x);
  return result(x, acosh(x));
}
function mathAsin(mod: Value, v: Value): Value {
  const x = asF64(v);
  if (failed(x)) return NULL;
  if (x < -1 || x > 1) return outside("expected a number in range from -1 up to 1, got %s", x);
  return result(x, NativeMath.asin(x));
}
function mathAsinh(mod: Value, v: Value): Value {
  const x = asF64(v);
  if (failed(x)) return NULL;
  return boxFloat(asinh(x));
}
function mathAtan(mod: Value, v: Value): Value {
  const x = asF64(v);
  if (failed(x)) return NULL;
  return boxFloat(NativeMath.atan(x));
}
function mathAtanh(mod: Value, v: Value): Value {
  const x = asF64(v);
  if (failed(x)) return NULL;
  if (x <= -1 || x >= 1) return outside("expected a number between -1 and 1, got %s", x);
  return result(x, NativeMath.atanh(x));
}
function mathCbrt(mod: Value, v: Value): Value {
  const x = asF64(v);
  if (failed(x)) return NULL;
  return result(x, NativeMath.cbrt(x));
}
function mathCos(mod: Value, v: Value): Value {
  const x = asF64(v);
  if (failed(x)) return NULL;
  if (abs(x) == Infinity) return outside("expected a finite input, got %s", x);
  return boxFloat(NativeMath.cos(x));
}
function mathCosh(mod: Value, v: Value): Value {
  const x = asF64(v);
  if (failed(x)) return NULL;
  return result(x, NativeMath.cosh(x));
}
function mathDegrees(mod: Value, v: Value): Value {
  const x = asF64(v);
  if (failed(x)) return NULL;
  return boxFloat(x * (180 / Math_PI));
}
function mathErf(mod: Value, v: Value): Value {
  const x = asF64(v);
  if (failed(x)) return NULL;
  return boxFloat(erf(x));
}
function mathErfc(mod: Value, v: Value): Value {
  const x = asF64(v);
  if (failed(x)) return NULL;
  return boxFloat(erfc(x));
}
function mathExp(mod: Value, v: Value): Value {
  const x = asF64(v);
  if (failed(x)) return NULL;
  return result(x, NativeMath.exp(x));
}
function mathExp2(mod: Value, v: Value): Value {
  const x = asF64(v);
  if (failed(x)) return NULL;
  return result(x, exp2(x));
}
function mathExpm1(mod: Value, v: Value): Value {
  const x = asF64(v);
  if (failed(x)) return NULL;
  return result(x, NativeMath.expm1(x));
}
function mathFabs(mod: Value, v: Value): Value {
  const x = asF64(v);
  if (failed(x)) return NULL;
  return boxFloat(abs(x));
}
function mathGamma(mod: Value, v: Value): Value {
  const x = asF64(v);
  if (failed(x)) return NULL;
  if ((x == floor(x) && x <= 0 && x != Infinity)) return outside("expected a noninteger or positive integer, got %s", x);
  return result(x, gamma(x));
}
function mathLgamma(mod: Value, v: Value): Value {
  const x = asF64(v);
  if (failed(x)) return NULL;
  if ((x == floor(x) && x <= 0 && x != -Infinity)) return outside("expected a noninteger or positive integer, got %s", x);
  return result(x, lgamma(x));
}
function mathLog1p(mod: Value, v: Value): Value {
  const x = asF64(v);
  if (failed(x)) return NULL;
  if (x <= -1) return outside("expected argument value > -1, got %s", x);
  return result(x, NativeMath.log1p(x));
}
function mathRadians(mod: Value, v: Value): Value {
  const x = asF64(v);
  if (failed(x)) return NULL;
  return boxFloat(x * (Math_PI / 180));
}
function mathSin(mod: Value, v: Value): Value {
  const x = asF64(v);
  if (failed(x)) return NULL;
  if (abs(x) == Infinity) return outside("expected a finite input, got %s", x);
  return boxFloat(NativeMath.sin(x));
}
function mathSinh(mod: Value, v: Value): Value {
  const x = asF64(v);
  if (failed(x)) return NULL;
  return result(x, NativeMath.sinh(x));
}
function mathSqrt(mod: Value, v: Value): Value {
  const x = asF64(v);
  if (failed(x)) return NULL;
  if (x < 0) return outside("expected a nonnegative input, got %s", x);
  return boxFloat(sqrt<f64>(x));
}
function mathTan(mod: Value, v: Value): Value {
  const x = asF64(v);
  if (failed(x)) return NULL;
  if (abs(x) == Infinity) return outside("expected a finite input, got %s", x);
  return boxFloat(NativeMath.tan(x));
}
function mathTanh(mod: Value, v: Value): Value {
  const x = asF64(v);
  if (failed(x)) return NULL;
  return result(x, NativeMath.tanh(x));
}

// Logarithms: an int may be beyond all doubles.

const enum Log { E, TWO, TEN }
function logOf(x: f64, kind: Log): f64 {
  return kind == Log.E ? NativeMath.log(x) : kind == Log.TWO ? NativeMath.log2(x) : log10(x);
}
/** log10, exact for powers of ten. */
function log10(x: f64): f64 {
  const r = NativeMath.log10(x);
  const n = nearest(r);
  if (n >= 0 && n <= 22 && abs(r - n) < 1e-12) {
    let power: f64 = 1;
    for (let k = <i32>n; k; k--) power *= 10;
    if (power == x) return n;
  }
  return r;
}
function logarithm(v: Value, kind: Log): Value {
  if (isIntLike(v)) {
    if (intSign(intValue(v)) <= 0) return raise(T.ValueError, "expected a positive input");
    const x = intToF64Inf(v);
    if (finite(x)) return boxFloat(logOf(x, kind));
    const e = <f64>intBitLength(v), m = intMantissa(v);
    return boxFloat(logOf(m, kind) + e * (kind == Log.E ? 0.6931471805599453 : kind == Log.TWO ? 1 : 0.3010299956639812));
  }
  const x = asF64(v);
  if (failed(x)) return NULL;
  if (x <= 0) return outside("expected a positive input, got %s", x);
  return boxFloat(logOf(x, kind));
}
function mathLog(mod: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("log", nargs, 1, 2)) return NULL;
  const above = logarithm(load<u64>(args), Log.E);
  if (above == NULL || nargs == 1) return above;
  const below = logarithm(load<u64>(args, 8), Log.E);
  return below == NULL ? NULL : trueDivide(above, below);
}
function mathLog2(mod: Value, v: Value): Value { return logarithm(v, Log.TWO); }
function mathLog10(mod: Value, v: Value): Value { return logarithm(v, Log.TEN); }

// Two numbers

function mathAtan2(mod: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("atan2", nargs, 2, 2)) return NULL;
  const y = asF64(load<u64>(args));
  if (failed(y)) return NULL;
  const x = asF64(load<u64>(args, 8));
  return failed(x) ? NULL : boxFloat(NativeMath.atan2(y, x));
}
function mathCopysign(mod: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("copysign", nargs, 2, 2)) return NULL;
  const x = asF64(load<u64>(args));
  if (failed(x)) return NULL;
  const y = asF64(load<u64>(args, 8));
  return failed(y) ? NULL : boxFloat(copysign<f64>(x, y));
}
function mathFmod(mod: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("fmod", nargs, 2, 2)) return NULL;
  const x = asF64(load<u64>(args));
  if (failed(x)) return NULL;
  const y = asF64(load<u64>(args, 8));
  if (failed(y)) return NULL;
  if (abs(y) == Infinity && finite(x)) return boxFloat(x);
  const r = x % y;
  return r != r && x == x && y == y ? domainError() : boxFloat(r);
}
function mathRemainder(mod: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("remainder", nargs, 2, 2)) return NULL;
  const x = asF64(load<u64>(args));
  if (failed(x)) return NULL;
  const y = asF64(load<u64>(args, 8));
  if (failed(y)) return NULL;
  const r = ieeeRemainder(x, y);
  return r != r && x == x && y == y ? domainError() : boxFloat(r);
}
function mathPow(mod: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("pow", nargs, 2, 2)) return NULL;
  const x = asF64(load<u64>(args));
  if (failed(x)) return NULL;
  const y = asF64(load<u64>(args, 8));
  if (failed(y)) return NULL;
  if (x == 1 || y == 0) return boxFloat(1);
  if (x != x || y != y) return boxFloat(x != x ? x : y);
  if (!finite(y)) {
    const m = abs(x);
    return boxFloat(m == 1 ? 1 : (y > 0) == (m > 1) ? Infinity : 0);
  }
  const odd = abs(y) % 2 == 1;
  if (!finite(x)) {
    if (y > 0) return boxFloat(odd ? x : Infinity);
    return boxFloat(odd ? copysign<f64>(0, x) : 0);
  }
  if (x == 0) return y < 0 ? domainError() : boxFloat(odd ? x : 0);
  if (x < 0 && y != floor(y)) return domainError();
  const p = NativeMath.pow(abs(x), y);
  if (!finite(p)) return rangeError();
  return boxFloat(x < 0 && odd ? -p : p);
}
function mathFma(mod: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("fma", nargs, 3, 3)) return NULL;
  const x = asF64(load<u64>(args));
  if (failed(x)) return NULL;
  const y = asF64(load<u64>(args, 8));
  if (failed(y)) return NULL;
  const z = asF64(load<u64>(args, 16));
  if (failed(z)) return NULL;
  if (!finite(x) || !finite(y) || !finite(z)) {
    const r = finite(x) && finite(y) ? z : x * y + z;
    if (r != r && x == x && y == y && z == z) return raise(T.ValueError, "invalid operation in fma");
    return boxFloat(r);
  }
  const r = fusedMultiplyAdd(x, y, z);
  if (r == NULL && errorOccurred()) return raise(T.OverflowError, "overflow in fma");
  return r;
}
function mathNextafter(mod: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(3);
  if (!out) return NULL;
  let r: Value = NULL;
  if (parseArgs("nextafter", "x y / | $ steps", args, nargs, kwnames, out)) r = nextafterSteps(load<u64>(out), load<u64>(out, 8), load<u64>(out, 16));
  popArgs(out);
  return r;
}
function nextafterSteps(a: Value, b: Value, count: Value): Value {
  const x = asF64(a);
  if (failed(x)) return NULL;
  const y = asF64(b);
  if (failed(y)) return NULL;
  let steps: u64 = 1;
  if (count != NULL && count != None) {
    const n = indexOf(count);
    if (n == NULL) return NULL;
    const negative = intIsNegative(n);
    steps = intFitsU64(n) ? intLow64(n) : u64.MAX_VALUE;
    decref(n);
    if (negative) return raise(T.ValueError, "steps must be a non-negative integer");
  }
  const r = nextAfter(x, y, steps);
  return boxFloat(r == 0 && steps == 1 && x != y && (count == NULL || count == None) ? copysign<f64>(0, x) : r); // C's nextafter keeps the sign
}
function mathUlp(mod: Value, v: Value): Value {
  const x = asF64(v);
  if (failed(x)) return NULL;
  const m = abs(x);
  if (!finite(m)) return boxFloat(m);
  const up = reinterpret<f64>(reinterpret<u64>(m) + 1);
  if (up == Infinity) return boxFloat(m - reinterpret<f64>(reinterpret<u64>(m) - 1));
  return boxFloat(up - m);
}
function mathLdexp(mod: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("ldexp", nargs, 2, 2)) return NULL;
  const x = asF64(load<u64>(args));
  if (failed(x)) return NULL;
  const e = load<u64>(args, 8);
  if (!isIntLike(e)) return raise(T.TypeError, "Expected an int as second argument to ldexp.");
  if (x == 0 || !finite(x)) return boxFloat(x);
  const n = asI64Clamped(e);
  const r = NativeMath.scalbn(x, <i32>max<i64>(min<i64>(n, 5000), -5000));
  return finite(r) ? boxFloat(r) : rangeError();
}
function pair(a: Value, b: Value): Value {
  const t = tupleNew(2);
  if (t != NULL) { tuplePut(t, 0, a); tuplePut(t, 1, b); }
  return t;
}
function mathFrexp(mod: Value, v: Value): Value {
  let x = asF64(v);
  if (failed(x)) return NULL;
  if (x == 0 || !finite(x)) return pair(boxFloat(x), boxInt(0));
  let e: i64 = 0;
  if (abs(x) < 2.2250738585072014e-308) { x *= 18014398509481984; e = -54; }
  const bits = reinterpret<u64>(x);
  e += <i64>((bits >>> 52) & 0x7FF) - 1022;
  return pair(boxFloat(reinterpret<f64>((bits & 0x800FFFFFFFFFFFFF) | 0x3FE0000000000000)), boxInt(e));
}
function mathModf(mod: Value, v: Value): Value {
  const x = asF64(v);
  if (failed(x)) return NULL;
  if (abs(x) == Infinity) return pair(boxFloat(copysign<f64>(0, x)), boxFloat(x));
  const whole = trunc(x);
  return pair(boxFloat(copysign<f64>(x - whole, x)), boxFloat(whole));
}
function mathIsclose(mod: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(4);
  if (!out) return NULL;
  let r: Value = NULL;
  if (parseArgs("isclose", "a b | $ rel_tol abs_tol", args, nargs, kwnames, out)) r = isclose(out);
  popArgs(out);
  return r;
}
function isclose(out: usize): Value {
  const a = asF64(load<u64>(out));
  if (failed(a)) return NULL;
  const b = asF64(load<u64>(out, 8));
  if (failed(b)) return NULL;
  let relative = 1e-9, absolute = 0.0;
  if (load<u64>(out, 16) != NULL) { relative = asF64(load<u64>(out, 16)); if (failed(relative)) return NULL; }
  if (load<u64>(out, 24) != NULL) { absolute = asF64(load<u64>(out, 24)); if (failed(absolute)) return NULL; }
  if (relative < 0 || absolute < 0) return raise(T.ValueError, "tolerances must be non-negative");
  if (a == b) return True;
  if (abs(a) == Infinity || abs(b) == Infinity) return boxBool(false);
  const difference = abs(b - a);
  return boxBool(difference <= abs(relative * b) || difference <= abs(relative * a) || difference <= absolute);
}

// Whole numbers and kinds of numbers

function mathIsfinite(mod: Value, v: Value): Value { const x = asF64(v); return failed(x) ? NULL : boxBool(finite(x)); }
function mathIsinf(mod: Value, v: Value): Value { const x = asF64(v); return failed(x) ? NULL : boxBool(abs(x) == Infinity); }
function mathIsnan(mod: Value, v: Value): Value { const x = asF64(v); return failed(x) ? NULL : boxBool(x != x); }
function mathFloor(mod: Value, v: Value): Value {
  if (isFloat(v)) return intFromF64(floor(f64Of(v)));
  const m = lookupSpecial(v, name(N.__floor__));
  if (m != NULL) { const r = call0(m); decref(m); return r; }
  if (errorOccurred()) return NULL;
  const x = asF64(v);
  return failed(x) ? NULL : intFromF64(floor(x));
}
function mathCeil(mod: Value, v: Value): Value {
  if (isFloat(v)) return intFromF64(ceil(f64Of(v)));
  const m = lookupSpecial(v, name(N.__ceil__));
  if (m != NULL) { const r = call0(m); decref(m); return r; }
  if (errorOccurred()) return NULL;
  const x = asF64(v);
  return failed(x) ? NULL : intFromF64(ceil(x));
}
function mathTrunc(mod: Value, v: Value): Value {
  if (isFloat(v)) return intFromF64(f64Of(v));
  const m = lookupSpecial(v, name(N.__trunc__));
  if (m != NULL) { const r = call0(m); decref(m); return r; }
  if (errorOccurred()) return NULL;
  return raiseFmt(T.TypeError, "type %T doesn't define __trunc__ method", v);
}

export function init_math(m: Value): void {
  constant(m, "pi", boxFloat(3.141592653589793));
  constant(m, "e", boxFloat(2.718281828459045));
  constant(m, "tau", boxFloat(6.283185307179586));
  constant(m, "inf", boxFloat(Infinity));
  constant(m, "nan", boxFloat(NaN));
  func(m, "acos", mathAcos.index, METH_O, "($module, x, /)", "The arc cosine in radians, from 0 to pi.");
  func(m, "acosh", mathAcosh.index, METH_O, "($module, x, /)", "The inverse hyperbolic cosine.");
  func(m, "asin", mathAsin.index, METH_O, "($module, x, /)", "The arc sine in radians, from -pi/2 to pi/2.");
  func(m, "asinh", mathAsinh.index, METH_O, "($module, x, /)", "The inverse hyperbolic sine.");
  func(m, "atan", mathAtan.index, METH_O, "($module, x, /)", "The arc tangent in radians, from -pi/2 to pi/2.");
  func(m, "atanh", mathAtanh.index, METH_O, "($module, x, /)", "The inverse hyperbolic tangent.");
  func(m, "cbrt", mathCbrt.index, METH_O, "($module, x, /)", "The cube root.");
  func(m, "cos", mathCos.index, METH_O, "($module, x, /)", "The cosine of an angle in radians.");
  func(m, "cosh", mathCosh.index, METH_O, "($module, x, /)", "The hyperbolic cosine.");
  func(m, "degrees", mathDegrees.index, METH_O, "($module, x, /)", "Convert an angle from radians to degrees.");
  func(m, "erf", mathErf.index, METH_O, "($module, x, /)", "The error function.");
  func(m, "erfc", mathErfc.index, METH_O, "($module, x, /)", "The complementary error function.");
  func(m, "exp", mathExp.index, METH_O, "($module, x, /)", "e raised to the power of x.");
  func(m, "exp2", mathExp2.index, METH_O, "($module, x, /)", "2 raised to the power of x.");
  func(m, "expm1", mathExpm1.index, METH_O, "($module, x, /)", "exp(x) - 1, precise for small x.");
  func(m, "fabs", mathFabs.index, METH_O, "($module, x, /)", "The absolute value as a float.");
  func(m, "gamma", mathGamma.index, METH_O, "($module, x, /)", "The gamma function.");
  func(m, "lgamma", mathLgamma.index, METH_O, "($module, x, /)", "The natural logarithm of the absolute value of the gamma function.");
  func(m, "log1p", mathLog1p.index, METH_O, "($module, x, /)", "The natural logarithm of 1 + x, precise for small x.");
  func(m, "radians", mathRadians.index, METH_O, "($module, x, /)", "Convert an angle from degrees to radians.");
  func(m, "sin", mathSin.index, METH_O, "($module, x, /)", "The sine of an angle in radians.");
  func(m, "sinh", mathSinh.index, METH_O, "($module, x, /)", "The hyperbolic sine.");
  func(m, "sqrt", mathSqrt.index, METH_O, "($module, x, /)", "The square root.");
  func(m, "tan", mathTan.index, METH_O, "($module, x, /)", "The tangent of an angle in radians.");
  func(m, "tanh", mathTanh.index, METH_O, "($module, x, /)", "The hyperbolic tangent.");
  func(m, "log", mathLog.index, METH_FAST, "", "log(x, [base=math.e])\\nThe logarithm to a base, the natural one without.");
  func(m, "log2", mathLog2.index, METH_O, "($module, x, /)", "The base 2 logarithm.");
  func(m, "log10", mathLog10.index, METH_O, "($module, x, /)", "The base 10 logarithm.");
  func(m, "atan2", mathAtan2.index, METH_FAST, "($module, y, x, /)", "The arc tangent of y/x in radians, by the signs of both.");
  func(m, "copysign", mathCopysign.index, METH_FAST, "($module, x, y, /)", "The magnitude of x with the sign of y.");
  func(m, "fmod", mathFmod.index, METH_FAST, "($module, x, y, /)", "The remainder of x / y as C has it, with the sign of x.");
  func(m, "remainder", mathRemainder.index, METH_FAST, "($module, x, y, /)", "x minus the nearest multiple of y.");
  func(m, "pow", mathPow.index, METH_FAST, "($module, x, y, /)", "x raised to the power of y, as a float.");
  func(m, "fma", mathFma.index, METH_FAST, "($module, x, y, z, /)", "x * y + z, rounded once.");
  func(m, "nextafter", mathNextafter.index, METH_KW, "($module, x, y, /, *, steps=None)", "The float that is some steps after x towards y.");
  func(m, "ulp", mathUlp.index, METH_O, "($module, x, /)", "The value of the least significant bit.");
  func(m, "ldexp", mathLdexp.index, METH_FAST, "($module, x, i, /)", "x * (2**i).");
  func(m, "frexp", mathFrexp.index, METH_O, "($module, x, /)", "Mantissa and exponent as a pair (m, e): x = m * 2**e with 0.5 <= abs(m) < 1.");
  func(m, "modf", mathModf.index, METH_O, "($module, x, /)", "The fractional and integer parts, both with the sign of x.");
  func(m, "isclose", mathIsclose.index, METH_KW, "($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)", "Whether two numbers are close in value.");
  func(m, "isfinite", mathIsfinite.index, METH_O, "($module, x, /)", "Whether x is neither an infinity nor a NaN.");
  func(m, "isinf", mathIsinf.index, METH_O, "($module, x, /)", "Whether x is a positive or negative infinity.");
  func(m, "isnan", mathIsnan.index, METH_O, "($module, x, /)", "Whether x is a NaN.");
  func(m, "floor", mathFloor.index, METH_O, "($module, x, /)", "The largest integer <= x.");
  func(m, "ceil", mathCeil.index, METH_O, "($module, x, /)", "The smallest integer >= x.");
  func(m, "trunc", mathTrunc.index, METH_O, "($module, x, /)", "The integer between 0 and x that is nearest to x.");
  func(m, "fsum", fsum.index, METH_O, "($module, seq, /)", "An accurate sum of floats.");
  func(m, "sumprod", mathSumprod.index, METH_FAST, "($module, p, q, /)", "The sum of products of values of two iterables.");
  func(m, "hypot", hypot.index, METH_FAST, "($module, /, *coordinates)", "The Euclidean norm, sqrt(sum(x**2 for x in coordinates)).");
  func(m, "dist", mathDist.index, METH_FAST, "($module, p, q, /)", "The Euclidean distance between two points.");
  func(m, "factorial", factorial.index, METH_O, "($module, n, /)", "n!");
  func(m, "comb", comb.index, METH_FAST, "($module, n, k, /)", "The number of ways to choose k items from n.");
  func(m, "perm", perm.index, METH_FAST, "($module, n, k=None, /)", "The number of ways to choose k items from n in order.");
  func(m, "gcd", gcd.index, METH_FAST, "($module, /, *integers)", "The greatest common divisor.");
  func(m, "lcm", lcm.index, METH_FAST, "($module, /, *integers)", "The least common multiple.");
  func(m, "isqrt", isqrt.index, METH_O, "($module, n, /)", "The integer part of the square root.");
  func(m, "prod", prod.index, METH_KW, "($module, iterable, /, *, start=1)", "The product of the items of an iterable.");
}
function mathSumprod(mod: Value, args: usize, nargs: i32): Value { return checkArgs("sumprod", nargs, 2, 2) ? sumprod(mod, args, nargs) : NULL; }
function mathDist(mod: Value, args: usize, nargs: i32): Value { return checkArgs("dist", nargs, 2, 2) ? dist(mod, args, nargs) : NULL; }
