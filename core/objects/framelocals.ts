// f_locals of a function's frame: a mapping that reads and writes the local variables (PEP 667), and locals(), a copy of it.
//
//   ┌ header │ frame Value @8 (a frame object) ┐
//
// Cells and free variables are written through. Names that are no locals are kept in a dict of the frame object. The variable of a comprehension that was
// inlined into a module or class body is a hidden local: it is seen while it is bound, and what is written under its name goes to the dict.

import { Value, NULL, None, NotImplemented, boxBool, isPtr, ptrOf, boxPtr } from "../value";
import { T } from "../names.generated";
import { CompareOp, Slot, TypeFlag, hasFlag, isExact, setSlot } from "./typeobject";
import { defType, method, METH_NOARGS, METH_O, METH_FAST } from "./define";
import { allocObject, gcTrack } from "../memory/object";
import { decref, newref, setref } from "../memory/refcount";
import { raise, raiseFmt, raiseWith, errorOccurred } from "../errors";
import { checkArgs } from "../args";
import { compareBool, getIter, hashOf, reprOf } from "../abstract";
import { dictDel, dictGet, dictKeyAt, dictLen, dictNew, dictNext, dictSet, dictValueAt } from "./dict";
import { dictMerge } from "./dictmerge";
import { listAppend, listNew, listReverse } from "./listobject";
import { tuple2, tupleAt, tupleSize } from "./tupleobject";
import { strFromLiteral } from "./strnew";
import { CodeObj } from "./codeobject";
import { CellObj } from "./functionobject";
import { FrameObj } from "./frameobject";
import { bytesData } from "./bytesobject";
import { reprEnter, reprLeave } from "./reprguard";
import { LocalKind } from "../interp/opcodes.generated";
import { Frame, FRAME_LOCALS } from "../interp/framelayout";
import { deallocOne, traverseOne } from "./ownedvalues";

function codeOf(fp: usize): CodeObj { return changetype<CodeObj>(<usize>changetype<Frame>(fp).code); }
function kindOf(c: CodeObj, i: u32): u32 { return load<u8>(bytesData(c.localspluskinds) + i); }

/** Where the value of local `i` of a frame is kept: its slot, or the content of its cell. */
function placeOf(fp: usize, i: u32): usize {
  const at = fp + FRAME_LOCALS + (<usize>i << 3);
  const v = load<u64>(at);
  if (v == NULL) return at;
  const kind = kindOf(codeOf(fp), i);
  if (kind & LocalKind.FREE || (kind & LocalKind.CELL && isExact(v, T.cell))) return ptrOf(v) + offsetof<CellObj>("value");
  return at;
}
/** The value of local `i` of a frame, borrowed; NULL when unbound. */
export function localValue(fp: usize, i: u32): Value { return load<u64>(placeOf(fp, i)); }

/** A new dict of the bound locals and of the frame's other names: locals() in a function. */
export function localsSnapshot(fp: usize): Value {
  const c = codeOf(fp);
  const d = dictNew();
  if (d == NULL) return NULL;
  for (let i: u32 = 0; i < c.nlocalsplus; i++) {
    const v = localValue(fp, i);
    if (v != NULL && dictSet(d, tupleAt(c.localsplusnames, i), v) < 0) { decref(d); return NULL; }
  }
  const fo = <usize>changetype<Frame>(fp).frameObject;
  if (fo && changetype<FrameObj>(fo).extra != NULL && dictMerge(d, changetype<FrameObj>(fo).extra) < 0) { decref(d); return NULL; }
  return d;
}
/** Whether a frame that has a mapping of locals has a bound hidden one beside it. */
export function hasHidden(fp: usize): bool {
  const c = codeOf(fp);
  for (let i: u32 = 0; i < c.nlocalsplus; i++) if (kindOf(c, i) & LocalKind.HIDDEN && localValue(fp, i) != NULL) return true;
  return false;
}

