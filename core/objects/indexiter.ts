// What the iterators of str, bytes, bytearray, memoryview and array share: all but their step.
//
//   ┌ count u32 │ type u32 │ sequence Value @8 (NULL: exhausted) │ index i64 @16 │ length i64 @24 (of memoryview's alone)
//
// Lists and tuples have their own (list.ts, tuple.ts), which the evaluation loop steps by itself.

import { Value, NULL, None, boxInt, boxPtr, ptrOf } from "../value";
import { T } from "../names.generated";
import { allocObject, gcTrack } from "../memory/object";
import { clearref, newref } from "../memory/refcount";
import { errorOccurred } from "../errors";
import { indexI64 } from "../abstract";
import { defType, METH_NOARGS, METH_O, method } from "./define";
import { setSlot, Slot, TypeFlag } from "./typeobject";
import { builtinNamed, reduceOver } from "./reduce";
import { iterSelf } from "./seqiter";
import { deallocOne, traverseOne } from "./ownedvalues";

const SIZE: usize = 32;

/** An iterator of that type at the start of a sequence (borrowed). NULL with MemoryError. */
export function indexIterNew(type: usize, sequence: Value, length: i64 = 0): Value {
  const p = allocObject(type, SIZE);
  if (!p) return NULL;
  store<u64>(p, newref(sequence), 8);
  store<i64>(p, 0, 16);
  store<i64>(p, length, 24);
  gcTrack(p);
  return boxPtr(p);
}
/** The sequence, borrowed; NULL once it is exhausted. */
export function iterSequence(self: Value): Value { return load<u64>(ptrOf(self), 8); }
export function iterIndex(self: Value): i64 { return load<i64>(ptrOf(self), 16); }
/** The length that it was made with. */
export function iterLength(self: Value): i64 { return load<i64>(ptrOf(self), 24); }

/** Steps over a sequence that has `length` items now: the index of the next one; -1 at the end, and then it is exhausted. */
export function nextIndex(self: Value, length: i64): i64 {
  const p = ptrOf(self);
  const i = load<i64>(p, 16);
  if (i < length) {
    store<i64>(p, i + 1, 16);
    return i;
  }
  clearref(p + 8);
  return -1;
}
/** __length_hint__; `length` of the sequence, 0 when it is exhausted. */
export function iterHint(self: Value, length: i64): Value {
  return boxInt(iterSequence(self) == NULL ? 0 : max<i64>(0, length - iterIndex(self)));
}
/** __setstate__ of an index, which is brought into the sequence. */
export function iterSetState(self: Value, state: Value, length: i64): Value {
  const i = indexI64(state, T.OverflowError);
  if (i == -1 && errorOccurred()) return NULL;
  if (iterSequence(self) != NULL) store<i64>(ptrOf(self), max<i64>(0, min<i64>(i, length)), 16);
  return None;
}
/** __reduce__ */
export function iterReduce(self: Value): Value { return reduceOver(builtinNamed("iter"), iterSequence(self), boxInt(iterIndex(self))); }

/** Makes the type of an iterator, given its step. */
export function defIndexIter(type: usize, typeName: string, next: i32): void {
  defType(type, typeName, T.object, SIZE, TypeFlag.HAVE_GC | TypeFlag.DISALLOW_NEW | TypeFlag.IMMUTABLE);
  setSlot(type, Slot.dealloc, deallocOne.index);
  setSlot(type, Slot.traverse, traverseOne.index);
  setSlot(type, Slot.iter, iterSelf.index);
  setSlot(type, Slot.iternext, next);
}
/** Its methods for pickling and for list(); `hint` 0 for none. */
export function defIndexIterMethods(type: usize, hint: i32, reduce: i32, setState: i32): void {
  if (hint) method(type, "__length_hint__", hint, METH_NOARGS, "($self, /)", "Private method returning an estimate of len(list(it)).");
  method(type, "__reduce__", reduce, METH_NOARGS, "($self, /)", "Return state information for pickling.");
  method(type, "__setstate__", setState, METH_O, "($self, state, /)", "Set state information for unpickling.");
}
