// The module _sre: compiled patterns and what matching them gives. re/_compiler.py makes the code; core/sre translates and runs it.
//
//   Pattern    ┌ header │ pattern Value @8 │ groupindex Value @16 │ indexgroup Value @24 │ flags u32 @32 │ groups u32 @36 │ program u32 @40
//              │ bytes i32 @44 (1 bytes, 0 str, -1 neither) │ weaklist u32 @48
//   Match      ┌ header │ string Value @8 │ pattern Value @16 │ regs Value @24 (NULL until asked for) │ pos u32 @32 │ endpos u32 @36
//              │ lastindex i32 @40 │ groups u32 @44 (with group 0) │ (start, end) i32 × groups @48, -1 where a group did not match
//   SRE_Template ┌ header │ literal Value @8 │ count u32 @16 │ (group i64, literal Value or NULL) × count @24
//   SRE_Scanner  ┌ header │ pattern Value @8 │ text u32 @16 (a Text block) │ executing u32 @20

import { Value, NULL, None, NotImplemented, boxBool, boxInt, boxPtr, intOf, isInt, isPtr, ptrOf } from "../value";
import { T, N, name } from "../names.generated";
import { alloc, free } from "../memory/alloc";
import { allocObject, freeObject, gcTrack, gcUntrack } from "../memory/object";
import { decref, newref } from "../memory/refcount";
import { errorOccurred, outOfMemory, raise, raiseFmt, swallow } from "../errors";
import { call1, call2, equalBool, getAttr, hashOf, hasIndex, indexI64, isCallable, reprOf } from "../abstract";
import { checkArgs, parseArgs } from "../args";
import { popArgs, pushArgs } from "../interp/argstack";
import { constant, defType, func, getset, METH_CLASS, METH_FAST, METH_KW, METH_NOARGS, METH_O, method } from "../objects/define";
import { CompareOp, hasFlag, isExact, setSlot, Slot, TypeFlag, typeView } from "../objects/typeobject";
import { dictGet, dictNew, dictNext, dictKeyAt, dictLen, dictSet, dictValueAt } from "../objects/dict";
import { genericAlias } from "../objects/genericalias";
import { asI64, isIntLike } from "../objects/int";
import { listAt, listNew, listPush, listSize } from "../objects/listobject";
import { tuple2, tupleAt, tupleNew, tuplePut, tupleSize } from "../objects/tupleobject";
import { strLen, strView, hashBytes } from "../objects/strnew";
import { builderChar, builderDiscard, builderFinish, builderInit, builderSlice, builderStr, builderText } from "../objects/strbuilder";
import { isStr, strData, strEmpty, strSlice } from "../objects/strmake";
import { textAt } from "../objects/strsearch";
import { bytesData, bytesLen } from "../objects/bytesobject";
import { bytesEmpty, bytesOf, isBytes } from "../objects/bytesmake";
import { BufferView, getBuffer, hasBuffer, PyBUF_SIMPLE, releaseBuffer } from "../objects/buffer";
import { byteBuilderBytes, byteBuilderDiscard, byteBuilderFinish, byteBuilderInit } from "../objects/bytesbuilder";
import { newCallableIterator } from "../objects/seqiter";
import { strHexOf } from "../objects/strformat";
import { importModule } from "./import";
import { Matcher, matcherBytes, matcherEnd, matcherInit, sreMatch, sreSearch } from "../sre/match";
import { Program, sreFree, sreTranslate } from "../sre/translate";
import { foldAscii } from "../sre/charset";
import { uToLower, uToUpper } from "../objects/unicode";
import { clearWeakrefs } from "../objects/weakrefs";
import { newMappingProxy } from "../objects/mappingproxy";
import { formatMessage } from "../format";

const MAGIC: i64 = 20230612;
const PATTERN_SIZE: usize = 56;
const MATCH_SIZE: usize = 48;

@unmanaged
class PatternObj {
  count: u32; type: u32;
  pattern: Value; groupindex: Value; indexgroup: Value;
  flags: u32; groups: u32;
  program: u32; bytes: i32;
  weaklist: u32; pad: u32;
}
@unmanaged
class MatchObj {
  count: u32; type: u32;
  string: Value; pattern: Value; regs: Value;
  pos: u32; endpos: u32;
  lastindex: i32; groups: u32;
}
function patternOf(v: Value): PatternObj { return changetype<PatternObj>(ptrOf(v)); }
function matchOf(v: Value): MatchObj { return changetype<MatchObj>(ptrOf(v)); }

// ---- a text being matched -------------------------------------------------------------------------------------------
//
//   ┌ string Value (owned) │ view BufferView @8 │ data u32 @64 │ length u32 @68 │ kind u32 @72 │ pos u32 @76 │ endpos u32 @80 │ Matcher … @88

const TEXT_DATA: usize = 64, TEXT_LENGTH: usize = 68, TEXT_KIND: usize = 72, TEXT_POS: usize = 76, TEXT_ENDPOS: usize = 80, TEXT_MATCHER: usize = 88;

