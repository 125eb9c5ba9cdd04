// The type list and its iterators. The layout is in core/objects/listobject.ts, sorting in sort.ts.
//
//   list_iterator, list_reverseiterator   ┌ count u32 │ type u32 │ index i64 @8 (the next one) │ list Value @16 (NULL: exhausted)
//
// Items are dropped only when the list no longer has them: dropping one can run any code, also code that uses this list.

import { Value, NULL, None, NotImplemented, isInt, isPtr, intOf, boxBool, boxInt, boxPtr, ptrOf } from "../value";
import { T } from "../names.generated";
import { isExact, hasFlag, setSlot, Slot, TypeFlag, CompareOp, typeOf, typeView, slotOf, typeSlot } from "./typeobject";
import { typeText, defType, method, classAttribute, METH_NOARGS, METH_O, METH_FAST, METH_KW, METH_CLASS } from "./define";
import { allocObject, freeObject, gcTrack, gcUntrack } from "../memory/object";
import { free, realloc, alloc } from "../memory/alloc";
import { incref, decref, newref, clearref } from "../memory/refcount";
import { raise, raiseI, raiseFmt, raiseFmtI, errorOccurred, outOfMemory } from "../errors";
import { reprOf, equalBool, richCompare, hasIndex, indexI64, hashNotImplemented, getIter, iterNext, lengthHint, isTrue, listFromIterable } from "../abstract";
import { checkArgs, noKeywords, parseArgs } from "../args";
import { strFromLiteral } from "./strnew";
import { builderInit, builderText, builderStr, builderFinish, builderDiscard } from "./strbuilder";
import { LIST_SIZE, listSize, listItems, listAt, listNew, listReserve, listAppend, listPush, listReverse } from "./listobject";
import { tupleSize, tupleItems } from "./tupleobject";
import { isTuple, compareSizes, seqAt16Dealloc, seqAt16Traverse } from "./tuple";
import { newInt } from "./int";
import { genericAlias } from "./genericalias";
import { isSlice, sliceUnpack, sliceAdjust } from "./sliceobject";
import { pushArgs, popArgs } from "../interp/argstack";
import { builtinNamed, reduceOverList } from "./reduce";
import { iterSelf } from "./seqiter";
import { visitValue } from "./visit";
import { allocInstance } from "./subtype";
import { findIndex, countEqual } from "./sequence";
import { reprEnter, reprLeave } from "./reprguard";
import { listSort } from "./sort";

const ITER_SIZE: usize = 24;

/** Whether `v` is a list or an instance of a subclass. */
export function isList(v: Value): bool { return isPtr(v) && hasFlag(v, TypeFlag.LIST_SUBCLASS); }
function setSize(v: Value, n: u32): void { store<u32>(ptrOf(v), n, 8); }

/** Removes all items. */
export function listClear(v: Value): void {
  const p = ptrOf(v);
  const items = <usize>load<u32>(p, 16);
  const n = load<u32>(p, 8);
  store<u32>(p, 0, 8);
  store<u32>(p, 0, 12);
  store<u32>(p, 0, 16);
  if (!items) return;
  for (let i = <i32>n - 1; i >= 0; i--) decref(load<u64>(items + (<usize>i << 3)));
  free(items);
}
/** A new list of `n` borrowed Values at `from`. */
export function listFrom(from: usize, n: u32): Value {
  const r = listNew(n);
  if (r == NULL) return NULL;
  const items = listItems(r);
  for (let i: usize = 0; i < n; i++) store<u64>(items + (i << 3), newref(load<u64>(from + (i << 3))));
  setSize(r, n);
  return r;
}
/** The items [start, end) as a new list. */
export function listSlice(v: Value, start: u32, end: u32): Value { return listFrom(listItems(v) + (<usize>start << 3), end - start); }

