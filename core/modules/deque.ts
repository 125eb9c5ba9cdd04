// collections.deque and its two iterators.
//
//   deque            ┌ count u32 │ type u32 │ size u32 @8 │ capacity u32 @12 │ items u32 @16 │ head u32 @20 │ maxlen i64 @24 (-1: none) │ state u32 @32 │ weaklist u32 @36
//   deque_iterator   ┌ count u32 │ type u32 │ deque Value @8 │ index i64 @16 │ state u32 @24
//
// The items stand in a ring: item i at (head + i) & (capacity - 1); capacity is a power of two, or 0. `state` changes with every change of size, so that
// an iterator or a search sees that the deque was modified.

import { Value, NULL, None, NotImplemented, boxBool, boxPtr, ptrOf, isPtr } from "../value";
import { T, N, name } from "../names.generated";
import { setSlot, Slot, TypeFlag, CompareOp, typeOf, typeView, isExact } from "../objects/typeobject";
import { typeText, defType, method, getset, classAttribute, METH_NOARGS, METH_O, METH_FAST, METH_CLASS } from "../objects/define";
import { allocObject, freeObject, gcTrack, gcUntrack } from "../memory/object";
import { alloc, free } from "../memory/alloc";
import { decref, newref } from "../memory/refcount";
import { raise, raiseI, raiseFmt, errorOccurred, outOfMemory } from "../errors";
import {
  callMethod0, getIter, iterNext, equalBool, richCompare, isType, hashNotImplemented, indexI64, listFromIterable, call2, call1, hasIndex,
} from "../abstract";
import { formatMessage } from "../format";
import { checkArgs, noKeywords, parseArgs } from "../args";
import { strFromLiteral } from "../objects/strnew";
import { tupleNew, tuplePut, tuple2 } from "../objects/tupleobject";
import { compareSizes } from "../objects/tuple";
import { newInt } from "../objects/int";
import { reprEnter, reprLeave } from "../objects/reprguard";
import { iterSelf } from "../objects/seqiter";
import { visitValue } from "../objects/visit";
import { allocInstance } from "../objects/subtype";
import { clearWeakrefs } from "../objects/weakrefs";
import { indexArgument } from "../objects/sequence";
import { reduceType, classGetItem } from "../objects/iterators";
import { pushArgs, popArgs } from "../interp/argstack";
import { deallocOne, traverseOne } from "../objects/ownedvalues";

@unmanaged
class Deque {
  count: u32; type: u32;
  size: u32; capacity: u32; items: u32; head: u32;
  maxlen: i64;
  state: u32; weaklist: u32;
}
const DEQUE_SIZE: usize = 40;
const ITER_SIZE: usize = 32;

function view(d: Value): Deque { return changetype<Deque>(ptrOf(d)); }
function isDeque(v: Value): bool { return isPtr(v) && isType(v, T.deque); }
function slot(o: Deque, i: u32): usize { return <usize>o.items + (<usize>((o.head + i) & (o.capacity - 1)) << 3); }
function at(o: Deque, i: u32): Value { return load<u64>(slot(o, i)); }

