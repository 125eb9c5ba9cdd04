// A hash array mapped trie: a mapping that never changes once two hold it. To set or delete a key makes a new one, which shares with the old one all but the
// nodes on the way to that key (only `hamtReplace` works in place, where nobody can tell). Contexts (core/modules/_contextvars.ts) are made of it, so that to
// copy one costs nothing and to change a copy takes no longer for many variables than for few. PEP 567 asks for that; the arrangement of the nodes is CHAMP's
// (Steindorfer and Vinju, OOPSLA 2015).
//
//   hamt   ┌ header │ root Value @8 (a node, NULL: empty) │ count u32 @16 │ weaklist u32 @20 ┐
//   node   a tuple: data map, node map (ints of 32 bits), then key and value of each pair, then the child nodes
//   keys, values, items
//          ┌ header │ index i64 @8 │ pairs Value @16 (a tuple: key, value, key, value …) ┐
//
// Five bits of a key's hash, of 32, choose its place in a node: bit n of the data map says that there is a pair at place n, bit n of the node map that there
// is a child for all keys whose hashes go on there. Pairs and children stand in the order of their places. Below the seventh level no bit of the hash is left:
// a node there is a tuple of key, value, key, value … of the keys that have the same one.
//
// A mapping with the same keys has the same nodes, whatever was done to get there: a child with but one pair is never left, its pair stands in the parent.
//
// Looking for a key calls its __eq__ and others' __hash__, which may do anything. Who asks therefore holds the mapping, unless the keys are ContextVars, which
// are equal only to themselves and run no code: then no node is changed or given back meanwhile.

import { Value, NULL, None, NotImplemented, boxBool, boxInt, boxPtr, intOf, ptrOf } from "../value";
import { T } from "../names.generated";
import { Slot, TypeFlag, CompareOp, setSlot, typeView, isExact } from "./typeobject";
import { defType, method, METH_FAST, METH_NOARGS, METH_O } from "./define";
import { allocObject, freeObject, gcTrack, gcUntrack } from "../memory/object";
import { decref, newref, refcountOf, setref } from "../memory/refcount";
import { checkArgs } from "../args";
import { equalBool, hashNotImplemented, hashOf } from "../abstract";
import { errorOccurred } from "../errors";
import { iterSelf } from "./seqiter";
import { raiseKeyError } from "./keyerror";
import { seqAt16Dealloc, seqAt16Traverse } from "./tuple";
import { traverseOne } from "./ownedvalues";
import { tuple2, tupleAt, tupleItems, tupleNew, tuplePut, tupleSize } from "./tupleobject";
import { clearWeakrefs } from "./weakrefs";

const SIZE: usize = 24;
const ITER_SIZE: usize = 24;
const COUNT: usize = 16;
const WEAKLIST: usize = 20;
/** Bits of the hash for each level; from LAST on there is none left. */
const BITS: u32 = 5;
const LAST: u32 = 32;
/** Items of a node before its pairs. */
const MAPS: u32 = 2;

function rootOf(h: Value): Value { return load<u64>(ptrOf(h), 8); }

/** A mapping with a root (stolen, NULL for none). NULL with MemoryError. */
function hamtFrom(root: Value, count: u32): Value {
  const p = allocObject(T.hamt, SIZE);
  if (!p) { decref(root); return NULL; }
  store<u64>(p, root, 8);
  store<u32>(p, count, COUNT);
  gcTrack(p);
  return boxPtr(p);
}

/** An empty mapping. NULL with MemoryError. */
export function hamtNew(): Value { return hamtFrom(NULL, 0); }
export function hamtLen(h: Value): i64 { return load<u32>(ptrOf(h), COUNT); }

/** The value of `key`, borrowed. NULL if there is none, or with what its __hash__ or an __eq__ raised. */
export function hamtGet(h: Value, key: Value): Value {
  const root = rootOf(h), hash = hashOf(key);
  if (root == NULL || (hash == -1 && errorOccurred())) return NULL;
  return find(root, folded(hash), key);
}