/** Makes room for `extra` more items; like append it leaves some over. */
function grow(v: Value, extra: u32): bool {
  const p = ptrOf(v);
  const needed = <u64>load<u32>(p, 8) + extra;
  if (needed <= load<u32>(p, 12)) return true;
  if (needed > 0x1FFFFFFF) { outOfMemory(); return false; }
  return listReserve(v, <u32>(needed + (needed >> 3) + (needed < 9 ? 3 : 6)));
}
/** Adds `n` borrowed Values at `from` (which may be the list's own items: take the address anew). */
function appendMany(v: Value, source: Value, n: u32): i32 {
  if (!grow(v, n)) return -1;
  const from = isTuple(source) ? tupleItems(source) : listItems(source);
  const size = listSize(v);
  const to = listItems(v) + (<usize>size << 3);
  for (let i: usize = 0; i < n; i++) store<u64>(to + (i << 3), newref(load<u64>(from + (i << 3))));
  setSize(v, size + n);
  return 0;
}
/** list.extend(x). 0, or -1 with an exception. */
export function listExtend(v: Value, x: Value): i32 {
  if (isExact(x, T.list)) return appendMany(v, x, listSize(x));
  if (isExact(x, T.tuple)) return appendMany(v, x, tupleSize(x));
  const it = getIter(x);
  if (it == NULL) return -1;
  const hint = lengthHint(x, 8);
  if (hint < 0) { decref(it); return -1; }
  if (hint + listSize(v) <= 0x1FFFFFFF) {
    if (!listReserve(v, <u32>hint + listSize(v))) { decref(it); return -1; }
  } else if (hint <= i64.MAX_VALUE >> 3) { outOfMemory(); decref(it); return -1; } // an absurd hint is only a hint, as in CPython
  while (true) {
    const item = iterNext(it);
    if (item == NULL) break;
    if (listPush(v, item) < 0) break;
  }
  decref(it);
  if (errorOccurred()) return -1;
  const p = ptrOf(v);
  if (load<u32>(p, 12) > 64 && load<u32>(p, 8) < load<u32>(p, 12) >>> 1) shrink(v);
  return 0;
}
function shrink(v: Value): void {
  const p = ptrOf(v);
  const size = load<u32>(p, 8);
  if (size == 0) {
    const items = <usize>load<u32>(p, 16);
    store<u32>(p, 0, 12);
    store<u32>(p, 0, 16);
    if (items) free(items);
    return;
  }
  const capacity = size + (size >>> 3) + 6;
  const items = realloc(<usize>load<u32>(p, 16), <usize>capacity << 3);
  if (!items) return;
  store<u32>(p, <u32>items, 16);
  store<u32>(p, capacity, 12);
}
/** Inserts `item` (borrowed) at index i, clipped. */
export function listInsert(v: Value, i: i64, item: Value): i32 {
  if (!grow(v, 1)) return -1;
  const n = <i64>listSize(v);
  if (i < 0) i = max<i64>(i + n, 0);
  if (i > n) i = n;
  const at = listItems(v) + (<usize>i << 3);
  memory.copy(at + 8, at, <usize>(n - i) << 3);
  store<u64>(at, newref(item));
  setSize(v, <u32>n + 1);
  return 0;
}
/** Takes item i out; owned. The index is in range. */
export function listTake(v: Value, i: u32): Value {
  const n = listSize(v);
  const at = listItems(v) + (<usize>i << 3);
  const item = load<u64>(at);
  memory.copy(at, at + 8, <usize>(n - i - 1) << 3);
  setSize(v, n - 1);
  if (n > 64 && n - 1 < load<u32>(ptrOf(v), 12) >>> 1) shrink(v);
  return item;
}
/** Replaces the items [start, end) by `n` Values (stolen) at `from`; `from` is not in the list. 0, or -1 with MemoryError (nothing stolen then). */
function replace(v: Value, start: u32, end: u32, from: usize, n: u32): i32 {
  const size = listSize(v);
  const gone = end - start;
  let old: usize = 0;
  if (gone) {
    old = alloc(<usize>gone << 3);
    if (!old) { outOfMemory(); return -1; }
    memory.copy(old, listItems(v) + (<usize>start << 3), <usize>gone << 3);
  }
  if (n > gone && !grow(v, n - gone)) { if (old) free(old); return -1; }
  const items = listItems(v);
  memory.copy(items + (<usize>(start + n) << 3), items + (<usize>end << 3), <usize>(size - end) << 3);
  if (n) memory.copy(items + (<usize>start << 3), from, <usize>n << 3);
  setSize(v, size - gone + n);
  if (n < gone && size - gone + n < load<u32>(ptrOf(v), 12) >>> 1) shrink(v);
  for (let i = <i32>gone - 1; i >= 0; i--) decref(load<u64>(old + (<usize>i << 3)));
  if (old) free(old);
  return 0;
}
/** v[start:end] = x (NULL deletes); x is a list or a tuple. */
export function listSetSlice(v: Value, start: u32, end: u32, x: Value): i32 {
  if (x == NULL) return replace(v, start, end, 0, 0);
  const copy = isTuple(x) ? newref(x) : x == v ? listFrom(listItems(x), listSize(x)) : newref(x);
  if (copy == NULL) return -1;
  const from = isTuple(copy) ? tupleItems(copy) : listItems(copy);
  const n = isTuple(copy) ? tupleSize(copy) : listSize(copy);
  for (let i: usize = 0; i < n; i++) incref(load<u64>(from + (i << 3)));
  const r = replace(v, start, end, from, n);
  if (r < 0) for (let i: usize = 0; i < n; i++) decref(load<u64>(from + (i << 3)));
  decref(copy);
  return r;
}

