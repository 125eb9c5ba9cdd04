// The layout of list and what core needs to make and fill one. core/objects/list.ts has the type.
//
//   ┌ count u32 │ type u32 │ size u32 @8 │ capacity u32 @12 │ items u32 @16 │ sorting u32 @20      items: Value × capacity, a block of its own, or 0
//   sorting: 1 while core/objects/sort.ts has the items; anything that gives the list new ones sets it to 0

import { Value, NULL, boxPtr, ptrOf } from "../value";
import { T } from "../names.generated";
import { allocObject, gcTrack } from "../memory/object";
import { realloc } from "../memory/alloc";
import { newref, decref } from "../memory/refcount";
import { outOfMemory } from "../errors";

export const LIST_SIZE: usize = 24;

export function listSize(v: Value): u32 { return load<u32>(ptrOf(v), 8); }
export function listItems(v: Value): usize { return <usize>load<u32>(ptrOf(v), 16); }
/** Item `i`, borrowed, unchecked. */
export function listAt(v: Value, i: usize): Value { return load<u64>(listItems(v) + (i << 3)); }

/** A new empty list with room for `capacity` items. NULL with MemoryError. */
export function listNew(capacity: u32 = 0): Value {
  const p = allocObject(T.list, LIST_SIZE);
  if (!p) return NULL;
  gcTrack(p);
  const v = boxPtr(p);
  if (capacity && !listReserve(v, capacity)) { decref(v); return NULL; }
  return v;
}
/** Makes room for `capacity` items in all. False with MemoryError. */
export function listReserve(v: Value, capacity: u32): bool {
  const p = ptrOf(v);
  if (capacity <= load<u32>(p, 12)) return true;
  if (capacity > 0x1FFFFFFF) { outOfMemory(); return false; }
  const items = realloc(<usize>load<u32>(p, 16), <usize>capacity << 3);
  if (!items) { outOfMemory(); return false; }
  store<u32>(p, <u32>items, 16);
  store<u32>(p, capacity, 12);
  store<u32>(p, 0, 20);
  return true;
}
/** Appends `item` (borrowed). 0, or -1 with MemoryError. */
export function listAppend(v: Value, item: Value): i32 {
  return listPush(v, newref(item));
}
/** Appends `item` (stolen, also on failure). 0, or -1 with MemoryError. */
export function listPush(v: Value, item: Value): i32 {
  const p = ptrOf(v);
  const size = load<u32>(p, 8);
  if (size == load<u32>(p, 12) && !listReserve(v, size + (size >>> 3) + (size < 9 ? 4 : 8))) { decref(item); return -1; }
  store<u64>(<usize>load<u32>(p, 16) + (<usize>size << 3), item);
  store<u32>(p, size + 1, 8);
  return 0;
}
/** Turns the order of the items around. */
export function listReverse(list: Value): void {
  if (listSize(list) < 2) return;
  for (let i = listItems(list), j = i + (<usize>listSize(list) << 3) - 8; i < j; i += 8, j -= 8) {
    const a = load<u64>(i), b = load<u64>(j);
    store<u64>(i, b);
    store<u64>(j, a);
  }
}