/** `h` with `key` set to `value` (all borrowed): `h` itself if it is so already. NULL with an exception. */
export function hamtSet(h: Value, key: Value, value: Value): Value {
  const root = rootOf(h), hash = hashOf(key);
  if (hash == -1 && errorOccurred()) return NULL;
  const bits = folded(hash);
  if (root == NULL) {
    const first = onePair(bits, 0, key, value);
    return first == NULL ? NULL : hamtFrom(first, 1);
  }
  const old = find(root, bits, key);
  if (old == NULL && errorOccurred()) return NULL;
  if (old == value) return newref(h);
  const changed = nodeWith(root, bits, 0, key, value);
  return changed == NULL ? NULL : hamtFrom(changed, <u32>hamtLen(h) + (old == NULL ? 1 : 0));
}

/**
 * Sets `key`, one that is equal only to itself and has a value already, to `value` in `h` itself, if nothing else holds `h` or a node on the way. True if that
 * was so: nobody can tell, and nothing had to be made. Both borrowed. The key is to be of a HAVE_GC type, so that the collector has not let go of its node
 * as of a tuple in which there is nothing to collect.
 */
export function hamtReplace(h: Value, key: Value, value: Value): bool {
  let node = rootOf(h);
  if (node == NULL || refcountOf(ptrOf(h)) > 1) return false;
  const bits = folded(hashOf(key));
  for (let shift: u32 = 0; shift < LAST; shift += BITS) {
    if (refcountOf(ptrOf(node)) > 1) return false;
    const place = placeOf(bits, shift);
    if (dataMap(node) & place) {
      const at = pairAt(node, place);
      if (tupleAt(node, at) != key) return false;
      setref(tupleItems(node) + ((at + 1) << 3), newref(value));
      return true;
    }
    if (!(nodeMap(node) & place)) return false;
    node = tupleAt(node, childAt(node, place));
  }
  return false;
}

/** `h` without `key`: `h` itself if it is not there. NULL with an exception. */
export function hamtDelete(h: Value, key: Value): Value {
  const root = rootOf(h), hash = hashOf(key);
  if (hash == -1 && errorOccurred()) return NULL;
  const bits = folded(hash);
  if (root == NULL || find(root, bits, key) == NULL) return errorOccurred() ? NULL : newref(h);
  const changed = nodeWithout(root, bits, 0, key);
  if (changed == NULL) return NULL;
  if (tupleSize(changed) > MAPS) return hamtFrom(changed, <u32>hamtLen(h) - 1);
  decref(changed);
  return hamtNew();
}

/** h[key], owned, or NULL with KeyError or another exception. */
export function hamtSubscript(h: Value, key: Value): Value {
  const v = hamtGet(h, key);
  if (v != NULL) return newref(v);
  return errorOccurred() ? NULL : raiseKeyError(key);
}
/** h.get(key, fallback), owned. NULL with an exception. */
export function hamtGetOr(h: Value, key: Value, fallback: Value): Value {
  const v = hamtGet(h, key);
  return v == NULL && errorOccurred() ? NULL : newref(v == NULL ? fallback : v);
}
/** key in h: 1, 0, or -1 with an exception. */
export function hamtContains(h: Value, key: Value): i32 { return hamtGet(h, key) != NULL ? 1 : errorOccurred() ? -1 : 0; }

