// Attributes of instances: a table of names that the instances of a class share, and a values block in each of them.
//
// An object of a type with TypeFlag.MANAGED_DICT has two words at `dictoffset`, and objects that object.__new__ made have the block behind them:
//
//   object  ┌ header │ fields, slots … │ dict u32 │ values u32 │ … ┃ order bytes │ capacity u8 │ size u8 │ flags u8 │ allocated u8 │ … │ Value × allocated ┐
//                                       └ type.dictoffset        ┗ at basicsize ┗━ `values` points here                             └ +8
//
//   TypeObj.sharedKeys   a SPLIT table (core/objects/dictkeys.ts): name → place. It only grows, up to SHARED_MAX names. Made with the first attribute.
//   values + 8 + 8·place   the value, NULL when the instance does not have the attribute
//   values − 1 − i         the place of the i-th attribute in order of setting, i < size
//   capacity               places the block can hold; 0: its values have moved to a combined dict (`dict`), and the block is dead
//   TypeObj.inlineValues   capacity of the blocks inside new instances. It grows when an instance needed more (that one got a block of its own).
//
// States:  dict = 0, values = 0      no attribute yet
//          dict = 0, values          the usual one
//          dict, capacity > 0        __dict__ was asked for: it is a split dict over the same block, both see every change
//          dict, values 0 or dead    an ordinary dict: too many names, a name that is no plain str, or __dict__ was assigned
//
// A block inside an object goes with the object; if the dict lives on, the values move into it first. A block of its own belongs to the object, and is
// handed to the dict when the object dies earlier.
//
// For inline caches: while the version of the type is the same, a place stays good. Reading: place < capacity and the value is not NULL; capacity may be
// read through values = 0, the page at 0 reads zero. A name that the class's table does not have is no attribute of any instance whose `dict` is 0 or
// whose capacity is not; the table's tag (sharedKeysTag) says so cheaply.

import { Value, NULL, ptrOf, boxPtr, isPtr } from "../value";
import { T } from "../names.generated";
import { typeView, isExact } from "./typeobject";
import { strHash } from "./strnew";
import { alloc, free } from "../memory/alloc";
import { allocObject } from "../memory/object";
import { incref, decref, decrefPtr, refcountOf, newref } from "../memory/refcount";
import { outOfMemory, errorOccurred, clearError, fetchError, restoreError } from "../errors";
import { keysView, keysNew, keysTag, keySlot, lookupUnicode, takeEntry, sharedKeysRelease, KIND_SPLIT } from "./dictkeys";
import { DictObj, dictNew, dictNewSplit, dictUnsplit, dictGetStr, dictSet, dictPop, dictView } from "./dict";

/** The most names that the instances of a class share. */
export const SHARED_MAX: u32 = 28;
const FIRST_CAPACITY: u32 = 4;

@unmanaged
export class Values { capacity: u8; size: u8; flags: u8; allocated: u8; pad: u32; }
const EMBEDDED: u8 = 1; // inside the object
const OF_DICT: u8 = 2; //  the dict frees it

@unmanaged
export class Managed { dict: u32; values: u32; }

export function valuesView(values: usize): Values { return changetype<Values>(values); }
export function managedView(p: usize, type: usize): Managed { return changetype<Managed>(p + <usize>typeView(type).dictoffset); }

/** Where the value of a place is. */
export function valueSlot(values: usize, place: u32): usize { return values + 8 + (<usize>place << 3); }
/** The place of the i-th attribute in order of setting. */
export function orderAt(values: usize, i: u32): u32 { return load<u8>(values - 1 - i); }

function orderBytes(capacity: u32): usize { return (<usize>capacity + 7) & ~7; }