/** Room for one more. */
function grow(o: Deque): bool {
  if (o.size < o.capacity) return true;
  const capacity: u32 = o.capacity ? o.capacity << 1 : 8;
  const items: usize = capacity > 0x10000000 ? 0 : alloc(<usize>capacity << 3);
  if (!items) { outOfMemory(); return false; }
  for (let i: u32 = 0; i < o.size; i++) store<u64>(items + (<usize>i << 3), at(o, i));
  if (o.items) free(o.items);
  o.items = <u32>items;
  o.capacity = capacity;
  o.head = 0;
  return true;
}
/** Takes an item out at one end; owned. There is one. */
function takeLast(o: Deque): Value {
  o.size--;
  o.state++;
  return load<u64>(slot(o, o.size));
}
function takeFirst(o: Deque): Value {
  const v = load<u64>(slot(o, 0));
  o.head = (o.head + 1) & (o.capacity - 1);
  o.size--;
  o.state++;
  return v;
}
/** Adds an item (stolen) at the right end, dropping one at the left when the deque is full. */
function push(d: Value, v: Value): i32 {
  const o = view(d);
  if (!grow(o)) { decref(v); return -1; }
  store<u64>(slot(o, o.size), v);
  o.size++;
  o.state++;
  if (o.maxlen >= 0 && <i64>o.size > o.maxlen) decref(takeFirst(o));
  return 0;
}
function pushLeft(d: Value, v: Value): i32 {
  const o = view(d);
  if (!grow(o)) { decref(v); return -1; }
  o.head = (o.head - 1) & (o.capacity - 1);
  store<u64>(slot(o, 0), v);
  o.size++;
  o.state++;
  if (o.maxlen >= 0 && <i64>o.size > o.maxlen) decref(takeLast(o));
  return 0;
}
function clear(d: Value): void {
  const o = view(d);
  const items = <usize>o.items;
  if (!items) return;
  const n = o.size, head = o.head, mask = o.capacity - 1;
  o.items = 0;
  o.capacity = 0;
  o.size = 0;
  o.head = 0;
  o.state++;
  for (let i: u32 = 0; i < n; i++) decref(load<u64>(items + (<usize>((head + i) & mask) << 3)));
  free(items);
}
function extend(d: Value, x: Value): i32 {
  if (x == d) {
    const list = listFromIterable(x);
    if (list == NULL) return -1;
    const r = extend(d, list);
    decref(list);
    return r;
  }
  const it = getIter(x);
  if (it == NULL) return -1;
  while (true) {
    const v = iterNext(it);
    if (v == NULL || push(d, v) < 0) break;
  }
  decref(it);
  return errorOccurred() ? -1 : 0;
}
function rotate(o: Deque, n: i64): void {
  if (o.size < 2) return;
  const size = <i64>o.size;
  let k = n % size;
  if (k < 0) k += size;
  if (k == 0) return;
  o.state++;
  if (o.size == o.capacity) { o.head = (o.head - <u32>k) & (o.capacity - 1); return; }
  if (k <= size >> 1) {
    for (; k > 0; k--) {
      const v = load<u64>(slot(o, o.size - 1));
      o.head = (o.head - 1) & (o.capacity - 1);
      store<u64>(slot(o, 0), v);
    }
  } else {
    for (k = size - k; k > 0; k--) {
      const v = load<u64>(slot(o, 0));
      o.head = (o.head + 1) & (o.capacity - 1);
      store<u64>(slot(o, o.size - 1), v);
    }
  }
}
/** Takes item i out of the middle; owned. */
function take(o: Deque, i: u32): Value {
  const v = at(o, i);
  for (let k = i; k + 1 < o.size; k++) store<u64>(slot(o, k), at(o, k + 1));
  o.size--;
  o.state++;
  return v;
}

function dequeNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  const p = allocInstance(type);
  if (!p) return NULL;
  changetype<Deque>(p).maxlen = -1;
  gcTrack(p);
  return boxPtr(p);
}
function dequeInit(self: Value, args: usize, nargs: i32, kwnames: Value): i32 {
  const out = pushArgs(2);
  if (!out) return -1;
  const ok = parseArgs("deque", "| iterable maxlen", args, nargs, kwnames, out);
  const iterable = load<u64>(out), limit = load<u64>(out, 8);
  popArgs(out);
  if (!ok) return -1;
  let maxlen: i64 = -1;
  if (limit != NULL && limit != None) {
    if (!hasIndex(limit)) return raiseI(T.TypeError, "an integer is required");
    maxlen = indexI64(limit, T.OverflowError);
    if (maxlen == -1 && errorOccurred()) return -1;
    if (maxlen < 0) return raiseI(T.ValueError, "maxlen must be non-negative");
  }
  view(self).maxlen = maxlen;
  clear(self);
  return iterable == NULL ? 0 : extend(self, iterable);
}
function dealloc(p: usize): void {
  gcUntrack(p);
  if (changetype<Deque>(p).weaklist) clearWeakrefs(p);
  clear(boxPtr(p));
  freeObject(p);
}
function traverse(p: usize, visit: i32, arg: usize): i32 {
  const o = changetype<Deque>(p);
  for (let i: u32 = 0; i < o.size; i++) {
    const r = visitValue(at(o, i), visit, arg);
    if (r) return r;
  }
  return 0;
}
function clearSlot(p: usize): void { clear(boxPtr(p)); }
function dequeRepr(self: Value): Value {
  const state = reprEnter(self);
  if (state < 0) return NULL;
  if (state) return strFromLiteral("[...]");
  let r: Value = NULL;
  const list = listFromIterable(self);
  if (list != NULL) {
    if (view(self).maxlen >= 0) {
      const n = newInt(view(self).maxlen);
      r = formatMessage("%N(%r, maxlen=%d)", self, list, n, NULL);
      decref(n);
    } else r = formatMessage("%N(%r)", self, list, NULL, NULL);
    decref(list);
  }
  reprLeave(self);
  return r;
}
function dequeLen(self: Value): i64 { return view(self).size; }
function dequeItem(self: Value, i: i64): Value {
  if (<u64>i >= <u64>view(self).size) return raise(T.IndexError, "deque index out of range");
  return newref(at(view(self), <u32>i));
}
function dequeAssItem(self: Value, i: i64, value: Value): i32 {
  const o = view(self);
  if (<u64>i >= <u64>o.size) return raiseI(T.IndexError, "deque index out of range");
  if (value == NULL) {
    decref(take(o, <u32>i));
    return 0;
  }
  const old = at(o, <u32>i);
  store<u64>(slot(o, <u32>i), newref(value));
  decref(old);
  return 0;
}
function dequeContains(self: Value, v: Value): i32 {
  const o = view(self);
  const state = o.state;
  for (let i: u32 = 0; i < o.size; i++) {
    const item = newref(at(o, i));
    const same = equalBool(item, v);
    decref(item);
    if (same) return same;
    if (o.state != state) return raiseI(T.RuntimeError, "deque mutated during iteration");
  }
  return 0;
}
/** A deque of the same type with the same maxlen and items. */
function copy(self: Value): Value {
  const o = view(self);
  if (isExact(self, T.deque)) {
    const r = dequeNew(T.deque, 0, 0, NULL);
    if (r == NULL) return NULL;
    view(r).maxlen = o.maxlen;
    if (extend(r, self) < 0) { decref(r); return NULL; }
    return r;
  }
  const type = boxPtr(typeOf(self));
  if (o.maxlen < 0) return call1(type, self);
  const n = newInt(o.maxlen);
  const r = call2(type, self, n);
  decref(n);
  if (r != NULL && !isDeque(r)) {
    raiseFmt(T.TypeError, "%s() must return a deque, not %T", typeView(typeOf(self)).name, r);
    decref(r);
    return NULL;
  }
  return r;
}
function dequeConcat(a: Value, b: Value): Value {
  if (!isDeque(b)) return raiseFmt(T.TypeError, "can only concatenate deque (not \"%T\") to deque", b);
  const r = copy(a);
  if (r == NULL) return NULL;
  if (extend(r, b) < 0) { decref(r); return NULL; }
  return r;
}
function dequeInplaceConcat(self: Value, x: Value): Value { return extend(self, x) < 0 ? NULL : newref(self); }
function dequeInplaceRepeat(self: Value, n: i64): Value {
  const o = view(self);
  if (o.size == 0 || n == 1) return newref(self);
  if (n <= 0) { clear(self); return newref(self); }
  if (o.maxlen >= 0 && n * <i64>o.size > o.maxlen && n < 0x10000000) n = (o.maxlen + <i64>o.size - 1) / <i64>o.size + 1;
  if (n > 0x10000000 || n * <i64>o.size > 0x10000000) return outOfMemory();
  const list = listFromIterable(self);
  if (list == NULL) return NULL;
  for (let k: i64 = 1; k < n; k++) if (extend(self, list) < 0) { decref(list); return NULL; }
  decref(list);
  return newref(self);
}
function dequeRepeat(self: Value, n: i64): Value {
  const r = copy(self);
  if (r == NULL) return NULL;
  const again = dequeInplaceRepeat(r, n);
  decref(r);
  return again;
}
function dequeCompare(a: Value, b: Value, op: i32): Value {
  if (!isDeque(a) || !isDeque(b)) return NotImplemented;
  const x = view(a), y = view(b);
  if (a == b) return boxBool(op == CompareOp.EQ || op == CompareOp.LE || op == CompareOp.GE);
  if (x.size != y.size && op == CompareOp.EQ) return boxBool(false);
  if (x.size != y.size && op == CompareOp.NE) return boxBool(true);
  for (let i: u32 = 0; i < x.size && i < y.size; i++) {
    const s = x.state, t = y.state;
    const v = newref(at(x, i)), w = newref(at(y, i));
    const same = equalBool(v, w);
    let r: Value = NULL;
    if (same == 0) r = op == CompareOp.EQ ? boxBool(false) : op == CompareOp.NE ? boxBool(true) : richCompare(v, w, op);
    decref(v);
    decref(w);
    if (same <= 0) return r;
    if (x.state != s || y.state != t) return raise(T.RuntimeError, "deque mutated during iteration");
  }
  return compareSizes(x.size, y.size, op);
}

