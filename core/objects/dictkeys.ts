// The key table of a dict: an index with open addressing over a row of entries in order of insertion.
//
//   ┌ refs u32 │ tag u32 │ mask u32 @8 │ usable u32 @12 │ used u32 @16 │ kind u8 @20 │ width u8 @21 │ log u8 @22 │ entries u32 @24 │ … │ index @32 … │ entries …
//
//   index     mask + 1 numbers of `width` bytes (1, 2, 4): the place of an entry, EMPTY or DELETED. Probing is CPython's: i = 5 i + perturb + 1.
//   entries   GENERAL  ┌ hash i64 │ key │ value ┐   24 bytes
//             UNICODE  ┌ key │ value ┐              16 bytes: all keys are exact strs, whose hash is in themselves
//             SPLIT    ┌ key ┐                       8 bytes: as UNICODE, the values are elsewhere (core/objects/instance.ts), and
//                                                    the table is shared by the instances of a class: it only ever grows
//   used      entries handed out so far, deleted ones included (their key is NULL); usable: how many more may be
//   tag       a number that names this table in its present set of keys, 0 = none given yet. It goes back to 0 when a key is added or
//             deleted, and tags are never given twice, so an inline cache that finds its tag again may use an entry's place.
//
// Address 0 stands for the empty table: the page there reads as zero, so `usable`, `used` and `tag` are 0. Lookups test for it.
// A table that is not SPLIT belongs to one dict.

import { Value, ptrOf } from "../value";
import { runtime } from "../state";
import { alloc, free } from "../memory/alloc";
import { decref } from "../memory/refcount";
import { outOfMemory } from "../errors";
import { strHash, strView, STR_DATA } from "./strnew";

@unmanaged
export class Keys {
  refs: u32; tag: u32;
  mask: u32; usable: u32;
  used: u32;
  kind: u8; width: u8; log: u8; pad: u8;
  entries: u32; pad2: u32;
}
export const KEYS_INDEX: usize = 32;

export const KIND_GENERAL: u8 = 0;
export const KIND_UNICODE: u8 = 1;
export const KIND_SPLIT: u8 = 2;

const EMPTY: i32 = -1;
const DELETED: i32 = -2;

/** Results of a lookup that are no place of an entry. */
export const ABSENT: i32 = -1;
export const FAILED: i32 = -2;

export function keysView(keys: usize): Keys { return changetype<Keys>(keys); }

export function indexAt(keys: usize, width: u8, i: usize): i32 {
  if (width == 1) return load<i8>(keys + i, KEYS_INDEX);
  if (width == 2) return load<i16>(keys + (i << 1), KEYS_INDEX);
  return load<i32>(keys + (i << 2), KEYS_INDEX);
}
function setIndex(keys: usize, width: u8, i: usize, place: i32): void {
  if (width == 1) store<i8>(keys + i, <i8>place, KEYS_INDEX);
  else if (width == 2) store<i16>(keys + (i << 1), <i16>place, KEYS_INDEX);
  else store<i32>(keys + (i << 2), place, KEYS_INDEX);
}

/** The least log of an index of at least `size` slots. */
export function logFor(size: u32): u32 {
  return size <= 8 ? 3 : 32 - clz<u32>(size - 1);
}
/** The log of an index that has room for `count` entries. */
export function logForCount(count: u32): u32 { return logFor(<u32>((<u64>count * 3 + 1) >> 1)); }

function stride(kind: u8): u32 { return kind == KIND_GENERAL ? 24 : kind == KIND_UNICODE ? 16 : 8; }

/** A new table with 2**log slots, refs 1. `room` limits the entries (0: two thirds of the slots). 0 with MemoryError. */
export function keysNew(log: u32, kind: u8, room: u32 = 0): usize {
  if (log > 28) { outOfMemory(); return 0; }
  const size: usize = <usize>1 << log;
  const width: u8 = log < 8 ? 1 : log < 16 ? 2 : 4;
  const usable: u32 = room ? room : <u32>((<u64>size << 1) / 3);
  const indexBytes = (size * width + 7) & ~7;
  const bytes = <u64>KEYS_INDEX + <u64>indexBytes + <u64>usable * stride(kind);
  if (bytes > 0xF0000000) { outOfMemory(); return 0; }
  const keys = alloc(<usize>bytes);
  if (!keys) { outOfMemory(); return 0; }
  const k = keysView(keys);
  k.refs = 1;
  k.tag = 0;
  k.mask = <u32>(size - 1);
  k.usable = usable;
  k.used = 0;
  k.kind = kind;
  k.width = width;
  k.log = <u8>log;
  k.entries = <u32>(keys + KEYS_INDEX + indexBytes);
  memory.fill(keys + KEYS_INDEX, 0xFF, indexBytes);
  return keys;
}

/** Where the key of an entry is; in tables with values the value is 8 bytes behind it. */
export function keySlot(keys: usize, place: usize): usize {
  const k = keysView(keys);
  const kind = k.kind;
  const entries = <usize>k.entries;
  if (kind == KIND_UNICODE) return entries + (place << 4);
  if (kind == KIND_GENERAL) return entries + place * 24 + 8;
  return entries + (place << 3);
}
export function entryHash(keys: usize, place: usize): i64 {
  const k = keysView(keys);
  if (k.kind == KIND_GENERAL) return load<i64>(<usize>k.entries + place * 24);
  return strHash(load<u64>(keySlot(keys, place)));
}

