// Iterators without a container of their own: over anything with __getitem__ by position, and over a callable with a sentinel.
//
//   iterator           ┌ count u32 │ type u32 │ index i64 @8 │ sequence Value @16 (NULL: exhausted)
//   callable_iterator  ┌ count u32 │ type u32 │ callable Value @8 (NULL: exhausted) │ sentinel Value @16

import { Value, NULL, boxPtr, ptrOf, isPtr, None } from "../value";
import { T } from "../names.generated";
import { setSlot, Slot, TypeFlag, CompareOp } from "./typeobject";
import { defType, method, METH_NOARGS, METH_O } from "./define";
import { allocObject, freeObject, gcTrack, gcUntrack } from "../memory/object";
import { newref, decref, clearref } from "../memory/refcount";
import { errorOccurred, errorMatches, clearError, raise, swallow } from "../errors";
import { seqItem, lenOf, call0, compareBool, indexI64 } from "../abstract";
import { newInt } from "./int";
import { tuple2 } from "./tupleobject";
import { builtinNamed, reduceOver } from "./reduce";
import { deallocTwo, traverseTwo } from "./ownedvalues";

const SIZE: usize = 24;

/** iter() of a sequence without __iter__. */
export function newSeqIter(v: Value): Value {
  const p = allocObject(T.iterator, SIZE);
  if (!p) return NULL;
  store<u64>(p, newref(v), 16);
  gcTrack(p);
  return boxPtr(p);
}
function seqIterNext(self: Value): Value {
  const p = ptrOf(self);
  const v = load<u64>(p, 16);
  if (v == NULL) return NULL;
  const i = load<i64>(p, 8);
  if (i == i64.MAX_VALUE) return raise(T.OverflowError, "iter index too large");
  const item = seqItem(v, i);
  if (item != NULL) {
    store<i64>(p, i + 1, 8);
    return item;
  }
  if (errorMatches(T.IndexError) || errorMatches(T.StopIteration)) {
    clearError();
    clearref(p + 16);
  }
  return NULL;
}
function seqIterHint(self: Value): Value {
  const p = ptrOf(self);
  const v = load<u64>(p, 16);
  if (v == NULL) return newInt(0);
  const n = lenOf(v);
  if (n < 0) return NULL;
  return newInt(max<i64>(n - load<i64>(p, 8), 0));
}
function seqIterReduce(self: Value): Value {
  const p = ptrOf(self);
  return reduceOver(builtinNamed("iter"), load<u64>(p, 16), newInt(load<i64>(p, 8)));
}
function seqIterSetState(self: Value, state: Value): Value {
  const i = indexI64(state, T.OverflowError);
  if (i == -1 && errorOccurred()) return NULL;
  if (load<u64>(ptrOf(self), 16) != NULL) store<i64>(ptrOf(self), max<i64>(i, 0), 8);
  return None;
}

/** iter(callable, sentinel). */
export function newCallableIterator(callable: Value, sentinel: Value): Value {
  const p = allocObject(T.callable_iterator, SIZE);
  if (!p) return NULL;
  store<u64>(p, newref(callable), 8);
  store<u64>(p, newref(sentinel), 16);
  gcTrack(p);
  return boxPtr(p);
}
function callIterNext(self: Value): Value {
  const p = ptrOf(self);
  const callable = load<u64>(p, 8);
  if (callable == NULL) return NULL;
  const r = call0(callable);
  if (r == NULL) {
    if (swallow(T.StopIteration)) { clearref(p + 8); clearref(p + 16); }
    return NULL;
  }
  const sentinel = newref(load<u64>(p, 16));
  if (sentinel == NULL) { decref(r); return NULL; } // the call exhausted this very iterator
  const same = compareBool(r, sentinel, CompareOp.EQ);
  decref(sentinel);
  if (same == 0) return r;
  decref(r);
  if (same > 0) { clearref(p + 8); clearref(p + 16); }
  return NULL;
}
function callIterReduce(self: Value): Value {
  const p = ptrOf(self);
  const f = builtinNamed("iter");
  if (f == NULL) return NULL;
  const callable = load<u64>(p, 8);
  if (callable == NULL) return reduceOver(f, NULL, NULL);
  const args = tuple2(callable, load<u64>(p, 16));
  if (args == NULL) { decref(f); return NULL; }
  const r = tuple2(f, args);
  decref(f);
  decref(args);
  return r;
}
function seqIterTraverse(self: usize, visit: i32, arg: usize): i32 {
  const v = load<u64>(self, 16);
  return isPtr(v) ? call_indirect<i32>(visit, v, arg) : 0;
}
function seqIterDealloc(self: usize): void {
  gcUntrack(self);
  decref(load<u64>(self, 16));
  freeObject(self);
}
/** iter() of an iterator: itself. */
export function iterSelf(self: Value): Value { return newref(self); }

export function init_seqiter(): void {
  const flags = TypeFlag.HAVE_GC | TypeFlag.DISALLOW_NEW | TypeFlag.IMMUTABLE;
  defType(T.iterator, "iterator", T.object, SIZE, flags);
  setSlot(T.iterator, Slot.dealloc, seqIterDealloc.index);
  setSlot(T.iterator, Slot.traverse, seqIterTraverse.index);
  setSlot(T.iterator, Slot.iter, iterSelf.index);
  setSlot(T.iterator, Slot.iternext, seqIterNext.index);
  method(T.iterator, "__length_hint__", seqIterHint.index, METH_NOARGS, "($self, /)", "Private method returning an estimate of len(list(it)).");
  method(T.iterator, "__reduce__", seqIterReduce.index, METH_NOARGS, "($self, /)", "Return state information for pickling.");
  method(T.iterator, "__setstate__", seqIterSetState.index, METH_O, "($self, state, /)", "Set state information for unpickling.");

  defType(T.callable_iterator, "callable_iterator", T.object, SIZE, flags);
  setSlot(T.callable_iterator, Slot.dealloc, deallocTwo.index);
  setSlot(T.callable_iterator, Slot.traverse, traverseTwo.index);
  setSlot(T.callable_iterator, Slot.iter, iterSelf.index);
  setSlot(T.callable_iterator, Slot.iternext, callIterNext.index);
  method(T.callable_iterator, "__reduce__", callIterReduce.index, METH_NOARGS, "($self, /)", "Return state information for pickling.");
}
