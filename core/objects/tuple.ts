// The type tuple and its iterator. The layout is in core/objects/tupleobject.ts.
//
//   tuple_iterator  ┌ count u32 │ type u32 │ index i64 @8 │ tuple Value @16 (NULL: exhausted)
//
// The items of a subclass of tuple are where those of a tuple are; what the class adds stands before the object (TypeObj.prefix).

import { Value, NULL, None, NotImplemented, isInt, isPtr, intOf, boxBool, boxPtr, ptrOf } from "../value";
import { T } from "../names.generated";
import { isExact, hasFlag, setSlot, Slot, TypeFlag, CompareOp, typeView, typeSlot } from "./typeobject";
import { typeText, defType, method, METH_NOARGS, METH_O, METH_FAST, METH_CLASS } from "./define";
import { allocObject, freeObject, gcTrack, gcUntrack } from "../memory/object";
import { decref, newref, clearref } from "../memory/refcount";
import { raise, raiseFmt, errorOccurred, outOfMemory } from "../errors";
import { reprOf, equalBool, richCompare, tupleFromIterable, hasIndex, indexI64 } from "../abstract";
import { checkArgs, noKeywords } from "../args";
import { strFromLiteral } from "./strnew";
import { builderInit, builderText, builderStr, builderFinish, builderDiscard } from "./strbuilder";
import { tupleSize, tupleItems, tupleAt, tupleNew, tuplePut, tuple1, TUPLE_ITEMS } from "./tupleobject";
import { newInt } from "./int";
import { genericAlias } from "./genericalias";
import { isSlice, sliceUnpack, sliceAdjust } from "./sliceobject";
import { pushArgs, popArgs } from "../interp/argstack";
import { builtinNamed, reduceOver } from "./reduce";
import { iterSelf } from "./seqiter";
import { visitValue } from "./visit";
import { allocInstanceOf } from "./subtype";
import { findIndex, countEqual } from "./sequence";
import { keyHash } from "./dict";
import { reprEnter, reprLeave } from "./reprguard";

const ITER_SIZE: usize = 24;

export function isTuple(v: Value): bool { return isPtr(v) && hasFlag(v, TypeFlag.TUPLE_SUBCLASS); }

function tupleNewType(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  if ((type == T.tuple || typeSlot(type, Slot.init) == typeSlot(T.tuple, Slot.init)) && !noKeywords("tuple", kwnames)) return NULL;
  if (!checkArgs("tuple", nargs, 0, 1)) return NULL;
  if (type == T.tuple) return nargs ? tupleFromIterable(load<u64>(args)) : tupleNew(0);
  const items = nargs ? tupleFromIterable(load<u64>(args)) : tupleNew(0);
  if (items == NULL) return NULL;
  const r = tupleSubclass(type, tupleItems(items), tupleSize(items));
  decref(items);
  return r;
}
/** A new instance of a subclass of tuple with `size` borrowed items. */
export function tupleSubclass(type: usize, items: usize, size: u32): Value {
  const p = allocInstanceOf(type, TUPLE_ITEMS + (<usize>size << 3));
  if (!p) return NULL;
  store<u32>(p, size, 8);
  for (let i: usize = 0; i < size; i++) store<u64>(p + (i << 3), newref(load<u64>(items + (i << 3))), TUPLE_ITEMS);
  gcTrack(p);
  return boxPtr(p);
}
function tupleDealloc(p: usize): void {
  gcUntrack(p);
  const n = <usize>load<u32>(p, 8);
  for (let i: usize = 0; i < n; i++) decref(load<u64>(p + (i << 3), TUPLE_ITEMS));
  freeObject(p);
}
function tupleTraverse(p: usize, visit: i32, arg: usize): i32 {
  const n = <usize>load<u32>(p, 8);
  for (let i: usize = 0; i < n; i++) {
    const r = visitValue(load<u64>(p + (i << 3), TUPLE_ITEMS), visit, arg);
    if (r) return r;
  }
  return 0;
}
function tupleReprSlot(self: Value): Value {
  if (tupleSize(self) == 0) return strFromLiteral("()");
  const state = reprEnter(self);
  if (state < 0) return NULL;
  if (state) return strFromLiteral("(...)");
  const r = tupleRepr(self);
  reprLeave(self);
  return r;
}
function tupleRepr(self: Value): Value {
  const n = <usize>tupleSize(self);
  const b = builderInit();
  if (!b) return NULL;
  let ok = builderText(b, "(");
  for (let i: usize = 0; i < n && ok; i++) {
    if (i) ok = builderText(b, ", ");
    const r = reprOf(tupleAt(self, i));
    ok = r != NULL && ok && builderStr(b, r);
    decref(r);
  }
  if (!ok || !builderText(b, n == 1 ? ",)" : ")")) return builderDiscard(b);
  return builderFinish(b);
}