/** A proxy of a frame object's locals (borrowed). NULL with MemoryError. */
export function localsProxyNew(frame: Value): Value {
  const p = allocObject(T.FrameLocalsProxy, 16);
  if (!p) return NULL;
  store<u64>(p, newref(frame), 8);
  gcTrack(p);
  return boxPtr(p);
}
function make(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  const n = nargs + (kwnames == NULL ? 0 : <i32>tupleSize(kwnames));
  if (!checkArgs("FrameLocalsProxy", nargs, 1, 1)) return NULL;
  if (n != nargs) return raise(T.TypeError, "FrameLocalsProxy() takes no keyword arguments");
  const frame = load<u64>(args);
  if (!isExact(frame, T.frame)) return raiseFmt(T.TypeError, "expect frame, not %T", frame);
  return localsProxyNew(frame);
}
function frameObject(self: Value): FrameObj { return changetype<FrameObj>(ptrOf(load<u64>(ptrOf(self), 8))); }
function isProxy(v: Value): bool { return isExact(v, T.FrameLocalsProxy); }

const ABSENT: i32 = -1;
const RAISED: i32 = -2;
/** The local that a key names; `bound`: only one that has a value, otherwise only one that can be written. ABSENT or RAISED. */
function indexOf(self: Value, key: Value, bound: bool): i32 {
  if (hashOf(key) == -1 && errorOccurred()) return RAISED;
  const fp = <usize>frameObject(self).frame;
  if (!fp) return ABSENT;
  const c = codeOf(fp);
  const exact = isExact(key, T.str);
  for (let i: u32 = 0; i < c.nlocalsplus; i++) if (tupleAt(c.localsplusnames, i) == key && fits(fp, i, bound)) return i;
  for (let i: u32 = 0; i < c.nlocalsplus; i++) {
    const local = tupleAt(c.localsplusnames, i);
    if (local == key || (exact && hashOf(local) != hashOf(key))) continue;
    if (!exact && hashOf(local) != hashOf(key)) continue;
    const r = compareBool(local, key, CompareOp.EQ);
    if (r < 0) return RAISED;
    if (r && fits(fp, i, bound)) return i;
  }
  return ABSENT;
}
function fits(fp: usize, i: u32, bound: bool): bool { return bound ? localValue(fp, i) != NULL : !(kindOf(codeOf(fp), i) & LocalKind.HIDDEN); }

/** The value under a key, owned; NULL without an exception when there is none. */
function lookup(self: Value, key: Value): Value {
  const i = indexOf(self, key, true);
  if (i == RAISED) return NULL;
  if (i != ABSENT) return newref(localValue(<usize>frameObject(self).frame, i));
  const extra = frameObject(self).extra;
  return extra == NULL ? NULL : newref(dictGet(extra, key));
}
function subscript(self: Value, key: Value): Value {
  const v = lookup(self, key);
  if (v == NULL && !errorOccurred()) {
    const text = reprOf(key);
    if (text == NULL) return NULL;
    raiseFmt(T.KeyError, "local variable '%s' is not defined", text);
    decref(text);
  }
  return v;
}
function assign(self: Value, key: Value, v: Value): i32 {
  if (v == NULL) {
    const old = take(self, key);
    if (old == NULL) { if (!errorOccurred()) raiseWith(T.KeyError, key); return -1; }
    decref(old);
    return 0;
  }
  const i = indexOf(self, key, false);
  if (i == RAISED) return -1;
  const o = frameObject(self);
  if (i != ABSENT) {
    setref(placeOf(<usize>o.frame, i), newref(v));
    return 0;
  }
  if (o.extra == NULL) {
    o.extra = dictNew();
    if (o.extra == NULL) return -1;
  }
  return dictSet(o.extra, key, v);
}
/** Removes a name that is no local; its value, owned. NULL without an exception when there is none. */
function take(self: Value, key: Value): Value {
  const i = indexOf(self, key, true);
  if (i == RAISED) return NULL;
  if (i != ABSENT) return raise(T.ValueError, "cannot remove local variables from FrameLocalsProxy");
  const extra = frameObject(self).extra;
  const v = extra == NULL ? NULL : newref(dictGet(extra, key));
  if (v != NULL && dictDel(extra, key) < 0) { decref(v); return NULL; }
  return v;
}
function has(self: Value, key: Value): i32 {
  const v = lookup(self, key);
  if (v == NULL) return errorOccurred() ? -1 : 0;
  decref(v);
  return 1;
}

