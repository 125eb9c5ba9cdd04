// Errors while encoding and decoding: finding handlers by name, the built-in handlers, and what codecs do when they meet an error.
//
// A handler is called with the UnicodeEncodeError, UnicodeDecodeError or UnicodeTranslateError and returns (replacement, position to go on at).
// A codec's work lies in a `Coding` block; `codingDecodeError` and `codingEncodeError` deal with an error at [start, end) of its input
// and give the position to go on. "strict", "ignore", "replace" and "surrogateescape" are dealt with on the spot, without making exceptions.

import { Value, NULL, None, boxInt, boxPtr, isPtr, ptrOf } from "../value";
import { T, N, name } from "../names.generated";
import { runtime } from "../state";
import { decref, newref } from "../memory/refcount";
import { errorOccurred, raise, raiseFmt, raiseObject } from "../errors";
import { call, call1, getAttr, indexI64, isCallable, setAttr } from "../abstract";
import { popArgs, pushArgs } from "../interp/argstack";
import { METH_O, newBuiltin, newMethodDef } from "./define";
import { dictGet, dictNew, dictSet, dictDel } from "./dict";
import { hasFlag, TypeFlag, typeOf } from "./typeobject";
import { isSubtype } from "./exceptionnew";
import { asI64Clamped, isIntLike, newInt } from "./int";
import { tuple2, tupleAt, tupleSize } from "./tupleobject";
import { internAscii, strAt, strFromLiteral, strLen, strView } from "./strnew";
import { builderChar, builderDiscard, builderFinish, builderInit, builderStr, builderText } from "./strbuilder";
import { isStr, strData, strEmpty, strEqualAscii, strFromCodePoint, strRepeat } from "./strmake";
import { textAt } from "./strsearch";
import { hexDigit } from "./strrepr";
import { BYTES_DATA, bytesAlloc, bytesData, bytesLen } from "./bytesobject";
import { byteBuilderByte } from "./bytesbuilder";
import { isBytes } from "./bytesmake";
import { charName } from "./charname";

export const STRICT = 0;
export const IGNORE = 1;
export const REPLACE = 2;
export const ESCAPE = 3; // surrogateescape
export const OTHER = 4; // a handler to call
export const PASS = 5; // surrogatepass
export const XML = 6;
export const BACKSLASH = 7;

/** An encoding or decoding under way; lies on the argument stack. */
@unmanaged
export class Coding {
  input: Value; //   owned: the str, or bytes
  errors: Value; //  borrowed name, or NULL for "strict"
  handler: Value; // owned callable, or NULL until needed
  exc: Value; //     owned exception for the handler, reused; or NULL
  builder: u32; //   StrBuilder or ByteBuilder
  encoding: u32; //  literal
  mode: i32;
  at: u32; //        address of the input's data
  length: u32; //    of the input
  kind: u32; //      of a str input
  next: i64; //      where encoding goes on behind an error, or -1
}
export const CODING_WORDS: u32 = 8;

export function modeOf(errors: Value): i32 {
  if (errors == NULL || errors == None || strEqualAscii(errors, "strict")) return STRICT;
  if (strEqualAscii(errors, "ignore")) return IGNORE;
  if (strEqualAscii(errors, "replace")) return REPLACE;
  if (strEqualAscii(errors, "surrogateescape")) return ESCAPE;
  if (strEqualAscii(errors, "surrogatepass")) return PASS;
  if (strEqualAscii(errors, "xmlcharrefreplace")) return XML;
  if (strEqualAscii(errors, "backslashreplace")) return BACKSLASH;
  return OTHER;
}
/** A Coding on the argument stack; `input` borrowed (it takes a reference). 0 with an exception. */
export function codingStart(input: Value, errors: Value, encoding: string, builder: usize): usize {
  const at = pushArgs(CODING_WORDS);
  if (!at) return 0;
  const c = changetype<Coding>(at);
  c.input = newref(input);
  c.errors = errors;
  c.handler = NULL;
  c.exc = NULL;
  c.builder = <u32>builder;
  c.encoding = <u32>changetype<usize>(encoding);
  c.mode = modeOf(errors);
  c.next = 0;
  codingInput(c);
  return at;
}
function codingInput(c: Coding): void {
  if (isStr(c.input)) {
    c.at = <u32>strData(c.input);
    c.length = strLen(c.input);
    c.kind = strView(ptrOf(c.input)).kind;
  } else {
    c.at = <u32>bytesData(c.input);
    c.length = bytesLen(c.input);
    c.kind = 1;
  }
}
export function codingEnd(at: usize): void {
  const c = changetype<Coding>(at);
  decref(c.input);
  decref(c.handler);
  decref(c.exc);
  popArgs(at);
}