/** The hash of `n` values in a row, as of the tuple of them (CPython's, after xxHash); -1 with an exception. */
export function tupleHashOf(items: usize, n: usize): i64 {
  let acc: u64 = 2870177450012600261;
  for (let i: usize = 0; i < n; i++) {
    const h = keyHash(load<u64>(items + (i << 3)));
    if (h == -1) return -1;
    acc += <u64>h * 14029467366897019727;
    acc = rotl<u64>(acc, 31);
    acc *= 11400714785074694791;
  }
  acc += <u64>n ^ (2870177450012600261 ^ 3527539);
  return acc == <u64>-1 ? 1546275796 : <i64>acc;
}
function tupleHash(self: Value): i64 { return tupleHashOf(tupleItems(self), tupleSize(self)); }

/** Compares two tuples by the first items that differ. */
export function tupleCompare(a: Value, b: Value, op: i32): Value {
  if (!isTuple(a) || !isTuple(b)) return NotImplemented;
  const n = tupleSize(a), m = tupleSize(b);
  const least = min(n, m);
  let i: u32 = 0;
  for (; i < least; i++) {
    const same = equalBool(tupleAt(a, i), tupleAt(b, i));
    if (same < 0) return NULL;
    if (!same) break;
  }
  if (i < least) {
    if (op == CompareOp.EQ) return boxBool(false);
    if (op == CompareOp.NE) return boxBool(true);
    return richCompare(tupleAt(a, i), tupleAt(b, i), op);
  }
  return compareSizes(n, m, op);
}
/** n op m. */
export function compareSizes(n: u32, m: u32, op: i32): Value {
  switch (op) {
    case CompareOp.LT: return boxBool(n < m);
    case CompareOp.LE: return boxBool(n <= m);
    case CompareOp.EQ: return boxBool(n == m);
    case CompareOp.NE: return boxBool(n != m);
    case CompareOp.GT: return boxBool(n > m);
  }
  return boxBool(n >= m);
}