function length(self: Value): i64 {
  const o = frameObject(self);
  let n: i64 = 0;
  if (o.frame) for (let i: u32 = 0; i < codeOf(<usize>o.frame).nlocalsplus; i++) if (localValue(<usize>o.frame, i) != NULL) n++;
  return o.extra == NULL ? n : n + dictLen(o.extra);
}
const enum Part { KEYS, VALUES, ITEMS }
function listOf(self: Value, part: Part): Value {
  const list = listNew();
  if (list == NULL) return NULL;
  const o = frameObject(self);
  const fp = <usize>o.frame;
  if (fp) {
    const c = codeOf(fp);
    for (let i: u32 = 0; i < c.nlocalsplus; i++) {
      const v = localValue(fp, i);
      if (v != NULL && !addPart(list, tupleAt(c.localsplusnames, i), v, part)) { decref(list); return NULL; }
    }
  }
  if (o.extra != NULL) {
    for (let i = dictNext(o.extra, 0); i >= 0; i = dictNext(o.extra, i + 1)) {
      if (!addPart(list, dictKeyAt(o.extra, i), dictValueAt(o.extra, i), part)) { decref(list); return NULL; }
    }
  }
  return list;
}
function addPart(list: Value, key: Value, v: Value, part: Part): bool {
  if (part != Part.ITEMS) return listAppend(list, part == Part.KEYS ? key : v) >= 0;
  const pair = tuple2(key, v);
  if (pair == NULL) return false;
  const r = listAppend(list, pair);
  decref(pair);
  return r >= 0;
}
function keys(self: Value): Value { return listOf(self, Part.KEYS); }
function values(self: Value): Value { return listOf(self, Part.VALUES); }
function items(self: Value): Value { return listOf(self, Part.ITEMS); }
function iter(self: Value): Value {
  const list = keys(self);
  if (list == NULL) return NULL;
  const it = getIter(list);
  decref(list);
  return it;
}
function reversed(self: Value): Value {
  const list = keys(self);
  if (list == NULL) return NULL;
  listReverse(list);
  return list;
}
function copy(self: Value): Value {
  const o = frameObject(self);
  if (o.frame && !o.owned) return localsSnapshot(<usize>o.frame);
  const d = o.frame ? localsSnapshot(<usize>o.frame) : dictNew();
  if (d != NULL && o.extra != NULL && dictMerge(d, o.extra) < 0) { decref(d); return NULL; }
  return d;
}