function initBlock(values: usize, capacity: u32, flags: u8): void {
  const v = valuesView(values);
  v.capacity = <u8>capacity;
  v.size = 0;
  v.flags = flags;
  v.allocated = <u8>capacity;
  for (let i: u32 = 0; i < capacity; i++) store<u64>(valueSlot(values, i), NULL);
}
/** A block of its own; 0 with MemoryError. */
function valuesNew(capacity: u32): usize {
  const order = orderBytes(capacity);
  const block = alloc(order + 8 + (<usize>capacity << 3));
  if (!block) { outOfMemory(); return 0; }
  initBlock(block + order, capacity, 0);
  return block + order;
}
function freeBlock(values: usize): void {
  free(values - orderBytes(valuesView(values).allocated));
}
/** Called by a dict that leaves the block. */
export function valuesRelease(values: usize): void {
  if (valuesView(values).flags & OF_DICT) freeBlock(values);
}

/** Stores a value (stolen) at a place that has none. */
export function valuesInsert(values: usize, place: u32, value: Value): void {
  const v = valuesView(values);
  store<u64>(valueSlot(values, place), value);
  store<u8>(values - 1 - v.size, <u8>place);
  v.size++;
}
/** Takes the value of a place that has one; owned. */
export function valuesRemove(values: usize, place: u32): Value {
  const v = valuesView(values);
  const value = load<u64>(valueSlot(values, place));
  store<u64>(valueSlot(values, place), NULL);
  const size = <u32>v.size;
  let i: u32 = 0;
  while (orderAt(values, i) != place) i++;
  for (; i + 1 < size; i++) store<u8>(values - 1 - i, <u8>orderAt(values, i + 1));
  v.size = <u8>(size - 1);
  return value;
}

/** Prepares a new heap type whose instances object.__new__ makes: `attributes` is how many attributes they are likely to have (0: unknown). */
export function initInstanceType(type: usize, attributes: u32): void {
  typeView(type).inlineValues = attributes == 0 ? FIRST_CAPACITY : min<u32>(attributes, SHARED_MAX);
}

/** A new instance of a heap type with object's layout: its block is ready, other fields are zero bytes; not tracked. 0 with MemoryError. */
export function instanceAlloc(type: usize): usize {
  const t = typeView(type);
  const capacity = t.inlineValues;
  if (capacity == 0) return allocObject(type, t.basicsize);
  const at = ((<usize>t.basicsize + 7) & ~7) + orderBytes(capacity);
  const p = allocObject(type, at + 8 + (<usize>capacity << 3));
  if (!p) return 0;
  initBlock(p + at, capacity, EMBEDDED);
  managedView(p, type).values = <u32>(p + at);
  return p;
}

/** The table of names of a type, made now if it has none. 0 with MemoryError. */
function sharedKeys(type: usize): usize {
  const t = typeView(type);
  if (!t.sharedKeys) t.sharedKeys = <u32>keysNew(6, KIND_SPLIT, SHARED_MAX);
  return t.sharedKeys;
}
/** The place of a name (an exact str) in a shared table, added if there is room; -1 if not. */
export function sharedKeysAdd(keys: usize, name: Value): i32 {
  const hash = strHash(name);
  const place = lookupUnicode(keys, name, hash);
  if (place >= 0) return place;
  if (keysView(keys).usable == 0) return -1;
  const fresh = takeEntry(keys, hash);
  store<u64>(keySlot(keys, fresh), newref(name));
  return <i32>fresh;
}
/** The place of a name in the table of a type, or -1: what an inline cache keeps. */
export function instancePlace(type: usize, name: Value): i32 {
  const keys = <usize>typeView(type).sharedKeys;
  return keys ? lookupUnicode(keys, name, strHash(name)) : -1;
}
/** The tag of the table of a type, given now: the same tag later means that no name was added. 0 with MemoryError. */
export function sharedKeysTag(type: usize): u32 {
  const keys = sharedKeys(type);
  return keys ? keysTag(keys) : 0;
}