// Slots

function listNewType(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  const p = type == T.list ? allocObject(type, LIST_SIZE) : allocInstance(type);
  if (!p) return NULL;
  gcTrack(p);
  return boxPtr(p);
}
function listInit(self: Value, args: usize, nargs: i32, kwnames: Value): i32 {
  if (typeSlot(typeOf(self), Slot.new_) == listNewType.index && !noKeywords("list", kwnames)) return -1;
  if (!checkArgs("list", nargs, 0, 1)) return -1;
  listClear(self);
  return nargs ? listExtend(self, load<u64>(args)) : 0;
}
function listDealloc(p: usize): void {
  gcUntrack(p);
  const items = <usize>load<u32>(p, 16);
  if (items) {
    for (let i = <i32>load<u32>(p, 8) - 1; i >= 0; i--) decref(load<u64>(items + (<usize>i << 3)));
    free(items);
  }
  freeObject(p);
}
function listTraverse(p: usize, visit: i32, arg: usize): i32 {
  const items = <usize>load<u32>(p, 16);
  const n = <usize>load<u32>(p, 8);
  for (let i: usize = 0; i < n; i++) {
    const r = visitValue(load<u64>(items + (i << 3)), visit, arg);
    if (r) return r;
  }
  return 0;
}
function listClearSlot(p: usize): void { listClear(boxPtr(p)); }

