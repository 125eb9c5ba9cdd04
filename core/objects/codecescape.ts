// The codecs unicode_escape and raw_unicode_escape, and the escapes of bytes literals (escape_decode, escape_encode).

import { Value, NULL, boxInt, ptrOf } from "../value";
import { T } from "../names.generated";
import { errorOccurred, raise, raiseFmt } from "../errors";
import { strLen, strView } from "./strnew";
import { builderChar, builderDiscard, builderFinish, builderInit } from "./strbuilder";
import { strData } from "./strmake";
import { textAt } from "./strsearch";
import { hexDigit } from "./strrepr";
import { bytesLen } from "./bytesobject";
import { hexValue } from "./byteshex";
import { byteBuilderByte, byteBuilderDiscard, byteBuilderFinish, byteBuilderInit } from "./bytesbuilder";
import { Coding, codingDecodeError, codingEnd, codingStart, IGNORE, modeOf, REPLACE, STRICT } from "./codecerrors";
import { charByName } from "./charname";

/** What a backslash and `x` stand for where one character follows it, in strings and in bytes; -1 if it is not one of those. */
function simpleEscape(x: u32): i32 {
  switch (x) {
    case 0x5C: case 0x27: case 0x22: return x;
    case 0x61: return 7;
    case 0x62: return 8;
    case 0x74: return 9;
    case 0x6E: return 10;
    case 0x76: return 11;
    case 0x66: return 12;
    case 0x72: return 13;
  }
  return -1;
}

/**
 * Decodes escapes. `consumed` (i64): bytes used; where not `final`, an escape cut off at the end is left. `wrong` (i64): index of the first
 * escape that is none, or -1, for a warning.
 */
export function unicodeEscapeDecode(input: Value, errors: Value, final: bool, consumed: usize, wrong: usize): Value {
  const b = builderInit(bytesLen(input));
  if (!b) return NULL;
  const at = codingStart(input, errors, "unicodeescape", b);
  if (!at) return builderDiscard(b);
  const c = changetype<Coding>(at);
  let i: u32 = 0, ok = true;
  store<i64>(wrong, -1);
  while (ok && i < c.length) {
    const start = i;
    let x = <u32>load<u8>(<usize>c.at + i++);
    if (x != 0x5C) { ok = builderChar(b, x); continue; }
    let next: i64 = -1;
    if (i >= c.length) {
      if (!final) { i = start; break; }
      next = codingDecodeError(c, start, c.length, "\\ at end of string");
      ok = next >= 0;
      i = <u32>next;
      continue;
    }
    x = <u32>load<u8>(<usize>c.at + i++);
    if (x == 0x0A) continue;
    const simple = simpleEscape(x);
    if (simple >= 0) { ok = builderChar(b, simple); continue; }
    let digits = 0;
    switch (x) {
      case 0x78: digits = 2; break;
      case 0x75: digits = 4; break;
      case 0x55: digits = 8; break;
      case 0x4E: { // \N{name}
        if (i < c.length && load<u8>(<usize>c.at + i) == 0x7B) {
          let j = i + 1;
          while (j < c.length && load<u8>(<usize>c.at + j) != 0x7D) j++;
          if (j >= c.length && !final) { i = start; break; }
          if (j < c.length && j > i + 1) {
            const found = charByName(<usize>c.at + i + 1, j - i - 1);
            if (found >= 0) { ok = builderChar(b, found); i = j + 1; continue; }
            if (errorOccurred()) { ok = false; continue; }
            next = codingDecodeError(c, start, j + 1, "unknown Unicode character name");
          } else next = codingDecodeError(c, start, j < c.length ? j + 1 : j, "malformed \\N character escape");
        } else {
          if (i >= c.length && !final) { i = start; break; }
          next = codingDecodeError(c, start, i, "malformed \\N character escape");
        }
        ok = next >= 0;
        i = <u32>next;
        continue;
      }
    }
    if (x == 0x4E) break; // incomplete, not final
    if (x - 48 < 8) {
      let v = x - 48;
      for (let k = 0; k < 2 && i < c.length && <u32>load<u8>(<usize>c.at + i) - 48 < 8; k++) v = v << 3 | (<u32>load<u8>(<usize>c.at + i++) - 48);
      if (v > 0o377 && load<i64>(wrong) < 0) store<i64>(wrong, start);
      ok = builderChar(b, v);
      continue;
    }
    if (!digits) {
      if (load<i64>(wrong) < 0) store<i64>(wrong, start);
      ok = builderChar(b, 0x5C) && builderChar(b, x);
      continue;
    }
    let v: u32 = 0, k = 0;
    while (k < digits && i < c.length) {
      const h = hexValue(load<u8>(<usize>c.at + i));
      if (h < 0) break;
      v = v << 4 | h;
      i++;
      k++;
    }
    if (k == digits && v <= 0x10FFFF) { ok = builderChar(b, v); continue; }
    if (k < digits && i >= c.length && !final) { i = start; break; }
    next = k == digits ? codingDecodeError(c, start, i, "illegal Unicode character")
      : codingDecodeError(c, start, i, digits == 2 ? "truncated \\xXX escape" : digits == 4 ? "truncated \\uXXXX escape" : "truncated \\UXXXXXXXX escape");
    ok = next >= 0;
    i = <u32>next;
  }
  store<i64>(consumed, i);
  codingEnd(at);
  return ok ? builderFinish(b) : builderDiscard(b);
}

