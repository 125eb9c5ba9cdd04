// Views of a dict and the iterators over it, six of them: keys, values and items, forwards and backwards.
//
//   dict_keys …          ┌ count u32 │ type u32 │ dict Value @8
//   dict_keyiterator …   ┌ count u32 │ type u32 │ dict Value @8 (NULL: exhausted) │ place i32 @16 │ used u32 @20 │ left u32 @24 │ pair Value @32
//
// `used` is the size of the dict when the iteration began: a different one ends it with RuntimeError. `pair` is the tuple that an items
// iterator gave last; when nobody else kept it, it is used again.

import { Value, NULL, None, NotImplemented, ptrOf, boxPtr, boxBool } from "../value";
import { T } from "../names.generated";
import { isExact, setSlot, Slot, TypeFlag, CompareOp, typeOf } from "./typeobject";
import { defType, method, getset, classAttribute, METH_NOARGS, METH_O } from "./define";
import { allocObject, freeObject, gcTrack, gcUntrack, isTracked } from "../memory/object";
import { incref, decref, newref, refcountOf, clearref } from "../memory/refcount";
import { raise, errorOccurred } from "../errors";
import { equalBool, contains, getIter, iterNext, lenOf, listFromIterable, hashNotImplemented } from "../abstract";
import { formatMessage } from "../format";
import { tupleNew, tuplePut, tupleAt, tupleSize } from "./tupleobject";
import { newInt } from "./int";
import { reprEnter, reprLeave } from "./reprguard";
import { strFromLiteral } from "./strnew";
import { dictView, dictLen, dictContains, dictGet, dictNext, dictPrevious, dictKeyAt, dictValueAt } from "./dict";
import { builtinNamed, reduceWith } from "./reduce";
import { iterSelf } from "./seqiter";
import { visitValue } from "./visit";
import { setNew, isAnySet, setAdd, setFromIterable, setUpdate, setDifferenceUpdate, setSymmetricDifferenceUpdate } from "./set";
import { newMappingProxy } from "./mappingproxy";
import { deallocOne, traverseOne } from "./ownedvalues";

const VIEW_SIZE: usize = 16;
const ITER_SIZE: usize = 40;

/** A view of type T.dict_keys, T.dict_values or T.dict_items. */
export function newDictView(type: usize, d: Value): Value {
  const p = allocObject(type, VIEW_SIZE);
  if (!p) return NULL;
  store<u64>(p, newref(d), 8);
  gcTrack(p);
  return boxPtr(p);
}
function viewDict(v: Value): Value { return load<u64>(ptrOf(v), 8); }
function viewLen(self: Value): i64 { return dictLen(viewDict(self)); }
function viewRepr(self: Value): Value {
  const state = reprEnter(self);
  if (state < 0) return NULL;
  if (state) return strFromLiteral("...");
  let r: Value = NULL;
  const list = listFromIterable(self);
  if (list != NULL) {
    r = formatMessage("%N(%r)", self, list, NULL, NULL);
    decref(list);
  }
  reprLeave(self);
  return r;
}
function isSetView(v: Value): bool { return isExact(v, T.dict_keys) || isExact(v, T.dict_items); }