function deque_append(self: Value, v: Value): Value { return push(self, newref(v)) < 0 ? NULL : None; }
function deque_appendleft(self: Value, v: Value): Value { return pushLeft(self, newref(v)) < 0 ? NULL : None; }
function deque_extend(self: Value, x: Value): Value { return extend(self, x) < 0 ? NULL : None; }
function deque_extendleft(self: Value, x: Value): Value {
  const source = x == self ? listFromIterable(x) : newref(x);
  const it = source == NULL ? NULL : getIter(source);
  decref(source);
  if (it == NULL) return NULL;
  while (true) {
    const v = iterNext(it);
    if (v == NULL || pushLeft(self, v) < 0) break;
  }
  decref(it);
  return errorOccurred() ? NULL : None;
}
function deque_pop(self: Value): Value { return view(self).size ? takeLast(view(self)) : raise(T.IndexError, "pop from an empty deque"); }
function deque_popleft(self: Value): Value { return view(self).size ? takeFirst(view(self)) : raise(T.IndexError, "pop from an empty deque"); }
function deque_clear(self: Value): Value { clear(self); return None; }
function deque_copy(self: Value): Value { return copy(self); }
function deque_rotate(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("rotate", nargs, 0, 1)) return NULL;
  const n: i64 = nargs ? indexI64(load<u64>(args), T.OverflowError) : 1;
  if (n == -1 && errorOccurred()) return NULL;
  rotate(view(self), n);
  return None;
}
function deque_reverse(self: Value): Value {
  const o = view(self);
  if (o.size < 2) return None;
  for (let i: u32 = 0, j = o.size - 1; i < j; i++, j--) {
    const v = at(o, i);
    store<u64>(slot(o, i), at(o, j));
    store<u64>(slot(o, j), v);
  }
  return None;
}
function deque_count(self: Value, v: Value): Value {
  const o = view(self);
  const state = o.state;
  let n: i64 = 0;
  for (let i: u32 = 0; i < o.size; i++) {
    const item = newref(at(o, i));
    const same = equalBool(item, v);
    decref(item);
    if (same < 0) return NULL;
    n += same;
    if (o.state != state) return raise(T.RuntimeError, "deque mutated during iteration");
  }
  return newInt(n);
}
function deque_index(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("index", nargs, 1, 3)) return NULL;
  const o = view(self);
  let start: i64 = 0, stop: i64 = i64.MAX_VALUE;
  if (nargs > 1) { start = indexArgument(load<u64>(args, 8)); if (start == -1 && errorOccurred()) return NULL; }
  if (nargs > 2) { stop = indexArgument(load<u64>(args, 16)); if (stop == -1 && errorOccurred()) return NULL; }
  const size = <i64>o.size;
  if (start < 0) start = max<i64>(start + size, 0);
  if (stop < 0) stop = max<i64>(stop + size, 0);
  if (stop > size) stop = size;
  const state = o.state;
  for (let i = start; i < stop; i++) {
    const item = newref(at(o, <u32>i));
    const same = equalBool(item, load<u64>(args));
    decref(item);
    if (same < 0) return NULL;
    if (same) return newInt(i);
    if (o.state != state) return raise(T.RuntimeError, "deque mutated during iteration");
  }
  return raiseFmt(T.ValueError, "%r is not in deque", load<u64>(args));
}
function deque_remove(self: Value, v: Value): Value {
  const o = view(self);
  const state = o.state;
  for (let i: u32 = 0; i < o.size; i++) {
    const item = newref(at(o, i));
    const same = equalBool(item, v);
    decref(item);
    if (same < 0) return NULL;
    if (o.state != state) return raise(T.IndexError, "deque mutated during remove().");
    if (same) { decref(take(o, i)); return None; }
  }
  return raiseFmt(T.ValueError, "%r is not in deque", v);
}
function deque_insert(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("insert", nargs, 2, 2)) return NULL;
  const o = view(self);
  let i = indexI64(load<u64>(args), T.OverflowError);
  if (i == -1 && errorOccurred()) return NULL;
  if (o.maxlen >= 0 && <i64>o.size >= o.maxlen) return raise(T.IndexError, "deque already at its maximum size");
  const n = <i64>o.size;
  if (i < 0) i = max<i64>(i + n, 0);
  if (i > n) i = n;
  if (push(self, newref(load<u64>(args, 8))) < 0) return NULL;
  const v = at(o, o.size - 1);
  for (let k = o.size - 1; <i64>k > i; k--) store<u64>(slot(o, k), at(o, k - 1));
  store<u64>(slot(o, <u32>i), v);
  return None;
}
function deque_reduce(self: Value): Value {
  const o = view(self);
  const state = callMethod0(self, name(N.__getstate__));
  if (state == NULL) return NULL;
  const it = getIter(self);
  if (it == NULL) { decref(state); return NULL; }
  const limit = o.maxlen >= 0 ? newInt(o.maxlen) : NULL;
  const empty = limit == NULL ? NULL : tupleNew(0);
  const args = limit == NULL ? tupleNew(0) : tuple2(empty, limit);
  decref(limit);
  decref(empty);
  const r = tupleNew(4);
  if (r == NULL) { decref(state); decref(it); decref(args); return NULL; }
  tuplePut(r, 0, newref(boxPtr(typeOf(self))));
  tuplePut(r, 1, args);
  tuplePut(r, 2, state);
  tuplePut(r, 3, it);
  return r;
}
function deque_sizeof(self: Value): Value { return newInt(<i64>typeView(typeOf(self)).basicsize + 8 + (<i64>view(self).capacity << 3)); }
function getMaxlen(self: Value): Value { return view(self).maxlen < 0 ? None : newInt(view(self).maxlen); }

