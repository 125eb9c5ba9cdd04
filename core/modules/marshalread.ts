// Reading marshal: the format of CPython 3.14 (https://docs.python.org/3.14/library/marshal.html), which compiled code and data made by
// JavaScript travel in. Type codes and the order of a code object's fields are in contract/marshal.ts.
//
//   reader  ┌ position u32 │ end u32 │ refs Value @8 (list of objects that may be referred to) │ depth u32 @16
//
// Truncated or impossible input raises EOFError, ValueError or TypeError with CPython's words; it never reads beyond `end`.

import { Value, NULL, None, True, False, Ellipsis, boxInt, boxFloatBits, boxPtr, ptrOf } from "../value";
import { T } from "../names.generated";
import { alloc, free } from "../memory/alloc";
import { decref, newref } from "../memory/refcount";
import { raise, outOfMemory, errorOccurred } from "../errors";
import { strFromAscii, intern } from "../objects/strnew";
import { builderInit, builderChar, builderFinish, builderDiscard } from "../objects/strbuilder";
import { bytesFrom, bytesLen, bytesData } from "../objects/bytesobject";
import { tupleNew, tuplePut } from "../objects/tupleobject";
import { listNew, listPush, listAt, listItems } from "../objects/listobject";
import { dictNew, dictSet } from "../objects/dict";
import { codeNew } from "../objects/codeobject";
import { intFromLimbs } from "../objects/int";
import { complexNew } from "../objects/complexarith";
import { call1, call3 } from "../abstract";
import { typeOf } from "../objects/typeobject";

@unmanaged
class Reader {
  at: u32; end: u32;
  refs: Value;
  depth: u32;
}
const FLAG_REF: u32 = 0x80;
const MAX_DEPTH: u32 = 2000;

/** The object marshalled in `length` bytes at `at`; `consumed`, when not 0, is an address that gets the number of bytes read. NULL with an exception. */
export function marshalLoad(at: usize, length: u32, consumed: usize = 0): Value {
  const block = alloc(32);
  if (!block) return outOfMemory();
  const r = changetype<Reader>(block);
  r.at = <u32>at;
  r.end = <u32>at + length;
  r.depth = 0;
  r.refs = listNew();
  let v = NULL;
  if (r.refs != NULL) {
    v = readObject(r);
    if (v == NULL && !errorOccurred()) raise(T.TypeError, "NULL object in marshal data for object");
    decref(r.refs);
    if (consumed) store<u32>(consumed, r.at - <u32>at);
  }
  free(block);
  return v;
}

function room(r: Reader, n: u32): bool {
  if (r.end - r.at >= n) return true;
  raise(T.EOFError, "marshal data too short");
  return false;
}
function readU8(r: Reader): u32 { return load<u8>(r.at++); }
function readI32(r: Reader): i32 {
  if (!room(r, 4)) return 0;
  const v = load<i32>(r.at);
  r.at += 4;
  return v;
}
/** A length field; -1 with an exception when it is negative or more than what is left can hold. */
function readLength(r: Reader, unit: u32, what: string): i32 {
  if (!room(r, 4)) return -1;
  const n = readI32(r);
  if (n < 0) { raise(T.ValueError, what); return -1; }
  if (<u64>n * unit > <u64>(r.end - r.at)) { raise(T.EOFError, "marshal data too short"); return -1; }
  return n;
}

/** Takes a place in refs for an object that is still being read; -1 when it is not to be remembered, -2 on error. */
function reserve(r: Reader, flag: u32): i32 {
  if (!flag) return -1;
  const index = <i32>load<u32>(ptrOf(r.refs), 8);
  return listPush(r.refs, None) < 0 ? -2 : index;
}
function remember(r: Reader, index: i32, v: Value): Value {
  if (index >= 0 && v != NULL) store<u64>(listItems(r.refs) + (<usize>index << 3), newref(v));
  return v;
}

function readText(r: Reader, n: u32, flag: u32, interned: bool, ascii: bool): Value {
  if (!room(r, n)) return NULL;
  let v: Value = ascii ? strFromAscii(r.at, n) : decodeUtf8(r.at, n);
  r.at += n;
  if (v == NULL) return NULL;
  if (interned) v = intern(v);
  return remember(r, reserve(r, flag), v);
}

