// The table behind set and frozenset, and what core does with one. core/objects/settype.ts has the two types.
//
//   ┌ count u32 │ type u32 │ fill u32 @8 │ used u32 @12 │ mask u32 @16 │ table u32 @20 │ hash i64 @24 (-1: not computed) │ finger u32 @32 │ weaklist u32 @36
//
//   table   (key Value, hash i64) × (mask + 1), a block of its own, or 0 for a set that never had an element
//           key NULL, hash 0: free; key NULL, hash -1: deleted
//   fill    entries in use and deleted; at most three fifths of the table
//
// Probing is CPython's: ten neighbours at a time where they fit, then i = 5 i + perturb + 1; so are the sizes. Small ints and the like
// therefore come out in the same order.
//
// Comparing elements can run any code. A lookup starts again when the table is not as it was before the comparison.

import { Value, NULL, isInt, ptrOf, boxPtr, isPtr } from "../value";
import { T } from "../names.generated";
import { isExact, hasFlag, TypeFlag, CompareOp } from "./typeobject";
import { strEqual } from "./strnew";
import { alloc, free } from "../memory/alloc";
import { allocObject, gcTrack } from "../memory/object";
import { allocInstance } from "./subtype";
import { incref, decref, newref } from "../memory/refcount";
import { outOfMemory, errorOccurred } from "../errors";
import { compareBool, getIter, iterNext, isType } from "../abstract";
import { keyHash, unhashable, isDict, dictLen, dictNext, dictKeyAt, dictHashAt, dictContainsHash } from "./dict";

@unmanaged
export class SetObj {
  count: u32; type: u32;
  fill: u32; used: u32; mask: u32; table: u32;
  hash: i64;
  finger: u32; weaklist: u32;
}
export const SET_SIZE: usize = 40;
const LINEAR_PROBES: u32 = 9;
const FREE: i64 = 0;
const DELETED: i64 = -1;

export function setView(s: Value): SetObj { return changetype<SetObj>(ptrOf(s)); }
/** Whether `v` is a set, a frozenset or an instance of a subclass. */
export function isAnySet(v: Value): bool { return isPtr(v) && hasFlag(v, TypeFlag.SET_SUBCLASS); }
export function setLen(s: Value): u32 { return setView(s).used; }

/** A new empty set of a type that is or derives from set or frozenset. NULL with MemoryError. */
export function setNewOf(type: usize): Value {
  const p = type == T.set || type == T.frozenset ? allocObject(type, SET_SIZE) : allocInstance(type);
  if (!p) return NULL;
  changetype<SetObj>(p).hash = -1;
  gcTrack(p);
  return boxPtr(p);
}
/** A new empty set. NULL with MemoryError. */
export function setNew(): Value { return setNewOf(T.set); }
/** A new empty frozenset. NULL with MemoryError. */
export function frozensetNew(): Value { return setNewOf(T.frozenset); }

function newTable(size: u32): usize {
  if (size > 0x0F000000) { outOfMemory(); return 0; }
  const table = alloc(<usize>size << 4);
  if (!table) { outOfMemory(); return 0; }
  for (let i: usize = 0; i < size; i++) {
    store<u64>(table + (i << 4), NULL);
    store<i64>(table + (i << 4), FREE, 8);
  }
  return table;
}

/** Puts a key that is not there into a table without deleted entries. */
function insertClean(table: usize, mask: u32, key: Value, hash: i64): void {
  let perturb = <u64>hash;
  let i = <u32>perturb & mask;
  while (true) {
    let at = table + (<usize>i << 4);
    const last = i + LINEAR_PROBES <= mask ? at + (<usize>LINEAR_PROBES << 4) : at;
    for (; at <= last; at += 16) {
      if (load<u64>(at) == NULL) {
        store<u64>(at, key);
        store<i64>(at, hash, 8);
        return;
      }
    }
    perturb >>= 5;
    i = <u32>(<u64>i * 5 + 1 + perturb) & mask;
  }
}

