// The dict: its layout and everything core does with one. core/objects/dicttype.ts has the type and its methods, dictviews.ts the views
// and iterators, dictkeys.ts the key table, instance.ts the values of instances.
//
//   ┌ count u32 │ type u32 │ used u32 @8 │ keys u32 @12 │ values u32 @16 │ pad u32 ┐      used: number of items
//
//   combined   values = 0. The table is the dict's own and holds keys and values (address 0: empty).
//   split      values ≠ 0. The table is shared by the instances of a class; the values, and the order in which they came, are in the
//              values block of the instance whose __dict__ this is. An operation that a split dict cannot do makes it combined first.
//
// "Place" below is what dictNext counts: an entry's index in a combined dict, a position in the order of a split one.
//
// Comparing keys can run any code, also code that changes this very dict. A lookup therefore looks again from the start when the table is not
// as it was before the comparison; stores happen after the last comparison, and a value is dropped only when the dict is in order again.

import { Value, NULL, isInt, intOf, isPtr, ptrOf, boxPtr } from "../value";
import { T } from "../names.generated";
import { isExact, hasFlag, TypeFlag, CompareOp } from "./typeobject";
import { strHash, strEqual } from "./strnew";
import { allocObject, gcTrack } from "../memory/object";
import { incref, decref, newref } from "../memory/refcount";
import { errorOccurred, clearError, currentError, fetchError, raiseFmt } from "../errors";
import { compareBool, hashOf } from "../abstract";
import {
  keysView, keysNew, keysFree, keysClone, keySlot, entryHash, indexAt, lookupUnicode, takeEntry, dropEntry, trimEntry, logFor, logForCount, sharedKeysRelease,
  KIND_GENERAL, KIND_UNICODE, ABSENT, FAILED,
} from "./dictkeys";
import { valuesView, valueSlot, orderAt, valuesInsert, valuesRemove, valuesRelease, sharedKeysAdd } from "./instance";

@unmanaged
export class DictObj {
  count: u32; type: u32;
  used: u32; keys: u32;
  values: u32; pad: u32;
}
export const DICT_SIZE: usize = 24;

export function dictView(d: Value): DictObj { return changetype<DictObj>(ptrOf(d)); }
/** Whether `d` is a dict or of a subclass. */
export function isDict(d: Value): bool { return isPtr(d) && hasFlag(d, TypeFlag.DICT_SUBCLASS); }

/** A new empty dict. NULL with MemoryError. */
export function dictNew(): Value {
  const p = allocObject(T.dict, DICT_SIZE);
  if (!p) return NULL;
  gcTrack(p);
  return boxPtr(p);
}
/** A split dict over a values block. */
export function dictNewSplit(keys: usize, values: usize): Value {
  const d = dictNew();
  if (d == NULL) return NULL;
  const o = dictView(d);
  keysView(keys).refs++;
  o.keys = <u32>keys;
  o.values = <u32>values;
  o.used = valuesView(values).size;
  return d;
}

export function dictLen(d: Value): u32 { return dictView(d).used; }

// Looking up

/** The hash of a key; -1 with an exception for an unhashable one. */
export function keyHash(key: Value): i64 {
  if (isPtr(key)) {
    if (load<u32>(ptrOf(key), 4) == T.str) {
      const h = load<i64>(ptrOf(key), 8);
      return h != -1 ? h : strHash(key);
    }
  } else if (isInt(key)) {
    const i = intOf(key);
    return i == -1 ? -2 : i;
  }
  return hashOf(key);
}

/** The hash of something that is to be a key of a dict; -1 with a TypeError that says so for an unhashable one. */
export function dictKeyHash(key: Value): i64 {
  const hash = keyHash(key);
  return hash == -1 ? unhashable(key, "cannot use '%T' as a dict key (%s)") : hash;
}
/** Says what an unhashable value was to be used for, if a TypeError is set. Returns -1. */
export function unhashable(key: Value, template: string): i64 {
  if (isExact(currentError(), T.TypeError)) {
    const reason = fetchError();
    raiseFmt(T.TypeError, template, key, reason);
    decref(reason);
  }
  return -1;
}