/** h == other, or with the op of a comparison; only mappings of this kind can be equal. */
export function hamtCompare(h: Value, other: Value, op: i32): Value {
  if ((op != CompareOp.EQ && op != CompareOp.NE) || !isExact(other, T.hamt)) return NotImplemented;
  const equal = hamtEqual(h, other);
  return equal < 0 ? NULL : boxBool((equal != 0) == (op == CompareOp.EQ));
}
/** Whether `a` and `b` have equal values for equal keys: 1, 0, or -1 with an exception. */
function hamtEqual(a: Value, b: Value): i32 {
  if (a == b) return 1;
  if (hamtLen(a) != hamtLen(b)) return 0;
  const pairs = pairsOf(a);
  if (pairs == NULL) return -1;
  let equal = 1;
  for (let i: u32 = 0; i < tupleSize(pairs) && equal > 0; i += 2) {
    const other = hamtGet(b, tupleAt(pairs, i));
    if (other != NULL) equal = equalBool(tupleAt(pairs, i + 1), other);
    else equal = errorOccurred() ? -1 : 0;
  }
  decref(pairs);
  return equal;
}

/** An iterator of type T.hamt_keys, T.hamt_values or T.hamt_items. NULL with MemoryError. */
export function hamtIter(h: Value, type: usize): Value {
  const pairs = pairsOf(h);
  if (pairs == NULL) return NULL;
  const p = allocObject(type, ITER_SIZE);
  if (!p) { decref(pairs); return NULL; }
  store<u64>(p, pairs, 16);
  gcTrack(p);
  return boxPtr(p);
}

// Nodes. `bits` is the folded hash of `key`, `shift` how many of its bits the levels above have used.

function folded(hash: i64): u32 { return <u32>hash ^ <u32>(hash >>> 32); }
function dataMap(node: Value): u32 { return <u32>intOf(tupleAt(node, 0)); }
function nodeMap(node: Value): u32 { return <u32>intOf(tupleAt(node, 1)); }
function placeOf(bits: u32, shift: u32): u32 { return <u32>1 << ((bits >>> shift) & 31); }
/** Where the pair at `place` stands, or would. */
function pairAt(node: Value, place: u32): u32 { return MAPS + 2 * popcnt(dataMap(node) & (place - 1)); }
/** Where the child at `place` stands, or would. */
function childAt(node: Value, place: u32): u32 { return MAPS + 2 * popcnt(dataMap(node)) + popcnt(nodeMap(node) & (place - 1)); }
/** Where `key` stands in a node of equal hashes: its size if nowhere, -1 with an exception. */
function indexIn(node: Value, key: Value): i32 {
  const size = <i32>tupleSize(node);
  for (let i = 0; i < size; i += 2) {
    const same = equalBool(key, tupleAt(node, i));
    if (same) return same < 0 ? -1 : i;
  }
  return size;
}

function find(node: Value, bits: u32, key: Value): Value {
  for (let shift: u32 = 0; shift < LAST; shift += BITS) {
    const place = placeOf(bits, shift);
    if (dataMap(node) & place) {
      const at = pairAt(node, place);
      return equalBool(key, tupleAt(node, at)) > 0 ? tupleAt(node, at + 1) : NULL;
    }
    if (!(nodeMap(node) & place)) return NULL;
    node = tupleAt(node, childAt(node, place));
  }
  const at = indexIn(node, key);
  return at < 0 || at == <i32>tupleSize(node) ? NULL : tupleAt(node, at + 1);
}

/** The node with `key` set to `value`, new. NULL with an exception. */
function nodeWith(node: Value, bits: u32, shift: u32, key: Value, value: Value): Value {
  if (shift >= LAST) {
    const at = indexIn(node, key);
    if (at < 0) return NULL;
    return at < <i32>tupleSize(node) ? withItem(node, at + 1, newref(value)) : withPair(node, at, key, value);
  }
  const place = placeOf(bits, shift);
  if (dataMap(node) & place) {
    const at = pairAt(node, place), other = tupleAt(node, at);
    const same = equalBool(key, other);
    if (same < 0) return NULL;
    if (same) return withItem(node, at + 1, newref(value));
    const hash = hashOf(other);
    if (hash == -1 && errorOccurred()) return NULL;
    const child = twoPairs(shift + BITS, folded(hash), other, tupleAt(node, at + 1), bits, key, value);
    return child == NULL ? NULL : withChildForPair(node, place, child);
  }
  if (nodeMap(node) & place) {
    const at = childAt(node, place);
    const child = nodeWith(tupleAt(node, at), bits, shift + BITS, key, value);
    return child == NULL ? NULL : withItem(node, at, child);
  }
  const r = withPair(node, pairAt(node, place), key, value);
  if (r != NULL) setMaps(r, dataMap(node) | place, nodeMap(node));
  return r;
}