/** type(encoding, object, start, end, reason), raised. Returns -1. */
function raiseCoding(c: Coding, type: usize, start: u32, end: u32, reason: string): i64 {
  const exc = makeError(c, type, start, end, reason);
  if (exc != NULL) raiseObject(exc);
  return -1;
}
function makeError(c: Coding, type: usize, start: u32, end: u32, reason: string): Value {
  const encoding = strFromLiteral(changetype<string>(<usize>c.encoding)), text = strFromLiteral(reason);
  let r: Value = NULL;
  if (encoding != NULL && text != NULL) {
    const at = pushArgs(5);
    if (at) {
      store<u64>(at, encoding);
      store<u64>(at, c.input, 8);
      store<u64>(at, boxInt(start), 16);
      store<u64>(at, boxInt(end), 24);
      store<u64>(at, text, 32);
      r = call(boxPtr(type), at, 5, NULL);
      popArgs(at);
    }
  }
  decref(encoding);
  decref(text);
  return r;
}
/** The exception for the handler, the last one with new bounds when there is one. False with an exception. */
function prepareError(c: Coding, type: usize, start: u32, end: u32, reason: string): bool {
  if (c.handler == NULL) {
    c.handler = lookupError(c.errors);
    if (c.handler == NULL) return false;
  }
  if (c.exc == NULL) {
    c.exc = makeError(c, type, start, end, reason);
    return c.exc != NULL;
  }
  const text = strFromLiteral(reason);
  const ok = text != NULL && setAttr(c.exc, name(N.start), boxInt(start)) >= 0 && setAttr(c.exc, name(N.end), boxInt(end)) >= 0 && setAttr(c.exc, name(N.reason), text) >= 0;
  decref(text);
  return ok;
}
/** The position of a handler's result, made absolute and checked; -1 with an exception. */
function position(v: Value, length: i64): i64 {
  let p = asI64Clamped(v);
  const given = p;
  if (p < 0) p += length;
  if (p < 0 || p > length) { raiseFmt(T.IndexError, "position %d from error handler out of bounds", newInt(given)); return -1; }
  return p;
}

/** Deals with undecodable bytes [start, end): puts the replacement, returns the position to go on at, or -1 with an exception. */
export function codingDecodeError(c: Coding, start: u32, end: u32, reason: string): i64 {
  switch (c.mode) {
    case STRICT: return raiseCoding(c, T.UnicodeDecodeError, start, end, reason);
    case IGNORE: return end;
    case REPLACE: return builderChar(c.builder, 0xFFFD) ? end : -1;
    case ESCAPE: {
      let i = start;
      for (; i < end && i < start + 4; i++) {
        const b = <u32>load<u8>(<usize>c.at + i);
        if (b < 128) break;
        if (!builderChar(c.builder, 0xDC00 | b)) return -1;
      }
      return i == start ? raiseCoding(c, T.UnicodeDecodeError, start, end, reason) : i;
    }
  }
  if (!prepareError(c, T.UnicodeDecodeError, start, end, reason)) return -1;
  const r = call1(c.handler, c.exc);
  if (r == NULL) return -1;
  let next: i64 = -1;
  if (!hasFlag(r, TypeFlag.TUPLE_SUBCLASS) || tupleSize(r) != 2 || !isStr(tupleAt(r, 0)) || !isIntLike(tupleAt(r, 1))) {
    raise(T.TypeError, "decoding error handler must return (str, int) tuple");
  } else {
    const object = getAttr(c.exc, name(N.object)); // the handler may have given other input
    if (object != NULL) {
      if (!isBytes(object)) raise(T.TypeError, "exception attribute object must be bytes");
      else {
        decref(c.input);
        c.input = newref(object);
        codingInput(c);
        next = position(tupleAt(r, 1), c.length);
        if (next >= 0 && !builderStr(c.builder, tupleAt(r, 0))) next = -1;
      }
      decref(object);
    }
  }
  decref(r);
  return next;
}

