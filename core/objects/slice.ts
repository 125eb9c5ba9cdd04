// The type slice.

import { Value, NULL, None, NotImplemented, boxBool, ptrOf, boxInt, boxPtr } from "../value";
import { T } from "../names.generated";
import { setSlot, Slot, TypeFlag, CompareOp } from "./typeobject";
import { typeText, defType, method, getset, METH_NOARGS, METH_O } from "./define";
import { decref, newref } from "../memory/refcount";
import { raise } from "../errors";
import { hasIndex, indexOf, hashOf, richCompare } from "../abstract";
import { formatMessage } from "../format";
import { checkArgs, noKeywords } from "../args";
import { tuple3, tupleNew, tuplePut } from "./tupleobject";
import { intCompare, intSign, intExact } from "./int";
import { intAdd } from "./intarith";
import { SLICE_SIZE, sliceNew, isSlice, sliceUnpack, sliceAdjust, sliceIndices } from "./sliceobject";
import { deallocThree, traverseThree } from "./ownedvalues";

export { isSlice, sliceNew, sliceUnpack, sliceAdjust, sliceIndices };

function sliceNewType(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  if (!noKeywords("slice", kwnames) || !checkArgs("slice", nargs, 1, 3)) return NULL;
  if (nargs == 1) return sliceNew(None, load<u64>(args), None);
  return sliceNew(load<u64>(args), load<u64>(args, 8), nargs == 3 ? load<u64>(args, 16) : None);
}
function sliceRepr(self: Value): Value {
  const p = ptrOf(self);
  return formatMessage("slice(%r, %r, %r)", load<u64>(p, 8), load<u64>(p, 16), load<u64>(p, 24), NULL);
}
/** As of a tuple, without its length: CPython's. */
function sliceHash(self: Value): i64 {
  let acc: u64 = 2870177450012600261;
  for (let at: usize = 8; at <= 24; at += 8) {
    const h = hashOf(load<u64>(ptrOf(self) + at));
    if (h == -1) return -1;
    acc += <u64>h * 14029467366897019727;
    acc = rotl<u64>(acc, 31);
    acc *= 11400714785074694791;
  }
  return acc == <u64>-1 ? 1546275796 : <i64>acc;
}
function sliceCompare(self: Value, other: Value, op: i32): Value {
  if (!isSlice(self) || !isSlice(other)) return NotImplemented;
  if (self == other) return boxBool(op == CompareOp.EQ || op == CompareOp.LE || op == CompareOp.GE);
  const p = ptrOf(self), q = ptrOf(other);
  const a = tuple3(load<u64>(p, 8), load<u64>(p, 16), load<u64>(p, 24));
  const b = tuple3(load<u64>(q, 8), load<u64>(q, 16), load<u64>(q, 24));
  const r = a == NULL || b == NULL ? NULL : richCompare(a, b, op);
  decref(a);
  decref(b);
  return r;
}
/** A bound as an exact int, owned; `fallback` (stolen when used, else dropped) for None. */
function boundInt(v: Value, fallback: Value): Value {
  if (v == None) return fallback;
  decref(fallback);
  if (!hasIndex(v)) return raise(T.TypeError, "slice indices must be integers or None or have an __index__ method");
  const i = indexOf(v);
  if (i == NULL) return NULL;
  const exact = intExact(i);
  decref(i);
  return exact;
}
/** Brings a bound (stolen) into [lower, upper]; negative ones count from the end. */
function clip(v: Value, length: Value, lower: Value, upper: Value): Value {
  if (v == NULL) return NULL;
  if (intSign(v) < 0) {
    const sum = intAdd(v, length);
    decref(v);
    if (sum == NULL) return NULL;
    if (intCompare(sum, lower) < 0) { decref(sum); return newref(lower); }
    return sum;
  }
  if (intCompare(v, upper) > 0) { decref(v); return newref(upper); }
  return v;
}
function slice_indices(self: Value, arg: Value): Value {
  const given = indexOf(arg);
  if (given == NULL) return NULL;
  const length = intExact(given);
  decref(given);
  if (intSign(length) < 0) { decref(length); return raise(T.ValueError, "length should not be negative"); }
  const p = ptrOf(self);
  const step = boundInt(load<u64>(p, 24), boxInt(1));
  if (step == NULL) { decref(length); return NULL; }
  const sign = intSign(step);
  if (sign == 0) { decref(length); return raise(T.ValueError, "slice step cannot be zero"); }
  const lower = boxInt(sign < 0 ? -1 : 0);
  const upper = sign < 0 ? intAdd(length, boxInt(-1)) : newref(length);
  let start: Value = NULL, stop: Value = NULL;
  if (upper != NULL) {
    const a = load<u64>(p, 8), b = load<u64>(p, 16);
    start = a == None ? newref(sign < 0 ? upper : lower) : clip(boundInt(a, NULL), length, lower, upper);
    if (start != NULL) stop = b == None ? newref(sign < 0 ? lower : upper) : clip(boundInt(b, NULL), length, lower, upper);
  }
  const r = start == NULL || stop == NULL ? NULL : tuple3(start, stop, step);
  decref(start);
  decref(stop);
  decref(upper);
  decref(step);
  decref(length);
  return r;
}
function slice_reduce(self: Value): Value {
  const p = ptrOf(self);
  const args = tuple3(load<u64>(p, 8), load<u64>(p, 16), load<u64>(p, 24));
  const r = args == NULL ? NULL : tupleNew(2);
  if (r == NULL) { decref(args); return NULL; }
  tuplePut(r, 0, newref(boxPtr(T.slice)));
  tuplePut(r, 1, args);
  return r;
}
function getStart(self: Value): Value { return newref(load<u64>(ptrOf(self), 8)); }
function getStop(self: Value): Value { return newref(load<u64>(ptrOf(self), 16)); }
function getStep(self: Value): Value { return newref(load<u64>(ptrOf(self), 24)); }

export function init_slice(): void {
  const t = T.slice;
  defType(t, "slice", T.object, SLICE_SIZE, TypeFlag.HAVE_GC | TypeFlag.IMMUTABLE);
  setSlot(t, Slot.dealloc, deallocThree.index);
  setSlot(t, Slot.traverse, traverseThree.index);
  setSlot(t, Slot.new_, sliceNewType.index);
  setSlot(t, Slot.repr, sliceRepr.index);
  setSlot(t, Slot.hash, sliceHash.index);
  setSlot(t, Slot.richcompare, sliceCompare.index);
  getset(t, "start", getStart.index);
  getset(t, "stop", getStop.index);
  getset(t, "step", getStep.index);
  method(t, "indices", slice_indices.index, METH_O, "", "S.indices(len) -> (start, stop, stride)\n\nThe bounds that S has on a sequence of that length.");
  method(t, "__reduce__", slice_reduce.index, METH_NOARGS, "", "Return state information for pickling.");
  typeText(T.slice, "slice(stop)\nslice(start, stop[, step])\n\nWhat is between the brackets of a subscript with colons.");
}