function listReprSlot(self: Value): Value {
  if (listSize(self) == 0) return strFromLiteral("[]");
  const state = reprEnter(self);
  if (state < 0) return NULL;
  if (state) return strFromLiteral("[...]");
  const r = listRepr(self);
  reprLeave(self);
  return r;
}
function listRepr(self: Value): Value {
  const b = builderInit();
  if (!b) return NULL;
  let ok = builderText(b, "[");
  for (let i: usize = 0; i < listSize(self) && ok; i++) {
    if (i) ok = builderText(b, ", ");
    const item = newref(listAt(self, i));
    const r = reprOf(item);
    ok = r != NULL && ok && builderStr(b, r);
    decref(r);
    decref(item);
  }
  if (!ok || !builderText(b, "]")) return builderDiscard(b);
  return builderFinish(b);
}
function listCompare(a: Value, b: Value, op: i32): Value {
  if (!isList(a) || !isList(b)) return NotImplemented;
  if (listSize(a) != listSize(b) && (op == CompareOp.EQ || op == CompareOp.NE)) return boxBool(op == CompareOp.NE);
  let i: u32 = 0;
  for (; i < listSize(a) && i < listSize(b); i++) {
    const x = newref(listAt(a, i)), y = newref(listAt(b, i));
    const same = equalBool(x, y);
    if (same == 0) {
      if (i >= listSize(a) || i >= listSize(b)) { decref(x); decref(y); break; } // the comparison took them away
      let r: Value;
      if (op == CompareOp.EQ) r = boxBool(false);
      else if (op == CompareOp.NE) r = boxBool(true);
      else r = richCompare(x, y, op);
      decref(x);
      decref(y);
      return r;
    }
    decref(x);
    decref(y);
    if (same < 0) return NULL;
  }
  return compareSizes(listSize(a), listSize(b), op);
}
function listLen(self: Value): i64 { return listSize(self); }
/** Item `i`, owned; IndexError outside of the list (negative ones count as outside). */
export function listItem(self: Value, i: i64): Value {
  if (<u64>i >= <u64>listSize(self)) return raise(T.IndexError, "list index out of range");
  return newref(listAt(self, <usize>i));
}
function listAssItem(self: Value, i: i64, value: Value): i32 {
  if (<u64>i >= <u64>listSize(self)) return raiseI(T.IndexError, "list assignment index out of range");
  if (value == NULL) {
    decref(listTake(self, <u32>i));
    return 0;
  }
  const at = listItems(self) + (<usize>i << 3);
  const old = load<u64>(at);
  store<u64>(at, newref(value));
  decref(old);
  return 0;
}
function listContains(self: Value, item: Value): i32 {
  for (let i: usize = 0; i < listSize(self); i++) {
    const x = newref(listAt(self, i));
    const same = equalBool(x, item);
    decref(x);
    if (same) return same;
  }
  return 0;
}
/** a + b; TypeError when b is no list. */
export function listConcat(a: Value, b: Value): Value {
  if (!isList(b)) return raiseFmt(T.TypeError, "can only concatenate list (not \"%T\") to list", b);
  const n = listSize(a), m = listSize(b);
  const r = listNew(n + m);
  if (r == NULL) return NULL;
  const to = listItems(r);
  const x = listItems(a), y = listItems(b);
  for (let i: usize = 0; i < n; i++) store<u64>(to + (i << 3), newref(load<u64>(x + (i << 3))));
  for (let i: usize = 0; i < m; i++) store<u64>(to + ((<usize>n + i) << 3), newref(load<u64>(y + (i << 3))));
  setSize(r, n + m);
  return r;
}
/** list * count. */
export function listRepeat(self: Value, count: i64): Value {
  const n = listSize(self);
  if (n == 0 || count <= 0) return listNew();
  if (count > 0x1FFFFFFF || <u64>count * n > 0x1FFFFFFF) return outOfMemory();
  const total = <u32>count * n;
  const r = listNew(total);
  if (r == NULL) return NULL;
  const to = listItems(r), from = listItems(self);
  if (n == 1) {
    const item = load<u64>(from);
    for (let i: usize = 0; i < total; i++) { store<u64>(to + (i << 3), item); incref(item); }
  } else {
    for (let k: usize = 0; k < total; k += n) for (let i: usize = 0; i < n; i++) store<u64>(to + ((k + i) << 3), newref(load<u64>(from + (i << 3))));
  }
  setSize(r, total);
  return r;
}
function listInplaceConcat(self: Value, x: Value): Value { return listExtend(self, x) < 0 ? NULL : newref(self); }
function listInplaceRepeat(self: Value, count: i64): Value {
  const n = listSize(self);
  if (n == 0 || count == 1) return newref(self);
  if (count <= 0) { listClear(self); return newref(self); }
  if (count > 0x1FFFFFFF || <u64>count * n > 0x1FFFFFFF) return outOfMemory();
  const total = <u32>count * n;
  if (!listReserve(self, total)) return NULL;
  const items = listItems(self);
  for (let i: usize = n; i < total; i++) store<u64>(items + (i << 3), newref(load<u64>(items + ((i - n) << 3))));
  setSize(self, total);
  return newref(self);
}
/** list[key], key an index or a slice. */
export function listSubscript(self: Value, key: Value): Value {
  if (isInt(key)) {
    let i = intOf(key);
    if (i < 0) i += listSize(self);
    return listItem(self, i);
  }
  if (isSlice(key)) {
    const out = pushArgs(3);
    if (!out) return NULL;
    const ok = sliceUnpack(key, out);
    const n = ok ? sliceAdjust(listSize(self), out) : 0;
    const start = load<i64>(out), step = load<i64>(out, 16);
    popArgs(out);
    if (!ok) return NULL;
    if (n == 0) return listNew();
    if (step == 1) return listSlice(self, <u32>start, <u32>(start + n));
    const r = listNew(<u32>n);
    if (r == NULL) return NULL;
    const to = listItems(r);
    for (let i: i64 = 0, j = start; i < n; i++, j += step) store<u64>(to + (<usize>i << 3), newref(listAt(self, <usize>j)));
    setSize(r, <u32>n);
    return r;
  }
  if (hasIndex(key)) {
    let i = indexI64(key, T.IndexError);
    if (i == -1 && errorOccurred()) return NULL;
    if (i < 0) i += listSize(self);
    return listItem(self, i);
  }
  return raiseFmt(T.TypeError, "list indices must be integers or slices, not %T", key);
}
/** list[key] = value, or del list[key] for NULL. 0, or -1 with an exception. */
export function listAssSubscript(self: Value, key: Value, value: Value): i32 {
  if (isInt(key) || (!isSlice(key) && hasIndex(key))) {
    let i = isInt(key) ? intOf(key) : indexI64(key, T.IndexError);
    if (i == -1 && errorOccurred()) return -1;
    if (i < 0) i += listSize(self);
    return listAssItem(self, i, value);
  }
  if (!isSlice(key)) return raiseFmtI(T.TypeError, "list indices must be integers or slices, not %T", key);
  const out = pushArgs(3);
  if (!out) return -1;
  const r = assignSlice(self, key, value, out);
  popArgs(out);
  return r;
}
function assignSlice(self: Value, key: Value, value: Value, out: usize): i32 {
  if (!sliceUnpack(key, out)) return -1;
  if (value == NULL) {
    const n = sliceAdjust(listSize(self), out);
    const start = load<i64>(out), step = load<i64>(out, 16);
    if (n == 0) return 0;
    if (step == 1) return listSetSlice(self, <u32>start, <u32>(start + n), NULL);
    return deleteStepped(self, start, step, n);
  }
  let x: Value;
  if (isExact(value, T.tuple) || (isExact(value, T.list) && value != self)) x = newref(value);
  else {
    if (!isIterable(value)) return raiseI(T.TypeError, "must assign iterable to extended slice");
    x = listFromIterable(value);
    if (x == NULL) return -1;
  }
  const n = sliceAdjust(listSize(self), out);
  const start = load<i64>(out), stop = load<i64>(out, 8), step = load<i64>(out, 16);
  let r: i32;
  if (step == 1) r = listSetSlice(self, <u32>start, <u32>max<i64>(stop, start), x);
  else {
    const given = isTuple(x) ? tupleSize(x) : listSize(x);
    if (<i64>given != n) r = raiseFmtI(T.ValueError, "attempt to assign sequence of size %d to extended slice of size %d", boxInt(given), boxInt(n));
    else r = assignStepped(self, start, step, <u32>n, x);
  }
  decref(x);
  return r;
}
function isIterable(v: Value): bool { return slotOf(v, Slot.iter) != 0 || slotOf(v, Slot.sqItem) != 0; }