/** A table for more than `least` elements, and the present ones in it. False with MemoryError. */
export function setResize(s: Value, least: u32): bool {
  const o = setView(s);
  let size: u32 = 8;
  while (size <= least) size <<= 1;
  const table = newTable(size);
  if (!table) return false;
  const old = <usize>o.table;
  if (old) {
    const count = <usize>o.mask + 1;
    for (let i: usize = 0; i < count; i++) {
      const key = load<u64>(old + (i << 4));
      if (key != NULL) insertClean(table, size - 1, key, load<i64>(old + (i << 4), 8));
    }
    free(old);
  }
  o.table = <u32>table;
  o.mask = size - 1;
  o.fill = o.used;
  return true;
}

const ABSENT: usize = 0;
const FAILED: usize = 1;

/** The entry of a key: its address, or ABSENT, or FAILED with an exception. With `vacant`, an absent key gives the free entry where it belongs, lowest bit set. */
function lookup(s: Value, key: Value, hash: i64, vacant: bool): usize {
  const o = setView(s);
  const unicode = isExact(key, T.str);
  while (true) {
    const table = <usize>o.table;
    if (!table) return ABSENT;
    const mask = o.mask;
    let perturb = <u64>hash;
    let i = <u32>perturb & mask;
    let changed = false;
    while (!changed) {
      let at = table + (<usize>i << 4);
      const last = i + LINEAR_PROBES <= mask ? at + (<usize>LINEAR_PROBES << 4) : at;
      for (; at <= last; at += 16) {
        const other = load<u64>(at);
        const h = load<i64>(at, 8);
        if (other == NULL) {
          if (h == FREE) return vacant ? at | 1 : ABSENT;
          continue;
        }
        if (h != hash) continue;
        if (other == key) return at;
        if (unicode && isExact(other, T.str)) {
          if (strEqual(other, key)) return at;
          continue;
        }
        if (isInt(other) && isInt(key)) continue;
        incref(other);
        const same = compareBool(other, key, CompareOp.EQ);
        decref(other);
        if (same < 0) return FAILED;
        if (<usize>o.table != table || o.mask != mask || load<u64>(at) != other) { changed = true; break; }
        if (same) return at;
      }
      if (changed) break;
      perturb >>= 5;
      i = <u32>(<u64>i * 5 + 1 + perturb) & mask;
    }
  }
  return FAILED;
}

/** Adds a key (borrowed) with its hash. 0, or -1 with an exception. */
export function setAddHash(s: Value, key: Value, hash: i64): i32 {
  const o = setView(s);
  if (!o.table && !setResize(s, 0)) return -1;
  incref(key);
  const at = lookup(s, key, hash, true);
  if (at == FAILED) { decref(key); return -1; }
  if (!(at & 1)) { decref(key); return 0; }
  store<u64>(at & ~1, key);
  store<i64>(at & ~1, hash, 8);
  o.fill++;
  o.used++;
  if (<u64>o.fill * 5 < <u64>o.mask * 3) return 0;
  return setResize(s, o.used > 50000 ? o.used * 2 : o.used * 4) ? 0 : -1;
}
function elementHash(key: Value): i64 {
  const hash = keyHash(key);
  return hash == -1 ? unhashable(key, "cannot use '%T' as a set element (%s)") : hash;
}
/** Adds a key (borrowed). 0, or -1 with an exception. */
export function setAdd(s: Value, key: Value): i32 {
  const hash = elementHash(key);
  return hash == -1 ? -1 : setAddHash(s, key, hash);
}
/** 1, 0, or -1 with an exception. */
export function setContainsHash(s: Value, key: Value, hash: i64): i32 {
  const at = lookup(s, key, hash, false);
  return at == ABSENT ? 0 : at == FAILED ? -1 : 1;
}
/** 1, 0, or -1 with an exception. */
export function setContains(s: Value, key: Value): i32 {
  const hash = elementHash(key);
  return hash == -1 ? -1 : setContainsHash(s, key, hash);
}
/** Removes a key: 1, 0 when it is not there, or -1 with an exception. */
export function setDiscardHash(s: Value, key: Value, hash: i64): i32 {
  const at = lookup(s, key, hash, false);
  if (at == ABSENT) return 0;
  if (at == FAILED) return -1;
  const old = load<u64>(at);
  store<u64>(at, NULL);
  store<i64>(at, DELETED, 8);
  setView(s).used--;
  decref(old);
  return 1;
}
/** Takes a key out. 1, 0 when it is not in, -1 with an exception. */
export function setDiscard(s: Value, key: Value): i32 {
  const hash = elementHash(key);
  return hash == -1 ? -1 : setDiscardHash(s, key, hash);
}

