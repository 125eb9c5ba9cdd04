// UTF-16 and UTF-32, both byte orders. Order: -1 little, 1 big, 0 native (little) with a byte order mark.

import { Value, NULL } from "../value";
import { decref } from "../memory/refcount";
import { strLen } from "./strnew";
import { builderChar, builderDiscard, builderFinish, builderInit } from "./strbuilder";
import { strData, strIsAscii } from "./strmake";
import { textAt } from "./strsearch";
import { bytesData, bytesLen } from "./bytesobject";
import { isBytes } from "./bytesmake";
import { byteBuilderBytes, byteBuilderDiscard, byteBuilderFinish, byteBuilderInit, byteBuilderRoom } from "./bytesbuilder";
import { Coding, codingDecodeError, codingEncodeError, codingEnd, codingRaiseEncode, codingStart, PASS } from "./codecerrors";

function unit16(at: usize, big: bool): u32 { const u = <u32>load<u16>(at); return big ? (u & 0xFF) << 8 | u >>> 8 : u; }
function unit32(at: usize, big: bool): u32 { const u = load<u32>(at); return big ? bswap<u32>(u) : u; }

/**
 * Decodes UTF-16. `order` as above; with 0 a byte order mark is looked for. `state` (two i64, or 0): bytes consumed, and the order found.
 */
export function utf16Decode(input: Value, errors: Value, order: i32, final: bool, state: usize): Value {
  const n = bytesLen(input), data = bytesData(input);
  let i: u32 = 0;
  let name = order == 1 ? "utf-16-be" : order == -1 ? "utf-16-le" : "utf-16";
  if (order == 0 && n >= 2) {
    const mark = <u32>load<u16>(data);
    if (mark == 0xFEFF) { i = 2; order = -1; name = "utf-16-le"; }
    else if (mark == 0xFFFE) { i = 2; order = 1; name = "utf-16-be"; }
  }
  const big = order == 1;
  if (order == 0) name = "utf-16-le";
  const b = builderInit(n >>> 1);
  if (!b) return NULL;
  const at = codingStart(input, errors, name, b);
  if (!at) return builderDiscard(b);
  const c = changetype<Coding>(at);
  let ok = true;
  while (i < c.length) {
    const p = <usize>c.at + i, left = c.length - i;
    let next: i64;
    if (left < 2) {
      if (!final) break;
      next = codingDecodeError(c, i, c.length, "truncated data");
    } else {
      const u = unit16(p, big);
      if (u - 0xD800 >= 0x800) {
        if (!builderChar(b, u)) { ok = false; break; }
        i += 2;
        continue;
      }
      if (u >= 0xDC00) next = codingDecodeError(c, i, i + 2, "illegal encoding");
      else if (left < 4) {
        if (!final) break;
        next = codingDecodeError(c, i, c.length, "unexpected end of data");
      } else {
        const v = unit16(p + 2, big);
        if (v - 0xDC00 < 0x400) {
          if (!builderChar(b, 0x10000 + ((u & 0x3FF) << 10) + (v & 0x3FF))) { ok = false; break; }
          i += 4;
          continue;
        }
        next = codingDecodeError(c, i, i + 2, "illegal UTF-16 surrogate");
      }
    }
    if (next < 0) { ok = false; break; }
    i = <u32>next;
  }
  if (state) { store<i64>(state, i); store<i64>(state, order, 8); }
  codingEnd(at);
  return ok ? builderFinish(b) : builderDiscard(b);
}
export function utf32Decode(input: Value, errors: Value, order: i32, final: bool, state: usize): Value {
  const n = bytesLen(input), data = bytesData(input);
  let i: u32 = 0;
  let name = order == 1 ? "utf-32-be" : "utf-32-le";
  if (order == 0 && n >= 4) {
    const mark = load<u32>(data);
    if (mark == 0xFEFF) { i = 4; order = -1; }
    else if (mark == 0xFFFE0000) { i = 4; order = 1; name = "utf-32-be"; }
  }
  const big = order == 1;
  const b = builderInit(n >>> 2);
  if (!b) return NULL;
  const at = codingStart(input, errors, name, b);
  if (!at) return builderDiscard(b);
  const c = changetype<Coding>(at);
  let ok = true;
  while (i < c.length) {
    const p = <usize>c.at + i, left = c.length - i;
    let next: i64;
    if (left < 4) {
      if (!final) break;
      next = codingDecodeError(c, i, c.length, "truncated data");
    } else {
      const u = unit32(p, big);
      if (u < 0x110000 && u - 0xD800 >= 0x800) {
        if (!builderChar(b, u)) { ok = false; break; }
        i += 4;
        continue;
      }
      next = u >= 0x110000 ? codingDecodeError(c, i, i + 4, "code point not in range(0x110000)")
        : codingDecodeError(c, i, i + 4, "code point in surrogate code point range(0xd800, 0xe000)");
    }
    if (next < 0) { ok = false; break; }
    i = <u32>next;
  }
  if (state) { store<i64>(state, i); store<i64>(state, order, 8); }
  codingEnd(at);
  return ok ? builderFinish(b) : builderDiscard(b);
}

