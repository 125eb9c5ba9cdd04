// EncodingMap, what _codecs.charmap_build makes of a decoding table: character to byte.
//
//   ┌ header │ count u32 @8 │ table u32 @12: `count` pairs (character u32, byte u32), ordered by character

import { Value, NULL, boxInt, boxPtr, ptrOf } from "../value";
import { T } from "../names.generated";
import { alloc, free } from "../memory/alloc";
import { allocObject, freeObject } from "../memory/object";
import { outOfMemory } from "../errors";
import { defType, METH_NOARGS, method } from "./define";
import { setSlot, Slot, TypeFlag } from "./typeobject";
import { strAt, strLen } from "./strnew";

export function encodingMapNew(table: Value): Value {
  const n = min<u32>(strLen(table), 256);
  const block = alloc(<usize>n * 8 + 8);
  if (!block) return outOfMemory();
  let count: u32 = 0;
  for (let i: u32 = 0; i < n; i++) { // insertion; of two bytes with the same character the last one counts
    const c = strAt(table, i);
    if (c == 0xFFFE) continue;
    let j = count;
    while (j > 0 && load<u32>(block + (<usize>(j - 1) << 3)) > c) {
      store<u64>(block + (<usize>j << 3), load<u64>(block + (<usize>(j - 1) << 3)));
      j--;
    }
    if (j > 0 && load<u32>(block + (<usize>(j - 1) << 3)) == c) {
      for (let k = j; k < count; k++) store<u64>(block + (<usize>k << 3), load<u64>(block + (<usize>(k + 1) << 3)));
      store<u32>(block + (<usize>(j - 1) << 3), i, 4);
      continue;
    }
    store<u32>(block + (<usize>j << 3), c);
    store<u32>(block + (<usize>j << 3), i, 4);
    count++;
  }
  const p = allocObject(T.EncodingMap, 16);
  if (!p) { free(block); return NULL; }
  store<u32>(p, count, 8);
  store<u32>(p, <u32>block, 12);
  return boxPtr(p);
}
/** The byte of a character, or -1. */
export function encodingMapGet(map: Value, c: u32): i32 {
  const table = <usize>load<u32>(ptrOf(map), 12);
  let low: u32 = 0, high = load<u32>(ptrOf(map), 8);
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = load<u32>(table + (<usize>middle << 3));
    if (at == c) return load<u32>(table + (<usize>middle << 3), 4);
    if (at < c) low = middle + 1; else high = middle;
  }
  return -1;
}
function dealloc(self: usize): void {
  free(load<u32>(self, 12));
  freeObject(self);
}
function size(self: Value): Value { return boxInt(16 + (<i64>load<u32>(ptrOf(self), 8) << 3)); }
export function init_encodingmap(): void {
  defType(T.EncodingMap, "EncodingMap", T.object, 16, TypeFlag.DISALLOW_NEW | TypeFlag.IMMUTABLE);
  setSlot(T.EncodingMap, Slot.dealloc, dealloc.index);
  method(T.EncodingMap, "size", size.index, METH_NOARGS, "", "Return the size of the map in bytes.");
}