/**
 * Deals with unencodable characters [start, end): returns their replacement, owned, bytes or a str that the caller encodes; NULL if there is none. `c.next` is
 * then the position to go on at, or -1 with an exception.
 */
export function codingEncodeError(c: Coding, start: u32, end: u32, reason: string): Value {
  c.next = -1;
  switch (c.mode) {
    case STRICT: raiseCoding(c, T.UnicodeEncodeError, start, end, reason); return NULL;
    case IGNORE: c.next = end; return NULL;
    case REPLACE: {
      const marks = strQuestionMarks(end - start);
      if (marks != NULL) c.next = end;
      return marks;
    }
  }
  if (!prepareError(c, T.UnicodeEncodeError, start, end, reason)) return NULL;
  const r = call1(c.handler, c.exc);
  if (r == NULL) return NULL;
  let text: Value = NULL;
  if (!hasFlag(r, TypeFlag.TUPLE_SUBCLASS) || tupleSize(r) != 2 || !(isStr(tupleAt(r, 0)) || isBytes(tupleAt(r, 0))) || !isIntLike(tupleAt(r, 1))) {
    raise(T.TypeError, "encoding error handler must return (str/bytes, int) tuple");
  } else {
    c.next = position(tupleAt(r, 1), c.length);
    if (c.next >= 0) text = newref(tupleAt(r, 0));
  }
  decref(r);
  return text;
}
/**
 * The mode surrogateescape: puts back the bytes that the surrogates U+DC80 to U+DCFF from `start` on stand for. Returns the first of another kind, or -1 with an
 * exception: MemoryError, or UnicodeEncodeError if it is not `end`.
 */
export function codingPutEscaped(c: Coding, b: usize, start: u32, end: u32, reason: string): i64 {
  let i = start;
  for (; i < end; i++) {
    const x = textAt(c.at, c.kind, i);
    if (x - 0xDC80 >= 0x80) return raiseCoding(c, T.UnicodeEncodeError, i, end, reason);
    if (!byteBuilderByte(b, x & 0xFF)) return -1;
  }
  return i;
}
function strQuestionMarks(n: u32): Value {
  const mark = strFromCodePoint(0x3F);
  const r = strRepeat(mark, n);
  decref(mark);
  return r;
}
/** Raises the UnicodeEncodeError for [start, end). Returns -1. */
export function codingRaiseEncode(c: Coding, start: u32, end: u32, reason: string): i64 { return raiseCoding(c, T.UnicodeEncodeError, start, end, reason); }

// ---- the registry of handlers ---------------------------------------------------------------------------------------

function handlers(): Value {
  const r = runtime();
  if (r.codecErrors == NULL || r.codecErrors == 0) {
    r.codecErrors = dictNew();
    add("strict", strictErrors.index);
    add("ignore", ignoreErrors.index);
    add("replace", replaceErrors.index);
    add("xmlcharrefreplace", xmlErrors.index);
    add("backslashreplace", backslashErrors.index);
    add("namereplace", nameErrors.index);
    add("surrogatepass", passErrors.index);
    add("surrogateescape", escapeErrors.index);
  }
  return r.codecErrors;
}
function add(handler: string, fn: i32): void {
  const def = newMethodDef(handler, fn, METH_O, "", "", 0);
  const key = internAscii(handler), f = newBuiltin(def, NULL, NULL);
  dictSet(runtime().codecErrors, key, f);
  decref(key);
  decref(f);
}
/** The handler of a name (NULL is "strict"), owned; NULL with LookupError. */
export function lookupError(errors: Value): Value {
  const key = errors == NULL ? internAscii("strict") : newref(errors);
  const f = dictGet(handlers(), key);
  if (f == NULL && !errorOccurred()) raiseFmt(T.LookupError, "unknown error handler name '%s'", key);
  decref(key);
  return f == NULL ? NULL : newref(f);
}
export function registerError(handlerName: Value, handler: Value): i32 {
  if (!isCallable(handler)) { raise(T.TypeError, "handler must be callable"); return -1; }
  return dictSet(handlers(), handlerName, handler);
}
export function isBuiltinHandler(errors: Value): bool {
  return modeOf(errors) != OTHER || strEqualAscii(errors, "namereplace");
}
/** 1 removed, 0 not there, -1 with an exception. */
export function unregisterError(errors: Value): i32 {
  if (isBuiltinHandler(errors)) { raiseFmt(T.ValueError, "cannot un-register built-in error handler '%s'", errors); return -1; }
  if (dictGet(handlers(), errors) == NULL) return errorOccurred() ? -1 : 0;
  return dictDel(handlers(), errors) < 0 ? -1 : 1;
}