/** The node without `key`, which is in it; new, perhaps without any pair. NULL with an exception. */
function nodeWithout(node: Value, bits: u32, shift: u32, key: Value): Value {
  if (shift >= LAST) {
    const at = indexIn(node, key);
    if (at < 0) return NULL;
    return at < <i32>tupleSize(node) ? withoutPair(node, at) : newref(node);
  }
  const place = placeOf(bits, shift);
  if (dataMap(node) & place) {
    const at = pairAt(node, place);
    const same = equalBool(key, tupleAt(node, at));
    if (same <= 0) return same < 0 ? NULL : newref(node);
    const r = withoutPair(node, at);
    if (r != NULL) setMaps(r, dataMap(node) & ~place, nodeMap(node));
    return r;
  }
  if (!(nodeMap(node) & place)) return newref(node);
  const at = childAt(node, place);
  const child = nodeWithout(tupleAt(node, at), bits, shift + BITS, key);
  if (child == NULL) return NULL;
  const first: u32 = shift + BITS >= LAST ? 0 : MAPS;
  return tupleSize(child) == first + 2 && (!first || dataMap(child)) ? withPairForChild(node, place, child, first) : withItem(node, at, child);
}

function setMaps(node: Value, data: u32, nodes: u32): void {
  tuplePut(node, 0, boxInt(data));
  tuplePut(node, 1, boxInt(nodes));
}
/** Copies `count` items of a node to a new one. */
function copy(to: Value, at: u32, from: Value, start: u32, count: u32): void {
  for (let i: u32 = 0; i < count; i++) tuplePut(to, at + i, newref(tupleAt(from, start + i)));
}
/** A copy of a node with another item (stolen). */
function withItem(node: Value, at: u32, item: Value): Value {
  const size = tupleSize(node), r = tupleNew(size);
  if (r == NULL) { decref(item); return NULL; }
  copy(r, 0, node, 0, at);
  tuplePut(r, at, item);
  copy(r, at + 1, node, at + 1, size - at - 1);
  return r;
}
/** A copy with a pair put in at `at`; the maps are as they were. */
function withPair(node: Value, at: u32, key: Value, value: Value): Value {
  const size = tupleSize(node), r = tupleNew(size + 2);
  if (r == NULL) return NULL;
  copy(r, 0, node, 0, at);
  tuplePut(r, at, newref(key));
  tuplePut(r, at + 1, newref(value));
  copy(r, at + 2, node, at, size - at);
  return r;
}
/** A copy without the pair at `at`; the maps are as they were. */
function withoutPair(node: Value, at: u32): Value {
  const size = tupleSize(node), r = tupleNew(size - 2);
  if (r == NULL) return NULL;
  copy(r, 0, node, 0, at);
  copy(r, at, node, at + 2, size - at - 2);
  return r;
}
/** A copy with a child (stolen) in place of a pair. */
function withChildForPair(node: Value, place: u32, child: Value): Value {
  const size = tupleSize(node), pair = pairAt(node, place), at = childAt(node, place) - 2, r = tupleNew(size - 1);
  if (r == NULL) { decref(child); return NULL; }
  copy(r, 0, node, 0, pair);
  copy(r, pair, node, pair + 2, at - pair);
  tuplePut(r, at, child);
  copy(r, at + 1, node, at + 2, size - at - 2);
  setMaps(r, dataMap(node) ^ place, nodeMap(node) | place);
  return r;
}
/** A copy with the one pair of `child` (stolen), which begins at `first` there, in place of the child. */
function withPairForChild(node: Value, place: u32, child: Value, first: u32): Value {
  const size = tupleSize(node), pair = pairAt(node, place), at = childAt(node, place), r = tupleNew(size + 1);
  if (r != NULL) {
    copy(r, 0, node, 0, pair);
    copy(r, pair, child, first, 2);
    copy(r, pair + 2, node, pair, at - pair);
    copy(r, at + 2, node, at + 1, size - at - 1);
    setMaps(r, dataMap(node) | place, nodeMap(node) ^ place);
  }
  decref(child);
  return r;
}
function onePair(bits: u32, shift: u32, key: Value, value: Value): Value {
  const r = tupleNew(MAPS + 2);
  if (r == NULL) return NULL;
  setMaps(r, placeOf(bits, shift), 0);
  tuplePut(r, MAPS, newref(key));
  tuplePut(r, MAPS + 1, newref(value));
  return r;
}
/** A new node with two pairs. */
function twoPairs(shift: u32, bits1: u32, key1: Value, value1: Value, bits2: u32, key2: Value, value2: Value): Value {
  let r: Value;
  if (shift >= LAST) {
    r = tupleNew(4);
    if (r == NULL) return NULL;
    tuplePut(r, 0, newref(key1));
    tuplePut(r, 1, newref(value1));
    tuplePut(r, 2, newref(key2));
    tuplePut(r, 3, newref(value2));
    return r;
  }
  const place1 = placeOf(bits1, shift), place2 = placeOf(bits2, shift);
  if (place1 != place2) {
    const one = onePair(bits1, shift, key1, value1);
    if (one == NULL) return NULL;
    r = withPair(one, place1 < place2 ? MAPS + 2 : MAPS, key2, value2);
    decref(one);
    if (r != NULL) setMaps(r, place1 | place2, 0);
    return r;
  }
  const child = twoPairs(shift + BITS, bits1, key1, value1, bits2, key2, value2);
  if (child == NULL) return NULL;
  r = tupleNew(MAPS + 1);
  if (r == NULL) { decref(child); return NULL; }
  setMaps(r, 0, place1);
  tuplePut(r, MAPS, child);
  return r;
}