/** The place of a key's entry in the table; ABSENT, or FAILED with an exception. A split dict may have the place without a value. */
export function dictLookup(d: Value, key: Value, hash: i64): i32 {
  const o = dictView(d);
  while (true) {
    const keys = <usize>o.keys;
    if (!keys) return ABSENT;
    if (keysView(keys).kind != KIND_GENERAL && isExact(key, T.str)) return lookupUnicode(keys, key, hash);
    const place = lookupAny(o, keys, key, hash);
    if (place != CHANGED) return place;
  }
}
const CHANGED: i32 = -3;

function lookupAny(o: DictObj, keys: usize, key: Value, hash: i64): i32 {
  const k = keysView(keys);
  const mask = <u64>k.mask;
  const width = k.width;
  const kind = k.kind;
  const entries = <usize>k.entries;
  const unicode = isExact(key, T.str);
  let perturb = <u64>hash;
  let i = perturb & mask;
  while (true) {
    const place = indexAt(keys, width, <usize>i);
    if (place >= 0) {
      let slot: usize, otherHash: i64;
      if (kind == KIND_GENERAL) {
        slot = entries + <usize>place * 24 + 8;
        otherHash = load<i64>(slot - 8);
      } else {
        slot = keySlot(keys, place);
        otherHash = strHash(load<u64>(slot));
      }
      const other = load<u64>(slot);
      if (other == key) return place;
      if (otherHash == hash) {
        if (unicode && isExact(other, T.str)) {
          if (strEqual(key, other)) return place;
        } else if (!(isInt(key) && isInt(other))) {
          incref(other);
          const same = compareBool(other, key, CompareOp.EQ);
          decref(other);
          if (same < 0) return FAILED;
          if (<usize>o.keys != keys || <u64>k.mask != mask || <usize>k.entries != entries || <u32>place >= k.used || load<u64>(slot) != other) return CHANGED;
          if (same) return place;
        }
      }
    } else if (place == ABSENT) return ABSENT;
    perturb >>= 5;
    i = (i * 5 + perturb + 1) & mask;
  }
}

/** The value of a key whose hash is known, borrowed; NULL when absent, or with an exception. */
export function dictGetHash(d: Value, key: Value, hash: i64): Value {
  const place = dictLookup(d, key, hash);
  if (place < 0) return NULL;
  const o = dictView(d);
  if (o.values) return <u32>place < valuesView(o.values).capacity ? load<u64>(valueSlot(o.values, place)) : NULL;
  return load<u64>(keySlot(o.keys, place) + 8);
}
/** The value of a key, borrowed; NULL when absent, or with an exception. */
export function dictGet(d: Value, key: Value): Value {
  const hash = dictKeyHash(key);
  if (hash == -1) return NULL;
  return dictGetHash(d, key, hash);
}
/** The value of an exact str, borrowed, or NULL. No exception comes out of it. */
export function dictGetStr(d: Value, key: Value): Value {
  const keys = <usize>load<u32>(ptrOf(d), 12);
  if (!keys) return NULL;
  const hash = strHash(key);
  if (keysView(keys).kind == KIND_UNICODE) {
    const place = lookupUnicode(keys, key, hash);
    return place < 0 ? NULL : load<u64>(<usize>keysView(keys).entries + (<usize>place << 4), 8);
  }
  const v = dictGetHash(d, key, hash);
  if (v == NULL && errorOccurred()) clearError();
  return v;
}
/** 1, 0, or -1 with an exception. */
export function dictContains(d: Value, key: Value): i32 {
  const hash = dictKeyHash(key);
  if (hash == -1) return -1;
  return dictContainsHash(d, key, hash);
}
/** The same for a key whose hash is known. */
export function dictContainsHash(d: Value, key: Value, hash: i64): i32 {
  const place = dictLookup(d, key, hash);
  if (place < 0) return place == FAILED ? -1 : 0;
  const o = dictView(d);
  if (!o.values) return 1;
  return <u32>place < valuesView(o.values).capacity && load<u64>(valueSlot(o.values, place)) != NULL ? 1 : 0;
}

// Storing

