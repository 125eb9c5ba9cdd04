// Half-precision floats (IEEE 754 binary16), the format 'e' of buffers.

export function f16ToF64(h: u32): f64 {
  const exponent = (h >>> 10) & 0x1F, mantissa = <f64>(h & 0x3FF);
  let f: f64;
  if (exponent == 0) f = mantissa * (1.0 / 16777216.0);
  else if (exponent == 31) f = mantissa == 0 ? Infinity : NaN;
  else f = (1.0 + mantissa / 1024.0) * reinterpret<f64>(<u64>(exponent - 15 + 1023) << 52);
  return h & 0x8000 ? -f : f;
}
/** Rounded to the nearest, ties to even; too large a value becomes an infinity. */
export function f64ToF16(f: f64): u32 {
  const bits = reinterpret<u64>(f);
  const sign = <u32>(bits >>> 48) & 0x8000;
  const exponent = <i32>(bits >>> 52 & 0x7FF);
  if (exponent == 0x7FF) return sign | (f != f ? 0x7E00 : 0x7C00);
  const e = exponent - 1023 + 15;
  if (e >= 31) return sign | 0x7C00;
  const mantissa = (bits & 0xFFFFFFFFFFFFF) | 0x10000000000000;
  const shift: u64 = e > 0 ? 42 : 43 - e;
  if (shift > 53) return sign;
  let m = <u32>(mantissa >>> shift);
  const rest = mantissa & ((<u64>1 << shift) - 1), half = <u64>1 << (shift - 1);
  if (rest > half || (rest == half && m & 1)) m++;
  return sign | (e > 0 ? (<u32>(e - 1) << 10) + m : m); // a carry runs into the exponent, as it should
}