// Iterators

function newIter(type: usize, d: Value, skip: i64): Value {
  const p = allocObject(type, ITER_SIZE);
  if (!p) return NULL;
  store<u64>(p, newref(d), 8);
  store<i64>(p, skip, 16);
  store<u32>(p, view(d).state, 24);
  gcTrack(p);
  return boxPtr(p);
}
function dequeIter(self: Value): Value { return newIter(T._deque_iterator, self, 0); }
function deque_reversed(self: Value): Value { return newIter(T._deque_reverse_iterator, self, 0); }
function iterStep(p: usize): i64 {
  const o = view(load<u64>(p, 8));
  const i = load<i64>(p, 16);
  if (i < 0) return -1;
  if (load<u32>(p, 24) != o.state) {
    store<i64>(p, -1, 16);
    raise(T.RuntimeError, "deque mutated during iteration");
    return -1;
  }
  if (i >= <i64>o.size) return -1;
  store<i64>(p, i + 1, 16);
  return i;
}
function iterNextSlot(self: Value): Value {
  const i = iterStep(ptrOf(self));
  return i < 0 ? NULL : newref(at(view(load<u64>(ptrOf(self), 8)), <u32>i));
}
function reverseNextSlot(self: Value): Value {
  const i = iterStep(ptrOf(self));
  if (i < 0) return NULL;
  const o = view(load<u64>(ptrOf(self), 8));
  return newref(at(o, o.size - 1 - <u32>i));
}
function iterNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  if (!noKeywords("_deque_iterator", kwnames) || !checkArgs("_deque_iterator", nargs, 1, 2)) return NULL;
  const d = load<u64>(args);
  if (!isDeque(d)) return raiseFmt(T.TypeError, "argument 1 must be collections.deque, not %T", d);
  let skip: i64 = 0;
  if (nargs == 2) {
    skip = indexI64(load<u64>(args, 8), T.OverflowError);
    if (skip == -1 && errorOccurred()) return NULL;
  }
  return newIter(type, d, min<i64>(max<i64>(skip, 0), view(d).size));
}
function iter_hint(self: Value): Value {
  const p = ptrOf(self);
  const i = load<i64>(p, 16);
  return newInt(i < 0 ? 0 : max<i64>(<i64>view(load<u64>(p, 8)).size - i, 0));
}
function iter_reduce(self: Value): Value {
  const p = ptrOf(self);
  const n = newInt(max<i64>(load<i64>(p, 16), 0));
  const args = tuple2(load<u64>(p, 8), n);
  return reduceType(self, args, NULL);
}
function initIter(type: usize, typeName: string, next: i32): void {
  defType(type, typeName, T.object, ITER_SIZE, TypeFlag.HAVE_GC | TypeFlag.IMMUTABLE);
  setSlot(type, Slot.new_, iterNew.index);
  setSlot(type, Slot.dealloc, deallocOne.index);
  setSlot(type, Slot.traverse, traverseOne.index);
  setSlot(type, Slot.iter, iterSelf.index);
  setSlot(type, Slot.iternext, next);
  method(type, "__length_hint__", iter_hint.index, METH_NOARGS, "", "Private method returning an estimate of len(list(it)).");
  method(type, "__reduce__", iter_reduce.index, METH_NOARGS, "", "Return state information for pickling.");
}