function tupleLen(self: Value): i64 { return tupleSize(self); }
function tupleItem(self: Value, i: i64): Value {
  if (<u64>i >= <u64>tupleSize(self)) return raise(T.IndexError, "tuple index out of range");
  return newref(tupleAt(self, <usize>i));
}
function tupleContains(self: Value, item: Value): i32 {
  const n = <usize>tupleSize(self);
  for (let i: usize = 0; i < n; i++) {
    const same = equalBool(tupleAt(self, i), item);
    if (same) return same;
  }
  return 0;
}
function tupleConcat(a: Value, b: Value): Value {
  if (!isTuple(b)) return raiseFmt(T.TypeError, "can only concatenate tuple (not \"%T\") to tuple", b);
  const n = tupleSize(a), m = tupleSize(b);
  if (n == 0 && isExact(b, T.tuple)) return newref(b);
  if (m == 0 && isExact(a, T.tuple)) return newref(a);
  const r = tupleNew(n + m);
  if (r == NULL) return NULL;
  for (let i: u32 = 0; i < n; i++) tuplePut(r, i, newref(tupleAt(a, i)));
  for (let i: u32 = 0; i < m; i++) tuplePut(r, n + i, newref(tupleAt(b, i)));
  return r;
}
function tupleRepeat(self: Value, count: i64): Value {
  const n = tupleSize(self);
  if (isExact(self, T.tuple) && (n == 0 || count == 1)) return newref(self);
  if (n == 0 || count <= 0) return tupleNew(0);
  if (count > 0x10000000 || <u64>count * n > 0x10000000) return outOfMemory();
  const r = tupleNew(<u32>count * n);
  if (r == NULL) return NULL;
  let at: usize = 0;
  for (let k: i64 = 0; k < count; k++) for (let i: u32 = 0; i < n; i++) tuplePut(r, at++, newref(tupleAt(self, i)));
  return r;
}
/** The items [start, end) as a new tuple; the tuple itself when that is all of an exact one. */
export function tupleSlice(self: Value, start: u32, end: u32): Value {
  if (start == 0 && end == tupleSize(self) && isExact(self, T.tuple)) return newref(self);
  const r = tupleNew(end - start);
  if (r == NULL) return NULL;
  for (let i = start; i < end; i++) tuplePut(r, i - start, newref(tupleAt(self, i)));
  return r;
}
export function tupleSubscript(self: Value, key: Value): Value {
  if (isInt(key)) {
    let i = intOf(key);
    if (i < 0) i += tupleSize(self);
    return tupleItem(self, i);
  }
  if (isSlice(key)) {
    const out = pushArgs(3);
    if (!out) return NULL;
    const ok = sliceUnpack(key, out);
    const n = ok ? sliceAdjust(tupleSize(self), out) : 0;
    const start = load<i64>(out), step = load<i64>(out, 16);
    popArgs(out);
    if (!ok) return NULL;
    if (n == 0) return tupleNew(0);
    if (step == 1) return tupleSlice(self, <u32>start, <u32>(start + n));
    const r = tupleNew(<u32>n);
    if (r == NULL) return NULL;
    for (let i: i64 = 0, j = start; i < n; i++, j += step) tuplePut(r, <usize>i, newref(tupleAt(self, <usize>j)));
    return r;
  }
  if (hasIndex(key)) {
    let i = indexI64(key, T.IndexError);
    if (i == -1 && errorOccurred()) return NULL;
    if (i < 0) i += tupleSize(self);
    return tupleItem(self, i);
  }
  return raiseFmt(T.TypeError, "tuple indices must be integers or slices, not %T", key);
}
function tuple_index(self: Value, args: usize, nargs: i32): Value {
  const i = findIndex("index", self, args, nargs);
  if (i >= 0) return newInt(i);
  return errorOccurred() ? NULL : raise(T.ValueError, "tuple.index(x): x not in tuple");
}
function tuple_count(self: Value, item: Value): Value { return countEqual(self, item); }
function tuple_getnewargs(self: Value): Value {
  const items = tupleSliceExact(self);
  if (items == NULL) return NULL;
  const r = tuple1(items);
  decref(items);
  return r;
}
function tupleSliceExact(self: Value): Value {
  if (isExact(self, T.tuple)) return newref(self);
  const n = tupleSize(self);
  const r = tupleNew(n);
  if (r == NULL) return NULL;
  for (let i: u32 = 0; i < n; i++) tuplePut(r, i, newref(tupleAt(self, i)));
  return r;
}
function tuple_class_getitem(cls: Value, item: Value): Value { return genericAlias(cls, item); }

// The iterator

