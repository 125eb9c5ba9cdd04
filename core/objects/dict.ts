// dict, basic form: compact and ordered, one kind of key table.

import { Value, NULL, boxPtr, ptrOf, isPtr } from "../value";
import { T } from "../names.generated";
import { allocObject, gcTrack } from "../memory/object";
import { alloc, free } from "../memory/alloc";
import { incref, decref, newref } from "../memory/refcount";
import { outOfMemory } from "../errors";
import { isExact } from "./typeobject";
import { strHash, strEqual } from "./strnew";
import { hashOf, equalBool } from "../abstract";

// ┌ header │ used u32 @8 │ entries count u32 @12 │ table u32 @16 (i32 indices, -1 free, -2 deleted) │ mask u32 @20 │ entries u32 @24 (hash, key, value) │
const DICT_SIZE: usize = 32;

export function dictNew(): Value {
  const p = allocObject(T.dict, DICT_SIZE);
  if (!p) return NULL;
  gcTrack(p);
  return boxPtr(p);
}
export function dictLen(d: Value): u32 { return load<u32>(ptrOf(d), 8); }

function entry(p: usize, i: i32): usize { return <usize>load<u32>(p, 24) + <usize>i * 24; }

function find(p: usize, key: Value, hash: i64): i32 {
  const table = <usize>load<u32>(p, 16);
  if (!table) return -1;
  const mask = load<u32>(p, 20);
  let i = <u32>hash & mask;
  const str = isExact(key, T.str);
  while (true) {
    const e = load<i32>(table + (<usize>i << 2));
    if (e == -1) return -1;
    if (e >= 0) {
      const at = entry(p, e);
      if (load<i64>(at) == hash) {
        const k = load<u64>(at, 8);
        if (k == key) return e;
        if (str && isExact(k, T.str)) { if (strEqual(k, key)) return e; }
        else { const r = equalBool(k, key); if (r < 0) return -3; if (r) return e; }
      }
    }
    i = (i + 1) & mask;
  }
}
function keyHash(key: Value): i64 { return isExact(key, T.str) ? strHash(key) : hashOf(key); }

function grow(p: usize): bool {
  const used = load<u32>(p, 8);
  let size: u32 = 8;
  while (size * 2 < (used + 1) * 6) size <<= 1;
  const table = alloc(<usize>size << 2);
  const entries = alloc(<usize>size * 24);
  if (!table || !entries) { if (table) free(table); if (entries) free(entries); outOfMemory(); return false; }
  memory.fill(table, 0xFF, <usize>size << 2);
  const count = load<u32>(p, 12);
  let n: u32 = 0;
  for (let e: u32 = 0; e < count; e++) {
    const at = entry(p, e);
    if (load<u64>(at, 16) == NULL) continue;
    memory.copy(entries + <usize>n * 24, at, 24);
    let i = <u32>load<i64>(at) & (size - 1);
    while (load<i32>(table + (<usize>i << 2)) != -1) i = (i + 1) & (size - 1);
    store<i32>(table + (<usize>i << 2), n);
    n++;
  }
  if (load<u32>(p, 16)) { free(load<u32>(p, 16)); free(load<u32>(p, 24)); }
  store<u32>(p, n, 12); store<u32>(p, <u32>table, 16); store<u32>(p, size - 1, 20); store<u32>(p, <u32>entries, 24);
  return true;
}

export function dictGet(d: Value, key: Value): Value {
  const hash = keyHash(key);
  if (hash == -1) return NULL;
  const e = find(ptrOf(d), key, hash);
  return e < 0 ? NULL : load<u64>(entry(ptrOf(d), e), 16);
}
export function dictGetStr(d: Value, key: Value): Value {
  const e = find(ptrOf(d), key, strHash(key));
  return e < 0 ? NULL : load<u64>(entry(ptrOf(d), e), 16);
}
export function dictSet(d: Value, key: Value, value: Value): i32 {
  const hash = keyHash(key);
  if (hash == -1) return -1;
  const p = ptrOf(d);
  const e = find(p, key, hash);
  if (e == -3) return -1;
  if (e >= 0) {
    const at = entry(p, e) + 16;
    const old = load<u64>(at);
    store<u64>(at, newref(value));
    decref(old);
    return 0;
  }
  if (!load<u32>(p, 16) || load<u32>(p, 12) * 3 >= (load<u32>(p, 20) + 1) * 2) { if (!grow(p)) return -1; }
  const n = load<u32>(p, 12);
  const at = entry(p, n);
  store<i64>(at, hash); store<u64>(at, newref(key), 8); store<u64>(at, newref(value), 16);
  const table = <usize>load<u32>(p, 16);
  const mask = load<u32>(p, 20);
  let i = <u32>hash & mask;
  while (load<i32>(table + (<usize>i << 2)) >= 0) i = (i + 1) & mask;
  store<i32>(table + (<usize>i << 2), n);
  store<u32>(p, n + 1, 12);
  store<u32>(p, load<u32>(p, 8) + 1, 8);
  return 0;
}
/** 0; 1 when the key is absent (no exception); -1 with an exception. */
export function dictDel(d: Value, key: Value): i32 {
  const hash = keyHash(key);
  if (hash == -1) return -1;
  const p = ptrOf(d);
  const e = find(p, key, hash);
  if (e == -3) return -1;
  if (e < 0) return 1;
  const table = <usize>load<u32>(p, 16);
  const mask = load<u32>(p, 20);
  let i = <u32>hash & mask;
  while (load<i32>(table + (<usize>i << 2)) != e) i = (i + 1) & mask;
  store<i32>(table + (<usize>i << 2), -2);
  const at = entry(p, e);
  const k = load<u64>(at, 8), v = load<u64>(at, 16);
  store<u64>(at, NULL, 16);
  store<u64>(at, NULL, 8);
  store<u32>(p, load<u32>(p, 8) - 1, 8);
  decref(k); decref(v);
  return 0;
}
export function dictNext(d: Value, i: i32): i32 {
  const p = ptrOf(d);
  const count = load<i32>(p, 12);
  while (i < count) { if (load<u64>(entry(p, i), 16) != NULL) return i; i++; }
  return -1;
}
export function dictKeyAt(d: Value, i: i32): Value { return load<u64>(entry(ptrOf(d), i), 8); }
export function dictValueAt(d: Value, i: i32): Value { return load<u64>(entry(ptrOf(d), i), 16); }
