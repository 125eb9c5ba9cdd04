// What patterns and matches are in memory, and a text while it is matched.
//
//   Pattern    ┌ header │ pattern Value @8 │ groupindex Value @16 │ indexgroup Value @24 │ flags u32 @32 │ groups u32 @36 │ program u32 @40
//              │ bytes i32 @44 (1 bytes, 0 str, -1 neither) │ weaklist u32 @48
//   Match      ┌ header │ string Value @8 │ pattern Value @16 │ regs Value @24 (NULL until asked for) │ pos u32 @32 │ endpos u32 @36
//              │ lastindex i32 @40 │ groups u32 @44 (with group 0) │ (start, end) i32 × groups @48, -1 where a group did not match

import { Value, NULL, None, boxPtr, ptrOf } from "../value";
import { T } from "../names.generated";
import { alloc, free } from "../memory/alloc";
import { allocObject, gcTrack } from "../memory/object";
import { decref, newref } from "../memory/refcount";
import { outOfMemory, raise, raiseFmt } from "../errors";
import { isExact, TypeFlag } from "../objects/typeobject";
import { genericAlias } from "../objects/genericalias";
import { strLen, strView } from "../objects/strnew";
import { isStr, strData, strEmpty, strSlice } from "../objects/strmake";
import { bytesLen } from "../objects/bytesobject";
import { bytesEmpty, bytesOf } from "../objects/bytesmake";
import { BufferView, getBuffer, hasBuffer, PyBUF_SIMPLE, releaseBuffer } from "../objects/buffer";
import { Matcher, matcherBytes, matcherEnd, matcherInit } from "../sre/match";

/** Of all the types here: only the module makes them. */
export const SRE_FLAGS = TypeFlag.HAVE_GC | TypeFlag.DISALLOW_NEW | TypeFlag.IMMUTABLE;
export const PATTERN_SIZE: usize = 56;
export const MATCH_SIZE: usize = 48;

@unmanaged
export class PatternObj {
  count: u32; type: u32;
  pattern: Value; groupindex: Value; indexgroup: Value;
  flags: u32; groups: u32;
  program: u32; bytes: i32;
  weaklist: u32; pad: u32;
}
@unmanaged
export class MatchObj {
  count: u32; type: u32;
  string: Value; pattern: Value; regs: Value;
  pos: u32; endpos: u32;
  lastindex: i32; groups: u32;
}
export function patternOf(v: Value): PatternObj { return changetype<PatternObj>(ptrOf(v)); }
export function matchOf(v: Value): MatchObj { return changetype<MatchObj>(ptrOf(v)); }
export function returnSelf(self: Value): Value { return newref(self); }
export function deepcopy(self: Value, memo: Value): Value { return newref(self); }
export function classGetItem(cls: Value, item: Value): Value { return genericAlias(cls, item); }

// ---- a text being matched -------------------------------------------------------------------------------------------
//
//   ┌ string Value (owned) │ view BufferView @8 │ data u32 @64 │ length u32 @68 │ kind u32 @72 │ pos u32 @76 │ endpos u32 @80 │ Matcher … @88

export const TEXT_DATA: usize = 64, TEXT_LENGTH: usize = 68, TEXT_KIND: usize = 72, TEXT_POS: usize = 76, TEXT_ENDPOS: usize = 80, TEXT_MATCHER: usize = 88;

