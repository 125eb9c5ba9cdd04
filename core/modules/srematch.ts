// re.Match: the groups of one match.

import { Value, NULL, None, boxInt, intOf, isInt, isPtr, ptrOf } from "../value";
import { T } from "../names.generated";
import { freeObject, gcUntrack } from "../memory/object";
import { decref, newref } from "../memory/refcount";
import { errorOccurred, raise, swallow } from "../errors";
import { hasIndex, indexI64, reprOf } from "../abstract";
import { checkArgs, parseArgs } from "../args";
import { popArgs, pushArgs } from "../interp/argstack";
import { defType, getset, METH_CLASS, METH_FAST, METH_KW, METH_NOARGS, METH_O, method } from "../objects/define";
import { hasFlag, setSlot, Slot, TypeFlag, typeView } from "../objects/typeobject";
import { dictGet, dictNew, dictNext, dictKeyAt, dictSet, dictValueAt } from "../objects/dict";
import { asI64, isIntLike } from "../objects/int";
import { tuple2, tupleAt, tupleNew, tuplePut, tupleSize } from "../objects/tupleobject";
import { strLen } from "../objects/strnew";
import { builderDiscard, builderFinish, builderInit, builderSlice, builderStr } from "../objects/strbuilder";
import { isStr, strSlice } from "../objects/strmake";
import { bytesData, bytesLen } from "../objects/bytesobject";
import { bytesOf, isBytes } from "../objects/bytesmake";
import { BufferView, getBuffer, PyBUF_SIMPLE, releaseBuffer } from "../objects/buffer";
import { byteBuilderBytes, byteBuilderDiscard, byteBuilderFinish, byteBuilderInit } from "../objects/bytesbuilder";
import { formatMessage } from "../format";
import { SRE_FLAGS, MATCH_SIZE, MatchObj, patternOf, matchOf, returnSelf, deepcopy, classGetItem, sliceOf } from "./sreobjects";
import { compileTemplate } from "./srepattern";

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

export function initMatch(): void {
  defType(T.Match, "re.Match", T.object, MATCH_SIZE, SRE_FLAGS);
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
}