// ---- the built-in handlers ------------------------------------------------------------------------------------------

function isKind(exc: Value, type: usize): bool { return isPtr(exc) && isSubtype(typeOf(exc), type); }
function wrongException(exc: Value): Value { return raiseFmt(T.TypeError, "don't know how to handle %T in error callback", exc); }
/** start or end of the exception, clipped to the object as CPython's getters do; -1 with an exception. */
function bound(exc: Value, attribute: Value): i64 {
  const v = getAttr(exc, attribute);
  if (v == NULL) return -1;
  const i = indexI64(v, 0);
  decref(v);
  return i;
}
function objectOf(exc: Value): Value {
  const o = getAttr(exc, name(N.object));
  if (o == NULL) return NULL;
  const wantsStr = !isKind(exc, T.UnicodeDecodeError);
  if (wantsStr ? isStr(o) : isBytes(o)) return o;
  decref(o);
  return raise(T.TypeError, wantsStr ? "object attribute must be unicode" : "object attribute must be bytes");
}
function startOf(exc: Value, n: i64): i64 { const i = bound(exc, name(N.start)); return i == -1 && errorOccurred() ? -1 : max<i64>(0, min(i, n - 1)); }
function endOf(exc: Value, n: i64): i64 { const i = bound(exc, name(N.end)); return i == -1 && errorOccurred() ? -1 : min(max<i64>(1, i), n); }
function result(text: Value, end: i64): Value {
  if (text == NULL) return NULL;
  const r = tuple2(text, boxInt(end));
  decref(text);
  return r;
}
function sizeOf(o: Value): i64 { return isStr(o) ? strLen(o) : bytesLen(o); }

