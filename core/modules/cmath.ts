// The module cmath. For an argument with an infinity or a NaN the result stands in a table (C99, annex G; Python's own choices where that leaves one);
// finite ones go by formulas that neither overflow nor lose the signs of zeros (W. Kahan, "Branch cuts for complex elementary functions").
//
// A table is a string of 7 by 7 pairs of characters, real and imaginary part of the result; rows are the kind of the real part of
// the argument, columns that of the imaginary part, both in the order -inf, negative, -0, 0, positive, inf, NaN. The characters: i I are the infinities, 0 z the zeros,
// 1 m one and minus one, n NaN, p h q t are pi, pi/2, pi/4 and 3pi/4 and capitals their negatives, E is a domain error, dots are finite.

import { Value, NULL, True, boxBool, boxFloat } from "../value";
import { T } from "../names.generated";
import { decref } from "../memory/refcount";
import { constant, func, METH_FAST, METH_KW, METH_O } from "../objects/define";
import { errorOccurred, raise } from "../errors";
import { checkArgs, parseArgs } from "../args";
import { pushArgs, popArgs } from "../interp/argstack";
import { tuple2 } from "../objects/tupleobject";
import { asF64 } from "../objects/float";
import { complexFromNumber } from "../objects/complex";
import { complexDiv, complexImag, complexNew, complexReal, hypot } from "../objects/complexarith";
import { asinh } from "./math";

const ACOS = "tipipipIpItInihi........hInnhi........hIhnhi........hIhnhi........hInnqi0i0i0I0IqInininnnnnnnnnInn";
const ACOSH = "iTiPiPipipitiniH........ihnniH........ihnhiH........ihnhiH........ihnniQizizi0i0iqininnnnnnnnninnn";
const ASINH = "IQIzIzI0I0IqInIH........IhnnIH........IhnniH........ihnniH........ihnniQizizi0i0iqininnnnzn0nninnn";
const ATANH = "zHzHzHzhzhzhznzH........zhnnzH........zhzn0H........0h0n0H........0hnn0H0H0H0h0h0h0n0Hnnnnnnnn0hnn";
const COSH = "EEIii0izIIEEinEE........EEnnEE........EEn0EE........EEn0EE........EEnnEEIIizi0IiEEinnnnnn0n0nnnnnn";
const EXP = "00zz0z00z00000EE........EEnnEE........EEnnEE........EEnnEE........EEnnEEIIizi0IiEEinnnnnnzn0nnnnnn";
const LOG = "iTiPiPipipitiniH........ihnniH........ihnniH........ihnniH........ihnniQizizi0i0iqininnnnnnnnninnn";
const SINH = "EEiIIzI0iiEEinEE........EEnnEE........EE0nEE........EE0nEE........EEnnEEIIizi0IiEEinnnnnnzn0nnnnnn";
const SQRT = "iI0I0I0i0iiiniiI........iinniI........iinniI........iinniI........iinniIizizi0i0iiiniInnnnnnnniinn";
const TANH = "m0m0mzm0mzm0m0EE........EEnnEE........EEznEE........EE0nEE........EEnn10101z101z1010nnnnnzn0nnnnnn";
const RECT = "EEiiI0IziIEEinEE........EEnn00........000000........0000EE........EEnnEEIIizi0IiEEinnnnnn0n0nnnnnn";

const PI: f64 = 3.141592653589793;
const LN2: f64 = 0.6931471805599453;
const LARGE: f64 = 4.49423283715579e307; // a quarter of the largest double
const LOG_LARGE: f64 = 708.3964185322641; // log(LARGE)
const SQRT_LARGE: f64 = 6.703903964971298e153;
const TINY: f64 = 2.2250738585072014e-308;
const SQRT_TINY: f64 = 1.4916681462400413e-154;
const E: f64 = 2.718281828459045;