function update(self: Value, other: Value): Value {
  if (!isProxy(other) && !(isPtr(other) && hasFlag(other, TypeFlag.DICT_SUBCLASS))) return raise(T.TypeError, "update() argument must be dict or another FrameLocalsProxy");
  const d = isProxy(other) ? copy(other) : newref(other);
  if (d == NULL) return NULL;
  for (let i = dictNext(d, 0); i >= 0; i = dictNext(d, i + 1)) {
    if (assign(self, dictKeyAt(d, i), dictValueAt(d, i)) < 0) { decref(d); return NULL; }
  }
  decref(d);
  return None;
}
function get(self: Value, args: usize, nargs: i32): Value {
  if (nargs < 1 || nargs > 2) return raise(T.TypeError, "get expected 1 or 2 arguments");
  const v = lookup(self, load<u64>(args));
  if (v != NULL || errorOccurred()) return v;
  return nargs > 1 ? newref(load<u64>(args, 8)) : None;
}
function setdefault(self: Value, args: usize, nargs: i32): Value {
  if (nargs < 1 || nargs > 2) return raise(T.TypeError, "setdefault expected 1 or 2 arguments");
  const v = lookup(self, load<u64>(args));
  if (v != NULL || errorOccurred()) return v;
  const fallback = nargs > 1 ? load<u64>(args, 8) : None;
  return assign(self, load<u64>(args), fallback) < 0 ? NULL : newref(fallback);
}
function popKey(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("pop", nargs, 1, 2)) return NULL;
  const v = take(self, load<u64>(args));
  if (v != NULL || errorOccurred()) return v;
  return nargs > 1 ? newref(load<u64>(args, 8)) : raiseWith(T.KeyError, load<u64>(args));
}
function or(a: Value, b: Value): Value {
  if (!isProxy(b) && !(isPtr(b) && hasFlag(b, TypeFlag.DICT_SUBCLASS))) return NotImplemented;
  if (!isProxy(a) && !(isPtr(a) && hasFlag(a, TypeFlag.DICT_SUBCLASS))) return raiseFmt(T.AttributeError, "'%T' object has no attribute 'keys'", a);
  const d = isProxy(a) ? copy(a) : dictNew();
  if (d == NULL) return NULL;
  const other = isProxy(b) ? copy(b) : newref(b);
  const ok = other != NULL && (isProxy(a) || dictMerge(d, a) >= 0) && dictMerge(d, other) >= 0;
  decref(other);
  if (ok) return d;
  decref(d);
  return NULL;
}
function inplaceOr(self: Value, other: Value): Value {
  if (!isProxy(other) && !(isPtr(other) && hasFlag(other, TypeFlag.DICT_SUBCLASS))) return NotImplemented;
  return update(self, other) == NULL ? NULL : newref(self);
}
function compare(self: Value, other: Value, op: i32): Value {
  if (op != CompareOp.EQ && op != CompareOp.NE) return NotImplemented;
  let same: i32;
  if (isProxy(other)) same = load<u64>(ptrOf(self), 8) == load<u64>(ptrOf(other), 8) ? 1 : 0;
  else if (isPtr(other) && hasFlag(other, TypeFlag.DICT_SUBCLASS)) {
    const d = copy(self);
    if (d == NULL) return NULL;
    same = compareBool(d, other, CompareOp.EQ);
    decref(d);
    if (same < 0) return NULL;
  } else return NotImplemented;
  return boxBool((same == 1) == (op == CompareOp.EQ));
}
function repr(self: Value): Value {
  const entered = reprEnter(self);
  if (entered != 0) return entered > 0 ? strFromLiteral("{...}") : NULL;
  const d = copy(self);
  const r = d == NULL ? NULL : reprOf(d);
  decref(d);
  reprLeave(self);
  return r;
}

function clear(p: usize): void { setref(p + 8, NULL); }

export function initFrameLocals(): void {
  const t = T.FrameLocalsProxy;
  defType(t, "FrameLocalsProxy", T.object, 16, TypeFlag.HAVE_GC | TypeFlag.MAPPING);
  setSlot(t, Slot.new_, make.index);
  setSlot(t, Slot.mpLength, length.index);
  setSlot(t, Slot.mpSubscript, subscript.index);
  setSlot(t, Slot.mpAssSubscript, assign.index);
  setSlot(t, Slot.sqContains, has.index);
  setSlot(t, Slot.iter, iter.index);
  setSlot(t, Slot.repr, repr.index);
  setSlot(t, Slot.richcompare, compare.index);
  setSlot(t, Slot.or, or.index);
  setSlot(t, Slot.inplaceOr, inplaceOr.index);
  setSlot(t, Slot.dealloc, deallocOne.index);
  setSlot(t, Slot.traverse, traverseOne.index);
  setSlot(t, Slot.clear, clear.index);
  method(t, "__reversed__", reversed.index, METH_NOARGS, "($self, /)");
  method(t, "copy", copy.index, METH_NOARGS, "($self, /)");
  method(t, "keys", keys.index, METH_NOARGS, "($self, /)");
  method(t, "values", values.index, METH_NOARGS, "($self, /)");
  method(t, "items", items.index, METH_NOARGS, "($self, /)");
  method(t, "update", update.index, METH_O, "($self, object, /)");
  method(t, "get", get.index, METH_FAST, "");
  method(t, "setdefault", setdefault.index, METH_FAST, "");
  method(t, "pop", popKey.index, METH_FAST, "");
}