function matcherOf(text: usize): usize { return text + TEXT_MATCHER; }
/** Opens `string` for matching by a pattern between pos and endpos. A block ended by `textClose`, or 0 with an exception. */
function textOpen(self: Value, string: Value, pos: i64, endpos: i64): usize {
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
function textClose(text: usize): void {
  matcherEnd(matcherOf(text));
  releaseBuffer(text + 8);
  decref(load<u64>(text));
  free(text);
}
/** Index of a position. */
function offsetOf(text: usize, at: u32): i32 { return <i32>((at - load<u32>(text, TEXT_DATA)) / load<u32>(text, TEXT_KIND)); }
/** string[from:to] as a new str or bytes. */
function sliceOf(string: Value, data: usize, from: i32, to: i32): Value {
  if (isStr(string)) return strSlice(string, from, to);
  if (isExact(string, T.bytes) && from == 0 && to == <i32>bytesLen(string)) return newref(string);
  return bytesOf(data + <usize>from, to - from);
}
function textSlice(text: usize, from: i32, to: i32): Value { return sliceOf(load<u64>(text), load<u32>(text, TEXT_DATA), from, to); }
function textEmpty(text: usize): Value { return isStr(load<u64>(text)) ? strEmpty() : bytesEmpty(); }
/** What a group (from 1) of the last match holds; when it did not match, `none` (stolen) or the empty text when that is NULL. */
function textGroup(text: usize, group: u32, orNone: bool): Value {
  const m = changetype<Matcher>(matcherOf(text));
  const at = <usize>m.marks + (<usize>(group - 1) << 3);
  const from = load<u32>(at), to = load<u32>(at, 4);
  if (!from || !to || to < from) return orNone ? None : textEmpty(text);
  return textSlice(text, offsetOf(text, from), offsetOf(text, to));
}

/** A Match of what the matcher of a text found. */
function newMatch(self: Value, text: usize): Value {
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

// ---- Pattern: matching ----------------------------------------------------------------------------------------------

/** Reads (string, pos=0, endpos=sys.maxsize) and opens the text; 0 with an exception. */
function openArguments(self: Value, fname: string, args: usize, nargs: i32, kwnames: Value): usize {
  let string: Value, pos: i64 = 0, endpos: i64 = i64.MAX_VALUE;
  if (nargs == 1 && kwnames == NULL) string = load<u64>(args);
  else {
    const out = pushArgs(3);
    if (!out) return 0;
    const bound = parseArgs(fname, "string | pos endpos", args, nargs, kwnames, out);
    string = load<u64>(out);
    const a = load<u64>(out, 8), b = load<u64>(out, 16);
    popArgs(out);
    if (!bound) return 0;
    if (a != NULL) {
      pos = indexI64(a, T.OverflowError);
      if (pos == -1 && errorOccurred()) return 0;
    }
    if (b != NULL) {
      endpos = indexI64(b, T.OverflowError);
      if (endpos == -1 && errorOccurred()) return 0;
    }
  }
  return textOpen(self, string, pos, endpos);
}
const MATCH = 0, FULLMATCH = 1, SEARCH = 2;
function once(self: Value, fname: string, args: usize, nargs: i32, kwnames: Value, how: i32): Value {
  const text = openArguments(self, fname, args, nargs, kwnames);
  if (!text) return NULL;
  const m = changetype<Matcher>(matcherOf(text));
  if (how == FULLMATCH) m.matchAll = 1;
  const found = how == SEARCH ? sreSearch(matcherOf(text)) : sreMatch(matcherOf(text));
  const r = found < 0 ? NULL : found ? newMatch(self, text) : None;
  textClose(text);
  return r;
}
function pattern_match(self: Value, args: usize, nargs: i32, kwnames: Value): Value { return once(self, "match", args, nargs, kwnames, MATCH); }
function pattern_fullmatch(self: Value, args: usize, nargs: i32, kwnames: Value): Value { return once(self, "fullmatch", args, nargs, kwnames, FULLMATCH); }
function pattern_search(self: Value, args: usize, nargs: i32, kwnames: Value): Value { return once(self, "search", args, nargs, kwnames, SEARCH); }

/** After a match: the next search goes on behind it. */
function advance(m: Matcher): void {
  m.mustAdvance = m.ptr == m.start ? 1 : 0;
  m.start = m.ptr;
}
function pattern_findall(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const text = openArguments(self, "findall", args, nargs, kwnames);
  if (!text) return NULL;
  const list = listNew(0);
  const m = changetype<Matcher>(matcherOf(text));
  const groups = patternOf(self).groups;
  let ok = list != NULL;
  while (ok && m.start <= m.end) {
    const found = sreSearch(matcherOf(text));
    if (found <= 0) { ok = found == 0; break; }
    let item: Value;
    if (groups == 0) item = textSlice(text, offsetOf(text, m.start), offsetOf(text, m.ptr));
    else if (groups == 1) item = textGroup(text, 1, false);
    else {
      item = tupleNew(groups);
      for (let i: u32 = 0; item != NULL && i < groups; i++) {
        const g = textGroup(text, i + 1, false);
        tuplePut(item, i, g);
        if (g == NULL) { decref(item); item = NULL; }
      }
    }
    ok = item != NULL && listPush(list, item) >= 0;
    advance(m);
  }
  textClose(text);
  if (!ok) { decref(list); return NULL; }
  return list;
}
function pattern_split(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(2);
  if (!out) return NULL;
  const bound = parseArgs("split", "string | maxsplit", args, nargs, kwnames, out);
  const string = load<u64>(out), limit = load<u64>(out, 8);
  popArgs(out);
  if (!bound) return NULL;
  let most: i64 = 0;
  if (limit != NULL) {
    most = indexI64(limit, T.OverflowError);
    if (most == -1 && errorOccurred()) return NULL;
  }
  const text = textOpen(self, string, 0, i64.MAX_VALUE);
  if (!text) return NULL;
  const list = listNew(0);
  const m = changetype<Matcher>(matcherOf(text));
  const groups = patternOf(self).groups;
  let ok = list != NULL, last = 0, n: i64 = 0;
  while (ok && (most == 0 || n < most)) {
    const found = sreSearch(matcherOf(text));
    if (found <= 0) { ok = found == 0; break; }
    const item = textSlice(text, last, offsetOf(text, m.start));
    ok = item != NULL && listPush(list, item) >= 0;
    for (let i: u32 = 1; ok && i <= groups; i++) {
      const g = textGroup(text, i, true);
      ok = g != NULL && listPush(list, g) >= 0;
    }
    n++;
    advance(m);
    last = offsetOf(text, m.ptr);
  }
  if (ok) {
    const item = textSlice(text, last, <i32>load<u32>(text, TEXT_ENDPOS));
    ok = item != NULL && listPush(list, item) >= 0;
  }
  textClose(text);
  if (!ok) { decref(list); return NULL; }
  return list;
}

// ---- sub ------------------------------------------------------------------------------------------------------------

// The output of sub: a str builder or, for bytes, a byte builder.
function outPart(b: usize, text: usize, from: i32, to: i32): bool {
  if (to <= from) return true;
  const string = load<u64>(text);
  return isStr(string) ? builderSlice(b, string, from, to - from) : byteBuilderBytes(b, <usize>load<u32>(text, TEXT_DATA) + <usize>from, to - from);
}
/** A str or bytes-like; `index` is the item's place for the message. */
function outValue(b: usize, text: usize, v: Value, index: i64): bool {
  if (isStr(load<u64>(text))) {
    if (isStr(v)) return builderStr(b, v);
    raiseFmt(T.TypeError, "sequence item %d: expected str instance, %T found", boxInt(index), v);
    return false;
  }
  if (isBytes(v)) return byteBuilderBytes(b, bytesData(v), bytesLen(v));
  if (!hasBuffer(v)) { raiseFmt(T.TypeError, "sequence item %d: expected a bytes-like object, %T found", boxInt(index), v); return false; }
  const at = pushArgs(7);
  if (!at) return false;
  let ok = false;
  if (getBuffer(v, at, PyBUF_SIMPLE) == 0) {
    ok = byteBuilderBytes(b, changetype<BufferView>(at).buf, changetype<BufferView>(at).len);
    releaseBuffer(at);
  }
  popArgs(at);
  return ok;
}
/** Puts an expanded template for the last match of a text. */
function outTemplate(b: usize, text: usize, template: Value): bool {
  const p = ptrOf(template);
  const literal = load<u64>(p, 8);
  if (literal != NULL && !outValue(b, text, literal, 0)) return false;
  const m = changetype<Matcher>(matcherOf(text));
  const count = load<u32>(p, 16);
  for (let i: u32 = 0; i < count; i++) {
    const item = p + 24 + (<usize>i << 4);
    const group = <u32>load<i64>(item);
    if (group == 0) { if (!outPart(b, text, offsetOf(text, m.start), offsetOf(text, m.ptr))) return false; }
    else {
      const at = <usize>m.marks + (<usize>(group - 1) << 3);
      const from = load<u32>(at), to = load<u32>(at, 4);
      if (from && to && to > from && !outPart(b, text, offsetOf(text, from), offsetOf(text, to))) return false;
    }
    const tail = load<u64>(item, 8);
    if (tail != NULL && !outValue(b, text, tail, 0)) return false;
  }
  return true;
}
/** re._compile_template(pattern, template). */
function compileTemplate(self: Value, template: Value): Value {
  const re = importModule(name(N.re));
  if (re == NULL) return NULL;
  const f = getAttr(re, name(N._compile_template));
  decref(re);
  if (f == NULL) return NULL;
  const r = call2(f, self, template);
  decref(f);
  if (r != NULL && !isExact(r, T.SRE_Template)) {
    decref(r);
    return raise(T.RuntimeError, "the result of compiling a replacement string is not SRE_Template object");
  }
  return r;
}
/** Whether a replacement has no backslash. */
function isLiteral(v: Value): i32 {
  if (isStr(v)) {
    const n = strLen(v), at = strData(v), kind = <u32>strView(ptrOf(v)).kind;
    for (let i: usize = 0; i < n; i++) if (textAt(at, kind, i) == 0x5C) return 0;
    return 1;
  }
  if (isBytes(v)) {
    for (let i: usize = 0; i < bytesLen(v); i++) if (load<u8>(bytesData(v) + i) == 0x5C) return 0;
    return 1;
  }
  if (!hasBuffer(v)) return 0;
  const at = pushArgs(7);
  if (!at) return -1;
  let r = -1;
  if (getBuffer(v, at, PyBUF_SIMPLE) == 0) {
    r = 1;
    const view = changetype<BufferView>(at);
    for (let i: usize = 0; i < <usize>view.len; i++) if (load<u8>(<usize>view.buf + i) == 0x5C) r = 0;
    releaseBuffer(at);
  }
  popArgs(at);
  return r;
}
function substitute(self: Value, fname: string, args: usize, nargs: i32, kwnames: Value, counted: bool): Value {
  const out = pushArgs(3);
  if (!out) return NULL;
  const bound = parseArgs(fname, "repl string | count", args, nargs, kwnames, out);
  const replacement = load<u64>(out), string = load<u64>(out, 8), limit = load<u64>(out, 16);
  popArgs(out);
  if (!bound) return NULL;
  let most: i64 = 0;
  if (limit != NULL) {
    most = indexI64(limit, T.OverflowError);
    if (most == -1 && errorOccurred()) return NULL;
  }
  let filter: Value;
  let how = 0; // 0 literal, 1 template, 2 callable
  if (isCallable(replacement)) { filter = newref(replacement); how = 2; }
  else {
    const literal = isLiteral(replacement);
    if (literal < 0) return NULL;
    if (literal) filter = newref(replacement);
    else {
      filter = compileTemplate(self, replacement);
      if (filter == NULL) return NULL;
      if (load<u32>(ptrOf(filter), 16) == 0) {
        const only = load<u64>(ptrOf(filter), 8);
        const plain = only == NULL ? strEmpty() : newref(only);
        decref(filter);
        filter = plain;
        if (only == NULL) how = 3; // nothing at all
      } else how = 1;
    }
  }
  const text = textOpen(self, string, 0, i64.MAX_VALUE);
  if (!text) { decref(filter); return NULL; }
  const isText = isStr(string);
  const b = isText ? builderInit(load<u32>(text, TEXT_LENGTH)) : byteBuilderInit(load<u32>(text, TEXT_LENGTH));
  if (!b) { decref(filter); textClose(text); return NULL; }
  const m = changetype<Matcher>(matcherOf(text));
  let n: i64 = 0, at = 0, items: i64 = 0, ok = true;
  while (ok && (most == 0 || n < most)) {
    const found = sreSearch(matcherOf(text));
    if (found <= 0) { ok = found == 0; break; }
    const from = offsetOf(text, m.start), to = offsetOf(text, m.ptr);
    if (at < from) { ok = outPart(b, text, at, from); items++; }
    if (ok) {
      if (how == 0) ok = outValue(b, text, filter, items);
      else if (how == 1) ok = outTemplate(b, text, filter);
      else if (how == 2) {
        const match = newMatch(self, text);
        const r = match == NULL ? NULL : call1(filter, match);
        decref(match);
        ok = r != NULL && (r == None || outValue(b, text, r, items));
        decref(r);
      }
      items++;
    }
    at = to;
    n++;
    advance(m);
  }
  ok = ok && outPart(b, text, at, <i32>load<u32>(text, TEXT_ENDPOS));
  decref(filter);
  let r: Value;
  if (ok && n == 0 && (isExact(string, T.str) || isExact(string, T.bytes))) { // nothing was replaced: the same object
    r = newref(string);
    if (isText) builderDiscard(b); else byteBuilderDiscard(b);
  } else if (isText) r = ok ? builderFinish(b) : builderDiscard(b);
  else r = ok ? byteBuilderFinish(b) : byteBuilderDiscard(b);
  textClose(text);
  if (!counted || r == NULL) return r;
  const t = tuple2(r, boxInt(n));
  decref(r);
  return t;
}
function pattern_sub(self: Value, args: usize, nargs: i32, kwnames: Value): Value { return substitute(self, "sub", args, nargs, kwnames, false); }
function pattern_subn(self: Value, args: usize, nargs: i32, kwnames: Value): Value { return substitute(self, "subn", args, nargs, kwnames, true); }

// ---- scanners -------------------------------------------------------------------------------------------------------

const SCANNER_SIZE: usize = 24;
function pattern_scanner(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const text = openArguments(self, "scanner", args, nargs, kwnames);
  if (!text) return NULL;
  const p = allocObject(T.SRE_Scanner, SCANNER_SIZE);
  if (!p) { textClose(text); return NULL; }
  store<u64>(p, newref(self), 8);
  store<u32>(p, <u32>text, 16);
  gcTrack(p);
  return boxPtr(p);
}
function pattern_finditer(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const scanner = pattern_scanner(self, args, nargs, kwnames);
  if (scanner == NULL) return NULL;
  const search = getAttr(scanner, name(N.search));
  decref(scanner);
  if (search == NULL) return NULL;
  const it = newCallableIterator(search, None);
  decref(search);
  return it;
}
function scan(self: Value, how: i32): Value {
  const p = ptrOf(self);
  if (load<u32>(p, 20)) return raise(T.ValueError, "regular expression scanner already executing");
  const text = <usize>load<u32>(p, 16);
  const m = changetype<Matcher>(matcherOf(text));
  if (m.start == 0) return None; // at the end
  store<u32>(p, 1, 20);
  const found = how == SEARCH ? sreSearch(matcherOf(text)) : sreMatch(matcherOf(text));
  store<u32>(p, 0, 20);
  if (found < 0) return NULL;
  if (found == 0) { m.start = 0; return None; }
  const r = newMatch(load<u64>(p, 8), text);
  advance(m);
  return r;
}
function scanner_match(self: Value): Value { return scan(self, MATCH); }
function scanner_search(self: Value): Value { return scan(self, SEARCH); }
function scanner_pattern(self: Value): Value { return newref(load<u64>(ptrOf(self), 8)); }
function scannerTraverse(self: usize, visit: i32, arg: usize): i32 {
  let r = call_indirect<i32>(visit, load<u64>(self, 8), arg);
  if (r) return r;
  const string = load<u64>(<usize>load<u32>(self, 16));
  return isPtr(string) ? call_indirect<i32>(visit, string, arg) : 0;
}
function scannerDealloc(self: usize): void {
  gcUntrack(self);
  textClose(load<u32>(self, 16));
  decref(load<u64>(self, 8));
  freeObject(self);
}

// ---- Pattern: the object --------------------------------------------------------------------------------------------

function patternDealloc(self: usize): void {
  gcUntrack(self);
  const p = changetype<PatternObj>(self);
  if (p.weaklist) clearWeakrefs(self);
  if (p.program) sreFree(p.program);
  decref(p.pattern);
  decref(p.groupindex);
  decref(p.indexgroup);
  freeObject(self);
}
function patternTraverse(self: usize, visit: i32, arg: usize): i32 {
  const p = changetype<PatternObj>(self);
  let r = 0;
  if (isPtr(p.pattern)) r = call_indirect<i32>(visit, p.pattern, arg);
  if (!r && isPtr(p.groupindex)) r = call_indirect<i32>(visit, p.groupindex, arg);
  if (!r && isPtr(p.indexgroup)) r = call_indirect<i32>(visit, p.indexgroup, arg);
  return r;
}
function flagText(b: usize, flags: u32): bool {
  let first = true, ok = true;
  for (let bit = 0; ok && bit < 9; bit++) {
    if (!(flags & (1 << bit)) || bit == 0) continue;
    if (!first) ok = builderChar(b, 0x7C);
    first = false;
    switch (bit) {
      case 1: ok = ok && builderText(b, "re.IGNORECASE"); break;
      case 2: ok = ok && builderText(b, "re.LOCALE"); break;
      case 3: ok = ok && builderText(b, "re.MULTILINE"); break;
      case 4: ok = ok && builderText(b, "re.DOTALL"); break;
      case 5: ok = ok && builderText(b, "re.UNICODE"); break;
      case 6: ok = ok && builderText(b, "re.VERBOSE"); break;
      case 7: ok = ok && builderText(b, "re.DEBUG"); break;
      default: ok = ok && builderText(b, "re.ASCII");
    }
  }
  const rest = flags & ~(<u32>0x1FE);
  if (ok && rest) {
    if (!first) ok = builderChar(b, 0x7C);
    const h = strHexOf(rest);
    ok = ok && h != NULL && builderText(b, "0x") && builderStr(b, h);
    decref(h);
  }
  return ok;
}
function patternRepr(self: Value): Value {
  const p = patternOf(self);
  const inner = reprOf(p.pattern);
  if (inner == NULL) return NULL;
  let flags = p.flags;
  if (p.bytes == 0 && (flags & (4 | 32 | 256)) == 32) flags &= ~32;
  const b = builderInit(64);
  if (!b) { decref(inner); return NULL; }
  let ok = builderText(b, "re.compile(") && builderSlice(b, inner, 0, min<u32>(strLen(inner), 200));
  if (ok && flags) ok = builderText(b, ", ") && flagText(b, flags);
  decref(inner);
  return ok && builderChar(b, 0x29) ? builderFinish(b) : builderDiscard(b);
}
function patternHash(self: Value): i64 {
  const p = patternOf(self);
  const h = hashOf(p.pattern);
  if (h == -1) return -1;
  const program = changetype<Program>(p.program);
  const r = h ^ hashBytes(program.raw, <usize>program.rawWords << 2) ^ <i64>p.flags ^ <i64>p.bytes ^ <i64>p.groups;
  return r == -1 ? -2 : r;
}
function patternCompare(a: Value, b: Value, op: i32): Value {
  if ((op != CompareOp.EQ && op != CompareOp.NE) || !isExact(a, T.Pattern) || !isExact(b, T.Pattern)) return NotImplemented;
  if (a == b) return boxBool(op == CompareOp.EQ);
  const p = patternOf(a), q = patternOf(b);
  const x = changetype<Program>(p.program), y = changetype<Program>(q.program);
  let same = p.flags == q.flags && p.bytes == q.bytes && x.rawWords == y.rawWords && memory.compare(x.raw, y.raw, <usize>x.rawWords << 2) == 0;
  if (same) {
    const r = equalBool(p.pattern, q.pattern);
    if (r < 0) return NULL;
    same = r != 0;
  }
  return boxBool(op == CompareOp.EQ ? same : !same);
}
function pattern_pattern(self: Value): Value { return newref(patternOf(self).pattern); }
function pattern_flags(self: Value): Value { return boxInt(patternOf(self).flags); }
function pattern_groups(self: Value): Value { return boxInt(patternOf(self).groups); }
function pattern_groupindex(self: Value): Value {
  const names = patternOf(self).groupindex;
  return dictLen(names) ? newMappingProxy(names) : dictNew();
}
function returnSelf(self: Value): Value { return newref(self); }
function deepcopy(self: Value, memo: Value): Value { return newref(self); }
function classGetItem(cls: Value, item: Value): Value { return genericAlias(cls, item); }

// ---- Match ----------------------------------------------------------------------------------------------------------

function matchDealloc(self: usize): void {
  gcUntrack(self);
  const m = changetype<MatchObj>(self);
  decref(m.regs);
  decref(m.string);
  decref(m.pattern);
  freeObject(self);
}
function matchTraverse(self: usize, visit: i32, arg: usize): i32 {
  const m = changetype<MatchObj>(self);
  let r = call_indirect<i32>(visit, m.pattern, arg);
  if (!r && isPtr(m.string)) r = call_indirect<i32>(visit, m.string, arg);
  if (!r && isPtr(m.regs)) r = call_indirect<i32>(visit, m.regs, arg);
  return r;
}
function markOf(self: Value, group: u32, end: usize): i32 { return load<i32>(ptrOf(self) + (<usize>group << 3) + (end << 2), MATCH_SIZE); }
/** What a group holds, or `otherwise` (borrowed) as a new reference. */
function groupSlice(self: Value, group: u32, otherwise: Value): Value {
  const from = markOf(self, group, 0), to = markOf(self, group, 1);
  if (from < 0) return newref(otherwise);
  const string = matchOf(self).string;
  if (isStr(string)) return strSlice(string, min<u32>(from, strLen(string)), min<u32>(to, strLen(string)));
  if (isBytes(string)) return sliceOf(string, bytesData(string), from, to);
  const at = pushArgs(7);
  if (!at) return NULL;
  let r: Value = NULL;
  if (getBuffer(string, at, PyBUF_SIMPLE) == 0) { // a bytearray may have shrunk meanwhile
    const view = changetype<BufferView>(at);
    r = bytesOf(<usize>view.buf + <usize>min(from, view.len), min(to, view.len) - min(from, view.len));
    releaseBuffer(at);
  }
  popArgs(at);
  return r;
}
/** The number of a group given by number or name; -1 with IndexError. */
function groupNumber(self: Value, index: Value): i32 {
  const m = matchOf(self);
  let i: i64 = -1;
  if (isInt(index)) i = intOf(index);
  else if (hasIndex(index)) {
    i = indexI64(index, 0);
    if (i == -1 && errorOccurred()) return -1;
  } else {
    const found = dictGet(patternOf(m.pattern).groupindex, index);
    if (found != NULL && isIntLike(found)) i = asI64(found);
    else if (errorOccurred()) swallow(T.TypeError);
    if (errorOccurred()) return -1;
  }
  if (i < 0 || i >= <i64>m.groups) { raise(T.IndexError, "no such group"); return -1; }
  return <i32>i;
}
function oneGroup(self: Value, index: Value): Value {
  const i = groupNumber(self, index);
  return i < 0 ? NULL : groupSlice(self, i, None);
}
function match_group(self: Value, args: usize, nargs: i32): Value {
  if (nargs == 0) return groupSlice(self, 0, None);
  if (nargs == 1) return oneGroup(self, load<u64>(args));
  const t = tupleNew(nargs);
  if (t == NULL) return NULL;
  for (let i = 0; i < nargs; i++) {
    const g = oneGroup(self, load<u64>(args + (<usize>i << 3)));
    if (g == NULL) { decref(t); return NULL; }
    tuplePut(t, i, g);
  }
  return t;
}
function match_getitem(self: Value, key: Value): Value { return oneGroup(self, key); }
/** Reads (default=None); NULL with an exception. */
function defaultArgument(fname: string, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(1);
  if (!out) return NULL;
  const bound = parseArgs(fname, "| default", args, nargs, kwnames, out);
  const v = load<u64>(out);
  popArgs(out);
  return bound ? (v == NULL ? None : v) : NULL;
}
function match_groups(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const otherwise = defaultArgument("groups", args, nargs, kwnames);
  if (otherwise == NULL) return NULL;
  const n = matchOf(self).groups;
  const t = tupleNew(n - 1);
  if (t == NULL) return NULL;
  for (let i: u32 = 1; i < n; i++) {
    const g = groupSlice(self, i, otherwise);
    if (g == NULL) { decref(t); return NULL; }
    tuplePut(t, i - 1, g);
  }
  return t;
}
function match_groupdict(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const otherwise = defaultArgument("groupdict", args, nargs, kwnames);
  if (otherwise == NULL) return NULL;
  const names = patternOf(matchOf(self).pattern).groupindex;
  const d = dictNew();
  if (d == NULL) return NULL;
  for (let i = dictNext(names, 0); i >= 0; i = dictNext(names, i + 1)) {
    const key = dictKeyAt(names, i);
    const g = oneGroupOr(self, <u32>intOf(dictValueAt(names, i)), otherwise);
    if (g == NULL || dictSet(d, key, g) < 0) { decref(g); decref(d); return NULL; }
    decref(g);
  }
  return d;
}
function oneGroupOr(self: Value, group: u32, otherwise: Value): Value {
  if (group >= matchOf(self).groups) return raise(T.IndexError, "no such group");
  return groupSlice(self, group, otherwise);
}
function groupArgument(self: Value, fname: string, args: usize, nargs: i32): i32 {
  if (!checkArgs(fname, nargs, 0, 1)) return -1;
  return nargs ? groupNumber(self, load<u64>(args)) : 0;
}
function match_start(self: Value, args: usize, nargs: i32): Value {
  const g = groupArgument(self, "start", args, nargs);
  return g < 0 ? NULL : boxInt(markOf(self, g, 0));
}
function match_end(self: Value, args: usize, nargs: i32): Value {
  const g = groupArgument(self, "end", args, nargs);
  return g < 0 ? NULL : boxInt(markOf(self, g, 1));
}
function match_span(self: Value, args: usize, nargs: i32): Value {
  const g = groupArgument(self, "span", args, nargs);
  return g < 0 ? NULL : tuple2(boxInt(markOf(self, g, 0)), boxInt(markOf(self, g, 1)));
}
function match_regs(self: Value): Value {
  const m = matchOf(self);
  if (m.regs == NULL) {
    const t = tupleNew(m.groups);
    if (t == NULL) return NULL;
    for (let i: u32 = 0; i < m.groups; i++) {
      const span = tuple2(boxInt(markOf(self, i, 0)), boxInt(markOf(self, i, 1)));
      if (span == NULL) { decref(t); return NULL; }
      tuplePut(t, i, span);
    }
    m.regs = t;
  }
  return newref(m.regs);
}
function match_expand(self: Value, template: Value): Value {
  const m = matchOf(self);
  const compiled = compileTemplate(m.pattern, template);
  if (compiled == NULL) return NULL;
  const p = ptrOf(compiled);
  const literal = load<u64>(p, 8);
  const count = load<u32>(p, 16);
  let r: Value;
  if (isStr(m.string)) {
    const b = builderInit(32);
    if (!b) { decref(compiled); return NULL; }
    let ok = literal == NULL || builderStr(b, literal);
    for (let i: u32 = 0; ok && i < count; i++) {
      const item = p + 24 + (<usize>i << 4);
      const g = <u32>load<i64>(item);
      if (g >= m.groups) { raise(T.IndexError, "no such group"); ok = false; break; }
      const from = markOf(self, g, 0), to = markOf(self, g, 1);
      if (from >= 0) ok = builderSlice(b, m.string, from, to - from);
      const tail = load<u64>(item, 8);
      if (ok && tail != NULL) ok = builderStr(b, tail);
    }
    r = ok ? builderFinish(b) : builderDiscard(b);
  } else {
    const b = byteBuilderInit(32);
    if (!b) { decref(compiled); return NULL; }
    let ok = literal == NULL || byteBuilderBytes(b, bytesData(literal), bytesLen(literal));
    for (let i: u32 = 0; ok && i < count; i++) {
      const item = p + 24 + (<usize>i << 4);
      const g = <u32>load<i64>(item);
      if (g >= m.groups) { raise(T.IndexError, "no such group"); ok = false; break; }
      const part = groupSlice(self, g, None);
      if (part == NULL) { ok = false; break; }
      if (part != None) ok = byteBuilderBytes(b, bytesData(part), bytesLen(part));
      decref(part);
      const tail = load<u64>(item, 8);
      if (ok && tail != NULL) ok = byteBuilderBytes(b, bytesData(tail), bytesLen(tail));
    }
    r = ok ? byteBuilderFinish(b) : byteBuilderDiscard(b);
  }
  decref(compiled);
  return r;
}
function matchRepr(self: Value): Value {
  const g = groupSlice(self, 0, None);
  if (g == NULL) return NULL;
  const inner = reprOf(g);
  decref(g);
  if (inner == NULL) return NULL;
  const shown = strLen(inner) > 50 ? strSlice(inner, 0, 50) : newref(inner);
  decref(inner);
  if (shown == NULL) return NULL;
  const r = formatMessage("<re.Match object; span=(%d, %d), match=%s>", boxInt(markOf(self, 0, 0)), boxInt(markOf(self, 0, 1)), shown, NULL);
  decref(shown);
  return r;
}
function match_string(self: Value): Value { return newref(matchOf(self).string); }
function match_re(self: Value): Value { return newref(matchOf(self).pattern); }
function match_pos(self: Value): Value { return boxInt(matchOf(self).pos); }
function match_endpos(self: Value): Value { return boxInt(matchOf(self).endpos); }
function match_lastindex(self: Value): Value { return matchOf(self).lastindex >= 0 ? boxInt(matchOf(self).lastindex) : None; }
function match_lastgroup(self: Value): Value {
  const m = matchOf(self);
  const names = patternOf(m.pattern).indexgroup;
  if (m.lastindex >= 0 && hasFlag(names, TypeFlag.TUPLE_SUBCLASS) && <u32>m.lastindex < tupleSize(names)) return newref(tupleAt(names, m.lastindex));
  return None;
}

// ---- templates ------------------------------------------------------------------------------------------------------

function templateDealloc(self: usize): void {
  gcUntrack(self);
  decref(load<u64>(self, 8));
  const count = load<u32>(self, 16);
  for (let i: usize = 0; i < count; i++) decref(load<u64>(self + 24 + (i << 4), 8));
  freeObject(self);
}
function templateTraverse(self: usize, visit: i32, arg: usize): i32 {
  if (isPtr(load<u64>(self, 8))) { const r = call_indirect<i32>(visit, load<u64>(self, 8), arg); if (r) return r; }
  const count = load<u32>(self, 16);
  for (let i: usize = 0; i < count; i++) {
    const v = load<u64>(self + 24 + (i << 4), 8);
    if (isPtr(v)) { const r = call_indirect<i32>(visit, v, arg); if (r) return r; }
  }
  return 0;
}
function emptyText(v: Value): bool { return isStr(v) ? strLen(v) == 0 : isBytes(v) && bytesLen(v) == 0; }
function template(mod: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("template", nargs, 2, 2)) return NULL;
  const pattern = load<u64>(args), list = load<u64>(args, 8);
  if (!isExact(list, T.list)) return raiseFmt(T.TypeError, "template() argument 2 must be list, not %T", list);
  const n = listSize(list);
  if (n == 0 || (n & 1) == 0) return raise(T.TypeError, "invalid template");
  const count = n >>> 1;
  const p = allocObject(T.SRE_Template, 24 + (<usize>count << 4));
  if (!p) return NULL;
  const literal = listAt(list, 0);
  store<u64>(p, emptyText(literal) && count ? NULL : newref(literal), 8);
  for (let i: usize = 0; i < count; i++) {
    const group = listAt(list, 2 * i + 1);
    const index = isIntLike(group) ? asI64(group) : -1;
    if (index < 0 || (isExact(pattern, T.Pattern) && index > <i64>patternOf(pattern).groups)) {
      store<u32>(p, <u32>i, 16);
      gcTrack(p);
      decref(boxPtr(p));
      return errorOccurred() ? NULL : raise(T.TypeError, "invalid template");
    }
    store<i64>(p + 24 + (i << 4), index);
    const tail = listAt(list, 2 * i + 2);
    store<u64>(p + 24 + (i << 4), emptyText(tail) ? NULL : newref(tail), 8);
  }
  store<u32>(p, count, 16);
  gcTrack(p);
  return boxPtr(p);
}

// ---- module functions -----------------------------------------------------------------------------------------------

function compile(mod: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(6);
  if (!out) return NULL;
  const bound = parseArgs("compile", "pattern flags code groups groupindex indexgroup", args, nargs, kwnames, out);
  const pattern = load<u64>(out), flags = load<u64>(out, 8), code = load<u64>(out, 16), groups = load<u64>(out, 24);
  const groupindex = load<u64>(out, 32), indexgroup = load<u64>(out, 40);
  popArgs(out);
  if (!bound) return NULL;
  if (!isExact(code, T.list)) return raiseFmt(T.TypeError, "compile() argument 3 must be list, not %T", code);
  const f = indexI64(flags, T.OverflowError);
  if (f == -1 && errorOccurred()) return NULL;
  const g = indexI64(groups, T.OverflowError);
  if (g == -1 && errorOccurred()) return NULL;
  if (g < 0 || g > 0x7FFFFF) return raise(T.RuntimeError, "invalid SRE code");
  const words = listSize(code);
  const raw = alloc(max<usize>(<usize>words << 2, 4));
  if (!raw) return outOfMemory();
  for (let i: u32 = 0; i < words; i++) {
    const w = listAt(code, i);
    const x = isIntLike(w) ? asI64(w) : -1;
    if (x < 0 || x > 0xFFFFFFFF) {
      free(raw);
      return errorOccurred() ? NULL : raise(T.OverflowError, "regular expression code size limit exceeded");
    }
    store<u32>(raw + (<usize>i << 2), <u32>x);
  }
  const program = sreTranslate(raw, words, <u32>g);
  if (!program) return NULL;
  const p = allocObject(T.Pattern, PATTERN_SIZE);
  if (!p) { sreFree(program); return NULL; }
  const o = changetype<PatternObj>(p);
  o.pattern = newref(pattern);
  o.groupindex = newref(groupindex);
  o.indexgroup = newref(indexgroup);
  o.flags = <u32>f;
  o.groups = <u32>g;
  o.program = <u32>program;
  o.bytes = pattern == None ? -1 : isStr(pattern) ? 0 : 1;
  gcTrack(p);
  return boxPtr(p);
}
function getcodesize(mod: Value): Value { return boxInt(4); }
/** The character argument, or -1 with an exception. */
function character(v: Value): i64 {
  const c = indexI64(v, T.OverflowError);
  return c;
}
function ascii_iscased(mod: Value, v: Value): Value {
  const c = character(v);
  if (c == -1 && errorOccurred()) return NULL;
  return boxBool(c < 128 && (<u32>c | 32) - 97 < 26);
}
function unicode_iscased(mod: Value, v: Value): Value {
  const c = character(v);
  if (c == -1 && errorOccurred()) return NULL;
  return boxBool(<u32>c != uToLower(<u32>c) || <u32>c != uToUpper(<u32>c));
}
function ascii_tolower(mod: Value, v: Value): Value {
  const c = character(v);
  if (c == -1 && errorOccurred()) return NULL;
  return boxInt(foldAscii(<u32>c));
}
function unicode_tolower(mod: Value, v: Value): Value {
  const c = character(v);
  if (c == -1 && errorOccurred()) return NULL;
  return boxInt(uToLower(<u32>c));
}

export function initSreTypes(): void {
  const flags = TypeFlag.HAVE_GC | TypeFlag.DISALLOW_NEW | TypeFlag.IMMUTABLE;
  defType(T.Pattern, "re.Pattern", T.object, PATTERN_SIZE, flags);
  typeView(T.Pattern).weakoffset = <u32>offsetof<PatternObj>("weaklist");
  setSlot(T.Pattern, Slot.dealloc, patternDealloc.index);
  setSlot(T.Pattern, Slot.traverse, patternTraverse.index);
  setSlot(T.Pattern, Slot.repr, patternRepr.index);
  setSlot(T.Pattern, Slot.hash, patternHash.index);
  setSlot(T.Pattern, Slot.richcompare, patternCompare.index);
  method(T.Pattern, "match", pattern_match.index, METH_KW, "($self, /, string, pos=0, endpos=sys.maxsize)", "Match at the beginning of the string.");
  method(T.Pattern, "fullmatch", pattern_fullmatch.index, METH_KW, "($self, /, string, pos=0, endpos=sys.maxsize)", "Match all of the string.");
  method(T.Pattern, "search", pattern_search.index, METH_KW, "($self, /, string, pos=0, endpos=sys.maxsize)", "Find the first match in the string.");
  method(T.Pattern, "sub", pattern_sub.index, METH_KW, "($self, /, repl, string, count=0)", "Replace the matches in the string.");
  method(T.Pattern, "subn", pattern_subn.index, METH_KW, "($self, /, repl, string, count=0)", "Replace the matches; return the new string and how many there were.");
  method(T.Pattern, "findall", pattern_findall.index, METH_KW, "($self, /, string, pos=0, endpos=sys.maxsize)", "Return a list of all matches in the string.");
  method(T.Pattern, "split", pattern_split.index, METH_KW, "($self, /, string, maxsplit=0)", "Split the string at the matches.");
  method(T.Pattern, "finditer", pattern_finditer.index, METH_KW, "($self, /, string, pos=0, endpos=sys.maxsize)", "Return an iterator over all matches in the string.");
  method(T.Pattern, "scanner", pattern_scanner.index, METH_KW, "($self, /, string, pos=0, endpos=sys.maxsize)");
  method(T.Pattern, "__copy__", returnSelf.index, METH_NOARGS, "($self, /)");
  method(T.Pattern, "__deepcopy__", deepcopy.index, METH_O, "($self, memo, /)");
  method(T.Pattern, "__class_getitem__", classGetItem.index, METH_O | METH_CLASS, "", "Pattern[str] and Pattern[bytes] are generic aliases.");
  getset(T.Pattern, "pattern", pattern_pattern.index, 0, "The text of the pattern.");
  getset(T.Pattern, "flags", pattern_flags.index, 0, "The flags.");
  getset(T.Pattern, "groups", pattern_groups.index, 0, "How many capturing groups there are.");
  getset(T.Pattern, "groupindex", pattern_groupindex.index, 0, "Names of groups and their numbers.");

  defType(T.Match, "re.Match", T.object, MATCH_SIZE, flags);
  typeView(T.Match).itemsize = 8;
  setSlot(T.Match, Slot.dealloc, matchDealloc.index);
  setSlot(T.Match, Slot.traverse, matchTraverse.index);
  setSlot(T.Match, Slot.repr, matchRepr.index);
  setSlot(T.Match, Slot.mpSubscript, match_getitem.index);
  method(T.Match, "group", match_group.index, METH_FAST, "", "Return one group, or a tuple of several.");
  method(T.Match, "start", match_start.index, METH_FAST, "($self, group=0, /)", "Where the group starts.");
  method(T.Match, "end", match_end.index, METH_FAST, "($self, group=0, /)", "Where the group ends.");
  method(T.Match, "span", match_span.index, METH_FAST, "($self, group=0, /)", "(start, end) of the group.");
  method(T.Match, "groups", match_groups.index, METH_KW, "($self, /, default=None)", "Return a tuple of all groups.");
  method(T.Match, "groupdict", match_groupdict.index, METH_KW, "($self, /, default=None)", "Return a dict of all named groups.");
  method(T.Match, "expand", match_expand.index, METH_O, "($self, /, template)", "Return the template filled in as sub() does.");
  method(T.Match, "__copy__", returnSelf.index, METH_NOARGS, "($self, /)");
  method(T.Match, "__deepcopy__", deepcopy.index, METH_O, "($self, memo, /)");
  method(T.Match, "__class_getitem__", classGetItem.index, METH_O | METH_CLASS, "", "Match[str] and Match[bytes] are generic aliases.");
  getset(T.Match, "string", match_string.index, 0, "The string that was matched.");
  getset(T.Match, "re", match_re.index, 0, "The pattern.");
  getset(T.Match, "pos", match_pos.index, 0, "Where matching began to look.");
  getset(T.Match, "endpos", match_endpos.index, 0, "Where matching ended to look.");
  getset(T.Match, "lastindex", match_lastindex.index, 0, "The number of the group that closed last, or None.");
  getset(T.Match, "lastgroup", match_lastgroup.index, 0, "The name of the group that closed last, or None.");
  getset(T.Match, "regs", match_regs.index, 0, "The spans of all groups.");

  defType(T.SRE_Scanner, "_sre.SRE_Scanner", T.object, SCANNER_SIZE, flags);
  setSlot(T.SRE_Scanner, Slot.dealloc, scannerDealloc.index);
  setSlot(T.SRE_Scanner, Slot.traverse, scannerTraverse.index);
  method(T.SRE_Scanner, "match", scanner_match.index, METH_NOARGS, "($self, /)");
  method(T.SRE_Scanner, "search", scanner_search.index, METH_NOARGS, "($self, /)");
  getset(T.SRE_Scanner, "pattern", scanner_pattern.index);

  defType(T.SRE_Template, "_sre.SRE_Template", T.object, 24, flags);
  typeView(T.SRE_Template).itemsize = 16;
  setSlot(T.SRE_Template, Slot.dealloc, templateDealloc.index);
  setSlot(T.SRE_Template, Slot.traverse, templateTraverse.index);
}
export function init__sre(mod: Value): void {
  constant(mod, "MAGIC", boxInt(MAGIC));
  constant(mod, "CODESIZE", boxInt(4));
  constant(mod, "MAXREPEAT", boxInt(0xFFFFFFFF));
  constant(mod, "MAXGROUPS", boxInt(0x3FFFFFFF));
  func(mod, "compile", compile.index, METH_KW, "($module, /, pattern, flags, code, groups, groupindex, indexgroup)");
  func(mod, "template", template.index, METH_FAST, "($module, pattern, template, /)");
  func(mod, "getcodesize", getcodesize.index, METH_NOARGS, "($module, /)");
  func(mod, "ascii_iscased", ascii_iscased.index, METH_O, "($module, character, /)");
  func(mod, "unicode_iscased", unicode_iscased.index, METH_O, "($module, character, /)");
  func(mod, "ascii_tolower", ascii_tolower.index, METH_O, "($module, character, /)");
  func(mod, "unicode_tolower", unicode_tolower.index, METH_O, "($module, character, /)");
}
