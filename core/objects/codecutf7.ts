// UTF-7 (RFC 2152).

import { Value, NULL, ptrOf } from "../value";
import { strLen, strView } from "./strnew";
import { builderChar, builderDiscard, builderFinish, builderInit, StrBuilder } from "./strbuilder";
import { strData } from "./strmake";
import { textAt } from "./strsearch";
import { bytesLen } from "./bytesobject";
import { byteBuilderByte, byteBuilderDiscard, byteBuilderFinish, byteBuilderInit } from "./bytesbuilder";
import { Coding, codingDecodeError, codingEnd, codingStart } from "./codecerrors";

function fromBase64(c: u32): i32 {
  if (c - 65 < 26) return c - 65;
  if (c - 97 < 26) return c - 71;
  if (c - 48 < 10) return c + 4;
  return c == 0x2B ? 62 : c == 0x2F ? 63 : -1;
}
function toBase64(v: u32): u32 {
  v &= 63;
  return v < 26 ? v + 65 : v < 52 ? v + 71 : v < 62 ? v - 4 : v == 62 ? 0x2B : 0x2F;
}
/** Whether a character may stand for itself: RFC 2152's set D, O (where `optional`), and white space. */
function direct(c: u32, optional: bool): bool {
  if (c >= 128) return false;
  if ((c | 32) - 97 < 26 || c - 48 < 10) return true;
  switch (c) {
    case 0x27: case 0x28: case 0x29: case 0x2C: case 0x2D: case 0x2E: case 0x2F: case 0x3A: case 0x3F: case 0x20: case 0x09: case 0x0A: case 0x0D: return true;
    case 0x5C: case 0x7E: case 0x2B: case 0: return false;
  }
  return optional && c > 32 && c < 127;
}

export function utf7Decode(input: Value, errors: Value, final: bool, consumed: usize): Value {
  const b = builderInit(bytesLen(input));
  if (!b) return NULL;
  const at = codingStart(input, errors, "utf7", b);
  if (!at) return builderDiscard(b);
  const c = changetype<Coding>(at);
  let i: u32 = 0, ok = true, shifted = false;
  let bits = 0, buffer: u64 = 0, surrogate: u32 = 0, shiftStart: u32 = 0, shiftOut: u32 = 0;
  while (ok && i < c.length) {
    const x = <u32>load<u8>(<usize>c.at + i);
    let wrong: string = "";
    let start = i;
    if (shifted) {
      const v = fromBase64(x);
      if (v >= 0) {
        buffer = buffer << 6 | <u64>v;
        bits += 6;
        i++;
        if (bits >= 16) {
          const u = <u32>(buffer >>> (bits - 16)) & 0xFFFF;
          bits -= 16;
          buffer &= (<u64>1 << bits) - 1;
          if (surrogate) {
            if (u - 0xDC00 < 0x400) {
              ok = builderChar(b, 0x10000 + ((surrogate & 0x3FF) << 10) + (u & 0x3FF));
              surrogate = 0;
              continue;
            }
            ok = builderChar(b, surrogate);
            surrogate = 0;
          }
          if (u - 0xD800 < 0x400) surrogate = u;
          else ok = ok && builderChar(b, u);
        }
        continue;
      }
      shifted = false;
      if (bits > 0) {
        if (bits >= 6) { i++; wrong = "partial character in shift sequence"; start = shiftStart; }
        else if (buffer != 0) { i++; wrong = "non-zero padding bits in shift sequence"; start = shiftStart; }
      }
      if (wrong.length == 0) {
        if (surrogate && x < 128 && x != 0x2B) ok = builderChar(b, surrogate);
        surrogate = 0;
        if (x == 0x2D) { i++; continue; }
        if (!(x < 128)) { i++; wrong = "unexpected special character"; start = i - 1; }
        else if (x == 0x2B) continue;
        else { ok = ok && builderChar(b, x); i++; continue; }
      }
    } else if (x == 0x2B) {
      shiftStart = i;
      i++;
      if (i < c.length && load<u8>(<usize>c.at + i) == 0x2D) { i++; ok = builderChar(b, 0x2B); continue; }
      else if (i < c.length && fromBase64(load<u8>(<usize>c.at + i)) < 0) { i++; wrong = "ill-formed sequence"; start = shiftStart; }
      else {
        shifted = true;
        surrogate = 0;
        bits = 0;
        buffer = 0;
        shiftOut = changetype<StrBuilder>(b).length;
        continue;
      }
    } else if (x < 128) { ok = builderChar(b, x); i++; continue; }
    else { i++; wrong = "unexpected special character"; }
    const next = codingDecodeError(c, start, i, wrong);
    ok = next >= 0;
    i = <u32>next;
    surrogate = 0;
    bits = 0;
  }
  if (ok && shifted) {
    if (final) {
      if (surrogate || bits >= 6 || (bits > 0 && buffer != 0)) {
        const next = codingDecodeError(c, shiftStart, c.length, "unterminated shift sequence");
        ok = next >= 0;
      }
    } else { // the whole shift sequence is for next time
      i = shiftStart;
      changetype<StrBuilder>(b).length = shiftOut;
    }
  }
  store<i64>(consumed, i);
  codingEnd(at);
  return ok ? builderFinish(b) : builderDiscard(b);
}

export function utf7Encode(s: Value): Value {
  const n = strLen(s), data = strData(s), kind = <u32>strView(ptrOf(s)).kind;
  const b = byteBuilderInit(n + (n >>> 1) + 8);
  if (!b) return NULL;
  let ok = true, shifted = false, bits = 0, buffer: u64 = 0;
  for (let i: usize = 0; ok && i < n; i++) {
    const c = textAt(data, kind, i);
    if (shifted) {
      if (direct(c, true)) {
        if (bits) { ok = byteBuilderByte(b, toBase64(<u32>(buffer << (6 - bits)))); buffer = 0; bits = 0; }
        shifted = false;
        if (fromBase64(c) >= 0 || c == 0x2D) ok = ok && byteBuilderByte(b, 0x2D);
        ok = ok && byteBuilderByte(b, c);
        continue;
      }
    } else if (c == 0x2B) { ok = byteBuilderByte(b, 0x2B) && byteBuilderByte(b, 0x2D); continue; }
    else if (direct(c, true)) { ok = byteBuilderByte(b, c); continue; }
    else { ok = byteBuilderByte(b, 0x2B); shifted = true; }
    if (c >= 0x10000) {
      bits += 16;
      buffer = buffer << 16 | (0xD7C0 + (c >>> 10));
      while (ok && bits >= 6) { ok = byteBuilderByte(b, toBase64(<u32>(buffer >>> (bits - 6)))); bits -= 6; }
      buffer &= (<u64>1 << bits) - 1;
      buffer = buffer << 16 | (0xDC00 | (c & 0x3FF));
    } else buffer = buffer << 16 | c;
    bits += 16;
    while (ok && bits >= 6) { ok = byteBuilderByte(b, toBase64(<u32>(buffer >>> (bits - 6)))); bits -= 6; }
    buffer &= (<u64>1 << bits) - 1;
  }
  if (ok && shifted) {
    if (bits) ok = byteBuilderByte(b, toBase64(<u32>(buffer << (6 - bits))));
    ok = ok && byteBuilderByte(b, 0x2D);
  }
  return ok ? byteBuilderFinish(b) : byteBuilderDiscard(b);
}
