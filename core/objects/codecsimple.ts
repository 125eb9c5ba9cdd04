// Codecs of one byte for each character: ASCII, Latin-1, and charmap over a mapping or a table.

import { Value, NULL, None, boxInt, ptrOf } from "../value";
import { T } from "../names.generated";
import { decref } from "../memory/refcount";
import { errorOccurred, raise, raiseFmt, swallow } from "../errors";
import { getItem } from "../abstract";
import { asI64, isIntLike } from "./int";
import { strAt, strLen, strView } from "./strnew";
import { builderChar, builderDiscard, builderFinish, builderInit, builderStr } from "./strbuilder";
import { isStr, strData, strFromText, strIsAscii, widestOf } from "./strmake";
import { textAt } from "./strsearch";
import { bytesData, bytesLen } from "./bytesobject";
import { bytesOf, isBytes } from "./bytesmake";
import { byteBuilderByte, byteBuilderBytes, byteBuilderDiscard, byteBuilderFinish, byteBuilderInit } from "./bytesbuilder";
import { Coding, codingDecodeError, codingEncodeError, codingEnd, codingPutEscaped, codingRaiseEncode, codingStart, ESCAPE } from "./codecerrors";
import { isExact } from "./typeobject";
import { encodingMapGet } from "./encodingmap";

export function asciiDecode(input: Value, errors: Value): Value {
  const n = bytesLen(input), data = bytesData(input);
  if (widestOf(data, 1, n) < 0x80) return strFromText(data, 1, n);
  const b = builderInit(n);
  if (!b) return NULL;
  const at = codingStart(input, errors, "ascii", b);
  if (!at) return builderDiscard(b);
  const c = changetype<Coding>(at);
  let i: u32 = 0, ok = true;
  while (ok && i < c.length) {
    const x = <u32>load<u8>(<usize>c.at + i);
    if (x < 0x80) { ok = builderChar(b, x); i++; continue; }
    const next = codingDecodeError(c, i, i + 1, "ordinal not in range(128)");
    ok = next >= 0;
    i = <u32>next;
  }
  codingEnd(at);
  return ok ? builderFinish(b) : builderDiscard(b);
}
export function latin1Decode(input: Value): Value { return strFromText(bytesData(input), 1, bytesLen(input)); }

export function asciiEncode(s: Value, errors: Value): Value { return encodeBelow(s, errors, 128); }
export function latin1Encode(s: Value, errors: Value): Value { return encodeBelow(s, errors, 256); }
function encodeBelow(s: Value, errors: Value, limit: u32): Value {
  const n = strLen(s);
  if (limit == 128 ? strIsAscii(s) : strView(ptrOf(s)).kind == 1) return bytesOf(strData(s), n);
  const b = byteBuilderInit(n + 16);
  if (!b) return NULL;
  const at = codingStart(s, errors, limit == 128 ? "ascii" : "latin-1", b);
  if (!at) return byteBuilderDiscard(b);
  const ok = encodeLimited(changetype<Coding>(at), b, limit);
  codingEnd(at);
  return ok ? byteBuilderFinish(b) : byteBuilderDiscard(b);
}
function encodeLimited(c: Coding, b: usize, limit: u32): bool {
  const reason = limit == 128 ? "ordinal not in range(128)" : "ordinal not in range(256)";
  let i: u32 = 0;
  while (i < c.length) {
    const x = textAt(c.at, c.kind, i);
    if (x < limit) {
      if (!byteBuilderByte(b, x)) return false;
      i++;
      continue;
    }
    let end = i + 1;
    while (end < c.length && textAt(c.at, c.kind, end) >= limit) end++;
    if (c.mode == ESCAPE) {
      const next = codingPutEscaped(c, b, i, end, reason);
      if (next < 0) return false;
      i = <u32>next;
      continue;
    }
    const text = codingEncodeError(c, i, end, reason);
    let ok = c.next >= 0;
    if (ok && text != NULL) {
      if (isBytes(text)) ok = byteBuilderBytes(b, bytesData(text), bytesLen(text));
      else for (let k: usize = 0; ok && k < strLen(text); k++) {
        const y = strAt(text, k);
        if (y >= limit) { codingRaiseEncode(c, i, end, reason); ok = false; }
        else ok = byteBuilderByte(b, y);
      }
    }
    decref(text);
    if (!ok) return false;
    i = <u32>c.next;
  }
  return true;
}

// ---- charmap --------------------------------------------------------------------------------------------------------