/** The next place >= i in use, or -1. */
export function setNext(s: Value, i: i32): i32 {
  const o = setView(s);
  const table = <usize>o.table;
  if (!table) return -1;
  const mask = <i32>o.mask;
  for (; i <= mask; i++) if (load<u64>(table + (<usize>i << 4)) != NULL) return i;
  return -1;
}
/** The key at a place in use, borrowed, and its hash. */
export function setKeyAt(s: Value, i: i32): Value { return load<u64>(<usize>setView(s).table + (<usize>i << 4)); }
/** The hash of the entry at place `i` of the table. */
export function setHashAt(s: Value, i: i32): i64 { return load<i64>(<usize>setView(s).table + (<usize>i << 4), 8); }

/** Removes any element; owned, NULL (no exception) when there is none. */
export function setPop(s: Value): Value {
  const o = setView(s);
  if (o.used == 0) return NULL;
  let i = o.finger & o.mask;
  while (load<u64>(<usize>o.table + (<usize>i << 4)) == NULL) i = (i + 1) & o.mask;
  const at = <usize>o.table + (<usize>i << 4);
  const key = load<u64>(at);
  store<u64>(at, NULL);
  store<i64>(at, DELETED, 8);
  o.used--;
  o.finger = i + 1;
  return key;
}
/** Takes everything out; this can run anything. */
export function setClear(s: Value): void {
  const o = setView(s);
  const table = <usize>o.table;
  if (!table) return;
  const count = <usize>o.mask + 1;
  o.table = 0;
  o.mask = 0;
  o.fill = 0;
  o.used = 0;
  for (let i: usize = 0; i < count; i++) decref(load<u64>(table + (i << 4)));
  free(table);
}