function tupleIter(self: Value): Value {
  const p = allocObject(T.tuple_iterator, ITER_SIZE);
  if (!p) return NULL;
  store<u64>(p, newref(self), 16);
  gcTrack(p);
  return boxPtr(p);
}
export function tupleIterNext(self: Value): Value {
  const p = ptrOf(self);
  const t = load<u64>(p, 16);
  if (t == NULL) return NULL;
  const i = load<i64>(p, 8);
  if (i < <i64>tupleSize(t)) {
    store<i64>(p, i + 1, 8);
    return newref(tupleAt(t, <usize>i));
  }
  clearref(p + 16);
  return NULL;
}
function iter_hint(self: Value): Value {
  const p = ptrOf(self);
  const t = load<u64>(p, 16);
  return newInt(t == NULL ? 0 : <i64>tupleSize(t) - load<i64>(p, 8));
}
function iter_reduce(self: Value): Value { return reduceOver(builtinNamed("iter"), load<u64>(ptrOf(self), 16), newInt(load<i64>(ptrOf(self), 8))); }
function iter_setstate(self: Value, state: Value): Value {
  let i = indexI64(state, T.OverflowError);
  if (i == -1 && errorOccurred()) return NULL;
  const t = load<u64>(ptrOf(self), 16);
  if (t != NULL) store<i64>(ptrOf(self), min<i64>(max<i64>(i, 0), tupleSize(t)), 8);
  return None;
}
/** Slots of iterators with a sequence at 16, shared with list.ts. */
export function seqAt16Traverse(p: usize, visit: i32, arg: usize): i32 { return visitValue(load<u64>(p, 16), visit, arg); }
export function seqAt16Dealloc(p: usize): void {
  gcUntrack(p);
  decref(load<u64>(p, 16));
  freeObject(p);
}

export function init_tuple(): void {
  const t = T.tuple;
  defType(t, "tuple", T.object, TUPLE_ITEMS, TypeFlag.BASETYPE | TypeFlag.HAVE_GC | TypeFlag.IMMUTABLE | TypeFlag.SEQUENCE | TypeFlag.MATCH_SELF | TypeFlag.TUPLE_SUBCLASS);
  typeView(t).itemsize = 8;
  setSlot(t, Slot.dealloc, tupleDealloc.index);
  setSlot(t, Slot.traverse, tupleTraverse.index);
  setSlot(t, Slot.new_, tupleNewType.index);
  setSlot(t, Slot.repr, tupleReprSlot.index);
  setSlot(t, Slot.hash, tupleHash.index);
  setSlot(t, Slot.richcompare, tupleCompare.index);
  setSlot(t, Slot.iter, tupleIter.index);
  setSlot(t, Slot.sqLength, tupleLen.index);
  setSlot(t, Slot.sqConcat, tupleConcat.index);
  setSlot(t, Slot.sqRepeat, tupleRepeat.index);
  setSlot(t, Slot.sqItem, tupleItem.index);
  setSlot(t, Slot.sqContains, tupleContains.index);
  setSlot(t, Slot.mpLength, tupleLen.index);
  setSlot(t, Slot.mpSubscript, tupleSubscript.index);
  method(t, "__getnewargs__", tuple_getnewargs.index, METH_NOARGS, "($self, /)");
  method(t, "index", tuple_index.index, METH_FAST, "($self, value, start=0, stop=sys.maxsize, /)", "Return the first index of value; ValueError if it is not there.");
  method(t, "count", tuple_count.index, METH_O, "($self, value, /)", "Return the number of occurrences of value.");
  method(t, "__class_getitem__", tuple_class_getitem.index, METH_O | METH_CLASS, "($type, object, /)", "See PEP 585");
  const i = T.tuple_iterator;
  defType(i, "tuple_iterator", T.object, ITER_SIZE, TypeFlag.HAVE_GC | TypeFlag.DISALLOW_NEW | TypeFlag.IMMUTABLE);
  setSlot(i, Slot.dealloc, seqAt16Dealloc.index);
  setSlot(i, Slot.traverse, seqAt16Traverse.index);
  setSlot(i, Slot.iter, iterSelf.index);
  setSlot(i, Slot.iternext, tupleIterNext.index);
  method(i, "__length_hint__", iter_hint.index, METH_NOARGS, "", "Private method returning an estimate of len(list(it)).");
  method(i, "__reduce__", iter_reduce.index, METH_NOARGS, "", "Return state information for pickling.");
  method(i, "__setstate__", iter_setstate.index, METH_O, "", "Set state information for unpickling.");
  typeText(T.tuple, "tuple(iterable=(), /)\n--\n\nBuilt-in immutable sequence.\n\nWithout an argument, an empty tuple; otherwise one with the items of the iterable.");
}