// For SimpleQueue, which keeps its items in a deque.

/** Adds an item (stolen) at the right end. 0, or -1 with MemoryError. */
export function dequePush(d: Value, v: Value): i32 { return push(d, v); }
/** Takes the leftmost item out; owned. There is one. */
export function dequeTakeFirst(d: Value): Value { return takeFirst(view(d)); }
export function dequeSize(d: Value): u32 { return view(d).size; }

export function initDequeTypes(): void {
  const t = T.deque;
  defType(t, "collections.deque", T.object, DEQUE_SIZE, TypeFlag.BASETYPE | TypeFlag.HAVE_GC | TypeFlag.IMMUTABLE | TypeFlag.SEQUENCE);
  typeView(t).weakoffset = offsetof<Deque>("weaklist");
  setSlot(t, Slot.new_, dequeNew.index);
  setSlot(t, Slot.init, dequeInit.index);
  setSlot(t, Slot.dealloc, dealloc.index);
  setSlot(t, Slot.traverse, traverse.index);
  setSlot(t, Slot.clear, clearSlot.index);
  setSlot(t, Slot.repr, dequeRepr.index);
  setSlot(t, Slot.hash, hashNotImplemented.index);
  setSlot(t, Slot.richcompare, dequeCompare.index);
  setSlot(t, Slot.iter, dequeIter.index);
  setSlot(t, Slot.sqLength, dequeLen.index);
  setSlot(t, Slot.sqItem, dequeItem.index);
  setSlot(t, Slot.sqAssItem, dequeAssItem.index);
  setSlot(t, Slot.sqContains, dequeContains.index);
  setSlot(t, Slot.sqConcat, dequeConcat.index);
  setSlot(t, Slot.sqRepeat, dequeRepeat.index);
  setSlot(t, Slot.sqInplaceConcat, dequeInplaceConcat.index);
  setSlot(t, Slot.sqInplaceRepeat, dequeInplaceRepeat.index);
  getset(t, "maxlen", getMaxlen.index, 0, "maximum size of a deque or None if unbounded");
  method(t, "append", deque_append.index, METH_O, "($self, item, /)", "Add an item at the right end.");
  method(t, "appendleft", deque_appendleft.index, METH_O, "($self, item, /)", "Add an item at the left end.");
  method(t, "clear", deque_clear.index, METH_NOARGS, "($self, /)", "Remove all items.");
  method(t, "copy", deque_copy.index, METH_NOARGS, "($self, /)", "Return a shallow copy.");
  method(t, "__copy__", deque_copy.index, METH_NOARGS, "($self, /)", "Return a shallow copy.");
  method(t, "count", deque_count.index, METH_O, "($self, value, /)", "Return the number of occurrences of a value.");
  method(t, "extend", deque_extend.index, METH_O, "($self, iterable, /)", "Add the items of an iterable at the right end.");
  method(t, "extendleft", deque_extendleft.index, METH_O, "($self, iterable, /)", "Add the items of an iterable at the left end, one after the other.");
  method(t, "index", deque_index.index, METH_FAST, "", "Return the first index of a value; ValueError if there is none.");
  method(t, "insert", deque_insert.index, METH_FAST, "($self, index, value, /)", "Insert a value before an index.");
  method(t, "pop", deque_pop.index, METH_NOARGS, "($self, /)", "Remove the rightmost item and return it.");
  method(t, "popleft", deque_popleft.index, METH_NOARGS, "($self, /)", "Remove the leftmost item and return it.");
  method(t, "remove", deque_remove.index, METH_O, "($self, value, /)", "Remove the first occurrence of a value.");
  method(t, "reverse", deque_reverse.index, METH_NOARGS, "($self, /)", "Turn the items around in place.");
  method(t, "rotate", deque_rotate.index, METH_FAST, "($self, n=1, /)", "Move the items n steps to the right; to the left if n is negative.");
  method(t, "__reduce__", deque_reduce.index, METH_NOARGS, "($self, /)", "Return state information for pickling.");
  method(t, "__reversed__", deque_reversed.index, METH_NOARGS, "($self, /)", "Return a reverse iterator over the deque.");
  method(t, "__sizeof__", deque_sizeof.index, METH_NOARGS, "($self, /)", "Return the size of the deque in memory, in bytes.");
  method(t, "__class_getitem__", classGetItem.index, METH_O | METH_CLASS, "", "See PEP 585");
  classAttribute(t, "__hash__", None);
  initIter(T._deque_iterator, "_collections._deque_iterator", iterNextSlot.index);
  initIter(T._deque_reverse_iterator, "_collections._deque_reverse_iterator", reverseNextSlot.index);
  typeText(T.deque, "deque([iterable[, maxlen]])\n--\n\nA sequence that is fast at both of its ends.");
}