/** Adds the elements of another set. */
function merge(s: Value, other: Value): i32 {
  const o = setView(s), b = setView(other);
  if (s == other || b.used == 0) return 0;
  if (!o.table || <u64>(o.fill + b.used) * 5 >= <u64>o.mask * 3) {
    if (!setResize(s, (o.used + b.used) * 2)) return -1;
  }
  if (o.fill == 0) { // all are new
    if (o.mask == b.mask && b.fill == b.used) {
      const count = <usize>o.mask + 1;
      memory.copy(o.table, b.table, count << 4);
      for (let i: usize = 0; i < count; i++) incref(load<u64>(<usize>o.table + (i << 4)));
    } else {
      for (let i = setNext(other, 0); i >= 0; i = setNext(other, i + 1)) insertClean(o.table, o.mask, newref(setKeyAt(other, i)), setHashAt(other, i));
    }
    o.fill = b.used;
    o.used = b.used;
    return 0;
  }
  for (let i = setNext(other, 0); i >= 0; i = setNext(other, i + 1)) {
    const key = newref(setKeyAt(other, i));
    const r = setAddHash(s, key, setHashAt(other, i));
    decref(key);
    if (r < 0) return -1;
  }
  return 0;
}
/** s.update(x). 0, or -1 with an exception. */
export function setUpdate(s: Value, x: Value): i32 {
  if (isAnySet(x)) return merge(s, x);
  if (isExact(x, T.dict)) {
    const o = setView(s);
    const count = dictLen(x);
    if (count && (!o.table || <u64>(o.fill + count) * 5 >= <u64>o.mask * 3) && !setResize(s, (o.used + count) * 2)) return -1;
    for (let i = dictNext(x, 0); i >= 0; i = dictNext(x, i + 1)) {
      const key = newref(dictKeyAt(x, i));
      const r = setAddHash(s, key, dictHashAt(x, i));
      decref(key);
      if (r < 0) return -1;
    }
    return 0;
  }
  const it = getIter(x);
  if (it == NULL) return -1;
  let r = 0;
  while (r == 0) {
    const key = iterNext(it);
    if (key == NULL) { r = errorOccurred() ? -1 : 0; break; }
    r = setAdd(s, key);
    decref(key);
  }
  decref(it);
  return r;
}
/** set(x). */
export function setFromIterable(x: Value): Value {
  const s = setNew();
  if (s == NULL) return NULL;
  if (setUpdate(s, x) < 0) { decref(s); return NULL; }
  return s;
}
/** s.difference_update(x) for one x. 0, or -1 with an exception. */
export function setDifferenceUpdate(s: Value, x: Value): i32 {
  if (s == x) { setClear(s); return 0; }
  if (isAnySet(x)) {
    if ((setLen(x) >> 3) > setLen(s)) { // fewer lookups the other way
      for (let i = setNext(s, 0); i >= 0; i = setNext(s, i + 1)) {
        const key = newref(setKeyAt(s, i));
        const hash = setHashAt(s, i);
        let r = setContainsHash(x, key, hash);
        if (r > 0) r = setDiscardHash(s, key, hash);
        decref(key);
        if (r < 0) return -1;
      }
    } else {
      for (let i = setNext(x, 0); i >= 0; i = setNext(x, i + 1)) {
        const key = newref(setKeyAt(x, i));
        const r = setDiscardHash(s, key, setHashAt(x, i));
        decref(key);
        if (r < 0) return -1;
      }
    }
  } else if (isExact(x, T.dict)) {
    for (let i = dictNext(x, 0); i >= 0; i = dictNext(x, i + 1)) {
      const key = newref(dictKeyAt(x, i));
      const r = setDiscardHash(s, key, dictHashAt(x, i));
      decref(key);
      if (r < 0) return -1;
    }
  } else {
    const it = getIter(x);
    if (it == NULL) return -1;
    let r = 0;
    while (r >= 0) {
      const key = iterNext(it);
      if (key == NULL) { r = errorOccurred() ? -1 : 0; break; }
      r = setDiscard(s, key);
      decref(key);
    }
    decref(it);
    if (r < 0) return -1;
  }
  const o = setView(s);
  if (o.fill - o.used > (o.mask >> 2)) return setResize(s, o.used > 50000 ? o.used * 2 : o.used * 4) ? 0 : -1; // many deleted entries
  return 0;
}
/** s.symmetric_difference_update(x). 0, or -1 with an exception. */
export function setSymmetricDifferenceUpdate(s: Value, x: Value): i32 {
  if (s == x) { setClear(s); return 0; }
  if (isExact(x, T.dict)) {
    for (let i = dictNext(x, 0); i >= 0; i = dictNext(x, i + 1)) {
      const key = newref(dictKeyAt(x, i));
      const hash = dictHashAt(x, i);
      let r = setDiscardHash(s, key, hash);
      if (r == 0) r = setAddHash(s, key, hash);
      decref(key);
      if (r < 0) return -1;
    }
    return 0;
  }
  const other = isAnySet(x) ? newref(x) : setFromIterable(x);
  if (other == NULL) return -1;
  let r = 0;
  for (let i = setNext(other, 0); i >= 0 && r >= 0; i = setNext(other, i + 1)) {
    const key = newref(setKeyAt(other, i));
    const hash = setHashAt(other, i);
    r = setDiscardHash(s, key, hash);
    if (r == 0) r = setAddHash(s, key, hash);
    decref(key);
  }
  decref(other);
  return min(r, 0);
}
/** A set of `type` (exactly set or frozenset) with the elements of `s`. */
export function setCopyAs(type: usize, s: Value): Value {
  const r = setNewOf(type);
  if (r == NULL) return NULL;
  if (setUpdate(r, s) < 0) { decref(r); return NULL; }
  return r;
}
/** Exactly set or frozenset, whichever `s` derives from: the type of the result of an operator. */
export function baseTypeOf(s: Value): usize { return setView(s).type == T.set ? T.set : setView(s).type == T.frozenset ? T.frozenset : isFrozen(s) ? T.frozenset : T.set; }
function isFrozen(s: Value): bool { return isType(s, T.frozenset); }