/** d[key] = value; both borrowed. 0, or -1 with an exception. */
export function dictSet(d: Value, key: Value, value: Value): i32 {
  const hash = dictKeyHash(key);
  if (hash == -1) return -1;
  return dictSetHash(d, key, hash, value);
}
/** The same for a key whose hash is known. */
export function dictSetHash(d: Value, key: Value, hash: i64, value: Value): i32 {
  const place = dictLookup(d, key, hash);
  if (place == FAILED) return -1;
  if (place >= 0) {
    const o = dictView(d);
    if (o.values) return setSplit(d, place, key, hash, value);
    const slot = keySlot(o.keys, place) + 8;
    const old = load<u64>(slot);
    incref(value);
    store<u64>(slot, value);
    decref(old);
    return 0;
  }
  return insertNew(d, newref(key), hash, newref(value));
}
function setSplit(d: Value, place: i32, key: Value, hash: i64, value: Value): i32 {
  const o = dictView(d);
  const values = <usize>o.values;
  if (<u32>place < valuesView(values).capacity) {
    const slot = valueSlot(values, place);
    const old = load<u64>(slot);
    incref(value);
    if (old == NULL) {
      valuesInsert(values, place, value);
      o.used++;
    } else {
      store<u64>(slot, value);
      decref(old);
    }
    return 0;
  }
  if (!dictUnsplit(d)) return -1;
  return insertNew(d, newref(key), hash, newref(value));
}

/** Adds a key that is not in the dict; steals key and value, also on failure. */
function insertNew(d: Value, key: Value, hash: i64, value: Value): i32 {
  if (dictAddNew(d, key, hash, value)) return 0;
  decref(key);
  decref(value);
  return -1;
}
/** Adds a key that is not in the dict, taking over key and value unless it fails. False with MemoryError. */
export function dictAddNew(d: Value, key: Value, hash: i64, value: Value): bool {
  const o = dictView(d);
  const kind: u8 = isExact(key, T.str) ? KIND_UNICODE : KIND_GENERAL;
  if (o.values) {
    if (kind == KIND_UNICODE) {
      const place = sharedKeysAdd(o.keys, key);
      if (place >= 0 && <u32>place < valuesView(o.values).capacity) {
        valuesInsert(o.values, place, value);
        o.used++;
        decref(key);
        return true;
      }
    }
    if (!dictUnsplit(d)) return false;
  }
  let keys = <usize>o.keys;
  if (!keys) {
    keys = keysNew(3, kind);
    if (!keys) return false;
    o.keys = <u32>keys;
  } else if (kind == KIND_GENERAL && keysView(keys).kind == KIND_UNICODE) {
    if (!rebuild(d, logFor(max<u32>(o.used * 3, 8)), KIND_GENERAL)) return false;
    keys = o.keys;
  } else if (keysView(keys).usable == 0) {
    if (!rebuild(d, logFor(max<u32>(o.used * 3, 8)), keysView(keys).kind)) return false;
    keys = o.keys;
  }
  const slot = keySlot(keys, takeEntry(keys, hash));
  store<u64>(slot, key);
  store<u64>(slot, value, 8);
  o.used++;
  return true;
}

/** Moves the items of a combined dict to a new table with 2**log slots. False with MemoryError. */
function rebuild(d: Value, log: u32, kind: u8): bool {
  const o = dictView(d);
  const old = <usize>o.keys;
  const keys = keysNew(log, kind);
  if (!keys) return false;
  const count = keysView(old).used;
  for (let i: u32 = 0; i < count; i++) {
    const from = keySlot(old, i);
    const key = load<u64>(from);
    if (key == NULL) continue;
    const to = keySlot(keys, takeEntry(keys, entryHash(old, i)));
    store<u64>(to, key);
    store<u64>(to, load<u64>(from, 8), 8);
  }
  o.keys = <u32>keys;
  keysFree(old);
  return true;
}

/** Makes a split dict combined: the values leave the block of the instance, which knows by its capacity 0. False with MemoryError. */
export function dictUnsplit(d: Value): bool {
  const o = dictView(d);
  const values = <usize>o.values;
  if (!values) return true;
  const shared = <usize>o.keys;
  const v = valuesView(values);
  const count = <u32>v.size;
  const keys = keysNew(logForCount(count + 1), KIND_UNICODE);
  if (!keys) return false;
  for (let i: u32 = 0; i < count; i++) {
    const place = orderAt(values, i);
    const key = load<u64>(keySlot(shared, place));
    const from = valueSlot(values, place);
    const to = keySlot(keys, takeEntry(keys, strHash(key)));
    store<u64>(to, newref(key));
    store<u64>(to, load<u64>(from), 8);
    store<u64>(from, NULL);
  }
  v.size = 0;
  v.capacity = 0;
  o.keys = <u32>keys;
  o.values = 0;
  valuesRelease(values);
  sharedKeysRelease(shared);
  return true;
}