/** All pairs in one tuple: key, value, key, value … NULL with MemoryError. */
function pairsOf(h: Value): Value {
  const root = rootOf(h);
  if (root == NULL) return tupleNew(0);
  const r = tupleNew(2 * countPairs(root, 0));
  if (r != NULL) copyPairs(root, 0, r, 0);
  return r;
}
/** How many pairs are in a node and below. (`count` of a mapping is that as long as no __eq__ changes its mind.) */
function countPairs(node: Value, shift: u32): u32 {
  if (shift >= LAST) return tupleSize(node) >>> 1;
  const pairs = popcnt(dataMap(node));
  let count = pairs;
  for (let i = MAPS + 2 * pairs; i < tupleSize(node); i++) count += countPairs(tupleAt(node, i), shift + BITS);
  return count;
}
/** Copies a node's pairs, and those below it, to `at`; returns where they end. */
function copyPairs(node: Value, shift: u32, to: Value, at: u32): u32 {
  if (shift >= LAST) {
    copy(to, at, node, 0, tupleSize(node));
    return at + tupleSize(node);
  }
  const pairs = 2 * popcnt(dataMap(node));
  copy(to, at, node, MAPS, pairs);
  at += pairs;
  for (let i = MAPS + pairs; i < tupleSize(node); i++) at = copyPairs(tupleAt(node, i), shift + BITS, to, at);
  return at;
}

// The types, as Python code sees them: gc.get_referents() shows the mapping of a context.