function finite(x: f64): bool { return x - x == 0; }
function sign(m: f64, s: f64): f64 { return copysign<f64>(m, s); }
function kind(x: f64): i32 {
  if (x != x) return 6;
  if (x == Infinity) return 5;
  if (x == -Infinity) return 0;
  if (x == 0) return reinterpret<u64>(x) >>> 63 ? 2 : 3;
  return x < 0 ? 1 : 4;
}
function decode(c: u32): f64 {
  const lower = c | 0x20;
  const s: f64 = c < 0x60 && c > 0x40 ? -1 : 1;
  switch (lower) {
    case 0x69: return s * Infinity;
    case 0x70: return s * PI;
    case 0x68: return s * (PI / 2);
    case 0x71: return s * (PI / 4);
    case 0x74: return s * (3 * PI / 4);
    case 0x7A: return -0.0;
    case 0x6D: return -1;
  }
  return c == 0x31 ? 1 : c == 0x30 ? 0 : NaN;
}
/** The tabulated result. NULL with ValueError. */
function special(table: string, x: f64, y: f64): Value {
  const i = (kind(x) * 7 + kind(y)) * 2;
  const a = <u32>table.charCodeAt(i);
  if (a == 0x45) return domainError();
  return complexNew(decode(a), decode(<u32>table.charCodeAt(i + 1)));
}
function domainError(): Value { return raise(T.ValueError, "math domain error"); }
function rangeError(): Value { return raise(T.OverflowError, "math range error"); }
/** A result that must be finite. */
function checked(x: f64, y: f64): Value { return abs(x) == Infinity || abs(y) == Infinity ? rangeError() : complexNew(x, y); }

// The functions of finite arguments: each gives a new complex number.