/** Removes the entry at `place` of a combined dict; returns its value, owned. The key is dropped. */
function removeEntry(d: Value, hash: i64, place: i32): Value {
  const o = dictView(d);
  const keys = <usize>o.keys;
  dropEntry(keys, hash, place);
  const slot = keySlot(keys, place);
  const key = load<u64>(slot);
  const value = load<u64>(slot, 8);
  store<u64>(slot, NULL);
  store<u64>(slot, NULL, 8);
  o.used--;
  decref(key);
  return value;
}

/** Removes a key and returns its value, owned; NULL when absent, or with an exception. */
export function dictPopHash(d: Value, key: Value, hash: i64): Value {
  const place = dictLookup(d, key, hash);
  if (place < 0) return NULL;
  const o = dictView(d);
  if (o.values) {
    const values = <usize>o.values;
    if (<u32>place >= valuesView(values).capacity || load<u64>(valueSlot(values, place)) == NULL) return NULL;
    o.used--;
    return valuesRemove(values, place);
  }
  return removeEntry(d, hash, place);
}
/** Takes a key out: its value, owned; NULL when absent, or with an exception. */
export function dictPop(d: Value, key: Value): Value {
  const hash = dictKeyHash(key);
  if (hash == -1) return NULL;
  return dictPopHash(d, key, hash);
}
/** del d[key]. 0; 1 when the key is absent (no exception); -1 with an exception. */
export function dictDel(d: Value, key: Value): i32 {
  const hash = dictKeyHash(key);
  if (hash == -1) return -1;
  const value = dictPopHash(d, key, hash);
  if (value == NULL) return errorOccurred() ? -1 : 1;
  decref(value);
  return 0;
}
/** Removes the last item into `slots` (key, value; owned). False when the dict is empty, or with MemoryError. */
export function dictPopLast(d: Value, slots: usize): bool {
  const o = dictView(d);
  if (o.used == 0 || !dictUnsplit(d)) return false;
  const keys = <usize>o.keys;
  let place = keysView(keys).used - 1;
  while (load<u64>(keySlot(keys, place)) == NULL) place--;
  const slot = keySlot(keys, place);
  const key = load<u64>(slot);
  dropEntry(keys, entryHash(keys, place), place);
  store<u64>(slots, key);
  store<u64>(slots, load<u64>(slot, 8), 8);
  store<u64>(slot, NULL);
  store<u64>(slot, NULL, 8);
  trimEntry(keys, place);
  o.used--;
  return true;
}

/** Drops the entries of a table that no dict has any more, and its memory. */
function releaseTable(keys: usize): void {
  if (!keys) return;
  const count = keysView(keys).used;
  for (let i: u32 = 0; i < count; i++) {
    const slot = keySlot(keys, i);
    decref(load<u64>(slot));
    decref(load<u64>(slot, 8));
  }
  keysFree(keys);
}
/** Removes all items. A split dict stays split: one value goes at a time, since the instance may die of it. */
export function dictClear(d: Value): void {
  const o = dictView(d);
  if (o.values) {
    for (let n = o.used; n && o.used && o.values; n--) {
      const last = orderAt(o.values, valuesView(o.values).size - 1);
      o.used--;
      decref(valuesRemove(o.values, last));
    }
    if (o.values) return;
  }
  const keys = <usize>o.keys;
  o.used = 0;
  o.keys = 0;
  releaseTable(keys);
}
/** Empties the values block of a dict that dies; the block itself is safe, its object is dead or dying. */
function dropSplit(values: usize): void {
  const v = valuesView(values);
  const count = <u32>v.allocated;
  v.capacity = 0;
  v.size = 0;
  for (let i: u32 = 0; i < count; i++) {
    const slot = valueSlot(values, i);
    const old = load<u64>(slot);
    store<u64>(slot, NULL);
    decref(old);
  }
  valuesRelease(values);
}

// Going through