export function rawUnicodeEscapeDecode(input: Value, errors: Value, final: bool, consumed: usize): Value {
  const b = builderInit(bytesLen(input));
  if (!b) return NULL;
  const at = codingStart(input, errors, "rawunicodeescape", b);
  if (!at) return builderDiscard(b);
  const c = changetype<Coding>(at);
  let i: u32 = 0, ok = true;
  while (ok && i < c.length) {
    const start = i;
    const x = <u32>load<u8>(<usize>c.at + i++);
    if (x != 0x5C || (i >= c.length && final)) { ok = builderChar(b, x); continue; }
    if (i >= c.length) { i = start; break; }
    const kind = <u32>load<u8>(<usize>c.at + i);
    if (kind != 0x75 && kind != 0x55) { // \\ and the like stay as they are, both characters
      ok = builderChar(b, x);
      if (ok && kind == 0x5C) { ok = builderChar(b, kind); i++; }
      continue;
    }
    i++;
    const digits = kind == 0x75 ? 4 : 8;
    let v: u32 = 0, k = 0;
    while (k < digits && i < c.length) {
      const h = hexValue(load<u8>(<usize>c.at + i));
      if (h < 0) break;
      v = v << 4 | h;
      i++;
      k++;
    }
    if (k == digits && v <= 0x10FFFF) { ok = builderChar(b, v); continue; }
    if (k < digits && i >= c.length && !final) { i = start; break; }
    const next = k == digits ? codingDecodeError(c, start, i, "\\Uxxxxxxxx out of range")
      : codingDecodeError(c, start, i, digits == 4 ? "truncated \\uXXXX escape" : "truncated \\UXXXXXXXX escape");
    ok = next >= 0;
    i = <u32>next;
  }
  if (consumed) store<i64>(consumed, i);
  codingEnd(at);
  return ok ? builderFinish(b) : builderDiscard(b);
}

function putHex(b: usize, letter: u32, c: u32, digits: i32): bool {
  if (!byteBuilderByte(b, 0x5C) || !byteBuilderByte(b, letter)) return false;
  for (let shift = (digits - 1) << 2; shift >= 0; shift -= 4) if (!byteBuilderByte(b, hexDigit(c >>> shift))) return false;
  return true;
}
export function unicodeEscapeEncode(s: Value): Value {
  const n = strLen(s), at = strData(s), kind = <u32>strView(ptrOf(s)).kind;
  const b = byteBuilderInit(n + 16);
  if (!b) return NULL;
  let ok = true;
  for (let i: usize = 0; ok && i < n; i++) {
    const c = textAt(at, kind, i);
    if (c == 0x5C) ok = byteBuilderByte(b, c) && byteBuilderByte(b, c);
    else if (c >= 32 && c < 127) ok = byteBuilderByte(b, c);
    else if (c == 9 || c == 10 || c == 13) ok = byteBuilderByte(b, 0x5C) && byteBuilderByte(b, c == 9 ? 0x74 : c == 10 ? 0x6E : 0x72);
    else if (c < 0x100) ok = putHex(b, 0x78, c, 2);
    else if (c < 0x10000) ok = putHex(b, 0x75, c, 4);
    else ok = putHex(b, 0x55, c, 8);
  }
  return ok ? byteBuilderFinish(b) : byteBuilderDiscard(b);
}
export function rawUnicodeEscapeEncode(s: Value): Value {
  const n = strLen(s), at = strData(s), kind = <u32>strView(ptrOf(s)).kind;
  const b = byteBuilderInit(n + 16);
  if (!b) return NULL;
  let ok = true;
  for (let i: usize = 0; ok && i < n; i++) {
    const c = textAt(at, kind, i);
    ok = c < 0x100 ? byteBuilderByte(b, c) : c < 0x10000 ? putHex(b, 0x75, c, 4) : putHex(b, 0x55, c, 8);
  }
  return ok ? byteBuilderFinish(b) : byteBuilderDiscard(b);
}