function keysContains(self: Value, key: Value): i32 { return dictContains(viewDict(self), key); }
function itemsContains(self: Value, pair: Value): i32 {
  if (!isExact(pair, T.tuple) || tupleSize(pair) != 2) return 0;
  const found = dictGet(viewDict(self), tupleAt(pair, 0));
  if (found == NULL) return errorOccurred() ? -1 : 0;
  incref(found);
  const same = equalBool(found, tupleAt(pair, 1));
  decref(found);
  return same;
}
/** Whether all items of `a` are in `b`: 1, 0, -1. */
function allIn(a: Value, b: Value): i32 {
  const it = getIter(a);
  if (it == NULL) return -1;
  let result = 1;
  while (result == 1) {
    const x = iterNext(it);
    if (x == NULL) { if (errorOccurred()) result = -1; break; }
    result = contains(b, x);
    decref(x);
  }
  decref(it);
  return result;
}
function viewCompare(self: Value, other: Value, op: i32): Value {
  if (!isAnySet(other) && !isSetView(other)) return NotImplemented;
  const a = lenOf(self);
  const b = lenOf(other);
  if (a < 0 || b < 0) return NULL;
  let r = 0;
  switch (op) {
    case CompareOp.EQ: case CompareOp.NE:
      if (a == b) r = allIn(self, other);
      if (op == CompareOp.NE && r >= 0) r = 1 - r;
      break;
    case CompareOp.LT: if (a < b) r = allIn(self, other); break;
    case CompareOp.LE: if (a <= b) r = allIn(self, other); break;
    case CompareOp.GT: if (a > b) r = allIn(other, self); break;
    case CompareOp.GE: if (a >= b) r = allIn(other, self); break;
  }
  return r < 0 ? NULL : boxBool(r != 0);
}

function viewSubtract(a: Value, b: Value): Value {
  const r = setFromIterable(a);
  if (r == NULL) return NULL;
  if (setDifferenceUpdate(r, b) < 0) { decref(r); return NULL; }
  return r;
}
function viewAnd(a: Value, b: Value): Value {
  if (!isSetView(a)) { const t = a; a = b; b = t; }
  if (isSetView(b) || isAnySet(b)) { // go through the smaller one
    const n = lenOf(b);
    if (n < 0) return NULL;
    if (n > lenOf(a) && isSetView(b)) { const t = a; a = b; b = t; }
  }
  const r = setNew();
  if (r == NULL) return NULL;
  const it = getIter(b);
  if (it == NULL) { decref(r); return NULL; }
  while (true) {
    const x = iterNext(it);
    if (x == NULL) break;
    let ok = contains(a, x);
    if (ok > 0) ok = setAdd(r, x);
    decref(x);
    if (ok < 0) break;
  }
  decref(it);
  if (errorOccurred()) { decref(r); return NULL; }
  return r;
}
function viewOr(a: Value, b: Value): Value {
  const r = setFromIterable(a);
  if (r == NULL) return NULL;
  if (setUpdate(r, b) < 0) { decref(r); return NULL; }
  return r;
}
function viewXor(a: Value, b: Value): Value {
  const r = setFromIterable(a);
  if (r == NULL) return NULL;
  if (setSymmetricDifferenceUpdate(r, b) < 0) { decref(r); return NULL; }
  return r;
}
function view_isdisjoint(self: Value, other: Value): Value {
  if (self == other) return boxBool(dictLen(viewDict(self)) == 0);
  let a = self, b = other;
  if (isSetView(other) || isAnySet(other)) {
    const n = lenOf(other);
    if (n < 0) return NULL;
    if (n > viewLen(self)) { a = other; b = self; }
  }
  const it = getIter(b);
  if (it == NULL) return NULL;
  let found = 0;
  while (found == 0) {
    const x = iterNext(it);
    if (x == NULL) { if (errorOccurred()) found = -1; break; }
    found = contains(a, x);
    decref(x);
  }
  decref(it);
  return found < 0 ? NULL : boxBool(found == 0);
}
function viewMapping(self: Value): Value { return newMappingProxy(viewDict(self)); }

// Iterators

