// The type range and its iterators.
//
//   range               ┌ count u32 │ type u32 │ start Value @8 │ stop Value @16 │ step Value @24 │ length Value @32      exact ints of any size
//   range_iterator      ┌ count u32 │ type u32 │ next i64 @8 │ left i64 @16 │ step i64 @24      every value it gives fits a small int
//   longrange_iterator  ┌ count u32 │ type u32 │ next Value @8 │ left Value @16 │ step Value @24

import { Value, NULL, None, NotImplemented, isInt, isBool, intOf, boxInt, boxBool, boxPtr, ptrOf, fitsSmall } from "../value";
import { T, N, name } from "../names.generated";
import { isExact, setSlot, Slot, TypeFlag, CompareOp } from "./typeobject";
import { typeText, defType, method, getset, METH_NOARGS, METH_O } from "./define";
import { allocObject, freeObject } from "../memory/object";
import { incref, decref, newref } from "../memory/refcount";
import { raise, raiseFmt, errorOccurred } from "../errors";
import { countItem, indexOf, indexOfItem, hasIndex, indexI64, iterContains, callMethod1 } from "../abstract";
import { formatMessage } from "../format";
import { checkArgs, noKeywords } from "../args";
import { tuple3, tupleNew, tuplePut } from "./tupleobject";
import { tupleHashOf } from "./tuple";
import { newInt, intExact, intValue, intSign, intCompare, asSize, isExactInt } from "./int";
import { intAdd, intSub, intMul, intNeg } from "./intarith";
import { intFloorDiv, intMod } from "./intdivide";
import { isSlice } from "./sliceobject";
import { builtinNamed, reduceWith } from "./reduce";
import { iterSelf } from "./seqiter";
import { pushArgs, popArgs } from "../interp/argstack";

const RANGE_SIZE: usize = 40;
const ITER_SIZE: usize = 32;

@unmanaged
class RangeObj {
  count: u32; type: u32;
  start: Value; stop: Value; step: Value; length: Value;
}
function rangeView(v: Value): RangeObj { return changetype<RangeObj>(ptrOf(v)); }

/** How many values there are between exact ints; owned. */
function lengthOf(start: Value, stop: Value, step: Value): Value {
  if (isInt(start) && isInt(stop) && isInt(step)) {
    const a = intOf(start), b = intOf(stop), s = intOf(step);
    if (s > 0) return a < b ? newInt((b - a - 1) / s + 1) : boxInt(0);
    return b < a ? newInt((a - b - 1) / -s + 1) : boxInt(0);
  }
  const up = intSign(step) > 0;
  if (intCompare(start, stop) * (up ? 1 : -1) >= 0) return boxInt(0);
  const span = up ? intSub(stop, start) : intSub(start, stop);
  const stride = up ? newref(step) : intNeg(step);
  let r: Value = NULL;
  if (span != NULL && stride != NULL) {
    const less = intSub(span, boxInt(1));
    const q = less == NULL ? NULL : intFloorDiv(less, stride);
    r = q == NULL ? NULL : intAdd(q, boxInt(1));
    decref(less);
    decref(q);
  }
  decref(span);
  decref(stride);
  return r;
}
/** range(start, stop, step) over exact ints (stolen), step not 0. */
function newRange(start: Value, stop: Value, step: Value): Value {
  const length = start == NULL || stop == NULL || step == NULL ? NULL : lengthOf(start, stop, step);
  const p: usize = length == NULL ? 0 : allocObject(T.range, RANGE_SIZE);
  if (!p) {
    decref(start);
    decref(stop);
    decref(step);
    decref(length);
    return NULL;
  }
  const o = changetype<RangeObj>(p);
  o.start = start;
  o.stop = stop;
  o.step = step;
  o.length = length;
  return boxPtr(p);
}
/** An argument as an exact int, owned. */
function exactIndex(v: Value): Value {
  if (isInt(v)) return v;
  const i = indexOf(v);
  if (i == NULL) return NULL;
  const r = intExact(i);
  decref(i);
  return r;
}
function rangeNewType(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  if (!noKeywords("range", kwnames) || !checkArgs("range", nargs, 1, 3)) return NULL;
  if (nargs == 1) {
    const stop = exactIndex(load<u64>(args));
    return stop == NULL ? NULL : newRange(boxInt(0), stop, boxInt(1));
  }
  const start = exactIndex(load<u64>(args));
  if (start == NULL) return NULL;
  const stop = exactIndex(load<u64>(args, 8));
  if (stop == NULL) { decref(start); return NULL; }
  const step = nargs == 3 ? exactIndex(load<u64>(args, 16)) : boxInt(1);
  if (step == NULL || intSign(step) == 0) {
    decref(start);
    decref(stop);
    return step == NULL ? NULL : raise(T.ValueError, "range() arg 3 must not be zero");
  }
  return newRange(start, stop, step);
}
function rangeDealloc(p: usize): void {
  const o = changetype<RangeObj>(p);
  decref(o.start);
  decref(o.stop);
  decref(o.step);
  decref(o.length);
  freeObject(p);
}
function rangeRepr(self: Value): Value {
  const o = rangeView(self);
  if (o.step == boxInt(1)) return formatMessage("range(%r, %r)", o.start, o.stop, NULL, NULL);
  return formatMessage("range(%r, %r, %r)", o.start, o.stop, o.step, NULL);
}
function rangeLen(self: Value): i64 { return asSize(rangeView(self).length); }
function rangeBool(self: Value): i32 { return intSign(rangeView(self).length) != 0 ? 1 : 0; }