/** UTF-8 with lone surrogates let through. NULL with ValueError. */
function decodeUtf8(at: usize, n: u32): Value {
  const b = builderInit(n);
  if (!b) return NULL;
  const end = at + n;
  while (at < end) {
    let c: u32 = load<u8>(at++);
    if (c >= 0x80) {
      let more: u32 = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : 1;
      c &= 0x3F >>> more;
      for (; more && at < end; more--) c = (c << 6) | (load<u8>(at++) & 0x3F);
      if (more) { builderDiscard(b); return raise(T.ValueError, "bad marshal data (invalid utf-8)"); }
    }
    if (!builderChar(b, c)) return builderDiscard(b);
  }
  return builderFinish(b);
}

function readSequence(r: Reader, n: i32, flag: u32, tuple: bool): Value {
  if (n < 0) return NULL;
  if (!tuple) {
    const list = listNew(n);
    if (list == NULL) return NULL;
    remember(r, reserve(r, flag), list);
    for (let i = 0; i < n; i++) {
      const x = readItem(r);
      if (x == NULL || listPush(list, x) < 0) { decref(list); return NULL; }
    }
    return list;
  }
  const index = reserve(r, flag);
  const t = tupleNew(n);
  if (t == NULL) return NULL;
  for (let i = 0; i < n; i++) {
    const x = readItem(r);
    if (x == NULL) { decref(t); return NULL; }
    tuplePut(t, i, x);
  }
  return remember(r, index, t);
}
/** An object that must be there. */
function readItem(r: Reader): Value {
  const v = readObject(r);
  if (v == NULL && !errorOccurred()) raise(T.TypeError, "NULL object in marshal data for object");
  return v;
}

function readLong(r: Reader, flag: u32): Value {
  if (!room(r, 4)) return NULL;
  const n = readI32(r);
  const count = <u32>(n < 0 ? -n : n); // digits of 15 bits
  if (<u64>count * 2 > <u64>(r.end - r.at)) return raise(T.EOFError, "marshal data too short");
  const limbs = <u32>((<u64>count * 15 + 31) / 32) + 1;
  const block = alloc(<usize>limbs << 2);
  if (!block) return outOfMemory();
  memory.fill(block, 0, <usize>limbs << 2);
  for (let i: u32 = 0; i < count; i++) {
    const digit = <u64>load<u16>(r.at);
    r.at += 2;
    if (digit > 0x7FFF) { free(block); return raise(T.ValueError, "bad marshal data (digit out of range in long)"); }
    const bit = <u64>i * 15;
    const at = block + <usize>((bit >> 5) << 2);
    store<u64>(at, load<u64>(at) | (digit << (bit & 31)));
  }
  const v = intFromLimbs(block, limbs, n < 0);
  free(block);
  return remember(r, reserve(r, flag), v);
}

function readDict(r: Reader, flag: u32): Value {
  const d = dictNew();
  if (d == NULL) return NULL;
  remember(r, reserve(r, flag), d);
  while (true) {
    const k = readObject(r);
    if (k == NULL) {
      if (!errorOccurred()) return d;
      break;
    }
    const v = readItem(r);
    if (v == NULL) { decref(k); break; }
    const failed = dictSet(d, k, v) < 0;
    decref(k);
    decref(v);
    if (failed) break;
  }
  decref(d);
  return NULL;
}

function readCode(r: Reader, flag: u32): Value {
  const index = reserve(r, flag);
  if (!room(r, 20)) return NULL;
  const argcount = readI32(r), posonly = readI32(r), kwonly = readI32(r), stacksize = readI32(r), flags = readI32(r);
  const parts = alloc(88); // code, consts, names, localsplusnames, kinds, filename, name, qualname, linetable, exceptiontable
  if (!parts) return outOfMemory();
  let firstlineno: i32 = 0;
  let read: usize = 0;
  while (read < 10) {
    if (read == 8) firstlineno = readI32(r);
    const v = readItem(r);
    if (v == NULL) break;
    store<u64>(parts + (read << 3), v);
    read++;
    const type: u32 = read == 1 || read == 5 || read > 8 ? T.bytes : read < 5 ? T.tuple : T.str;
    if (typeOf(v) != type) { raise(T.ValueError, "bad marshal data (code object field of wrong type)"); break; }
  }
  let v = NULL;
  if (read == 10 && !errorOccurred()) {
    const words = load<u64>(parts), kinds = load<u64>(parts, 32);
    v = codeNew(
      argcount, posonly, kwonly, stacksize, flags, bytesData(words), bytesLen(words) >>> 2, load<u64>(parts, 8), load<u64>(parts, 16),
      load<u64>(parts, 24), kinds, bytesData(kinds), load<u64>(parts, 40), load<u64>(parts, 48), load<u64>(parts, 56), firstlineno,
      load<u64>(parts, 64), load<u64>(parts, 72),
    );
  }
  for (let i: usize = 0; i < read; i++) decref(load<u64>(parts + (i << 3)));
  free(parts);
  return remember(r, index, v);
}