/** An iterator of one of the six types, from the start (or the end) of a dict. */
export function newDictIter(type: usize, d: Value): Value {
  const p = allocObject(type, ITER_SIZE);
  if (!p) return NULL;
  store<u64>(p, newref(d), 8);
  const backwards = type == T.dict_reversekeyiterator || type == T.dict_reversevalueiterator || type == T.dict_reverseitemiterator;
  store<i32>(p, backwards ? i32.MAX_VALUE : 0, 16);
  store<u32>(p, dictLen(d), 20);
  store<u32>(p, dictLen(d), 24);
  store<u64>(p, NULL, 32);
  gcTrack(p);
  return boxPtr(p);
}
function iterDealloc(p: usize): void {
  gcUntrack(p);
  decref(load<u64>(p, 8));
  decref(load<u64>(p, 32));
  freeObject(p);
}
function iterTraverse(p: usize, visit: i32, arg: usize): i32 {
  const r = visitValue(load<u64>(p, 8), visit, arg);
  return r ? r : visitValue(load<u64>(p, 32), visit, arg);
}
/** The next place, or -1 at the end or with RuntimeError. */
function advance(p: usize, backwards: bool): i32 {
  const d = load<u64>(p, 8);
  if (d == NULL) return -1;
  if (load<u32>(p, 20) != dictView(d).used) {
    store<u32>(p, 0xFFFFFFFF, 20); // stays so
    raise(T.RuntimeError, "dictionary changed size during iteration");
    return -1;
  }
  const i = load<i32>(p, 16);
  const place = backwards ? dictPrevious(d, i) : dictNext(d, i);
  const left = load<u32>(p, 24);
  if (place < 0) {
    clearref(p + 8);
    return -1;
  }
  if (left == 0) {
    raise(T.RuntimeError, "dictionary keys changed during iteration");
    clearref(p + 8);
    return -1;
  }
  store<i32>(p, backwards ? place - 1 : place + 1, 16);
  store<u32>(p, left - 1, 24);
  return place;
}
function pairAt(p: usize, place: i32): Value {
  const d = load<u64>(p, 8);
  const key = newref(dictKeyAt(d, place));
  const value = newref(dictValueAt(d, place));
  const kept = load<u64>(p, 32);
  if (kept != NULL && refcountOf(ptrOf(kept)) == 1) {
    const k = tupleAt(kept, 0), v = tupleAt(kept, 1);
    incref(kept);
    if (!isTracked(ptrOf(kept))) gcTrack(ptrOf(kept)); // what it gets now may be in a cycle
    tuplePut(kept, 0, key);
    tuplePut(kept, 1, value);
    decref(k);
    decref(v);
    return kept;
  }
  const pair = tupleNew(2);
  if (pair == NULL) { decref(key); decref(value); return NULL; }
  tuplePut(pair, 0, key);
  tuplePut(pair, 1, value);
  incref(pair);
  store<u64>(p, pair, 32);
  decref(kept);
  return pair;
}
export function dictKeyIterNext(self: Value): Value {
  const i = advance(ptrOf(self), false);
  return i < 0 ? NULL : newref(dictKeyAt(load<u64>(ptrOf(self), 8), i));
}
export function dictValueIterNext(self: Value): Value {
  const i = advance(ptrOf(self), false);
  return i < 0 ? NULL : newref(dictValueAt(load<u64>(ptrOf(self), 8), i));
}
export function dictItemIterNext(self: Value): Value {
  const i = advance(ptrOf(self), false);
  return i < 0 ? NULL : pairAt(ptrOf(self), i);
}
function reverseKeyNext(self: Value): Value {
  const i = advance(ptrOf(self), true);
  return i < 0 ? NULL : newref(dictKeyAt(load<u64>(ptrOf(self), 8), i));
}
function reverseValueNext(self: Value): Value {
  const i = advance(ptrOf(self), true);
  return i < 0 ? NULL : newref(dictValueAt(load<u64>(ptrOf(self), 8), i));
}
function reverseItemNext(self: Value): Value {
  const i = advance(ptrOf(self), true);
  return i < 0 ? NULL : pairAt(ptrOf(self), i);
}
function iter_hint(self: Value): Value {
  const p = ptrOf(self);
  const d = load<u64>(p, 8);
  return newInt(d != NULL && load<u32>(p, 20) == dictLen(d) ? load<u32>(p, 24) : 0);
}
/** (iter, (list of what is left,)), the iterator itself untouched. */
function iter_reduce(self: Value): Value {
  const p = ptrOf(self);
  const q = allocObject(typeOf(self), ITER_SIZE);
  if (!q) return NULL;
  memory.copy(q + 8, p + 8, ITER_SIZE - 8);
  incref(load<u64>(p, 8));
  store<u64>(q, NULL, 32);
  gcTrack(q);
  const list = listFromIterable(boxPtr(q));
  decref(boxPtr(q));
  return list == NULL ? NULL : reduceWith(builtinNamed("iter"), list, NULL);
}