function sqrtOf(x: f64, y: f64): Value {
  if (!finite(x) || !finite(y)) return special(SQRT, x, y);
  if (x == 0 && y == 0) return complexNew(0, y);
  let ax = abs(x);
  const ay = abs(y);
  let s: f64;
  if (ax < TINY && ay < TINY && (ax > 0 || ay > 0)) { // subnormal parts are brought up first
    ax *= 9007199254740992;
    s = sqrt<f64>(ax + hypot(ax, ay * 9007199254740992)) * 7.450580596923828e-09; // by 2^53 and 2^-27: the half is in it
  } else {
    ax /= 8;
    s = 2 * sqrt<f64>(ax + hypot(ax, ay / 8));
  }
  const d = ay / (2 * s);
  return x >= 0 ? complexNew(s, sign(d, y)) : complexNew(d, sign(s, y));
}
function acosOf(x: f64, y: f64): Value {
  if (!finite(x) || !finite(y)) return special(ACOS, x, y);
  if (abs(x) > LARGE || abs(y) > LARGE) {
    const re = NativeMath.atan2(abs(y), x);
    const m = NativeMath.log(hypot(x / 2, y / 2)) + LN2 * 2;
    return complexNew(re, x < 0 ? -sign(m, y) : sign(m, -y));
  }
  const a = sqrtOf(1 - x, -y), b = sqrtOf(1 + x, y);
  if (a == NULL || b == NULL) return NULL;
  const ar = complexReal(a), ai = complexImag(a), br = complexReal(b), bi = complexImag(b);
  decref(a);
  decref(b);
  return complexNew(2 * NativeMath.atan2(ar, br), asinh(br * ai - bi * ar));
}
function acoshOf(x: f64, y: f64): Value {
  if (!finite(x) || !finite(y)) return special(ACOSH, x, y);
  if (abs(x) > LARGE || abs(y) > LARGE) return complexNew(NativeMath.log(hypot(x / 2, y / 2)) + LN2 * 2, NativeMath.atan2(y, x));
  const a = sqrtOf(x - 1, y), b = sqrtOf(x + 1, y);
  if (a == NULL || b == NULL) return NULL;
  const ar = complexReal(a), ai = complexImag(a), br = complexReal(b), bi = complexImag(b);
  decref(a);
  decref(b);
  return complexNew(asinh(ar * br + ai * bi), 2 * NativeMath.atan2(ai, br));
}
function asinhOf(x: f64, y: f64): Value {
  if (!finite(x) || !finite(y)) return special(ASINH, x, y);
  if (abs(x) > LARGE || abs(y) > LARGE) {
    const m = NativeMath.log(hypot(x / 2, y / 2)) + LN2 * 2;
    return complexNew(y >= 0 ? sign(m, x) : -sign(m, -x), NativeMath.atan2(y, abs(x)));
  }
  const a = sqrtOf(1 + y, -x), b = sqrtOf(1 - y, x);
  if (a == NULL || b == NULL) return NULL;
  const ar = complexReal(a), ai = complexImag(a), br = complexReal(b), bi = complexImag(b);
  decref(a);
  decref(b);
  return complexNew(asinh(ar * bi - br * ai), NativeMath.atan2(y, ar * br - ai * bi));
}
function atanhOf(x: f64, y: f64): Value {
  if (!finite(x) || !finite(y)) return special(ATANH, x, y);
  if (reinterpret<u64>(x) >>> 63) return negated(atanhOf(-x, -y));
  const ay = abs(y);
  if (x > SQRT_LARGE || ay > SQRT_LARGE) {
    const h = hypot(x / 2, y / 2);
    return complexNew(x / 4 / h / h, -sign(PI / 2, -y));
  }
  if (x == 1 && ay < SQRT_TINY) {
    if (ay == 0) return domainError();
    return complexNew(-NativeMath.log(sqrt<f64>(ay) / sqrt<f64>(hypot(ay, 2))), sign(NativeMath.atan2(2, -ay) / 2, y));
  }
  return complexNew(
    NativeMath.log1p(4 * x / ((1 - x) * (1 - x) + ay * ay)) / 4,
    -NativeMath.atan2(-2 * y, (1 - x) * (1 + x) - ay * ay) / 2,
  );
}
/** -z, stealing z. */
function negated(z: Value): Value {
  if (z == NULL) return NULL;
  const r = complexNew(-complexReal(z), -complexImag(z));
  decref(z);
  return r;
}
/** i * z turned: f(z) = -i g(iz) has its parts exchanged and a sign; steals z. */
function turned(z: Value): Value {
  if (z == NULL) return NULL;
  const r = complexNew(complexImag(z), -complexReal(z));
  decref(z);
  return r;
}
function coshOf(x: f64, y: f64): Value {
  if (!finite(x) || !finite(y)) {
    if (abs(x) == Infinity && finite(y) && y != 0) {
      const im = sign(Infinity, NativeMath.sin(y));
      return complexNew(sign(Infinity, NativeMath.cos(y)), x > 0 ? im : -im);
    }
    return special(COSH, x, y);
  }
  if (abs(x) > LOG_LARGE) {
    const less = x - sign(1, x);
    return checked(NativeMath.cos(y) * NativeMath.cosh(less) * E, NativeMath.sin(y) * NativeMath.sinh(less) * E);
  }
  return checked(NativeMath.cos(y) * NativeMath.cosh(x), NativeMath.sin(y) * NativeMath.sinh(x));
}
function sinhOf(x: f64, y: f64): Value {
  if (!finite(x) || !finite(y)) {
    if (abs(x) == Infinity && finite(y) && y != 0) {
      const re = sign(Infinity, NativeMath.cos(y));
      return complexNew(x > 0 ? re : -re, sign(Infinity, NativeMath.sin(y)));
    }
    return special(SINH, x, y);
  }
  if (abs(x) > LOG_LARGE) {
    const less = x - sign(1, x);
    return checked(NativeMath.cos(y) * NativeMath.sinh(less) * E, NativeMath.sin(y) * NativeMath.cosh(less) * E);
  }
  return checked(NativeMath.cos(y) * NativeMath.sinh(x), NativeMath.sin(y) * NativeMath.cosh(x));
}
function tanhOf(x: f64, y: f64): Value {
  if (!finite(x) || !finite(y)) {
    if (abs(x) == Infinity && finite(y) && y != 0) return complexNew(sign(1, x), sign(0, 2 * NativeMath.sin(y) * NativeMath.cos(y)));
    return special(TANH, x, y);
  }
  if (abs(x) > LOG_LARGE) return complexNew(sign(1, x), 4 * NativeMath.sin(y) * NativeMath.cos(y) * NativeMath.exp(-2 * abs(x)));
  const tx = NativeMath.tanh(x), ty = NativeMath.tan(y), cx = 1 / NativeMath.cosh(x);
  const txty = tx * ty;
  const d = 1 + txty * txty;
  return complexNew(tx * (1 + ty * ty) / d, ty / d * cx * cx);
}
function expOf(x: f64, y: f64): Value {
  if (!finite(x) || !finite(y)) {
    if (abs(x) == Infinity && finite(y) && y != 0) {
      const m: f64 = x > 0 ? Infinity : 0;
      return complexNew(sign(m, NativeMath.cos(y)), sign(m, NativeMath.sin(y)));
    }
    return special(EXP, x, y);
  }
  if (x > LOG_LARGE) {
    const l = NativeMath.exp(x - 1);
    return checked(l * NativeMath.cos(y) * E, l * NativeMath.sin(y) * E);
  }
  const l = NativeMath.exp(x);
  return checked(l * NativeMath.cos(y), l * NativeMath.sin(y));
}
function logOf(x: f64, y: f64): Value {
  if (!finite(x) || !finite(y)) return special(LOG, x, y);
  const ax = abs(x), ay = abs(y);
  let re: f64;
  if (ax > LARGE || ay > LARGE) re = NativeMath.log(hypot(ax / 2, ay / 2)) + LN2;
  else if (ax < TINY && ay < TINY) {
    if (ax == 0 && ay == 0) return domainError();
    re = NativeMath.log(hypot(ax * 9007199254740992, ay * 9007199254740992)) - 53 * LN2;
  } else {
    const h = hypot(ax, ay);
    if (0.71 <= h && h <= 1.73) { // near 1 the logarithm is of a difference
      const m = max(ax, ay), n = min(ax, ay);
      re = NativeMath.log1p((m - 1) * (m + 1) + n * n) / 2;
    } else re = NativeMath.log(h);
  }
  return complexNew(re, NativeMath.atan2(y, x));
}