/** start + i * step for an exact int i; owned. */
function valueAt(self: Value, i: Value): Value {
  const o = rangeView(self);
  const offset = intMul(i, o.step);
  if (offset == NULL) return NULL;
  const r = intAdd(o.start, offset);
  decref(offset);
  return r;
}
function itemAt(self: Value, index: Value): Value {
  const o = rangeView(self);
  let i = newref(index);
  if (intSign(i) < 0) {
    i = intAdd(index, o.length);
    if (i == NULL) return NULL;
  }
  if (intSign(i) < 0 || intCompare(i, o.length) >= 0) { decref(i); return raise(T.IndexError, "range object index out of range"); }
  const r = valueAt(self, i);
  decref(i);
  return r;
}
function rangeItem(self: Value, i: i64): Value {
  const boxed = newInt(i);
  if (i < 0 || intCompare(boxed, rangeView(self).length) >= 0) { decref(boxed); return raise(T.IndexError, "range object index out of range"); }
  const r = valueAt(self, boxed);
  decref(boxed);
  return r;
}
function rangeSubscript(self: Value, key: Value): Value {
  if (isSlice(key)) {
    const o = rangeView(self);
    const indices = callMethod1(key, name(N.indices), o.length);
    if (indices == NULL) return NULL;
    const a = load<u64>(ptrOf(indices), 16), b = load<u64>(ptrOf(indices), 24), s = load<u64>(ptrOf(indices), 32);
    const r = newRange(valueAt(self, a), valueAt(self, b), intMul(o.step, s));
    decref(indices);
    return r;
  }
  if (!hasIndex(key)) return raiseFmt(T.TypeError, "range indices must be integers or slices, not %T", key);
  const i = exactIndex(key);
  if (i == NULL) return NULL;
  const r = itemAt(self, i);
  decref(i);
  return r;
}
/** Whether an exact int is one of the values. */
function containsInt(self: Value, v: Value): i32 {
  const o = rangeView(self);
  const up = intSign(o.step) > 0;
  if (up ? intCompare(v, o.start) < 0 || intCompare(v, o.stop) >= 0 : intCompare(v, o.start) > 0 || intCompare(v, o.stop) <= 0) return 0;
  const offset = intSub(v, o.start);
  if (offset == NULL) return -1;
  const rest = intMod(offset, o.step);
  decref(offset);
  if (rest == NULL) return -1;
  const r = intSign(rest) == 0 ? 1 : 0;
  decref(rest);
  return r;
}
function isPlainInt(v: Value): bool { return isInt(v) || isBool(v) || isExactInt(v); }
function rangeContains(self: Value, v: Value): i32 {
  if (isPlainInt(v)) return containsInt(self, intValue(v));
  const it = rangeIter(self);
  return it == NULL ? -1 : iterContains(it, v);
}
function rangeCompare(self: Value, other: Value, op: i32): Value {
  if (!isExact(other, T.range) || (op != CompareOp.EQ && op != CompareOp.NE)) return NotImplemented;
  const a = rangeView(self), b = rangeView(other);
  let same = self == other;
  if (!same && intCompare(a.length, b.length) == 0) {
    same = intSign(a.length) == 0;
    if (!same && intCompare(a.start, b.start) == 0) same = a.length == boxInt(1) || intCompare(a.step, b.step) == 0;
  }
  return boxBool(same == (op == CompareOp.EQ));
}
function rangeHash(self: Value): i64 {
  const o = rangeView(self);
  const at = pushArgs(3);
  if (!at) return -1;
  store<u64>(at, o.length);
  store<u64>(at, intSign(o.length) == 0 ? None : o.start, 8);
  store<u64>(at, intSign(o.length) == 0 || o.length == boxInt(1) ? None : o.step, 16);
  const h = tupleHashOf(at, 3);
  popArgs(at);
  return h;
}
function range_count(self: Value, v: Value): Value {
  if (isPlainInt(v)) {
    const r = containsInt(self, intValue(v));
    return r < 0 ? NULL : boxInt(r);
  }
  return countItem(self, v);
}
function range_index(self: Value, v: Value): Value {
  if (isPlainInt(v)) {
    const r = containsInt(self, intValue(v));
    if (r < 0) return NULL;
    if (r == 0) return raiseFmt(T.ValueError, "%r is not in range", v);
    const o = rangeView(self);
    const offset = intSub(intValue(v), o.start);
    if (offset == NULL) return NULL;
    const q = intFloorDiv(offset, o.step);
    decref(offset);
    return q;
  }
  return indexOfItem(self, v);
}
function range_reduce(self: Value): Value {
  const o = rangeView(self);
  const args = tuple3(o.start, o.stop, o.step);
  const r = args == NULL ? NULL : tupleNew(2);
  if (r == NULL) { decref(args); return NULL; }
  tuplePut(r, 0, boxPtr(T.range));
  incref(boxPtr(T.range));
  tuplePut(r, 1, args);
  return r;
}
function getStart(self: Value): Value { return newref(rangeView(self).start); }
function getStop(self: Value): Value { return newref(rangeView(self).stop); }
function getStep(self: Value): Value { return newref(rangeView(self).step); }