function assignStepped(self: Value, start: i64, step: i64, n: u32, x: Value): i32 {
  if (n == 0) return 0;
  const old = alloc(<usize>n << 3);
  if (!old) { outOfMemory(); return -1; }
  const from = isTuple(x) ? tupleItems(x) : listItems(x);
  const items = listItems(self);
  let j = start;
  for (let i: usize = 0; i < n; i++, j += step) {
    const at = items + (<usize>j << 3);
    store<u64>(old + (i << 3), load<u64>(at));
    store<u64>(at, newref(load<u64>(from + (i << 3))));
  }
  for (let i: usize = 0; i < n; i++) decref(load<u64>(old + (i << 3)));
  free(old);
  return 0;
}
function deleteStepped(self: Value, start: i64, step: i64, n: i64): i32 {
  if (step < 0) { start += step * (n - 1); step = -step; }
  const old = alloc(<usize>n << 3);
  if (!old) { outOfMemory(); return -1; }
  const items = listItems(self);
  const size = <i64>listSize(self);
  let to = start, next = start, k: i64 = 0;
  for (let i = start; i < size; i++) {
    const v = load<u64>(items + (<usize>i << 3));
    if (i == next && k < n) {
      store<u64>(old + (<usize>k << 3), v);
      k++;
      next += step;
    } else { store<u64>(items + (<usize>to << 3), v); to++; }
  }
  setSize(self, <u32>to);
  for (let i: i64 = 0; i < n; i++) decref(load<u64>(old + (<usize>i << 3)));
  free(old);
  return 0;
}