export function strictErrors(self: Value, exc: Value): Value {
  if (isPtr(exc) && hasFlag(exc, TypeFlag.EXCEPTION_SUBCLASS)) return raiseObject(newref(exc));
  return raise(T.TypeError, "codec must pass exception instance");
}
export function ignoreErrors(self: Value, exc: Value): Value {
  if (!isKind(exc, T.UnicodeEncodeError) && !isKind(exc, T.UnicodeDecodeError) && !isKind(exc, T.UnicodeTranslateError)) return wrongException(exc);
  const o = objectOf(exc);
  if (o == NULL) return NULL;
  const end = endOf(exc, sizeOf(o));
  decref(o);
  return end < 0 && errorOccurred() ? NULL : result(strEmpty(), end);
}
export function replaceErrors(self: Value, exc: Value): Value {
  const encode = isKind(exc, T.UnicodeEncodeError), decode = isKind(exc, T.UnicodeDecodeError);
  if (!encode && !decode && !isKind(exc, T.UnicodeTranslateError)) return wrongException(exc);
  const o = objectOf(exc);
  if (o == NULL) return NULL;
  const n = sizeOf(o);
  decref(o);
  const start = startOf(exc, n), end = endOf(exc, n);
  if (errorOccurred()) return NULL;
  const mark = strFromCodePoint(encode ? 0x3F : 0xFFFD);
  if (mark == NULL) return NULL;
  const text = strRepeat(mark, decode ? 1 : max<i64>(0, end - start));
  decref(mark);
  return result(text, end);
}
// Handlers that write a text for each character (of a str) or byte: how is XML, BACKSLASH or OTHER for namereplace.
function spell(exc: Value, how: i32): Value {
  const o = objectOf(exc);
  if (o == NULL) return NULL;
  const n = sizeOf(o);
  const start = startOf(exc, n), end = endOf(exc, n);
  if (errorOccurred()) { decref(o); return NULL; }
  const b = builderInit(32);
  if (!b) { decref(o); return NULL; }
  let ok = true;
  for (let i = start; ok && i < end; i++) {
    const c: u32 = isStr(o) ? strAt(o, <usize>i) : load<u8>(bytesData(o) + <usize>i);
    if (how == XML) {
      ok = builderChar(b, 0x26) && builderChar(b, 0x23);
      let scale: u32 = 1;
      while (c / scale >= 10) scale *= 10;
      for (; ok && scale > 0; scale /= 10) ok = builderChar(b, 48 + c / scale % 10);
      ok = ok && builderChar(b, 0x3B);
    } else {
      let named: Value = NULL;
      if (how == OTHER) named = charName(c);
      if (named != NULL) {
        ok = builderText(b, "\\N{") && builderStr(b, named) && builderChar(b, 0x7D);
        decref(named);
      } else if (errorOccurred()) ok = false;
      else ok = builderEscape(b, c, !isStr(o));
    }
  }
  decref(o);
  return result(ok ? builderFinish(b) : builderDiscard(b), end);
}
/** Puts \xhh, \uhhhh or \Uhhhhhhhh. */
export function builderEscape(b: usize, c: u32, byte: bool): bool {
  const digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
  if (!builderChar(b, 0x5C) || !builderChar(b, digits == 2 ? 0x78 : digits == 4 ? 0x75 : 0x55)) return false;
  for (let shift = (digits - 1) << 2; shift >= 0; shift -= 4) if (!builderChar(b, hexDigit(c >>> shift))) return false;
  return true;
}
export function xmlErrors(self: Value, exc: Value): Value {
  return isKind(exc, T.UnicodeEncodeError) ? spell(exc, XML) : wrongException(exc);
}
export function backslashErrors(self: Value, exc: Value): Value {
  if (!isKind(exc, T.UnicodeEncodeError) && !isKind(exc, T.UnicodeDecodeError) && !isKind(exc, T.UnicodeTranslateError)) return wrongException(exc);
  return spell(exc, BACKSLASH);
}
export function nameErrors(self: Value, exc: Value): Value {
  return isKind(exc, T.UnicodeEncodeError) ? spell(exc, OTHER) : wrongException(exc);
}

