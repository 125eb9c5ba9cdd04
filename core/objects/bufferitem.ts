// Reading and writing one item of a buffer by its format: the native formats of struct, one character with an optional '@'.

import { Value, NULL, boxBool, boxFloatBits } from "../value";
import { T } from "../names.generated";
import { decref } from "../memory/refcount";
import { errorOccurred, errorMatches, clearError, raiseFmt } from "../errors";
import { indexOf, isTrue, hasIndex } from "../abstract";
import { asF64 } from "./float";
import { intFitsI64, intFitsU64, intLow64, newInt, newIntU64 } from "./int";
import { isBytes, bytesOf } from "./bytesmake";
import { bytesData, bytesLen } from "./bytesobject";
import { strFromCodePoint } from "./strmake";
import { f16ToF64, f64ToF16 } from "./halffloat";

/** The format's character, or 0 when it is not a native single character format; `format` as in BufferView. */
export function formatChar(format: usize): u32 {
  if (!format) return 0x42;
  let c = <u32>load<u8>(format);
  if (c == 0x40) c = load<u8>(++format);
  return c && load<u8>(format, 1) == 0 && formatSize(c) > 0 ? c : 0;
}
/** Bytes of an item of a native format; -1 when it is none. */
export function formatSize(c: u32): i32 {
  switch (c) {
    case 0x63: case 0x62: case 0x42: case 0x3F: return 1; // c b B ?
    case 0x68: case 0x48: case 0x65: return 2; // h H e
    case 0x69: case 0x49: case 0x66: return 4; // i I f
    case 0x6C: case 0x4C: case 0x71: case 0x51: case 0x6E: case 0x4E: case 0x64: case 0x50: return 8; // l L q Q n N d P
  }
  return -1;
}
/** The item at `at`. */
export function unpackItem(at: usize, c: u32): Value {
  switch (c) {
    case 0x42: return newInt(load<u8>(at));
    case 0x62: return newInt(load<i8>(at));
    case 0x63: return bytesOf(at, 1);
    case 0x3F: return boxBool(load<u8>(at) != 0);
    case 0x68: return newInt(load<i16>(at));
    case 0x48: return newInt(load<u16>(at));
    case 0x69: return newInt(load<i32>(at));
    case 0x49: return newInt(load<u32>(at));
    case 0x6C: case 0x71: case 0x6E: return newInt(load<i64>(at));
    case 0x4C: case 0x51: case 0x4E: case 0x50: return newIntU64(load<u64>(at));
    case 0x66: return boxFloatBits(reinterpret<u64>(<f64>load<f32>(at)));
    case 0x64: return boxFloatBits(load<u64>(at));
    case 0x65: return boxFloatBits(reinterpret<u64>(f16ToF64(load<u16>(at))));
  }
  return raiseFmt(T.NotImplementedError, "memoryview: format %s not supported", NULL);
}
function wrongType(c: u32): i32 {
  const s = strFromCodePoint(c);
  raiseFmt(T.TypeError, "memoryview: invalid type for format '%s'", s);
  decref(s);
  return -1;
}
function wrongValue(c: u32): i32 {
  const s = strFromCodePoint(c);
  raiseFmt(T.ValueError, "memoryview: invalid value for format '%s'", s);
  decref(s);
  return -1;
}
/** Writes an item. 0, or -1 with TypeError or ValueError. */
export function packItem(at: usize, c: u32, v: Value): i32 {
  switch (c) {
    case 0x63:
      if (!isBytes(v)) return wrongType(c);
      if (bytesLen(v) != 1) return wrongValue(c);
      store<u8>(at, load<u8>(bytesData(v)));
      return 0;
    case 0x3F: {
      const t = isTrue(v);
      if (t < 0) return -1;
      store<u8>(at, <u8>t);
      return 0;
    }
    case 0x66: case 0x64: case 0x65: {
      const f = asF64(v);
      if (f == -1 && errorOccurred()) {
        if (errorMatches(T.TypeError)) { clearError(); return wrongType(c); }
        return -1;
      }
      if (c == 0x64) store<f64>(at, f);
      else if (c == 0x66) store<f32>(at, <f32>f);
      else store<u16>(at, <u16>f64ToF16(f));
      return 0;
    }
  }
  if (!hasIndex(v)) return wrongType(c);
  const i = indexOf(v);
  if (i == NULL) return -1;
  const signed = c == 0x62 || c == 0x68 || c == 0x69 || c == 0x6C || c == 0x71 || c == 0x6E;
  const size = formatSize(c);
  let ok = signed ? intFitsI64(i) : intFitsU64(i);
  const x = intLow64(i);
  decref(i);
  if (ok && size < 8) {
    const bits = <u64>size << 3;
    ok = signed ? <i64>x >= -(<i64>1 << (bits - 1)) && <i64>x < <i64>1 << (bits - 1) : x < <u64>1 << bits;
  }
  if (!ok) return wrongValue(c);
  switch (size) {
    case 1: store<u8>(at, <u8>x); break;
    case 2: store<u16>(at, <u16>x); break;
    case 4: store<u32>(at, <u32>x); break;
    default: store<u64>(at, x);
  }
  return 0;
}