/** The next place >= i that is in use, or -1. Start with 0; places change when keys are added or deleted. */
export function dictNext(d: Value, i: i32): i32 {
  const o = dictView(d);
  if (o.values) return <u32>i < valuesView(o.values).size ? i : -1;
  const keys = <usize>o.keys;
  const count = <i32>keysView(keys).used;
  while (i < count) {
    if (load<u64>(keySlot(keys, i)) != NULL) return i;
    i++;
  }
  return -1;
}
/** The last place <= i that is in use, or -1. */
export function dictPrevious(d: Value, i: i32): i32 {
  const o = dictView(d);
  if (o.values) return min<i32>(i, <i32>valuesView(o.values).size - 1);
  const keys = <usize>o.keys;
  i = min<i32>(i, <i32>keysView(keys).used - 1);
  while (i >= 0 && load<u64>(keySlot(keys, i)) == NULL) i--;
  return i;
}
/** Key and value at a place that is in use, borrowed. */
export function dictKeyAt(d: Value, i: i32): Value {
  const o = dictView(d);
  return load<u64>(keySlot(o.keys, o.values ? orderAt(o.values, i) : <u32>i));
}
/** The value of the entry at place `i`, borrowed; NULL for one that is gone. */
export function dictValueAt(d: Value, i: i32): Value {
  const o = dictView(d);
  if (o.values) return load<u64>(valueSlot(o.values, orderAt(o.values, i)));
  return load<u64>(keySlot(o.keys, i), 8);
}
/** The hash of the key at place `i`. */
export function dictHashAt(d: Value, i: i32): i64 {
  const o = dictView(d);
  return entryHash(o.keys, o.values ? orderAt(o.values, i) : <u32>i);
}

/** A new exact dict with the same items; `d` is a dict or of a subclass. NULL with MemoryError. */
export function dictCopy(d: Value): Value {
  const o = dictView(d);
  const copy = dictNew();
  if (copy == NULL || o.used == 0) return copy;
  const c = dictView(copy);
  const keys = <usize>o.keys;
  if (!o.values && o.used * 3 >= keysView(keys).used * 2) {
    const clone = keysClone(keys);
    if (!clone) { decref(copy); return NULL; }
    const count = keysView(clone).used;
    for (let i: u32 = 0; i < count; i++) {
      const slot = keySlot(clone, i);
      incref(load<u64>(slot));
      incref(load<u64>(slot, 8));
    }
    c.keys = <u32>clone;
    c.used = o.used;
    return copy;
  }
  const fresh = keysNew(logForCount(o.used), keysView(keys).kind == KIND_GENERAL ? KIND_GENERAL : KIND_UNICODE);
  if (!fresh) { decref(copy); return NULL; }
  for (let i = dictNext(d, 0); i >= 0; i = dictNext(d, i + 1)) {
    const slot = keySlot(fresh, takeEntry(fresh, dictHashAt(d, i)));
    store<u64>(slot, newref(dictKeyAt(d, i)));
    store<u64>(slot, newref(dictValueAt(d, i)), 8);
  }
  c.keys = <u32>fresh;
  c.used = o.used;
  return copy;
}

// Memory

export function dictDealloc(d: Value): void {
  const o = dictView(d);
  const keys = <usize>o.keys;
  const values = <usize>o.values;
  o.keys = 0;
  o.values = 0;
  o.used = 0;
  if (values) {
    dropSplit(values);
    sharedKeysRelease(keys);
  } else releaseTable(keys);
}

/** Calls `visit` for each key and value, as Slot.traverse. */
export function dictTraverse(d: Value, visit: i32, arg: usize): i32 {
  const o = dictView(d);
  if (o.values) {
    const count = <u32>valuesView(o.values).allocated;
    for (let i: u32 = 0; i < count; i++) {
      const v = load<u64>(valueSlot(o.values, i));
      if (isPtr(v)) {
        const r = call_indirect<i32>(visit, v, arg);
        if (r) return r;
      }
    }
    return 0;
  }
  const keys = <usize>o.keys;
  const count = keysView(keys).used;
  const general = keysView(keys).kind == KIND_GENERAL;
  for (let i: u32 = 0; i < count; i++) {
    const slot = keySlot(keys, i);
    if (general) {
      const key = load<u64>(slot);
      if (isPtr(key)) {
        const r = call_indirect<i32>(visit, key, arg);
        if (r) return r;
      }
    }
    const value = load<u64>(slot, 8);
    if (isPtr(value)) {
      const r = call_indirect<i32>(visit, value, arg);
      if (r) return r;
    }
  }
  return 0;
}