/** Decodes the escapes of a bytes literal; `wrong` as above. */
export function escapeDecode(at: usize, n: u32, errors: Value, wrong: usize): Value {
  const b = byteBuilderInit(n);
  if (!b) return NULL;
  const mode = modeOf(errors);
  store<i64>(wrong, -1);
  let i: u32 = 0, ok = true;
  while (ok && i < n) {
    const start = i;
    let x = <u32>load<u8>(at + i++);
    if (x != 0x5C) { ok = byteBuilderByte(b, x); continue; }
    if (i == n) { byteBuilderDiscard(b); return raise(T.ValueError, "Trailing \\ in string"); }
    x = <u32>load<u8>(at + i++);
    if (x == 0x0A) continue;
    const simple = simpleEscape(x);
    if (simple >= 0) { ok = byteBuilderByte(b, simple); continue; }
    if (x - 48 < 8) {
      let v = x - 48;
      for (let k = 0; k < 2 && i < n && <u32>load<u8>(at + i) - 48 < 8; k++) v = v << 3 | (<u32>load<u8>(at + i++) - 48);
      if (v > 0o377 && load<i64>(wrong) < 0) store<i64>(wrong, start);
      ok = byteBuilderByte(b, v & 0xFF);
      continue;
    }
    if (x == 0x78) {
      const high = i < n ? hexValue(load<u8>(at + i)) : -1;
      const low = high >= 0 && i + 1 < n ? hexValue(load<u8>(at + i + 1)) : -1;
      if (low >= 0) { ok = byteBuilderByte(b, high << 4 | low); i += 2; continue; }
      if (mode == STRICT) { byteBuilderDiscard(b); return raiseFmt(T.ValueError, "invalid \\x escape at position %d", boxInt(start)); }
      if (mode == REPLACE) ok = byteBuilderByte(b, 0x3F);
      else if (mode != IGNORE) {
        byteBuilderDiscard(b);
        return raiseFmt(T.ValueError, "decoding error; unknown error handling code: %s", errors);
      }
      if (high >= 0) i++;
      continue;
    }
    if (load<i64>(wrong) < 0) store<i64>(wrong, start);
    ok = byteBuilderByte(b, 0x5C) && byteBuilderByte(b, x);
  }
  return ok ? byteBuilderFinish(b) : byteBuilderDiscard(b);
}
/** The inside of the repr of bytes, as bytes. */
export function escapeEncode(at: usize, n: u32): Value {
  const b = byteBuilderInit(n + 16);
  if (!b) return NULL;
  let ok = true;
  for (let i: usize = 0; ok && i < n; i++) {
    const c = <u32>load<u8>(at + i);
    if (c == 0x5C || c == 0x27) ok = byteBuilderByte(b, 0x5C) && byteBuilderByte(b, c);
    else if (c == 9 || c == 10 || c == 13) ok = byteBuilderByte(b, 0x5C) && byteBuilderByte(b, c == 9 ? 0x74 : c == 10 ? 0x6E : 0x72);
    else if (c < 32 || c >= 127) ok = putHex(b, 0x78, c, 2);
    else ok = byteBuilderByte(b, c);
  }
  return ok ? byteBuilderFinish(b) : byteBuilderDiscard(b);
}