function put16(to: usize, u: u32, big: bool): void { store<u16>(to, <u16>(big ? (u & 0xFF) << 8 | u >>> 8 : u)); }
function putWide(b: usize, c: u32, wide: bool, big: bool): bool {
  if (wide) {
    const to = byteBuilderRoom(b, 4);
    if (!to) return false;
    store<u32>(to, big ? bswap<u32>(c) : c);
    return true;
  }
  const to = byteBuilderRoom(b, c < 0x10000 ? 2 : 4);
  if (!to) return false;
  if (c < 0x10000) put16(to, c, big);
  else {
    put16(to, 0xD7C0 + (c >>> 10), big);
    put16(to + 2, 0xDC00 | (c & 0x3FF), big);
  }
  return true;
}
export function utf16Encode(s: Value, errors: Value, order: i32): Value { return encode(s, errors, order, false); }
export function utf32Encode(s: Value, errors: Value, order: i32): Value { return encode(s, errors, order, true); }
function encode(s: Value, errors: Value, order: i32, wide: bool): Value {
  const unit: u32 = wide ? 4 : 2;
  const b = byteBuilderInit((strLen(s) + 1) * unit);
  if (!b) return NULL;
  const name = wide ? (order == 0 ? "utf-32" : order == 1 ? "utf-32-be" : "utf-32-le") : order == 0 ? "utf-16" : order == 1 ? "utf-16-be" : "utf-16-le";
  const at = codingStart(s, errors, name, b);
  if (!at) return byteBuilderDiscard(b);
  let ok = order != 0 || putWide(b, 0xFEFF, wide, false);
  ok = ok && encodeAll(changetype<Coding>(at), b, wide, order == 1, unit);
  codingEnd(at);
  return ok ? byteBuilderFinish(b) : byteBuilderDiscard(b);
}
function encodeAll(c: Coding, b: usize, wide: bool, big: bool, unit: u32): bool {
  let i: u32 = 0;
  while (i < c.length) {
    const x = textAt(c.at, c.kind, i);
    if (x - 0xD800 >= 0x800 || c.mode == PASS) {
      if (!putWide(b, x, wide, big)) return false;
      i++;
      continue;
    }
    const end = i + 1;
    const text = codingEncodeError(c, i, end, "surrogates not allowed");
    let ok = c.next >= 0;
    if (ok && text != NULL) {
      if (isBytes(text)) {
        if (bytesLen(text) % unit) { codingRaiseEncode(c, i, end, "surrogates not allowed"); ok = false; }
        else ok = byteBuilderBytes(b, bytesData(text), bytesLen(text));
      } else if (!strIsAscii(text)) { codingRaiseEncode(c, i, end, "surrogates not allowed"); ok = false; }
      else for (let k: usize = 0; ok && k < strLen(text); k++) ok = putWide(b, load<u8>(strData(text) + k), wide, big);
    }
    decref(text);
    if (!ok) return false;
    i = <u32>c.next;
  }
  return true;
}