// Iterators

/** An iterator over `left` values from `start` (stolen) by `step` (stolen), exact ints; `left` stolen. */
function newIter(start: Value, left: Value, step: Value): Value {
  if (start == NULL || left == NULL || step == NULL) { decref(start); decref(left); decref(step); return NULL; }
  if (isInt(start) && isInt(left) && isInt(step)) {
    const n = intOf(left), s = intOf(step);
    const last = n == 0 ? 0 : farEnd(intOf(start), s, n);
    if (n == 0 || fitsSmall(last)) {
      const p = allocObject(T.range_iterator, ITER_SIZE);
      if (!p) return NULL;
      store<i64>(p, intOf(start), 8);
      store<i64>(p, n, 16);
      store<i64>(p, s, 24);
      return boxPtr(p);
    }
  }
  const p = allocObject(T.longrange_iterator, ITER_SIZE);
  if (!p) { decref(start); decref(left); decref(step); return NULL; }
  store<u64>(p, start, 8);
  store<u64>(p, left, 16);
  store<u64>(p, step, 24);
  return boxPtr(p);
}
/** The value behind the last one, far outside when it overflows. */
function farEnd(start: i64, step: i64, n: i64): i64 {
  const magnitude = step < 0 ? -step : step;
  if (magnitude != 0 && n > 0x7FFFFFFFFFFFFFF / magnitude) return i64.MAX_VALUE;
  return start + step * (n - 1);
}
function rangeIter(self: Value): Value {
  const o = rangeView(self);
  return newIter(newref(o.start), newref(o.length), newref(o.step));
}
function range_reversed(self: Value): Value {
  const o = rangeView(self);
  const lastIndex = intSub(o.length, boxInt(1));
  if (lastIndex == NULL) return NULL;
  const start = valueAt(self, lastIndex);
  decref(lastIndex);
  return newIter(start, newref(o.length), intNeg(o.step));
}
export function rangeIterNext(self: Value): Value {
  const p = ptrOf(self);
  const left = load<i64>(p, 16);
  if (left <= 0) return NULL;
  const v = load<i64>(p, 8);
  store<i64>(p, v + load<i64>(p, 24), 8);
  store<i64>(p, left - 1, 16);
  return boxInt(v);
}
function longNext(self: Value): Value {
  const p = ptrOf(self);
  const left = load<u64>(p, 16);
  if (intSign(left) <= 0) return NULL;
  const v = load<u64>(p, 8);
  const fewer = intSub(left, boxInt(1));
  if (fewer == NULL) return NULL;
  const next = intAdd(v, load<u64>(p, 24));
  if (next == NULL) { decref(fewer); return NULL; }
  store<u64>(p, next, 8);
  store<u64>(p, fewer, 16);
  decref(left);
  return v; // the iterator's reference to it
}
function iterDealloc(p: usize): void { freeObject(p); }
function longDealloc(p: usize): void {
  decref(load<u64>(p, 8));
  decref(load<u64>(p, 16));
  decref(load<u64>(p, 24));
  freeObject(p);
}
function iter_hint(self: Value): Value { return newInt(load<i64>(ptrOf(self), 16)); }
function long_hint(self: Value): Value { return newref(load<u64>(ptrOf(self), 16)); }
/** (iter, (range,), None) */
function reduceIter(start: Value, left: Value, step: Value): Value {
  const span = intMul(left, step);
  const stop = span == NULL ? NULL : intAdd(start, span);
  decref(span);
  if (stop == NULL) return NULL;
  const r = newRange(newref(start), stop, newref(step));
  return r == NULL ? NULL : reduceWith(builtinNamed("iter"), r, None);
}
function iter_reduce(self: Value): Value {
  const p = ptrOf(self);
  return reduceIter(newInt(load<i64>(p, 8)), newInt(load<i64>(p, 16)), newInt(load<i64>(p, 24)));
}
function long_reduce(self: Value): Value {
  const p = ptrOf(self);
  return reduceIter(load<u64>(p, 8), load<u64>(p, 16), load<u64>(p, 24));
}
function iter_setstate(self: Value, state: Value): Value {
  let n = indexI64(state, T.OverflowError);
  if (n == -1 && errorOccurred()) return NULL;
  const p = ptrOf(self);
  n = min<i64>(max<i64>(n, 0), load<i64>(p, 16));
  store<i64>(p, load<i64>(p, 8) + n * load<i64>(p, 24), 8);
  store<i64>(p, load<i64>(p, 16) - n, 16);
  return None;
}
function long_setstate(self: Value, state: Value): Value {
  const p = ptrOf(self);
  let n = exactIndex(state);
  if (n == NULL) return NULL;
  if (intSign(n) < 0) { decref(n); n = boxInt(0); }
  if (intCompare(n, load<u64>(p, 16)) > 0) { decref(n); n = newref(load<u64>(p, 16)); }
  const offset = intMul(n, load<u64>(p, 24));
  const next = offset == NULL ? NULL : intAdd(load<u64>(p, 8), offset);
  const left = intSub(load<u64>(p, 16), n);
  decref(offset);
  decref(n);
  if (next == NULL || left == NULL) { decref(next); decref(left); return NULL; }
  const oldNext = load<u64>(p, 8), oldLeft = load<u64>(p, 16);
  store<u64>(p, next, 8);
  store<u64>(p, left, 16);
  decref(oldNext);
  decref(oldLeft);
  return None;
}

