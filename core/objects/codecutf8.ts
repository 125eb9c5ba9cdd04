// UTF-8. Valid text is measured and decoded in two passes without a builder; from the first error on a builder and the error handler do.

import { Value, NULL, None, boxPtr, ptrOf } from "../value";
import { decref } from "../memory/refcount";
import { STR_DATA, strAlloc, strLen, strView } from "./strnew";
import { builderChar, builderDiscard, builderFinish, builderInit } from "./strbuilder";
import { kindOf, putChar, strData, strFromText, strIsAscii, utf8Char, utf8Size, utf8Write, widestOf } from "./strmake";
import { textAt } from "./strsearch";
import { BYTES_DATA, bytesAlloc, bytesData, bytesLen } from "./bytesobject";
import { bytesOf, isBytes } from "./bytesmake";
import { byteBuilderBytes, byteBuilderDiscard, byteBuilderFinish, byteBuilderInit, byteBuilderRoom } from "./bytesbuilder";
import { Coding, codingDecodeError, codingEncodeError, codingEnd, codingPutEscaped, codingRaiseEncode, codingStart, ESCAPE, PASS } from "./codecerrors";

const INVALID_START: u32 = 0x80000001;
const INVALID_NEXT1: u32 = 0x80000002; // and + 1, + 2: how many good bytes stand before
const INCOMPLETE: u32 = 0x80000010;

/** The character at `at` with its length in the upper half; or one of the errors above. */
function decodeAt(at: usize, left: u32): u64 {
  const c = <u32>load<u8>(at);
  if (c < 0x80) return <u64>c | (1 << 32);
  if (c < 0xC2 || c > 0xF4) return INVALID_START;
  if (c < 0xE0) {
    if (left < 2) return INCOMPLETE;
    const d = <u32>load<u8>(at, 1);
    if ((d & 0xC0) != 0x80) return INVALID_NEXT1;
    return <u64>((c & 0x1F) << 6 | (d & 0x3F)) | (<u64>2 << 32);
  }
  if (left < 2) return INCOMPLETE;
  const d = <u32>load<u8>(at, 1);
  if ((d & 0xC0) != 0x80) return INVALID_NEXT1;
  if (c < 0xF0) {
    if (c == 0xE0 ? d < 0xA0 : c == 0xED && d >= 0xA0) return INVALID_NEXT1;
    if (left < 3) return INCOMPLETE;
    const e = <u32>load<u8>(at, 2);
    if ((e & 0xC0) != 0x80) return INVALID_NEXT1 + 1;
    return <u64>((c & 0xF) << 12 | (d & 0x3F) << 6 | (e & 0x3F)) | (<u64>3 << 32);
  }
  if (c == 0xF0 ? d < 0x90 : c == 0xF4 && d >= 0x90) return INVALID_NEXT1;
  if (left < 3) return INCOMPLETE;
  const e = <u32>load<u8>(at, 2);
  if ((e & 0xC0) != 0x80) return INVALID_NEXT1 + 1;
  if (left < 4) return INCOMPLETE;
  const f = <u32>load<u8>(at, 3);
  if ((f & 0xC0) != 0x80) return INVALID_NEXT1 + 2;
  return <u64>((c & 7) << 18 | (d & 0x3F) << 12 | (e & 0x3F) << 6 | (f & 0x3F)) | (<u64>4 << 32);
}
/** The str of valid UTF-8; None when it is not; NULL with MemoryError. */
export function utf8Valid(at: usize, n: u32): Value {
  if (widestOf(at, 1, n) < 0x80) return strFromText(at, 1, n);
  const end = at + n;
  let count: u32 = 0, widest: u32 = 0;
  for (let i = at; i < end; count++) {
    const c = decodeAt(i, <u32>(end - i));
    if (!(c >>> 32)) return None;
    widest |= <u32>c;
    i += <usize>(c >>> 32);
  }
  const kind = kindOf(widest);
  const p = strAlloc(count, kind);
  if (!p) return NULL;
  let i = at;
  for (let k: usize = 0; k < count; k++) {
    const c = decodeAt(i, <u32>(end - i));
    putChar(p + STR_DATA, kind, k, <u32>c);
    i += <usize>(c >>> 32);
  }
  return boxPtr(p);
}
/** Decodes bytes. Where not `final`, an incomplete character at the end is left; `consumed` gets an i64, how many bytes were used (0: not wanted). */
export function utf8Decode(input: Value, errors: Value, final: bool, consumed: usize): Value {
  if (consumed) store<i64>(consumed, bytesLen(input));
  const whole = utf8Valid(bytesData(input), bytesLen(input));
  if (whole != None) return whole;
  const b = builderInit(bytesLen(input));
  if (!b) return NULL;
  const at = codingStart(input, errors, "utf-8", b);
  if (!at) return builderDiscard(b);
  const c = changetype<Coding>(at);
  let i: u32 = 0, ok = true;
  while (i < c.length) {
    const x = decodeAt(<usize>c.at + i, c.length - i);
    if (x >>> 32) {
      if (!builderChar(b, <u32>x)) { ok = false; break; }
      i += <u32>(x >>> 32);
      continue;
    }
    let next: i64;
    const p = <usize>c.at + i;
    // A surrogate that is cut off is left for later too, for the handlers that let it pass.
    if (!final && <u32>x == INVALID_NEXT1 && c.length - i == 2 && load<u8>(p) == 0xED && load<u8>(p, 1) >= 0xA0 && load<u8>(p, 1) < 0xC0) break;
    if (<u32>x == INCOMPLETE) {
      if (!final) break;
      next = codingDecodeError(c, i, c.length, "unexpected end of data");
    } else if (<u32>x == INVALID_START) next = codingDecodeError(c, i, i + 1, "invalid start byte");
    else next = codingDecodeError(c, i, i + (<u32>x - INVALID_NEXT1) + 1, "invalid continuation byte");
    if (next < 0) { ok = false; break; }
    i = <u32>next;
  }
  if (consumed) store<i64>(consumed, i);
  codingEnd(at);
  return ok ? builderFinish(b) : builderDiscard(b);
}