/** A bigger block for an instance that needs `place`. False with MemoryError. */
function growValues(m: Managed, type: usize, place: u32): bool {
  const capacity: u32 = place < 8 ? 8 : place < 12 ? 12 : place < 20 ? 20 : SHARED_MAX;
  const old = <usize>m.values;
  const values = valuesNew(old ? capacity : max<u32>(place + 1, FIRST_CAPACITY));
  if (!values) return false;
  if (old) {
    const o = valuesView(old);
    const v = valuesView(values);
    v.size = o.size;
    for (let i: u32 = 0; i < o.size; i++) store<u8>(values - 1 - i, <u8>orderAt(old, i));
    memory.copy(valueSlot(values, 0), valueSlot(old, 0), <usize>o.allocated << 3);
    if (o.flags & EMBEDDED) {
      o.capacity = 0;
      const t = typeView(type);
      if (t.inlineValues && t.inlineValues < capacity) t.inlineValues = capacity;
    } else freeBlock(old);
    if (m.dict) dictView(boxPtr(m.dict)).values = <u32>values;
  }
  m.values = <u32>values;
  return true;
}

/** Whether attributes are in the block (and not in an ordinary dict). */
function inBlock(m: Managed): bool {
  return m.values ? valuesView(m.values).capacity != 0 : m.dict == 0;
}

/** An attribute of an instance by an interned or other str name; borrowed, NULL when it has none. No exception comes out of it. */
export function instanceGet(p: usize, type: usize, name: Value): Value {
  const m = managedView(p, type);
  const values = <usize>m.values;
  const capacity = <u32>valuesView(values).capacity;
  if (capacity) {
    const keys = <usize>typeView(type).sharedKeys;
    if (!keys) return NULL;
    const place = lookupUnicode(keys, name, strHash(name));
    return place >= 0 && <u32>place < capacity ? load<u64>(valueSlot(values, place)) : NULL;
  }
  return m.dict ? dictGetStr(boxPtr(m.dict), name) : NULL;
}

/** Sets an attribute; name and value borrowed. 0, or -1 with an exception. */
export function instanceSet(p: usize, type: usize, name: Value, value: Value): i32 {
  const m = managedView(p, type);
  if (inBlock(m)) {
    if (isExact(name, T.str)) {
      const keys = sharedKeys(type);
      if (!keys) return -1;
      const place = sharedKeysAdd(keys, name);
      if (place >= 0) {
        if (<u32>place >= valuesView(m.values).capacity && !growValues(m, type, place)) return -1;
        instanceStore(m, place, value);
        return 0;
      }
    }
    if (!instanceDetach(p, type)) return -1;
  }
  return dictSet(boxPtr(m.dict), name, value);
}
function instanceStore(m: Managed, place: u32, value: Value): void {
  const slot = valueSlot(m.values, place);
  const old = load<u64>(slot);
  incref(value);
  if (old == NULL) {
    valuesInsert(m.values, place, value);
    if (m.dict) dictView(boxPtr(m.dict)).used++;
  } else {
    store<u64>(slot, value);
    decref(old);
  }
}

/** Deletes an attribute. 1, 0 when the instance does not have it, -1 with an exception. */
export function instanceDelete(p: usize, type: usize, name: Value): i32 {
  const m = managedView(p, type);
  let old: Value = NULL;
  if (inBlock(m)) {
    const place = instancePlace(type, name);
    if (place < 0 || <u32>place >= valuesView(m.values).capacity || load<u64>(valueSlot(m.values, place)) == NULL) return 0;
    old = valuesRemove(m.values, place);
    if (m.dict) dictView(boxPtr(m.dict)).used--;
  } else {
    old = dictPop(boxPtr(m.dict), name);
    if (old == NULL) return errorOccurred() ? -1 : 0;
  }
  decref(old);
  return 1;
}