export function init_range(): void {
  const t = T.range;
  defType(t, "range", T.object, RANGE_SIZE, TypeFlag.IMMUTABLE | TypeFlag.SEQUENCE);
  setSlot(t, Slot.dealloc, rangeDealloc.index);
  setSlot(t, Slot.new_, rangeNewType.index);
  setSlot(t, Slot.repr, rangeRepr.index);
  setSlot(t, Slot.hash, rangeHash.index);
  setSlot(t, Slot.richcompare, rangeCompare.index);
  setSlot(t, Slot.iter, rangeIter.index);
  setSlot(t, Slot.bool_, rangeBool.index);
  setSlot(t, Slot.sqLength, rangeLen.index);
  setSlot(t, Slot.sqItem, rangeItem.index);
  setSlot(t, Slot.sqContains, rangeContains.index);
  setSlot(t, Slot.mpLength, rangeLen.index);
  setSlot(t, Slot.mpSubscript, rangeSubscript.index);
  getset(t, "start", getStart.index);
  getset(t, "stop", getStop.index);
  getset(t, "step", getStep.index);
  method(t, "__reversed__", range_reversed.index, METH_NOARGS, "", "Return a reverse iterator.");
  method(t, "__reduce__", range_reduce.index, METH_NOARGS, "");
  method(t, "count", range_count.index, METH_O, "", "rangeobject.count(value) -> integer\n\nHow often the value occurs: 0 or 1.");
  method(t, "index", range_index.index, METH_O, "", "rangeobject.index(value) -> integer\n\nThe index of the value; ValueError if it is not there.");
  const i = T.range_iterator;
  defType(i, "range_iterator", T.object, ITER_SIZE, TypeFlag.DISALLOW_NEW | TypeFlag.IMMUTABLE);
  setSlot(i, Slot.dealloc, iterDealloc.index);
  setSlot(i, Slot.iter, iterSelf.index);
  setSlot(i, Slot.iternext, rangeIterNext.index);
  method(i, "__length_hint__", iter_hint.index, METH_NOARGS, "", "Private method returning an estimate of len(list(it)).");
  method(i, "__reduce__", iter_reduce.index, METH_NOARGS, "", "Return state information for pickling.");
  method(i, "__setstate__", iter_setstate.index, METH_O, "", "Set state information for unpickling.");
  const l = T.longrange_iterator;
  defType(l, "longrange_iterator", T.object, ITER_SIZE, TypeFlag.DISALLOW_NEW | TypeFlag.IMMUTABLE);
  setSlot(l, Slot.dealloc, longDealloc.index);
  setSlot(l, Slot.iter, iterSelf.index);
  setSlot(l, Slot.iternext, longNext.index);
  method(l, "__length_hint__", long_hint.index, METH_NOARGS, "", "Private method returning an estimate of len(list(it)).");
  method(l, "__reduce__", long_reduce.index, METH_NOARGS, "", "Return state information for pickling.");
  method(l, "__setstate__", long_setstate.index, METH_O, "", "Set state information for unpickling.");
  typeText(T.range, "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nThe integers from start (inclusive) to stop (exclusive) by step.");
}
