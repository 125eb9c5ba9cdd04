// Bytes and hexadecimal text: hex(), fromhex().

import { Value, NULL, boxInt, boxPtr, ptrOf } from "../value";
import { T } from "../names.generated";
import { decref } from "../memory/refcount";
import { errorOccurred, outOfMemory, raise, raiseFmt } from "../errors";
import { indexI32, lenOf, call1 } from "../abstract";
import { parseArgs } from "../args";
import { popArgs, pushArgs } from "../interp/argstack";
import { TypeFlag, typeView } from "./typeobject";
import { strAlloc, strAt, strLen, strView, STR_DATA } from "./strnew";
import { isStr, strData, strIsAscii } from "./strmake";
import { hexDigit } from "./strrepr";
import { bytesAlloc, bytesData } from "./bytesobject";
import { hasBuffer } from "./buffer";
import { byteArrayNew, isBytes, rawData, rawLen, rawSlice, viewArgument, endView, viewAt, isByteSpace } from "./bytesmake";

/** The value of a hexadecimal digit, or -1. */
export function hexValue(c: u32): i32 {
  if (c - 48 < 10) return c - 48;
  c |= 32;
  return c - 97 < 6 ? <i32>c - 87 : -1;
}

/**
 * Reads the arguments (sep, bytes_per_sep) of hex() and hexlify(), either NULL if not given: how many bytes stand between separators to `out` (i32, counted
 * from the end, or from the start if negative, 0 for no separators), the separator behind it (u32). Only what makes `text` wants it in ASCII. May run Python code.
 */
export function hexArguments(sep: Value, per: Value, text: bool, out: usize): bool {
  const group = per == NULL ? 1 : indexI32(per);
  if (group == -1 && errorOccurred()) return false;
  const separator = hexSeparator(sep, text);
  if (separator == -2) return false;
  store<i32>(out, separator == -1 ? 0 : group);
  store<i32>(out, separator, 4);
  return true;
}
/** The separator of hex(): its character, -1 for none, -2 with an exception. */
function hexSeparator(sep: Value, text: bool): i32 {
  if (sep == NULL) return -1;
  const n = lenOf(sep);
  if (n < 0) return -2;
  if (n != 1) { raise(T.ValueError, "sep must be length 1."); return -2; }
  let c: u32;
  if (isStr(sep)) {
    c = strAt(sep, 0);
    text = text || c > 255;
  }
  else if (isBytes(sep)) c = load<u8>(bytesData(sep));
  else { raise(T.TypeError, "sep must be str or bytes."); return -2; }
  if (text && c > 127) { raise(T.ValueError, "sep must be ASCII."); return -2; }
  return c;
}
/** How many characters `n` bytes make, with what hexArguments read. */
export function hexLength(n: u32, how: usize): i64 {
  const group = load<i32>(how);
  return <i64>n * 2 + (group && n ? (<i64>n - 1) / abs<i64>(group) : 0);
}
/** Writes the hexadecimal digits of memory. */
export function hexWrite(to: usize, at: usize, n: u32, how: usize): void {
  const group = <i64>load<i32>(how), size = abs<i64>(group);
  for (let i: i64 = 0; i < <i64>n; i++) {
    if (group && i && (group > 0 ? <i64>n - i : i) % size == 0) store<u8>(to++, load<u8>(how, 4));
    const c = <u32>load<u8>(at + <usize>i);
    store<u8>(to++, <u8>hexDigit(c >>> 4));
    store<u8>(to++, <u8>hexDigit(c));
  }
}
/** Reads the arguments of a method hex(sep=<none>, bytes_per_sep=1) to `out`, two words. */
export function hexMethodArguments(args: usize, nargs: i32, kwnames: Value, out: usize): bool {
  return parseArgs("hex", "| sep bytes_per_sep", args, nargs, kwnames, out) && hexArguments(load<u64>(out), load<u64>(out, 8), true, out);
}
/** The text of memory, by what hexArguments read. */
export function hexText(at: usize, n: u32, how: usize): Value {
  const length = hexLength(n, how);
  if (length > 0x7FFFFF00) return outOfMemory();
  const p = strAlloc(<u32>length, 1);
  if (!p) return NULL;
  strView(p).ascii = 1;
  hexWrite(p + STR_DATA, at, n, how);
  return boxPtr(p);
}
export function bytesHex(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const how = pushArgs(2);
  if (!how) return NULL;
  const r = hexMethodArguments(args, nargs, kwnames, how) ? hexText(rawData(self), rawLen(self), how) : NULL;
  popArgs(how);
  return r;
}
function bytesUnset(n: u32): Value {
  const p = bytesAlloc(n);
  return p ? boxPtr(p) : NULL;
}
/** Bytes from hexadecimal digits, an owned bytearray or bytes. */
function fromHexText(at: usize, n: u32, asBytes: bool): Value {
  const r = asBytes ? bytesUnset(n >>> 1) : byteArrayNew(n >>> 1);
  if (r == NULL) return NULL;
  const start = rawData(r);
  let to = start;
  let i: u32 = 0;
  while (i < n) {
    const c = <u32>load<u8>(at + i);
    if (isByteSpace(c)) { i++; continue; }
    const high = hexValue(c);
    let low = -1;
    if (high >= 0) {
      i++;
      if (i >= n) {
        decref(r);
        return raise(T.ValueError, "fromhex() arg must contain an even number of hexadecimal digits");
      }
      low = hexValue(load<u8>(at + i));
    }
    if (high < 0 || low < 0) {
      decref(r);
      return raiseFmt(T.ValueError, "non-hexadecimal number found in fromhex() arg at position %d", boxInt(i));
    }
    i++;
    store<u8>(to++, <u8>(high << 4 | low));
  }
  const length = <u32>(to - start);
  if (length == rawLen(r)) return r;
  const exact = rawSlice(r, 0, length);
  decref(r);
  return exact;
}
export function bytesFromhex(cls: Value, text: Value): Value {
  const asBytes = (typeView(ptrOf(cls)).flags & TypeFlag.BYTES_SUBCLASS) != 0;
  let r: Value = NULL;
  if (isStr(text)) {
    if (!strIsAscii(text)) {
      let i: u32 = 0;
      while (i < strLen(text) && (hexValue(strAt(text, i)) >= 0 || isByteSpace(strAt(text, i))) && strAt(text, i) < 128) i++;
      return raiseFmt(T.ValueError, "non-hexadecimal number found in fromhex() arg at position %d", boxInt(i));
    }
    r = fromHexText(strData(text), strLen(text), asBytes);
  } else if (hasBuffer(text)) {
    const at = viewArgument(text);
    if (!at) return NULL;
    r = fromHexText(viewAt(at).buf, viewAt(at).len, asBytes);
    endView(at);
  } else return raiseFmt(T.TypeError, "fromhex() argument must be str or bytes-like, not %T", text);
  if (r == NULL || ptrOf(cls) == (asBytes ? <usize>T.bytes : <usize>T.bytearray)) return r;
  const made = call1(cls, r);
  decref(r);
  return made;
}