/** The next object; NULL without an exception for the end marker. */
function readObject(r: Reader): Value {
  if (r.at >= r.end) return raise(T.EOFError, "marshal data too short");
  if (r.depth > MAX_DEPTH) return raise(T.ValueError, "recursion limit exceeded");
  r.depth++;
  const v = readTyped(r);
  r.depth--;
  return v;
}
function readTyped(r: Reader): Value {
  const code = readU8(r);
  const flag = code & FLAG_REF;
  switch (code & 0x7F) {
    case 0x30: return NULL; // 0
    case 0x4E: return None; // N
    case 0x46: return False; // F
    case 0x54: return True; // T
    case 0x2E: return Ellipsis; // .
    case 0x53: return newref(boxPtr(T.StopIteration)); // S
    case 0x69: { // i
      if (!room(r, 4)) return NULL;
      return remember(r, reserve(r, flag), boxInt(readI32(r)));
    }
    case 0x6C: return readLong(r, flag); // l
    case 0x67: { // g
      if (!room(r, 8)) return NULL;
      r.at += 8;
      return remember(r, reserve(r, flag), boxFloatBits(load<u64>(r.at - 8)));
    }
    case 0x79: { // y
      if (!room(r, 16)) return NULL;
      r.at += 16;
      return remember(r, reserve(r, flag), complexNew(load<f64>(r.at - 16), load<f64>(r.at - 8)));
    }
    case 0x73: { // s
      const n = readLength(r, 1, "bad marshal data (bytes object size out of range)");
      if (n < 0) return NULL;
      r.at += n;
      return remember(r, reserve(r, flag), bytesFrom(r.at - n, n));
    }
    case 0x41: case 0x61: case 0x74: case 0x75: { // A a t u
      const n = readLength(r, 1, "bad marshal data (string size out of range)");
      if (n < 0) return NULL;
      const kind = code & 0x7F;
      return readText(r, n, flag, kind == 0x41 || kind == 0x74, kind == 0x41 || kind == 0x61);
    }
    case 0x5A: case 0x7A: { // Z z
      if (!room(r, 1)) return NULL;
      const n = readU8(r);
      return readText(r, n, flag, (code & 0x7F) == 0x5A, true);
    }
    case 0x29: { // )
      if (!room(r, 1)) return NULL;
      return readSequence(r, readU8(r), flag, true);
    }
    case 0x28: return readSequence(r, readLength(r, 1, "bad marshal data (tuple size out of range)"), flag, true); // (
    case 0x5B: return readSequence(r, readLength(r, 1, "bad marshal data (list size out of range)"), flag, false); // [
    case 0x7B: return readDict(r, flag); // {
    case 0x3C: case 0x3E: { // < >
      const index = reserve(r, flag);
      const items = readSequence(r, readLength(r, 1, "bad marshal data (set size out of range)"), 0, false);
      if (items == NULL) return NULL;
      const v = call1(boxPtr((code & 0x7F) == 0x3C ? T.set : T.frozenset), items);
      decref(items);
      return remember(r, index, v);
    }
    case 0x3A: { // :
      const index = reserve(r, flag);
      const parts = readSequence(r, 3, 0, false);
      if (parts == NULL) return NULL;
      const v = call3(boxPtr(T.slice), listAt(parts, 0), listAt(parts, 1), listAt(parts, 2));
      decref(parts);
      return remember(r, index, v);
    }
    case 0x63: return readCode(r, flag); // c
    case 0x72: { // r
      if (!room(r, 4)) return NULL;
      const n = readI32(r);
      if (n < 0 || n >= <i32>load<u32>(ptrOf(r.refs), 8)) return raise(T.ValueError, "bad marshal data (invalid reference)");
      return newref(listAt(r.refs, n));
    }
  }
  return raise(T.ValueError, "bad marshal data (unknown type code)");
}