// The functions of Python

function cmathAcos(mod: Value, v: Value): Value {
  const z = complexFromNumber(v);
  if (z == NULL) return NULL;
  const x = complexReal(z), y = complexImag(z);
  decref(z);
  return acosOf(x, y);
}
function cmathAcosh(mod: Value, v: Value): Value {
  const z = complexFromNumber(v);
  if (z == NULL) return NULL;
  const x = complexReal(z), y = complexImag(z);
  decref(z);
  return acoshOf(x, y);
}
function cmathAsin(mod: Value, v: Value): Value {
  const z = complexFromNumber(v);
  if (z == NULL) return NULL;
  const x = complexReal(z), y = complexImag(z);
  decref(z);
  return turned(asinhOf(-y, x));
}
function cmathAsinh(mod: Value, v: Value): Value {
  const z = complexFromNumber(v);
  if (z == NULL) return NULL;
  const x = complexReal(z), y = complexImag(z);
  decref(z);
  return asinhOf(x, y);
}
function cmathAtan(mod: Value, v: Value): Value {
  const z = complexFromNumber(v);
  if (z == NULL) return NULL;
  const x = complexReal(z), y = complexImag(z);
  decref(z);
  return turned(atanhOf(-y, x));
}
function cmathAtanh(mod: Value, v: Value): Value {
  const z = complexFromNumber(v);
  if (z == NULL) return NULL;
  const x = complexReal(z), y = complexImag(z);
  decref(z);
  return atanhOf(x, y);
}
function cmathCos(mod: Value, v: Value): Value {
  const z = complexFromNumber(v);
  if (z == NULL) return NULL;
  const x = complexReal(z), y = complexImag(z);
  decref(z);
  return coshOf(-y, x);
}
function cmathCosh(mod: Value, v: Value): Value {
  const z = complexFromNumber(v);
  if (z == NULL) return NULL;
  const x = complexReal(z), y = complexImag(z);
  decref(z);
  return coshOf(x, y);
}
function cmathExp(mod: Value, v: Value): Value {
  const z = complexFromNumber(v);
  if (z == NULL) return NULL;
  const x = complexReal(z), y = complexImag(z);
  decref(z);
  return expOf(x, y);
}
function cmathSin(mod: Value, v: Value): Value {
  const z = complexFromNumber(v);
  if (z == NULL) return NULL;
  const x = complexReal(z), y = complexImag(z);
  decref(z);
  return turned(sinhOf(-y, x));
}
function cmathSinh(mod: Value, v: Value): Value {
  const z = complexFromNumber(v);
  if (z == NULL) return NULL;
  const x = complexReal(z), y = complexImag(z);
  decref(z);
  return sinhOf(x, y);
}
function cmathSqrt(mod: Value, v: Value): Value {
  const z = complexFromNumber(v);
  if (z == NULL) return NULL;
  const x = complexReal(z), y = complexImag(z);
  decref(z);
  return sqrtOf(x, y);
}
function cmathTan(mod: Value, v: Value): Value {
  const z = complexFromNumber(v);
  if (z == NULL) return NULL;
  const x = complexReal(z), y = complexImag(z);
  decref(z);
  return turned(tanhOf(-y, x));
}
function cmathTanh(mod: Value, v: Value): Value {
  const z = complexFromNumber(v);
  if (z == NULL) return NULL;
  const x = complexReal(z), y = complexImag(z);
  decref(z);
  return tanhOf(x, y);
}
function cmathLog(mod: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("log", nargs, 1, 2)) return NULL;
  const above = logArgument(load<u64>(args));
  if (above == NULL || nargs == 1) return above;
  const below = logArgument(load<u64>(args, 8));
  if (below == NULL) { decref(above); return NULL; }
  const r = complexReal(below) == 0 && complexImag(below) == 0 ? domainError() : complexDiv(complexReal(above), complexImag(above), complexReal(below), complexImag(below));
  decref(above);
  decref(below);
  return r;
}
function logArgument(v: Value): Value {
  const z = complexFromNumber(v);
  if (z == NULL) return NULL;
  const r = logOf(complexReal(z), complexImag(z));
  decref(z);
  return r;
}
function cmathLog10(mod: Value, v: Value): Value {
  const l = logArgument(v);
  if (l == NULL) return NULL;
  const r = complexNew(complexReal(l) / 2.302585092994046, complexImag(l) / 2.302585092994046);
  decref(l);
  return r;
}
function phaseOf(x: f64, y: f64): f64 { return NativeMath.atan2(y, x); }
function cmathPhase(mod: Value, v: Value): Value {
  const z = complexFromNumber(v);
  if (z == NULL) return NULL;
  const r = phaseOf(complexReal(z), complexImag(z));
  decref(z);
  return boxFloat(r);
}
function cmathPolar(mod: Value, v: Value): Value {
  const z = complexFromNumber(v);
  if (z == NULL) return NULL;
  const x = complexReal(z), y = complexImag(z);
  decref(z);
  const r = hypot(x, y);
  if (r == Infinity && finite(x) && finite(y)) return rangeError();
  return tuple2(boxFloat(r), boxFloat(phaseOf(x, y)));
}
function cmathRect(mod: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("rect", nargs, 2, 2)) return NULL;
  const r = asF64(load<u64>(args));
  if (r == -1 && errorOccurred()) return NULL;
  const phi = asF64(load<u64>(args, 8));
  if (phi == -1 && errorOccurred()) return NULL;
  if (!finite(r) || !finite(phi)) {
    if (abs(r) == Infinity && finite(phi) && phi != 0) {
      const x = sign(Infinity, NativeMath.cos(phi)), y = sign(Infinity, NativeMath.sin(phi));
      return r > 0 ? complexNew(x, y) : complexNew(-x, -y);
    }
    return special(RECT, r, phi);
  }
  if (phi == 0) return complexNew(r, r * phi);
  return complexNew(r * NativeMath.cos(phi), r * NativeMath.sin(phi));
}
/** What `test` says of the parts: 0 finite both, 1 infinite one, 2 NaN one. */
function about(v: Value, test: i32): Value {
  const z = complexFromNumber(v);
  if (z == NULL) return NULL;
  const x = complexReal(z), y = complexImag(z);
  decref(z);
  return boxBool(test == 0 ? finite(x) && finite(y) : test == 1 ? abs(x) == Infinity || abs(y) == Infinity : x != x || y != y);
}
function cmathIsfinite(mod: Value, v: Value): Value { return about(v, 0); }
function cmathIsinf(mod: Value, v: Value): Value { return about(v, 1); }
function cmathIsnan(mod: Value, v: Value): Value { return about(v, 2); }
function cmathIsclose(mod: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(4);
  if (!out) return NULL;
  let r: Value = NULL;
  if (parseArgs("isclose", "a b | $ rel_tol abs_tol", args, nargs, kwnames, out)) r = isclose(out);
  popArgs(out);
  return r;
}
function isclose(out: usize): Value {
  const a = complexFromNumber(load<u64>(out));
  if (a == NULL) return NULL;
  const ax = complexReal(a), ay = complexImag(a);
  decref(a);
  const b = complexFromNumber(load<u64>(out, 8));
  if (b == NULL) return NULL;
  const bx = complexReal(b), by = complexImag(b);
  decref(b);
  let relative = 1e-9, absolute = 0.0;
  if (load<u64>(out, 16) != NULL) { relative = asF64(load<u64>(out, 16)); if (relative == -1 && errorOccurred()) return NULL; }
  if (load<u64>(out, 24) != NULL) { absolute = asF64(load<u64>(out, 24)); if (absolute == -1 && errorOccurred()) return NULL; }
  if (relative < 0 || absolute < 0) return raise(T.ValueError, "tolerances must be non-negative");
  if (ax == bx && ay == by) return True;
  if (abs(ax) == Infinity || abs(ay) == Infinity || abs(bx) == Infinity || abs(by) == Infinity) return boxBool(false);
  const d = hypot(ax - bx, ay - by);
  return boxBool(d <= relative * hypot(bx, by) || d <= relative * hypot(ax, ay) || d <= absolute);
}

