// The layout of slice and what subscripts need of one. core/objects/slice.ts has the type.
//
//   ┌ count u32 │ type u32 │ start Value @8 │ stop Value @16 │ step Value @24

import { Value, NULL, None, boxPtr, ptrOf, isInt, intOf } from "../value";
import { T } from "../names.generated";
import { isExact } from "./typeobject";
import { allocObject, gcTrack } from "../memory/object";
import { newref } from "../memory/refcount";
import { raise, errorOccurred } from "../errors";
import { indexI64, hasIndex } from "../abstract";

export const SLICE_SIZE: usize = 32;

export function isSlice(v: Value): bool { return isExact(v, T.slice); }

/** slice(start, stop, step), arguments borrowed. NULL with MemoryError. */
export function sliceNew(start: Value, stop: Value, step: Value): Value {
  const p = allocObject(T.slice, SLICE_SIZE);
  if (!p) return NULL;
  store<u64>(p, newref(start), 8);
  store<u64>(p, newref(stop), 16);
  store<u64>(p, newref(step), 24);
  gcTrack(p);
  return boxPtr(p);
}

/** A bound of a slice as i64, clipped; -1 with an exception: check errorOccurred(). */
function bound(v: Value): i64 {
  if (isInt(v)) return intOf(v);
  if (!hasIndex(v)) { raise(T.TypeError, "slice indices must be integers or None or have an __index__ method"); return -1; }
  return indexI64(v, 0);
}

/** Writes start, stop, step as i64 at `out`, clipped, not yet adjusted to a length. False with an exception. It can run any code: take the length after it. */
export function sliceUnpack(slice: Value, out: usize): bool {
  const p = ptrOf(slice);
  let step: i64 = 1;
  const s = load<u64>(p, 24);
  if (s != None) {
    step = bound(s);
    if (step == -1 && errorOccurred()) return false;
    if (step == 0) { raise(T.ValueError, "slice step cannot be zero"); return false; }
    if (step < -i64.MAX_VALUE) step = -i64.MAX_VALUE;
  }
  const a = load<u64>(p, 8);
  let start: i64 = step < 0 ? i64.MAX_VALUE : 0;
  if (a != None) {
    start = bound(a);
    if (start == -1 && errorOccurred()) return false;
  }
  const b = load<u64>(p, 16);
  let stop: i64 = step < 0 ? i64.MIN_VALUE : i64.MAX_VALUE;
  if (b != None) {
    stop = bound(b);
    if (stop == -1 && errorOccurred()) return false;
  }
  store<i64>(out, start);
  store<i64>(out, stop, 8);
  store<i64>(out, step, 16);
  return true;
}
/** Fits start and stop at `out` to a length; returns how many items the slice has. */
export function sliceAdjust(length: i64, out: usize): i64 {
  let start = load<i64>(out), stop = load<i64>(out, 8);
  const step = load<i64>(out, 16);
  if (start < 0) {
    start += length;
    if (start < 0) start = step < 0 ? -1 : 0;
  } else if (start >= length) start = step < 0 ? length - 1 : length;
  if (stop < 0) {
    stop += length;
    if (stop < 0) stop = step < 0 ? -1 : 0;
  } else if (stop >= length) stop = step < 0 ? length - 1 : length;
  store<i64>(out, start);
  store<i64>(out, stop, 8);
  if (step < 0) return stop < start ? (start - stop - 1) / -step + 1 : 0;
  return start < stop ? (stop - start - 1) / step + 1 : 0;
}
/** Both at once: the number of items with start, stop, step (i64) at `out`, or -1 with an exception. */
export function sliceIndices(slice: Value, length: i64, out: usize): i64 {
  return sliceUnpack(slice, out) ? sliceAdjust(length, out) : -1;
}
