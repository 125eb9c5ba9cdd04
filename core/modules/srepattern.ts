// re.Pattern: matching, splitting, substituting; and the scanner, which finditer is made of.
//
//   SRE_Scanner  ┌ header │ pattern Value @8 │ text u32 @16 (a Text block) │ executing u32 @20

import { Value, NULL, None, NotImplemented, boxBool, boxInt, boxPtr, isPtr, ptrOf } from "../value";
import { T, N, name } from "../names.generated";
import { allocObject, freeObject, gcTrack, gcUntrack } from "../memory/object";
import { decref, newref } from "../memory/refcount";
import { errorOccurred, raise, raiseFmt } from "../errors";
import { call1, call2, equalBool, getAttr, hashOf, indexI64, isCallable, reprOf } from "../abstract";
import { parseArgs } from "../args";
import { popArgs, pushArgs } from "../interp/argstack";
import { defType, getset, METH_CLASS, METH_KW, METH_NOARGS, METH_O, method } from "../objects/define";
import { CompareOp, isExact, setSlot, Slot, typeView } from "../objects/typeobject";
import { dictNew, dictLen } from "../objects/dict";
import { listNew, listPush } from "../objects/listobject";
import { tuple2, tupleNew, tuplePut } from "../objects/tupleobject";
import { strLen, strView, hashBytes } from "../objects/strnew";
import { builderChar, builderDiscard, builderFinish, builderInit, builderSlice, builderStr, builderText } from "../objects/strbuilder";
import { isStr, strData, strEmpty } from "../objects/strmake";
import { textAt } from "../objects/strsearch";
import { bytesData, bytesLen } from "../objects/bytesobject";
import { isBytes } from "../objects/bytesmake";
import { BufferView, getBuffer, hasBuffer, PyBUF_SIMPLE, releaseBuffer } from "../objects/buffer";
import { byteBuilderBytes, byteBuilderDiscard, byteBuilderFinish, byteBuilderInit } from "../objects/bytesbuilder";
import { newCallableIterator } from "../objects/seqiter";
import { strHexOf } from "../objects/strformat";
import { importModule } from "./import";
import { Matcher, sreMatch, sreSearch } from "../sre/match";
import { Program, sreFree } from "../sre/translate";
import { clearWeakrefs } from "../objects/weakrefs";
import { newMappingProxy } from "../objects/mappingproxy";
import {
  classGetItem, deepcopy, matcherOf, newMatch, offsetOf, PATTERN_SIZE, PatternObj, patternOf, returnSelf, SRE_FLAGS, TEXT_DATA, TEXT_ENDPOS, TEXT_LENGTH, textClose, textGroup,
  textOpen, textSlice,
} from "./sreobjects";

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
export function compileTemplate(self: Value, template: Value): Value {
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

export function initPattern(): void {
  defType(T.Pattern, "re.Pattern", T.object, PATTERN_SIZE, SRE_FLAGS);
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

  defType(T.SRE_Scanner, "_sre.SRE_Scanner", T.object, SCANNER_SIZE, SRE_FLAGS);
  setSlot(T.SRE_Scanner, Slot.dealloc, scannerDealloc.index);
  setSlot(T.SRE_Scanner, Slot.traverse, scannerTraverse.index);
  method(T.SRE_Scanner, "match", scanner_match.index, METH_NOARGS, "($self, /)");
  method(T.SRE_Scanner, "search", scanner_search.index, METH_NOARGS, "($self, /)");
  getset(T.SRE_Scanner, "pattern", scanner_pattern.index);
}