/** Finds an exact str in a table of strs: the place of its entry, or ABSENT. */
export function lookupUnicode(keys: usize, key: Value, hash: i64): i32 {
  const k = keysView(keys);
  const mask = <u64>k.mask;
  const width = k.width;
  const entries = <usize>k.entries;
  const shift: usize = k.kind == KIND_UNICODE ? 4 : 3;
  let perturb = <u64>hash;
  let i = perturb & mask;
  while (true) {
    const place = indexAt(keys, width, <usize>i);
    if (place >= 0) {
      const other = load<u64>(entries + (<usize>place << shift));
      if (other == key) return place;
      const p = ptrOf(other);
      if (load<i64>(p, 8) == hash && sameText(p, ptrOf(key))) return place;
    } else if (place == EMPTY) return ABSENT;
    perturb >>= 5;
    i = (i * 5 + perturb + 1) & mask;
  }
}
/** Whether two strs of equal hash are equal. Interned ones at different addresses are not. */
function sameText(p: usize, q: usize): bool {
  const s = strView(p), t = strView(q);
  if (s.interned && t.interned) return false;
  if (s.length != t.length || s.kind != t.kind) return false;
  return memory.compare(p + STR_DATA, q + STR_DATA, <usize>s.length * s.kind) == 0;
}

/** The slot of the index that holds `place`; the entry exists. */
function slotOfPlace(keys: usize, hash: i64, place: i32): usize {
  const k = keysView(keys);
  const mask = <u64>k.mask;
  const width = k.width;
  let perturb = <u64>hash;
  let i = perturb & mask;
  while (true) {
    const at = indexAt(keys, width, <usize>i);
    if (at == place) return <usize>i;
    if (at == EMPTY) return <usize>i; // cannot be
    perturb >>= 5;
    i = (i * 5 + perturb + 1) & mask;
  }
}

/** Takes the next entry for a key that is not in the table; `usable` must be positive. Returns its place; the caller fills it. */
export function takeEntry(keys: usize, hash: i64): u32 {
  const k = keysView(keys);
  const mask = <u64>k.mask;
  const width = k.width;
  let perturb = <u64>hash;
  let i = perturb & mask;
  while (indexAt(keys, width, <usize>i) >= 0) {
    perturb >>= 5;
    i = (i * 5 + perturb + 1) & mask;
  }
  const place = k.used;
  setIndex(keys, width, <usize>i, <i32>place);
  k.used = place + 1;
  k.usable--;
  k.tag = 0;
  if (k.kind == KIND_GENERAL) store<i64>(<usize>k.entries + <usize>place * 24, hash);
  return place;
}

/** Marks the entry at `place` as deleted in the index; key and value are the caller's business. */
export function dropEntry(keys: usize, hash: i64, place: i32): void {
  const k = keysView(keys);
  setIndex(keys, k.width, slotOfPlace(keys, hash, place), DELETED);
  k.tag = 0;
}

/** Gives the last entry back when it is the one at `place` (popitem), so that a queue of pushes and pops needs no resize. */
export function trimEntry(keys: usize, place: u32): void {
  keysView(keys).used = place;
}

/** A copy of a GENERAL or UNICODE table, entries with new references, refs 1. 0 with MemoryError. */
export function keysClone(keys: usize): usize {
  const k = keysView(keys);
  const width = k.width;
  const size = <usize>k.mask + 1;
  const bytes = KEYS_INDEX + ((size * width + 7) & ~7) + (<usize>k.usable + k.used) * stride(k.kind);
  const copy = alloc(bytes);
  if (!copy) { outOfMemory(); return 0; }
  memory.copy(copy, keys, <usize>k.entries - keys + <usize>k.used * stride(k.kind));
  const c = keysView(copy);
  c.refs = 1;
  c.tag = 0;
  c.entries = <u32>(copy + (<usize>k.entries - keys));
  return copy;
}

/** The tag of the table, given now if it has none; 0 for a table of keys of any type and for the empty one. */
export function keysTag(keys: usize): u32 {
  if (!keys) return 0;
  const k = keysView(keys);
  if (k.kind == KIND_GENERAL) return 0;
  if (k.tag == 0) {
    const r = runtime();
    if (r.keysTag == 0xFFFFFFFF) return 0; // tags are never given twice
    k.tag = ++r.keysTag;
  }
  return k.tag;
}

/** Drops a table that its entries have left. */
export function keysFree(keys: usize): void { if (keys) free(keys); }

/** Drops a reference to a shared table, with the last one its keys and the memory. */
export function sharedKeysRelease(keys: usize): void {
  const k = keysView(keys);
  if (--k.refs) return;
  const entries = <usize>k.entries;
  for (let i: usize = 0; i < k.used; i++) decref(load<u64>(entries + (i << 3)));
  free(keys);
}