export function matcherOf(text: usize): usize { return text + TEXT_MATCHER; }
/** Opens `string` for matching by a pattern between pos and endpos. A block ended by `textClose`, or 0 with an exception. */
export function textOpen(self: Value, string: Value, pos: i64, endpos: i64): usize {
  const p = patternOf(self);
  const text = alloc(TEXT_MATCHER + matcherBytes(p.groups, p.program));
  if (!text) { outOfMemory(); return 0; }
  let data: usize, length: u32, kind: u32 = 1;
  changetype<BufferView>(text + 8).obj = NULL;
  if (isStr(string)) {
    if (p.bytes > 0) { free(text); raise(T.TypeError, "cannot use a bytes pattern on a string-like object"); return 0; }
    data = strData(string);
    length = strLen(string);
    kind = strView(ptrOf(string)).kind;
  } else {
    if (!hasBuffer(string)) { free(text); raiseFmt(T.TypeError, "expected string or bytes-like object, got '%T'", string); return 0; }
    if (getBuffer(string, text + 8, PyBUF_SIMPLE) < 0) { free(text); return 0; }
    data = changetype<BufferView>(text + 8).buf;
    length = changetype<BufferView>(text + 8).len;
    if (p.bytes == 0) {
      releaseBuffer(text + 8);
      free(text);
      raise(T.TypeError, "cannot use a string pattern on a bytes-like object");
      return 0;
    }
  }
  if (!data) data = text; // an empty bytearray has no memory; positions must not be 0
  store<u64>(text, newref(string));
  store<u32>(text, <u32>data, TEXT_DATA);
  store<u32>(text, length, TEXT_LENGTH);
  store<u32>(text, kind, TEXT_KIND);
  const from = <u32>max<i64>(0, min<i64>(pos, length)), to = <u32>max<i64>(0, min<i64>(endpos, length));
  store<u32>(text, from, TEXT_POS);
  store<u32>(text, to, TEXT_ENDPOS);
  matcherInit(matcherOf(text), p.groups, p.program);
  const m = changetype<Matcher>(matcherOf(text));
  m.kind = kind;
  m.beginning = <u32>data;
  m.start = <u32>data + from * kind;
  m.end = <u32>data + to * kind;
  return text;
}
export function textClose(text: usize): void {
  matcherEnd(matcherOf(text));
  releaseBuffer(text + 8);
  decref(load<u64>(text));
  free(text);
}
/** Index of a position. */
export function offsetOf(text: usize, at: u32): i32 { return <i32>((at - load<u32>(text, TEXT_DATA)) / load<u32>(text, TEXT_KIND)); }
/** string[from:to] as a new str or bytes. */
export function sliceOf(string: Value, data: usize, from: i32, to: i32): Value {
  if (isStr(string)) return strSlice(string, from, to);
  if (isExact(string, T.bytes) && from == 0 && to == <i32>bytesLen(string)) return newref(string);
  return bytesOf(data + <usize>from, to - from);
}
export function textSlice(text: usize, from: i32, to: i32): Value { return sliceOf(load<u64>(text), load<u32>(text, TEXT_DATA), from, to); }
function textEmpty(text: usize): Value { return isStr(load<u64>(text)) ? strEmpty() : bytesEmpty(); }
/** What a group (from 1) of the last match holds; when it did not match, `none` (stolen) or the empty text when that is NULL. */
export function textGroup(text: usize, group: u32, orNone: bool): Value {
  const m = changetype<Matcher>(matcherOf(text));
  const at = <usize>m.marks + (<usize>(group - 1) << 3);
  const from = load<u32>(at), to = load<u32>(at, 4);
  if (!from || !to || to < from) return orNone ? None : textEmpty(text);
  return textSlice(text, offsetOf(text, from), offsetOf(text, to));
}

/** A Match of what the matcher of a text found. */
export function newMatch(self: Value, text: usize): Value {
  const groups = patternOf(self).groups + 1;
  const q = allocObject(T.Match, MATCH_SIZE + (<usize>groups << 3));
  if (!q) return NULL;
  const o = changetype<MatchObj>(q), m = changetype<Matcher>(matcherOf(text));
  o.string = newref(load<u64>(text));
  o.pattern = newref(self);
  o.regs = NULL;
  o.pos = load<u32>(text, TEXT_POS);
  o.endpos = load<u32>(text, TEXT_ENDPOS);
  o.lastindex = m.lastIndex;
  o.groups = groups;
  store<i32>(q, offsetOf(text, m.start), MATCH_SIZE);
  store<i32>(q, offsetOf(text, m.ptr), MATCH_SIZE + 4);
  for (let i: usize = 1; i < groups; i++) {
    const at = <usize>m.marks + ((i - 1) << 3);
    const from = load<u32>(at), to = load<u32>(at, 4);
    const set = from && to && to >= from;
    store<i32>(q + (i << 3), set ? offsetOf(text, from) : -1, MATCH_SIZE);
    store<i32>(q + (i << 3), set ? offsetOf(text, to) : -1, MATCH_SIZE + 4);
  }
  gcTrack(q);
  return boxPtr(q);
}