export function init_cmath(m: Value): void {
  constant(m, "pi", boxFloat(PI));
  constant(m, "e", boxFloat(E));
  constant(m, "tau", boxFloat(2 * PI));
  constant(m, "inf", boxFloat(Infinity));
  constant(m, "infj", complexNew(0, Infinity));
  constant(m, "nan", boxFloat(NaN));
  constant(m, "nanj", complexNew(0, NaN));
  func(m, "acos", cmathAcos.index, METH_O, "($module, z, /)", "The arc cosine.");
  func(m, "acosh", cmathAcosh.index, METH_O, "($module, z, /)", "The inverse hyperbolic cosine.");
  func(m, "asin", cmathAsin.index, METH_O, "($module, z, /)", "The arc sine.");
  func(m, "asinh", cmathAsinh.index, METH_O, "($module, z, /)", "The inverse hyperbolic sine.");
  func(m, "atan", cmathAtan.index, METH_O, "($module, z, /)", "The arc tangent.");
  func(m, "atanh", cmathAtanh.index, METH_O, "($module, z, /)", "The inverse hyperbolic tangent.");
  func(m, "cos", cmathCos.index, METH_O, "($module, z, /)", "The cosine.");
  func(m, "cosh", cmathCosh.index, METH_O, "($module, z, /)", "The hyperbolic cosine.");
  func(m, "exp", cmathExp.index, METH_O, "($module, z, /)", "e raised to the power of z.");
  func(m, "sin", cmathSin.index, METH_O, "($module, z, /)", "The sine.");
  func(m, "sinh", cmathSinh.index, METH_O, "($module, z, /)", "The hyperbolic sine.");
  func(m, "sqrt", cmathSqrt.index, METH_O, "($module, z, /)", "The square root.");
  func(m, "tan", cmathTan.index, METH_O, "($module, z, /)", "The tangent.");
  func(m, "tanh", cmathTanh.index, METH_O, "($module, z, /)", "The hyperbolic tangent.");
  func(m, "log", cmathLog.index, METH_FAST, "($module, z, base=<unrepresentable>, /)", "The logarithm to a base, the natural one without.");
  func(m, "log10", cmathLog10.index, METH_O, "($module, z, /)", "The base 10 logarithm.");
  func(m, "phase", cmathPhase.index, METH_O, "($module, z, /)", "The argument of a complex number.");
  func(m, "polar", cmathPolar.index, METH_O, "($module, z, /)", "Polar coordinates (r, phi).");
  func(m, "rect", cmathRect.index, METH_FAST, "($module, r, phi, /)", "A complex number from polar coordinates.");
  func(m, "isfinite", cmathIsfinite.index, METH_O, "($module, z, /)", "Whether both parts are finite.");
  func(m, "isinf", cmathIsinf.index, METH_O, "($module, z, /)", "Whether a part is infinite.");
  func(m, "isnan", cmathIsnan.index, METH_O, "($module, z, /)", "Whether a part is NaN.");
  func(m, "isclose", cmathIsclose.index, METH_KW, "($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)", "Whether two complex numbers are close in value.");
}