/** s - x as a new set. */
export function setDifference(s: Value, x: Value): Value {
  const type = baseTypeOf(s);
  const set = isAnySet(x);
  if (!set && !isDict(x)) {
    const r = setCopyAs(type, s);
    if (r != NULL && setDifferenceUpdate(r, x) < 0) { decref(r); return NULL; }
    return r;
  }
  const others = set ? setLen(x) : dictLen(x);
  if ((setLen(s) >> 2) > others) {
    const r = setCopyAs(type, s);
    if (r != NULL && setDifferenceUpdate(r, x) < 0) { decref(r); return NULL; }
    return r;
  }
  const r = setNewOf(type);
  if (r == NULL) return NULL;
  for (let i = setNext(s, 0); i >= 0; i = setNext(s, i + 1)) {
    const key = newref(setKeyAt(s, i));
    const hash = setHashAt(s, i);
    let there = set ? setContainsHash(x, key, hash) : dictContainsHash(x, key, hash);
    if (there == 0) there = setAddHash(r, key, hash);
    decref(key);
    if (there < 0) { decref(r); return NULL; }
  }
  return r;
}
/** s & x as a new set. */
export function setIntersection(s: Value, x: Value): Value {
  if (s == x) return setCopyAs(baseTypeOf(s), s);
  const r = setNewOf(baseTypeOf(s));
  if (r == NULL) return NULL;
  if (isAnySet(x)) {
    let a = s, b = x;
    if (setLen(b) > setLen(a)) { a = x; b = s; }
    for (let i = setNext(b, 0); i >= 0; i = setNext(b, i + 1)) {
      const key = newref(setKeyAt(b, i));
      const hash = setHashAt(b, i);
      let there = setContainsHash(a, key, hash);
      if (there > 0) there = setAddHash(r, key, hash);
      decref(key);
      if (there < 0) { decref(r); return NULL; }
    }
    return r;
  }
  const it = getIter(x);
  if (it == NULL) { decref(r); return NULL; }
  let ok = 0;
  while (ok >= 0) {
    const key = iterNext(it);
    if (key == NULL) { ok = errorOccurred() ? -1 : 0; break; }
    const hash = keyHash(key);
    ok = hash == -1 ? -1 : setContainsHash(s, key, hash);
    if (ok > 0) ok = setAddHash(r, key, hash);
    decref(key);
  }
  decref(it);
  if (ok < 0) { decref(r); return NULL; }
  return r;
}
/** Takes over the table of `from`, which gets the one of `s`. */
export function setSwap(s: Value, from: Value): void {
  const a = setView(s), b = setView(from);
  const fill = a.fill, used = a.used, mask = a.mask, table = a.table;
  a.fill = b.fill; a.used = b.used; a.mask = b.mask; a.table = b.table;
  b.fill = fill; b.used = used; b.mask = mask; b.table = table;
  a.hash = -1;
  b.hash = -1;
}