// Methods

function list_append(self: Value, item: Value): Value { return listAppend(self, item) < 0 ? NULL : None; }
function list_extend(self: Value, x: Value): Value { return listExtend(self, x) < 0 ? NULL : None; }
function list_insert(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("insert", nargs, 2, 2)) return NULL;
  const i = indexI64(load<u64>(args), T.OverflowError);
  if (i == -1 && errorOccurred()) return NULL;
  return listInsert(self, i, load<u64>(args, 8)) < 0 ? NULL : None;
}
function list_pop(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("pop", nargs, 0, 1)) return NULL;
  let i: i64 = -1;
  if (nargs) {
    i = indexI64(load<u64>(args), T.IndexError);
    if (i == -1 && errorOccurred()) return NULL;
  }
  const n = listSize(self);
  if (n == 0) return raise(T.IndexError, "pop from empty list");
  if (i < 0) i += n;
  if (<u64>i >= <u64>n) return raise(T.IndexError, "pop index out of range");
  if (i == <i64>n - 1 && n <= 64) {
    setSize(self, n - 1);
    return listAt(self, <usize>i);
  }
  return listTake(self, <u32>i);
}
function list_remove(self: Value, item: Value): Value {
  for (let i: usize = 0; i < listSize(self); i++) {
    const x = newref(listAt(self, i));
    const same = equalBool(x, item);
    decref(x);
    if (same < 0) return NULL;
    if (same) {
      if (i < listSize(self)) decref(listTake(self, <u32>i));
      return None;
    }
  }
  return raise(T.ValueError, "list.remove(x): x not in list");
}
function list_index(self: Value, args: usize, nargs: i32): Value {
  const i = findIndex("index", self, args, nargs);
  if (i >= 0) return newInt(i);
  if (errorOccurred()) return NULL;
  return raiseFmt(T.ValueError, "%r is not in list", load<u64>(args));
}
function list_count(self: Value, item: Value): Value { return countEqual(self, item); }
function list_reverse(self: Value): Value { listReverse(self); return None; }
function list_copy(self: Value): Value { return listSlice(self, 0, listSize(self)); }
function list_clear(self: Value): Value { listClear(self); return None; }
function list_sort(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(2);
  if (!out) return NULL;
  const ok = parseArgs("sort", "| $ key reverse", args, nargs, kwnames, out);
  let key = load<u64>(out);
  const reverse = load<u64>(out, 8);
  popArgs(out);
  if (!ok) return NULL;
  if (key == None) key = NULL;
  let backwards = 0;
  if (reverse != NULL) {
    backwards = isTrue(reverse);
    if (backwards < 0) return NULL;
  }
  return listSort(self, key, backwards != 0) < 0 ? NULL : None;
}
function list_sizeof(self: Value): Value {
  return newInt(<i64>typeView(typeOf(self)).basicsize + 8 + (<i64>load<u32>(ptrOf(self), 12) << 3));
}
function list_class_getitem(cls: Value, item: Value): Value { return genericAlias(cls, item); }