function keysIter(self: Value): Value { return newDictIter(T.dict_keyiterator, viewDict(self)); }
function valuesIter(self: Value): Value { return newDictIter(T.dict_valueiterator, viewDict(self)); }
function itemsIter(self: Value): Value { return newDictIter(T.dict_itemiterator, viewDict(self)); }
function keysReversed(self: Value): Value { return newDictIter(T.dict_reversekeyiterator, viewDict(self)); }
function valuesReversed(self: Value): Value { return newDictIter(T.dict_reversevalueiterator, viewDict(self)); }
function itemsReversed(self: Value): Value { return newDictIter(T.dict_reverseitemiterator, viewDict(self)); }

function initView(type: usize, typeName: string, iter: i32, reversed: i32): void {
  defType(type, typeName, T.object, VIEW_SIZE, TypeFlag.HAVE_GC | TypeFlag.DISALLOW_NEW | TypeFlag.IMMUTABLE);
  setSlot(type, Slot.dealloc, deallocOne.index);
  setSlot(type, Slot.traverse, traverseOne.index);
  setSlot(type, Slot.repr, viewRepr.index);
  setSlot(type, Slot.iter, iter);
  setSlot(type, Slot.sqLength, viewLen.index);
  method(type, "__reversed__", reversed, METH_NOARGS, "", "Return a reverse iterator over the view.");
  getset(type, "mapping", viewMapping.index, 0, "dictionary that this view refers to");
}
function initSetView(type: usize, contained: i32): void {
  setSlot(type, Slot.sqContains, contained);
  setSlot(type, Slot.richcompare, viewCompare.index);
  setSlot(type, Slot.hash, hashNotImplemented.index);
  setSlot(type, Slot.subtract, viewSubtract.index);
  setSlot(type, Slot.and, viewAnd.index);
  setSlot(type, Slot.xor, viewXor.index);
  setSlot(type, Slot.or, viewOr.index);
  method(type, "isdisjoint", view_isdisjoint.index, METH_O, "", "Return True if the view and the given iterable have no element in common.");
  classAttribute(type, "__hash__", None);
}
function initIter(type: usize, typeName: string, next: i32): void {
  defType(type, typeName, T.object, ITER_SIZE, TypeFlag.HAVE_GC | TypeFlag.DISALLOW_NEW | TypeFlag.IMMUTABLE);
  setSlot(type, Slot.dealloc, iterDealloc.index);
  setSlot(type, Slot.traverse, iterTraverse.index);
  setSlot(type, Slot.iter, iterSelf.index);
  setSlot(type, Slot.iternext, next);
  method(type, "__length_hint__", iter_hint.index, METH_NOARGS, "", "Private method returning an estimate of len(list(it)).");
  method(type, "__reduce__", iter_reduce.index, METH_NOARGS, "", "Return state information for pickling.");
}

export function init_dictviews(): void {
  initView(T.dict_keys, "dict_keys", keysIter.index, keysReversed.index);
  initSetView(T.dict_keys, keysContains.index);
  initView(T.dict_items, "dict_items", itemsIter.index, itemsReversed.index);
  initSetView(T.dict_items, itemsContains.index);
  initView(T.dict_values, "dict_values", valuesIter.index, valuesReversed.index);
  initIter(T.dict_keyiterator, "dict_keyiterator", dictKeyIterNext.index);
  initIter(T.dict_valueiterator, "dict_valueiterator", dictValueIterNext.index);
  initIter(T.dict_itemiterator, "dict_itemiterator", dictItemIterNext.index);
  initIter(T.dict_reversekeyiterator, "dict_reversekeyiterator", reverseKeyNext.index);
  initIter(T.dict_reversevalueiterator, "dict_reversevalueiterator", reverseValueNext.index);
  initIter(T.dict_reverseitemiterator, "dict_reverseitemiterator", reverseItemNext.index);
}