/** Decodes by a mapping from ints to ints, strs or None, or by a str as a table (U+FFFE: undefined). `map` NULL or None is Latin-1. */
export function charmapDecode(input: Value, errors: Value, map: Value): Value {
  if (map == NULL || map == None) return latin1Decode(input);
  const b = builderInit(bytesLen(input));
  if (!b) return NULL;
  const at = codingStart(input, errors, "charmap", b);
  if (!at) return builderDiscard(b);
  const c = changetype<Coding>(at);
  let i: u32 = 0, ok = true;
  while (ok && i < c.length) {
    const x = <u32>load<u8>(<usize>c.at + i);
    let known = false;
    if (isStr(map)) {
      if (x < strLen(map) && strAt(map, x) != 0xFFFE) { known = true; ok = builderChar(b, strAt(map, x)); }
    } else {
      const v = getItem(map, boxInt(x));
      if (v == NULL) { if (!swallow(T.LookupError)) { ok = false; break; } }
      else {
        if (v == None) known = false;
        else if (isIntLike(v)) {
          const y = asI64(v);
          if (y == 0xFFFE) known = false;
          else if ((y == -1 && errorOccurred()) || <u64>y > 0x10FFFF) { raise(T.TypeError, "character mapping must be in range(0x110000)"); ok = false; }
          else { known = true; ok = builderChar(b, <u32>y); }
        } else if (isStr(v)) {
          if (!(strLen(v) == 1 && strAt(v, 0) == 0xFFFE)) { known = true; ok = builderStr(b, v); }
        } else { raise(T.TypeError, "character mapping must return integer, None or str"); ok = false; }
        decref(v);
      }
    }
    if (!ok) break;
    if (known) { i++; continue; }
    const next = codingDecodeError(c, i, i + 1, "character maps to <undefined>");
    ok = next >= 0;
    i = <u32>next;
  }
  codingEnd(at);
  return ok ? builderFinish(b) : builderDiscard(b);
}
/** Puts what a mapping says of a character: 1 done, 0 undefined, -1 with an exception. */
function putMapped(b: usize, map: Value, x: u32): i32 {
  if (isExact(map, T.EncodingMap)) {
    const y = encodingMapGet(map, x);
    if (y < 0) return 0;
    return byteBuilderByte(b, y) ? 1 : -1;
  }
  const v = getItem(map, boxInt(x));
  if (v == NULL) return swallow(T.LookupError) ? 0 : -1;
  let r = -1;
  if (v == None) r = 0;
  else if (isIntLike(v)) {
    const y = asI64(v);
    if (<u64>y > 255) raise(T.TypeError, "character mapping must be in range(256)");
    else r = byteBuilderByte(b, <u32>y) ? 1 : -1;
  } else if (isBytes(v)) r = byteBuilderBytes(b, bytesData(v), bytesLen(v)) ? 1 : -1;
  else raiseFmt(T.TypeError, "character mapping must return integer, bytes or None, not %T", v);
  decref(v);
  return r;
}
export function charmapEncode(s: Value, errors: Value, map: Value): Value {
  if (map == NULL || map == None) return latin1Encode(s, errors);
  const b = byteBuilderInit(strLen(s) + 16);
  if (!b) return NULL;
  const at = codingStart(s, errors, "charmap", b);
  if (!at) return byteBuilderDiscard(b);
  const ok = charmapAll(changetype<Coding>(at), b, map);
  codingEnd(at);
  return ok ? byteBuilderFinish(b) : byteBuilderDiscard(b);
}
function isMapped(map: Value, x: u32): i32 {
  if (isExact(map, T.EncodingMap)) return encodingMapGet(map, x) >= 0 ? 1 : 0;
  const v = getItem(map, boxInt(x));
  if (v == NULL) return swallow(T.LookupError) ? 0 : -1;
  decref(v);
  return v == None ? 0 : 1;
}
function charmapAll(c: Coding, b: usize, map: Value): bool {
  const reason = "character maps to <undefined>";
  let i: u32 = 0;
  while (i < c.length) {
    const done = putMapped(b, map, textAt(c.at, c.kind, i));
    if (done < 0) return false;
    if (done) { i++; continue; }
    let end = i + 1;
    while (end < c.length) {
      const mapped = isMapped(map, textAt(c.at, c.kind, end));
      if (mapped < 0) return false;
      if (mapped) break;
      end++;
    }
    const text = codingEncodeError(c, i, end, reason);
    let ok = c.next >= 0;
    if (ok && text != NULL) {
      if (isBytes(text)) ok = byteBuilderBytes(b, bytesData(text), bytesLen(text));
      else for (let k: usize = 0; ok && k < strLen(text); k++) {
        const put = putMapped(b, map, strAt(text, k));
        if (put == 0) codingRaiseEncode(c, i, end, reason);
        ok = put > 0;
      }
    }
    decref(text);
    if (!ok) return false;
    i = <u32>c.next;
  }
  return true;
}