function hamtMake(type: usize, args: usize, nargs: i32, kwnames: Value): Value { return hamtNew(); }
function hamtSetMethod(self: Value, args: usize, nargs: i32): Value { return checkArgs("set", nargs, 2, 2) ? hamtSet(self, load<u64>(args), load<u64>(args, 8)) : NULL; }
function hamtGetMethod(self: Value, args: usize, nargs: i32): Value {
  return checkArgs("get", nargs, 1, 2) ? hamtGetOr(self, load<u64>(args), nargs > 1 ? load<u64>(args, 8) : None) : NULL;
}
function hamtKeys(self: Value): Value { return hamtIter(self, T.hamt_keys); }
function hamtValues(self: Value): Value { return hamtIter(self, T.hamt_values); }
function hamtItems(self: Value): Value { return hamtIter(self, T.hamt_items); }
function hamtDealloc(p: usize): void {
  gcUntrack(p);
  if (load<u32>(p, WEAKLIST)) clearWeakrefs(p);
  decref(load<u64>(p, 8));
  freeObject(p);
}

function iterLen(self: Value): i64 { return tupleSize(load<u64>(ptrOf(self), 16)) >>> 1; }
/** Where the next pair stands among the iterator's pairs; -1 at the end. */
function nextPair(self: Value): i64 {
  const p = ptrOf(self), at = load<i64>(p, 8);
  if (at >= <i64>tupleSize(load<u64>(p, 16))) return -1;
  store<i64>(p, at + 2, 8);
  return at;
}
function pairItem(self: Value, i: i64): Value { return tupleAt(load<u64>(ptrOf(self), 16), <usize>i); }
function keysNext(self: Value): Value {
  const at = nextPair(self);
  return at < 0 ? NULL : newref(pairItem(self, at));
}
function valuesNext(self: Value): Value {
  const at = nextPair(self);
  return at < 0 ? NULL : newref(pairItem(self, at + 1));
}
function itemsNext(self: Value): Value {
  const at = nextPair(self);
  return at < 0 ? NULL : tuple2(pairItem(self, at), pairItem(self, at + 1));
}
function initIterator(type: usize, name: string, next: i32): void {
  defType(type, name, T.object, ITER_SIZE, TypeFlag.HAVE_GC | TypeFlag.DISALLOW_NEW | TypeFlag.IMMUTABLE);
  setSlot(type, Slot.dealloc, seqAt16Dealloc.index);
  setSlot(type, Slot.traverse, seqAt16Traverse.index);
  setSlot(type, Slot.iter, iterSelf.index);
  setSlot(type, Slot.iternext, next);
  setSlot(type, Slot.mpLength, iterLen.index);
}

export function init_hamt(): void {
  const t = T.hamt;
  defType(t, "hamt", T.object, SIZE, TypeFlag.HAVE_GC | TypeFlag.IMMUTABLE);
  typeView(t).weakoffset = <u32>WEAKLIST;
  setSlot(t, Slot.new_, hamtMake.index);
  setSlot(t, Slot.dealloc, hamtDealloc.index);
  setSlot(t, Slot.traverse, traverseOne.index);
  setSlot(t, Slot.hash, hashNotImplemented.index);
  setSlot(t, Slot.richcompare, hamtCompare.index);
  setSlot(t, Slot.iter, hamtKeys.index);
  setSlot(t, Slot.mpLength, hamtLen.index);
  setSlot(t, Slot.mpSubscript, hamtSubscript.index);
  setSlot(t, Slot.sqContains, hamtContains.index);
  method(t, "set", hamtSetMethod.index, METH_FAST);
  method(t, "get", hamtGetMethod.index, METH_FAST);
  method(t, "delete", hamtDelete.index, METH_O, "($self, object, /)");
  method(t, "items", hamtItems.index, METH_NOARGS, "($self, /)");
  method(t, "keys", hamtKeys.index, METH_NOARGS, "($self, /)");
  method(t, "values", hamtValues.index, METH_NOARGS, "($self, /)");
  initIterator(T.hamt_keys, "keys", keysNext.index);
  initIterator(T.hamt_values, "values", valuesNext.index);
  initIterator(T.hamt_items, "items", itemsNext.index);
}