// Iterators

function newIter(type: usize, list: Value, index: i64): Value {
  const p = allocObject(type, ITER_SIZE);
  if (!p) return NULL;
  store<i64>(p, index, 8);
  store<u64>(p, newref(list), 16);
  gcTrack(p);
  return boxPtr(p);
}
function listIter(self: Value): Value { return newIter(T.list_iterator, self, 0); }
function list_reversed(self: Value): Value { return newIter(T.list_reverseiterator, self, <i64>listSize(self) - 1); }
/** The next item, owned; NULL at the end. */
export function listIterNext(self: Value): Value {
  const p = ptrOf(self);
  const list = load<u64>(p, 16);
  if (list == NULL) return NULL;
  const i = load<i64>(p, 8);
  if (i < <i64>listSize(list)) {
    store<i64>(p, i + 1, 8);
    return newref(listAt(list, <usize>i));
  }
  clearref(p + 16);
  return NULL;
}
function reverseNext(self: Value): Value {
  const p = ptrOf(self);
  const list = load<u64>(p, 16);
  if (list == NULL) return NULL;
  const i = load<i64>(p, 8);
  if (i >= 0 && i < <i64>listSize(list)) {
    store<i64>(p, i - 1, 8);
    return newref(listAt(list, <usize>i));
  }
  store<i64>(p, -1, 8);
  clearref(p + 16);
  return NULL;
}
function iter_hint(self: Value): Value {
  const p = ptrOf(self);
  const list = load<u64>(p, 16);
  return newInt(list == NULL ? 0 : max<i64>(<i64>listSize(list) - load<i64>(p, 8), 0));
}
function reverse_hint(self: Value): Value {
  const p = ptrOf(self);
  const list = load<u64>(p, 16);
  const left = load<i64>(p, 8) + 1;
  return newInt(list == NULL || <i64>listSize(list) < left ? 0 : left);
}
function iter_reduce(self: Value): Value { return reduceOverList(builtinNamed("iter"), load<u64>(ptrOf(self), 16), newInt(load<i64>(ptrOf(self), 8))); }
function reverse_reduce(self: Value): Value {
  return reduceOverList(builtinNamed("reversed"), load<u64>(ptrOf(self), 16), newInt(load<i64>(ptrOf(self), 8)));
}
function iter_setstate(self: Value, state: Value): Value {
  const i = indexI64(state, T.OverflowError);
  if (i == -1 && errorOccurred()) return NULL;
  const list = load<u64>(ptrOf(self), 16);
  if (list != NULL) store<i64>(ptrOf(self), min<i64>(max<i64>(i, 0), listSize(list)), 8);
  return None;
}
function reverse_setstate(self: Value, state: Value): Value {
  const i = indexI64(state, T.OverflowError);
  if (i == -1 && errorOccurred()) return NULL;
  const list = load<u64>(ptrOf(self), 16);
  if (list != NULL) store<i64>(ptrOf(self), min<i64>(max<i64>(i, -1), <i64>listSize(list) - 1), 8);
  return None;
}

function initIter(type: usize, typeName: string, next: i32, hint: i32, reduce: i32, setstate: i32): void {
  defType(type, typeName, T.object, ITER_SIZE, TypeFlag.HAVE_GC | TypeFlag.DISALLOW_NEW | TypeFlag.IMMUTABLE);
  setSlot(type, Slot.dealloc, seqAt16Dealloc.index);
  setSlot(type, Slot.traverse, seqAt16Traverse.index);
  setSlot(type, Slot.iter, iterSelf.index);
  setSlot(type, Slot.iternext, next);
  method(type, "__length_hint__", hint, METH_NOARGS, "", "Private method returning an estimate of len(list(it)).");
  method(type, "__reduce__", reduce, METH_NOARGS, "", "Return state information for pickling.");
  method(type, "__setstate__", setstate, METH_O, "", "Set state information for unpickling.");
}

