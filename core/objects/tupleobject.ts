// The layout of tuple and the ways core makes one. core/objects/tuple.ts has the type.
//
//   ┌ count u32 │ type u32 │ size u32 @8 │ … │ items: Value × size @16

import { Value, NULL, boxPtr, ptrOf } from "../value";
import { T } from "../names.generated";
import { allocObject, gcTrack } from "../memory/object";
import { runtime } from "../state";
import { newref } from "../memory/refcount";

export const TUPLE_ITEMS: usize = 16;

export function tupleSize(v: Value): u32 { return load<u32>(ptrOf(v), 8); }
export function tupleItems(v: Value): usize { return ptrOf(v) + TUPLE_ITEMS; }
/** Item `i`, borrowed, unchecked. */
export function tupleAt(v: Value, i: usize): Value { return load<u64>(ptrOf(v) + (i << 3), TUPLE_ITEMS); }
/** Stores an item (stolen) into a tuple in the making. */
export function tuplePut(v: Value, i: usize, item: Value): void { store<u64>(ptrOf(v) + (i << 3), item, TUPLE_ITEMS); }

/** A new tuple whose items are all NULL, to be filled with `tuplePut`. The empty one is shared. NULL with MemoryError. */
export function tupleNew(size: u32): Value {
  if (size == 0) {
    const empty = runtime().emptyTuple;
    if (empty != 0) return newref(empty);
  }
  const p = allocObject(T.tuple, TUPLE_ITEMS + (<usize>size << 3));
  if (!p) return NULL;
  store<u32>(p, size, 8);
  for (let i: usize = 0; i < size; i++) store<u64>(p + (i << 3), NULL, TUPLE_ITEMS);
  gcTrack(p);
  return boxPtr(p);
}
/** A new tuple of `size` borrowed Values at `items`. */
export function tupleFrom(items: usize, size: u32): Value {
  const t = tupleNew(size);
  if (t == NULL) return NULL;
  for (let i: usize = 0; i < size; i++) tuplePut(t, i, newref(load<u64>(items + (i << 3))));
  return t;
}
/** New tuples of borrowed Values. */
export function tuple1(a: Value): Value {
  const t = tupleNew(1);
  if (t != NULL) tuplePut(t, 0, newref(a));
  return t;
}
export function tuple2(a: Value, b: Value): Value {
  const t = tupleNew(2);
  if (t != NULL) { tuplePut(t, 0, newref(a)); tuplePut(t, 1, newref(b)); }
  return t;
}
export function tuple3(a: Value, b: Value, c: Value): Value {
  const t = tupleNew(3);
  if (t != NULL) { tuplePut(t, 0, newref(a)); tuplePut(t, 1, newref(b)); tuplePut(t, 2, newref(c)); }
  return t;
}