// The form of surrogates by the encoding's name: 0 unknown, 1 UTF-8, 2/3 UTF-16 LE/BE, 4/5 UTF-32 LE/BE.
function standardEncoding(exc: Value): i32 {
  const e = getAttr(exc, name(N.encoding));
  if (e == NULL) return -1;
  let r = 0;
  if (isStr(e)) {
    const n = strLen(e);
    let i: u32 = 0;
    if (n >= 3 && (strAt(e, 0) | 32) == 0x75 && (strAt(e, 1) | 32) == 0x74 && (strAt(e, 2) | 32) == 0x66) {
      i = 3;
      if (i < n && (strAt(e, i) == 0x2D || strAt(e, i) == 0x5F)) i++;
      if (i < n && strAt(e, i) == 0x38 && i + 1 == n) r = 1;
      else if (i + 1 < n) {
        const wide = strAt(e, i) == 0x33 && strAt(e, i + 1) == 0x32;
        if (wide || (strAt(e, i) == 0x31 && strAt(e, i + 1) == 0x36)) {
          i += 2;
          if (i == n) r = wide ? 4 : 2;
          else {
            if (strAt(e, i) == 0x2D || strAt(e, i) == 0x5F) i++;
            if (i + 2 == n && (strAt(e, i + 1) | 32) == 0x65) {
              const big = (strAt(e, i) | 32) == 0x62;
              if (big || (strAt(e, i) | 32) == 0x6C) r = (wide ? 4 : 2) + (big ? 1 : 0);
            }
          }
        }
      }
    } else if (strEqualAscii(e, "CP_UTF8") || strEqualAscii(e, "cp65001")) r = 1;
  }
  decref(e);
  return r;
}
export function passErrors(self: Value, exc: Value): Value {
  const encode = isKind(exc, T.UnicodeEncodeError);
  if (!encode && !isKind(exc, T.UnicodeDecodeError)) return wrongException(exc);
  const form = standardEncoding(exc);
  if (form < 0) return NULL;
  if (form == 0) return raiseObject(newref(exc));
  const o = objectOf(exc);
  if (o == NULL) return NULL;
  const n = sizeOf(o);
  const start = startOf(exc, n), end = endOf(exc, n);
  if (errorOccurred()) { decref(o); return NULL; }
  const unit: i64 = form == 1 ? 3 : form < 4 ? 2 : 4;
  const big = form == 3 || form == 5;
  if (encode) {
    const p = bytesAlloc(<u32>((end - start) * unit));
    if (!p) { decref(o); return NULL; }
    let to = p + BYTES_DATA;
    for (let i = start; i < end; i++) {
      const c = strAt(o, <usize>i);
      if (c - 0xD800 >= 0x800) { decref(o); decref(boxPtr(p)); return raiseObject(newref(exc)); }
      if (unit == 3) { store<u8>(to, <u8>(0xE0 | c >>> 12)); store<u8>(to, <u8>(0x80 | (c >>> 6 & 0x3F)), 1); store<u8>(to, <u8>(0x80 | (c & 0x3F)), 2); }
      else for (let k: i64 = 0; k < unit; k++) store<u8>(to + <usize>k, <u8>(c >>> <u32>((big ? unit - 1 - k : k) << 3)));
      to += <usize>unit;
    }
    decref(o);
    return result(boxPtr(p), end);
  }
  let c: u32 = 0;
  const at = bytesData(o) + <usize>start;
  if (n - start >= unit) {
    if (unit == 3) {
      const a = <u32>load<u8>(at), b = <u32>load<u8>(at, 1), d = <u32>load<u8>(at, 2);
      if ((a & 0xF0) == 0xE0 && (b & 0xC0) == 0x80 && (d & 0xC0) == 0x80) c = (a & 0xF) << 12 | (b & 0x3F) << 6 | (d & 0x3F);
    } else for (let k: i64 = 0; k < unit; k++) c |= <u32>load<u8>(at + <usize>k) << <u32>((big ? unit - 1 - k : k) << 3);
  }
  decref(o);
  if (c - 0xD800 >= 0x800) return raiseObject(newref(exc));
  return result(strFromCodePoint(c), start + unit);
}
export function escapeErrors(self: Value, exc: Value): Value {
  const encode = isKind(exc, T.UnicodeEncodeError);
  if (!encode && !isKind(exc, T.UnicodeDecodeError)) return wrongException(exc);
  const o = objectOf(exc);
  if (o == NULL) return NULL;
  const n = sizeOf(o);
  const start = startOf(exc, n), end = endOf(exc, n);
  if (errorOccurred()) { decref(o); return NULL; }
  if (encode) {
    const p = bytesAlloc(<u32>(end - start));
    if (!p) { decref(o); return NULL; }
    for (let i = start; i < end; i++) {
      const c = strAt(o, <usize>i);
      if (c - 0xDC80 >= 0x80) { decref(o); decref(boxPtr(p)); return raiseObject(newref(exc)); }
      store<u8>(p + <usize>(i - start), <u8>c, BYTES_DATA);
    }
    decref(o);
    return result(boxPtr(p), end);
  }
  const b = builderInit(4);
  if (!b) { decref(o); return NULL; }
  let i = start;
  for (; i < end && i < start + 4; i++) {
    const c = <u32>load<u8>(bytesData(o) + <usize>i);
    if (c < 128) break;
    builderChar(b, 0xDC00 | c);
  }
  decref(o);
  const text = builderFinish(b);
  if (i == start) { decref(text); return raiseObject(newref(exc)); }
  return result(text, i);
}