/** The __dict__ of an instance, made now if it has none; borrowed, NULL with MemoryError. */
export function instanceDict(p: usize, type: usize): Value {
  const m = managedView(p, type);
  if (m.dict) return boxPtr(m.dict);
  let d: Value;
  if (m.values) {
    const keys = sharedKeys(type);
    if (!keys) return NULL;
    d = dictNewSplit(keys, m.values);
  } else d = dictNew();
  if (d == NULL) return NULL;
  m.dict = <u32>ptrOf(d);
  return d;
}
/** The same without making one: borrowed, or NULL. */
export function instanceDictIfAny(p: usize, type: usize): Value {
  const m = managedView(p, type);
  return m.dict ? boxPtr(m.dict) : NULL;
}
/** Moves the attributes to an ordinary dict, before the type of the object changes for instance. False with MemoryError. */
export function instanceDetach(p: usize, type: usize): bool {
  const d = instanceDict(p, type);
  if (d == NULL) return false;
  if (!dictUnsplit(d)) return false;
  const m = managedView(p, type);
  if (m.values && !(valuesView(m.values).flags & EMBEDDED)) freeBlock(m.values);
  m.values = 0;
  return true;
}
/** Assigns __dict__: `d` a dict (borrowed), or NULL to delete it, after which the next use makes an empty one. 0, or -1 with an exception. */
export function instanceSetDict(p: usize, type: usize, d: Value): i32 {
  if (!instanceDetach(p, type)) return -1;
  const m = managedView(p, type);
  const old = boxPtr(m.dict);
  m.dict = d == NULL ? 0 : <u32>ptrOf(newref(d));
  decref(old);
  return 0;
}

/** Slot.traverse's part for the attributes. */
export function instanceTraverse(p: usize, type: usize, visit: i32, arg: usize): i32 {
  const m = managedView(p, type);
  if (m.dict) return call_indirect<i32>(visit, boxPtr(m.dict), arg);
  const values = <usize>m.values;
  if (!values) return 0;
  const count = <u32>valuesView(values).capacity;
  for (let i: u32 = 0; i < count; i++) {
    const v = load<u64>(valueSlot(values, i));
    if (isPtr(v)) {
      const r = call_indirect<i32>(visit, v, arg);
      if (r) return r;
    }
  }
  return 0;
}
/** Slot.clear's part: the values go; a dict is cleared by its own slot. */
export function instanceClear(p: usize, type: usize): void {
  const m = managedView(p, type);
  if (m.dict) return;
  for (let n = SHARED_MAX; n && m.values && valuesView(m.values).size; n--) {
    decref(valuesRemove(m.values, orderAt(m.values, valuesView(m.values).size - 1)));
    if (m.dict) return;
  }
}
/** Slot.dealloc's part: drops all attributes and the dict. The object's memory is the caller's. */
export function instanceDrop(p: usize, type: usize): void {
  const m = managedView(p, type);
  const values = <usize>m.values;
  const dict = <usize>m.dict;
  m.dict = 0;
  m.values = 0;
  if (dict) {
    const o = dictView(boxPtr(dict));
    if (values && <usize>o.values == values && refcountOf(dict) > 1) {
      if (valuesView(values).flags & EMBEDDED) {
        const pending = fetchError();
        if (!dictUnsplit(boxPtr(dict))) { clearError(); abandon(o, values); }
        restoreError(pending);
      } else valuesView(values).flags |= OF_DICT;
      decrefPtr(dict);
      return;
    }
    decrefPtr(dict); // drops the values as well when they are shared
    if (values && !(valuesView(values).flags & EMBEDDED)) freeBlock(values);
    return;
  }
  if (!values) return;
  const v = valuesView(values);
  const count = <u32>v.capacity;
  v.capacity = 0;
  v.size = 0;
  for (let i: u32 = 0; i < count; i++) decref(load<u64>(valueSlot(values, i)));
  if (!(v.flags & EMBEDDED)) freeBlock(values);
}
/** There is no memory to save the values for the dict: it becomes empty. */
function abandon(o: DictObj, values: usize): void {
  const keys = <usize>o.keys;
  o.keys = 0;
  o.values = 0;
  o.used = 0;
  const count = <u32>valuesView(values).allocated;
  valuesView(values).capacity = 0;
  valuesView(values).size = 0;
  for (let i: u32 = 0; i < count; i++) {
    const old = load<u64>(valueSlot(values, i));
    store<u64>(valueSlot(values, i), NULL);
    decref(old);
  }
  sharedKeysRelease(keys);
}
/** Drops the shared table of a type that dies. */
export function instanceTypeDrop(type: usize): void {
  const t = typeView(type);
  if (t.sharedKeys) { sharedKeysRelease(t.sharedKeys); t.sharedKeys = 0; }
}