export function init_list(): void {
  const t = T.list;
  defType(t, "list", T.object, LIST_SIZE, TypeFlag.BASETYPE | TypeFlag.HAVE_GC | TypeFlag.IMMUTABLE | TypeFlag.SEQUENCE | TypeFlag.MATCH_SELF | TypeFlag.LIST_SUBCLASS);
  setSlot(t, Slot.dealloc, listDealloc.index);
  setSlot(t, Slot.traverse, listTraverse.index);
  setSlot(t, Slot.clear, listClearSlot.index);
  setSlot(t, Slot.new_, listNewType.index);
  setSlot(t, Slot.init, listInit.index);
  setSlot(t, Slot.repr, listReprSlot.index);
  setSlot(t, Slot.hash, hashNotImplemented.index);
  setSlot(t, Slot.richcompare, listCompare.index);
  setSlot(t, Slot.iter, listIter.index);
  setSlot(t, Slot.sqLength, listLen.index);
  setSlot(t, Slot.sqConcat, listConcat.index);
  setSlot(t, Slot.sqRepeat, listRepeat.index);
  setSlot(t, Slot.sqItem, listItem.index);
  setSlot(t, Slot.sqAssItem, listAssItem.index);
  setSlot(t, Slot.sqContains, listContains.index);
  setSlot(t, Slot.sqInplaceConcat, listInplaceConcat.index);
  setSlot(t, Slot.sqInplaceRepeat, listInplaceRepeat.index);
  setSlot(t, Slot.mpLength, listLen.index);
  setSlot(t, Slot.mpSubscript, listSubscript.index);
  setSlot(t, Slot.mpAssSubscript, listAssSubscript.index);
  method(t, "__getitem__", listSubscript.index, METH_O, "($self, index, /)", "Return self[index].");
  method(t, "__reversed__", list_reversed.index, METH_NOARGS, "($self, /)", "Return a reverse iterator over the list.");
  method(t, "__sizeof__", list_sizeof.index, METH_NOARGS, "($self, /)", "Return the size of the list in memory, in bytes.");
  method(t, "clear", list_clear.index, METH_NOARGS, "($self, /)", "Remove all items.");
  method(t, "copy", list_copy.index, METH_NOARGS, "($self, /)", "Return a shallow copy.");
  method(t, "append", list_append.index, METH_O, "($self, object, /)", "Add an object at the end.");
  method(t, "insert", list_insert.index, METH_FAST, "($self, index, object, /)", "Insert an object before an index.");
  method(t, "extend", list_extend.index, METH_O, "($self, iterable, /)", "Add all items of an iterable at the end.");
  method(t, "pop", list_pop.index, METH_FAST, "($self, index=-1, /)", "Remove the item at an index (the last one by default) and return it.");
  method(t, "remove", list_remove.index, METH_O, "($self, value, /)", "Remove the first occurrence of a value; ValueError if there is none.");
  method(t, "index", list_index.index, METH_FAST, "($self, value, start=0, stop=sys.maxsize, /)", "Return the first index of a value; ValueError if there is none.");
  method(t, "count", list_count.index, METH_O, "($self, value, /)", "Return the number of occurrences of a value.");
  method(t, "reverse", list_reverse.index, METH_NOARGS, "($self, /)", "Turn the items around in place.");
  method(t, "sort", list_sort.index, METH_KW, "($self, /, *, key=None, reverse=False)", "Sort the items in ascending order, in place and stably.");
  method(t, "__class_getitem__", list_class_getitem.index, METH_O | METH_CLASS, "($type, object, /)", "See PEP 585");
  classAttribute(t, "__hash__", None);
  initIter(T.list_iterator, "list_iterator", listIterNext.index, iter_hint.index, iter_reduce.index, iter_setstate.index);
  initIter(T.list_reverseiterator, "list_reverseiterator", reverseNext.index, reverse_hint.index, reverse_reduce.index, reverse_setstate.index);
  typeText(T.list, "list(iterable=(), /)\n--\n\nBuilt-in mutable sequence.\n\nWithout an argument, a new empty list; otherwise one with the items of the iterable.");
}
