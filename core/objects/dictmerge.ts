// Filling a dict from other objects: dict(x), update, |, and the two instructions for ** in displays and calls.

import { Value, NULL, boxInt } from "../value";
import { T, N, name } from "../names.generated";
import { isExact, slotOf, typeSlot, Slot } from "./typeobject";
import { decref, newref } from "../memory/refcount";
import { addNote, raise, raiseFmt, raiseI, errorOccurred, errorMatches, clearError } from "../errors";
import { getIter, iterNext, getItem, getOptionalAttr, callMethod0, listFromIterable } from "../abstract";
import { tupleSize, tupleItems } from "./tupleobject";
import { listSize, listItems } from "./listobject";
import { dictView, dictLen, dictNext, dictKeyAt, dictValueAt, dictHashAt, dictSet, dictSetHash, dictContainsHash, dictContains, isDict } from "./dict";
import { raiseKeyError } from "./keyerror";

/** What to do with a key that is there already. */
export const MERGE_REPLACE: i32 = 0;
export const MERGE_KEEP: i32 = 1;
export const MERGE_UNIQUE: i32 = 2; // raise KeyError(key)

/** Adds the items of `other`, a mapping. 0, or -1 with an exception. */
export function dictMerge(d: Value, other: Value, mode: i32 = 0): i32 {
  if (isDict(other) && slotOf(other, Slot.iter) == typeSlot(T.dict, Slot.iter)) return mergeDict(d, other, mode);
  const keys = callMethod0(other, name(N.keys));
  if (keys == NULL) return -1;
  const it = getIter(keys);
  decref(keys);
  if (it == NULL) return -1;
  while (true) {
    const key = iterNext(it);
    if (key == NULL) break;
    if (mode != MERGE_REPLACE) {
      const there = dictContains(d, key);
      if (there != 0) {
        if (there > 0 && mode == MERGE_UNIQUE) raiseKeyError(key);
        decref(key);
        if (there > 0 && mode == MERGE_KEEP) continue;
        decref(it);
        return -1;
      }
    }
    const value = getItem(other, key);
    const r = value == NULL ? -1 : dictSet(d, key, value);
    decref(key);
    decref(value);
    if (r < 0) { decref(it); return -1; }
  }
  decref(it);
  return errorOccurred() ? -1 : 0;
}
function mergeDict(d: Value, other: Value, mode: i32): i32 {
  if (d == other || dictLen(other) == 0) return 0;
  const count = dictLen(other);
  const keys = dictView(other).keys;
  for (let i = dictNext(other, 0); i >= 0; i = dictNext(other, i + 1)) {
    const key = newref(dictKeyAt(other, i));
    const value = newref(dictValueAt(other, i));
    const hash = dictHashAt(other, i);
    let r = 0;
    if (mode != MERGE_REPLACE) {
      const there = dictContainsHash(d, key, hash);
      if (there < 0) r = -1;
      else if (there == 0) r = dictSetHash(d, key, hash, value);
      else if (mode == MERGE_UNIQUE) { raiseKeyError(key); r = -1; }
    } else r = dictSetHash(d, key, hash, value);
    decref(key);
    decref(value);
    if (r < 0) return -1;
    if (dictView(other).used != count || dictView(other).keys != keys) {
      if (dictView(other).used != count) return raiseI(T.RuntimeError, "dict mutated during update");
    }
  }
  return 0;
}

/** Adds pairs from an iterable of sequences of length 2. */
function mergePairs(d: Value, pairs: Value): i32 {
  const it = getIter(pairs);
  if (it == NULL) return -1;
  for (let i: i64 = 0; ; i++) {
    const item = iterNext(it);
    if (item == NULL) break;
    let r: i32 = -1;
    const isTuple = isExact(item, T.tuple);
    const fast = isTuple || isExact(item, T.list) ? newref(item) : listFromIterable(item);
    if (fast == NULL) {
      if (errorMatches(T.TypeError) && !slotOf(item, Slot.iter) && !slotOf(item, Slot.sqItem)) {
        clearError();
        raise(T.TypeError, "object is not iterable");
        addNote("Cannot convert dictionary update sequence element #%d to a sequence", boxInt(i));
      }
    } else {
      const size = isTuple ? tupleSize(fast) : listSize(fast);
      if (size != 2) raiseFmt(T.ValueError, "dictionary update sequence element #%d has length %d; 2 is required", boxInt(i), boxInt(size));
      else {
        const items = isTuple ? tupleItems(fast) : listItems(fast);
        const key = newref(load<u64>(items));
        const value = newref(load<u64>(items, 8));
        r = dictSet(d, key, value);
        decref(key);
        decref(value);
      }
    }
    decref(fast);
    decref(item);
    if (r < 0) { decref(it); return -1; }
  }
  decref(it);
  return errorOccurred() ? -1 : 0;
}

/** What dict.update(x) does with x. */
export function dictUpdateFrom(d: Value, x: Value): i32 {
  if (isExact(x, T.dict)) return dictMerge(d, x);
  const keys = getOptionalAttr(x, name(N.keys));
  if (keys == NULL) return errorOccurred() ? -1 : mergePairs(d, x);
  decref(keys);
  return dictMerge(d, x);
}
