// Instances of classes made by class statements: what their dealloc, traverse and clear slots do on top of those of the built-in type below.
//
// Fields of such an instance behind the built-in type's: see core/objects/typeparts.ts. Order of dying: finaliser (which may revive it), weak
// references, __slots__, attributes, then the built-in type's dealloc, which frees the memory and drops the reference to the class.

import { NULL, Value, boxPtr } from "../value";
import { TypeFlag, Slot, typeView, typeSlot } from "./typeobject";
import { staticBase, SLOT_FIELDS } from "./typeparts";
import { allocObject, gcTrack, gcUntrack, isFinalized, setFinalized, GC_HEAD } from "../memory/object";
import { setRefcount, refcountOf, decref } from "../memory/refcount";
import { instanceAlloc, instanceTraverse, instanceClear, instanceDrop, instanceDictIfAny, instanceSetDict } from "./instance";
import { clearWeakrefs } from "./weakrefs";
import { clearError } from "../errors";
import { visitValue } from "./visit";

/** Where the fields that classes added begin and end: behind the built-in type's, or before the GC head of an instance of variable size (below zero: added to an address they wrap). */
function fieldsStart(type: usize): usize {
  const t = typeView(type);
  return t.itemsize ? 0 - GC_HEAD - <usize>t.prefix : (<usize>typeView(staticBase(type)).basicsize + 7) & ~7;
}
function fieldsEnd(type: usize): usize { return typeView(type).itemsize ? 0 - GC_HEAD : <usize>typeView(type).basicsize; }

/** Makes the __slots__ of a new instance unbound: its other added fields are zero. */
function initSlots(p: usize, type: usize): void {
  const t = typeView(type);
  const end = fieldsEnd(type);
  for (let at = fieldsStart(type); at < end; at += 8) {
    if (at != <usize>t.dictoffset && at != <usize>t.weakoffset) store<u64>(p + at, NULL);
  }
}

/** A new instance of `type` of its basicsize, count 1, not tracked: fields of a built-in type are zero bytes, what classes added is ready. 0 with MemoryError. */
export function allocInstance(type: usize): usize {
  const p = allocObject(type, typeView(type).basicsize);
  if (p && load<u32>(type, SLOT_FIELDS)) initSlots(p, type);
  return p;
}
/** The same for a type whose only field that counts is the value at 8, with that value (stolen): tracked, boxed. NULL with an exception, also if `value` is NULL. */
export function allocHolder(type: usize, value: Value): Value {
  if (value == NULL) return NULL;
  const p = allocInstance(type);
  if (!p) { decref(value); return NULL; }
  store<u64>(p, value, 8);
  gcTrack(p);
  return boxPtr(p);
}
/** The same as allocInstance for a built-in type of variable size, whose instance takes `size` bytes. */
export function allocInstanceOf(type: usize, size: usize): usize {
  const p = allocObject(type, size);
  if (p && load<u32>(type, SLOT_FIELDS)) initSlots(p, type);
  return p;
}
/** The same for classes with the layout of object, where attributes have room inside. */
export function allocPlainInstance(type: usize): usize {
  if (!(typeView(type).flags & TypeFlag.MANAGED_DICT)) return allocInstance(type);
  const p = instanceAlloc(type);
  if (p && load<u32>(type, SLOT_FIELDS)) initSlots(p, type);
  return p;
}

/** Calls the finaliser of an object whose count is 0, once in its life. True when it lives on. */
export function finalizeFromDealloc(p: usize): bool {
  const type = <usize>load<u32>(p, 4);
  const finalize = typeSlot(type, Slot.finalize);
  if (!finalize) return false;
  const hasGc = typeView(type).flags & TypeFlag.HAVE_GC;
  if (hasGc) {
    if (isFinalized(p)) return false;
    setFinalized(p);
  }
  setRefcount(p, 1);
  call_indirect<void>(finalize, p);
  const count = refcountOf(p) - 1;
  setRefcount(p, count);
  return count != 0;
}

/** Empties what classes added as fields, but the dict and the list of weak references. */
function clearFields(p: usize, type: usize): void {
  const t = typeView(type);
  const end = fieldsEnd(type);
  for (let at = fieldsStart(type); at < end; at += 8) {
    if (at == <usize>t.dictoffset || at == <usize>t.weakoffset) continue;
    const v = load<u64>(p + at);
    store<u64>(p + at, NULL);
    decref(v);
  }
}

export function subtypeDealloc(p: usize): void {
  const type = <usize>load<u32>(p, 4);
  const t = typeView(type);
  if (typeSlot(type, Slot.finalize) && finalizeFromDealloc(p)) return;
  gcUntrack(p);
  if (t.weakoffset && load<u32>(p + <usize>t.weakoffset)) {
    setRefcount(p, 1); // callbacks cannot reach it, but a look at its type must not find a dead object
    clearWeakrefs(p);
    setRefcount(p, 0);
  }
  if (load<u32>(type, SLOT_FIELDS)) clearFields(p, type);
  if (t.flags & TypeFlag.MANAGED_DICT) instanceDrop(p, type);
  call_indirect<void>(typeSlot(staticBase(type), Slot.dealloc), p);
}

export function subtypeTraverse(p: usize, visit: i32, arg: usize): i32 {
  const type = <usize>load<u32>(p, 4);
  const t = typeView(type);
  let r = visitValue(boxPtr(type), visit, arg);
  if (r) return r;
  if (load<u32>(type, SLOT_FIELDS)) {
    const end = fieldsEnd(type);
    for (let at = fieldsStart(type); at < end; at += 8) {
      if (at == <usize>t.dictoffset || at == <usize>t.weakoffset) continue;
      r = visitValue(load<u64>(p + at), visit, arg);
      if (r) return r;
    }
  }
  if (t.flags & TypeFlag.MANAGED_DICT) {
    r = instanceTraverse(p, type, visit, arg);
    if (r) return r;
  }
  const below = typeSlot(staticBase(type), Slot.traverse);
  return below ? call_indirect<i32>(below, p, visit, arg) : 0;
}

export function subtypeClear(p: usize): void {
  const type = <usize>load<u32>(p, 4);
  const t = typeView(type);
  if (load<u32>(type, SLOT_FIELDS)) clearFields(p, type);
  if (t.flags & TypeFlag.MANAGED_DICT) {
    instanceClear(p, type);
    // The dict may be the object itself, or hold it otherwise.
    if (instanceDictIfAny(p, type) != NULL && instanceSetDict(p, type, NULL) < 0) clearError();
  }
  const below = typeSlot(staticBase(type), Slot.clear);
  if (below) call_indirect<void>(below, p);
}