function isSurrogate(c: u32): bool { return c - 0xD800 < 0x800; }
export function utf8Encode(s: Value, errors: Value): Value {
  const n = strLen(s);
  if (strIsAscii(s)) return bytesOf(strData(s), n);
  const kind = <u32>strView(ptrOf(s)).kind, data = strData(s);
  let plain = kind == 1;
  if (!plain) {
    plain = true;
    for (let i: usize = 0; i < n; i++) if (isSurrogate(textAt(data, kind, i))) { plain = false; break; }
  }
  if (plain) {
    const p = bytesAlloc(utf8Size(s));
    if (!p) return NULL;
    utf8Write(s, p + BYTES_DATA);
    return boxPtr(p);
  }
  const b = byteBuilderInit(n + (n >>> 1) + 16);
  if (!b) return NULL;
  const at = codingStart(s, errors, "utf-8", b);
  if (!at) return byteBuilderDiscard(b);
  const ok = encodeWithErrors(changetype<Coding>(at), b);
  codingEnd(at);
  return ok ? byteBuilderFinish(b) : byteBuilderDiscard(b);
}
function putUtf8(b: usize, c: u32): bool {
  const to = byteBuilderRoom(b, c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4);
  if (!to) return false;
  utf8Char(c, to);
  return true;
}
function encodeWithErrors(c: Coding, b: usize): bool {
  const data = <usize>c.at, kind = c.kind;
  let i: u32 = 0;
  while (i < c.length) {
    const x = textAt(data, kind, i);
    if (!isSurrogate(x)) {
      if (!putUtf8(b, x)) return false;
      i++;
      continue;
    }
    let end = i + 1;
    while (end < c.length && isSurrogate(textAt(data, kind, end))) end++;
    if (c.mode == PASS) {
      for (; i < end; i++) if (!putUtf8(b, textAt(data, kind, i))) return false;
      continue;
    }
    if (c.mode == ESCAPE) {
      const next = codingPutEscaped(c, b, i, end, "surrogates not allowed");
      if (next < 0) return false;
      i = <u32>next;
      continue;
    }
    const text = codingEncodeError(c, i, end, "surrogates not allowed");
    let ok = c.next >= 0;
    if (ok && text != NULL) {
      if (isBytes(text)) ok = byteBuilderBytes(b, bytesData(text), bytesLen(text));
      else if (!strIsAscii(text)) { codingRaiseEncode(c, i, end, "surrogates not allowed"); ok = false; }
      else ok = byteBuilderBytes(b, strData(text), strLen(text));
    }
    decref(text);
    if (!ok) return false;
    i = <u32>c.next;
  }
  return true;
}
