// The iterators that are builtins: enumerate, zip, map, filter, reversed.
//
//   enumerate  ┌ header │ iterator Value @8 │ index i64 @16 │ big Value @24 (the index once it left i64, else NULL) │ pair Value @32
//   zip        ┌ header │ iterators Value @8 (a tuple) │ strict u32 @16 │ result Value @24
//   map        ┌ header │ iterators Value @8 (a tuple) │ function Value @16 │ strict u32 @24
//   filter     ┌ header │ iterator Value @8 │ function Value @16
//   reversed   ┌ header │ index i64 @8 │ sequence Value @16 (NULL: exhausted)
//
// enumerate and zip give the same tuple again when nobody else kept it.

import { Value, NULL, None, True, boxInt, boxPtr, ptrOf } from "../value";
import { T, N, name } from "../names.generated";
import { setSlot, Slot, TypeFlag, typeOf, typeSlot } from "./typeobject";
import { typeText, defType, method, METH_NOARGS, METH_O, METH_CLASS } from "./define";
import { freeObject, gcTrack, gcUntrack, isTracked } from "../memory/object";
import { incref, decref, newref, refcountOf, clearref } from "../memory/refcount";
import { raise, raiseFmt, errorOccurred, errorMatches, clearError } from "../errors";
import { getIter, iterNext, isTrue, call, call1, call0, indexOf, lookupSpecial, isSequence, lenOf, seqItem, indexI64 } from "../abstract";
import { checkArgs, noKeywords, parseArgs } from "../args";
import { tupleSize, tupleAt, tupleNew, tuplePut, tuple1, tuple2 } from "./tupleobject";
import { newInt, intExact, intFitsI64, asI64 } from "./int";
import { intAdd } from "./intarith";
import { genericAlias } from "./genericalias";
import { iterSelf } from "./seqiter";
import { visitValue } from "./visit";
import { allocInstance } from "./subtype";
import { pushArgs, popArgs } from "../interp/argstack";
import { strFromLiteral } from "./strnew";
import { deallocTwo, traverseTwo } from "./ownedvalues";

function visit2(p: usize, a: usize, b: usize, visit: i32, arg: usize): i32 {
  const r = visitValue(load<u64>(p + a), visit, arg);
  return r ? r : visitValue(load<u64>(p + b), visit, arg);
}
/** A tuple to give out again: the one at `slot` when nobody else has it, else NULL. */
function reusable(slot: usize): Value {
  const t = load<u64>(slot);
  if (t == NULL || refcountOf(ptrOf(t)) != 1) return NULL;
  if (!isTracked(ptrOf(t))) gcTrack(ptrOf(t)); // what it gets now may be in a cycle
  return t;
}

// enumerate

const ENUMERATE_SIZE: usize = 40;

function enumerateNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  if (nargs == 0 && (kwnames == NULL || tupleSize(kwnames) == 0)) return raise(T.TypeError, "enumerate() missing required argument 'iterable'");
  const out = pushArgs(2);
  if (!out) return NULL;
  const ok = parseArgs("enumerate", "iterable | start", args, nargs, kwnames, out);
  const iterable = load<u64>(out), start = load<u64>(out, 8);
  popArgs(out);
  if (!ok) return NULL;
  let first: Value = boxInt(0);
  if (start != NULL) {
    const i = indexOf(start);
    if (i == NULL) return NULL;
    first = intExact(i);
    decref(i);
  }
  const it = getIter(iterable);
  if (it == NULL) { decref(first); return NULL; }
  const p = allocInstance(type);
  if (!p) { decref(first); decref(it); return NULL; }
  store<u64>(p, it, 8);
  if (intFitsI64(first)) {
    store<i64>(p, asI64(first), 16);
    store<u64>(p, NULL, 24);
    decref(first);
  } else store<u64>(p, first, 24);
  store<u64>(p, NULL, 32);
  gcTrack(p);
  return boxPtr(p);
}
/** The present index, owned, and one more for the next time; NULL with MemoryError. */
function takeIndex(p: usize): Value {
  const big = load<u64>(p, 24);
  if (big == NULL) {
    const i = load<i64>(p, 16);
    if (i != i64.MAX_VALUE) {
      store<i64>(p, i + 1, 16);
      return newInt(i);
    }
  }
  const now = big == NULL ? newInt(i64.MAX_VALUE) : big;
  const next = now == NULL ? NULL : intAdd(now, boxInt(1));
  if (next == NULL) { if (big == NULL) decref(now); return NULL; }
  store<u64>(p, next, 24);
  return now;
}
function enumerateNext(self: Value): Value {
  const p = ptrOf(self);
  const item = iterNext(load<u64>(p, 8));
  if (item == NULL) return NULL;
  const index = takeIndex(p);
  if (index == NULL) { decref(item); return NULL; }
  const again = reusable(p + 32);
  if (again != NULL) {
    incref(again);
    const a = tupleAt(again, 0), b = tupleAt(again, 1);
    tuplePut(again, 0, index);
    tuplePut(again, 1, item);
    decref(a);
    decref(b);
    return again;
  }
  const pair = tupleNew(2);
  if (pair == NULL) { decref(index); decref(item); return NULL; }
  tuplePut(pair, 0, index);
  tuplePut(pair, 1, item);
  const old = load<u64>(p, 32);
  store<u64>(p, newref(pair), 32);
  decref(old);
  return pair;
}
function enumerateTraverse(p: usize, visit: i32, arg: usize): i32 {
  const r = visit2(p, 8, 24, visit, arg);
  return r ? r : visitValue(load<u64>(p, 32), visit, arg);
}
function enumerateDealloc(p: usize): void {
  gcUntrack(p);
  decref(load<u64>(p, 8));
  decref(load<u64>(p, 24));
  decref(load<u64>(p, 32));
  freeObject(p);
}
function enumerate_reduce(self: Value): Value {
  const p = ptrOf(self);
  const index = load<u64>(p, 24) != NULL ? newref(load<u64>(p, 24)) : newInt(load<i64>(p, 16));
  const args = tuple2(load<u64>(p, 8), index);
  decref(index);
  return reduceType(self, args, NULL);
}
/** (type, args, state), args and state stolen. */
export function reduceType(self: Value, args: Value, state: Value): Value {
  if (args == NULL) { decref(state); return NULL; }
  const r = tupleNew(state == NULL ? 2 : 3);
  if (r == NULL) { decref(args); decref(state); return NULL; }
  tuplePut(r, 0, newref(boxPtr(typeOf(self))));
  tuplePut(r, 1, args);
  if (state != NULL) tuplePut(r, 2, state);
  return r;
}
export function classGetItem(cls: Value, item: Value): Value { return genericAlias(cls, item); }

// zip and map: the tuple of iterators

/** A tuple of iterators over `n` arguments. A failing one of zip's is named by its place. */
function iteratorsOf(args: usize, n: i32, named: bool): Value {
  const t = tupleNew(n);
  if (t == NULL) return NULL;
  for (let i = 0; i < n; i++) {
    const v = load<u64>(args + (<usize>i << 3));
    const it = getIter(v);
    if (it == NULL) {
      decref(t);
      return NULL;
    }
    tuplePut(t, i, it);
  }
  return t;
}
/** The value of strict=, the only keyword: 1, 0, or -1 with an exception. */
function strictArgument(fname: string, args: usize, nargs: i32, kwnames: Value): i32 {
  if (kwnames == NULL || tupleSize(kwnames) == 0) return 0;
  const out = pushArgs(1);
  if (!out) return -1;
  const ok = parseArgs(fname, "| $ strict", args + (<usize>nargs << 3), 0, kwnames, out);
  const v = load<u64>(out);
  popArgs(out);
  if (!ok) return -1;
  return v == NULL ? 0 : isTrue(v);
}
/**
 * After argument `i` came to its end with strict=True: all must end at once. Raises ValueError, or returns NULL silently when they do.
 * "zip() argument 2 is shorter than argument 1", "… is longer than arguments 1-2".
 */
function strictEnd(fname: string, iterators: Value, i: u32): Value {
  if (errorOccurred()) return NULL;
  if (i) return unequal(fname, i + 1, "shorter");
  const n = tupleSize(iterators);
  for (let k: u32 = 1; k < n; k++) {
    const v = iterNext(tupleAt(iterators, k));
    if (v != NULL) {
      decref(v);
      return unequal(fname, k + 1, "longer");
    }
    if (errorOccurred()) return NULL;
  }
  return NULL;
}
function unequal(fname: string, place: u32, how: string): Value {
  const f = strFromLiteral(fname), h = strFromLiteral(how);
  if (place == 2) raiseFmt(T.ValueError, "%s argument 2 is %s than argument 1", f, h);
  else raiseFmt(T.ValueError, "%s argument %d is %s than arguments 1-%d", f, boxInt(place), h, boxInt(place - 1));
  decref(f);
  decref(h);
  return NULL;
}

const ZIP_SIZE: usize = 32;

function zipNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  const strict = strictArgument("zip", args, nargs, kwnames);
  if (strict < 0) return NULL;
  const iterators = iteratorsOf(args, nargs, true);
  if (iterators == NULL) return NULL;
  const p = allocInstance(type);
  if (!p) { decref(iterators); return NULL; }
  store<u64>(p, iterators, 8);
  store<u32>(p, strict, 16);
  store<u64>(p, NULL, 24);
  gcTrack(p);
  return boxPtr(p);
}
function zipNext(self: Value): Value {
  const p = ptrOf(self);
  const iterators = load<u64>(p, 8);
  const n = tupleSize(iterators);
  if (n == 0) return NULL;
  let result = reusable(p + 24);
  const again = result != NULL;
  if (again) incref(result);
  else {
    result = tupleNew(n);
    if (result == NULL) return NULL;
  }
  for (let i: u32 = 0; i < n; i++) {
    const it = tupleAt(iterators, i);
    const v = iterNext(it);
    if (v == NULL) {
      decref(result);
      return load<u32>(p, 16) ? strictEnd("zip()", iterators, i) : NULL;
    }
    const old = tupleAt(result, i);
    tuplePut(result, i, v);
    decref(old);
  }
  if (!again) {
    const old = load<u64>(p, 24);
    store<u64>(p, newref(result), 24);
    decref(old);
  }
  return result;
}
function zipTraverse(p: usize, visit: i32, arg: usize): i32 { return visit2(p, 8, 24, visit, arg); }
function zipDealloc(p: usize): void {
  gcUntrack(p);
  decref(load<u64>(p, 8));
  decref(load<u64>(p, 24));
  freeObject(p);
}
function zip_reduce(self: Value): Value {
  const p = ptrOf(self);
  return reduceType(self, newref(load<u64>(p, 8)), load<u32>(p, 16) ? True : NULL);
}
function setStrict(self: Value, offset: usize, state: Value): Value {
  const truth = isTrue(state);
  if (truth < 0) return NULL;
  store<u32>(ptrOf(self) + offset, truth);
  return None;
}
function zip_setstate(self: Value, state: Value): Value { return setStrict(self, 16, state); }

const MAP_SIZE: usize = 32;

function mapNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  const strict = strictArgument("map", args, nargs, kwnames);
  if (strict < 0) return NULL;
  if (nargs < 2) return raise(T.TypeError, "map() must have at least two arguments.");
  const iterators = iteratorsOf(args + 8, nargs - 1, false);
  if (iterators == NULL) return NULL;
  const p = allocInstance(type);
  if (!p) { decref(iterators); return NULL; }
  store<u64>(p, iterators, 8);
  store<u64>(p, newref(load<u64>(args)), 16);
  store<u32>(p, strict, 24);
  gcTrack(p);
  return boxPtr(p);
}
function mapNext(self: Value): Value {
  const p = ptrOf(self);
  const iterators = load<u64>(p, 8);
  const n = tupleSize(iterators);
  const args = pushArgs(n);
  if (!args) return NULL;
  let got: u32 = 0;
  for (; got < n; got++) {
    const it = tupleAt(iterators, got);
    const v = iterNext(it);
    if (v == NULL) break;
    store<u64>(args + (<usize>got << 3), v);
  }
  let r: Value = NULL;
  if (got == n) r = call(load<u64>(p, 16), args, n, NULL);
  for (let i: u32 = 0; i < got; i++) decref(load<u64>(args + (<usize>i << 3)));
  popArgs(args);
  if (got < n && load<u32>(p, 24)) return strictEnd("map()", iterators, got);
  return r;
}
function map_reduce(self: Value): Value {
  const p = ptrOf(self);
  const iterators = load<u64>(p, 8);
  const n = tupleSize(iterators);
  const args = tupleNew(n + 1);
  if (args == NULL) return NULL;
  tuplePut(args, 0, newref(load<u64>(p, 16)));
  for (let i: u32 = 0; i < n; i++) tuplePut(args, i + 1, newref(tupleAt(iterators, i)));
  return reduceType(self, args, load<u32>(p, 24) ? True : NULL);
}
function map_setstate(self: Value, state: Value): Value { return setStrict(self, 24, state); }

// filter

const FILTER_SIZE: usize = 24;

function filterNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  if ((type == T.filter || typeSlot(type, Slot.init) == typeSlot(T.filter, Slot.init)) && !noKeywords("filter", kwnames)) return NULL;
  if (!checkArgs("filter", nargs, 2, 2)) return NULL;
  const it = getIter(load<u64>(args, 8));
  if (it == NULL) return NULL;
  const p = allocInstance(type);
  if (!p) { decref(it); return NULL; }
  store<u64>(p, it, 8);
  store<u64>(p, newref(load<u64>(args)), 16);
  gcTrack(p);
  return boxPtr(p);
}
function filterNext(self: Value): Value {
  const p = ptrOf(self);
  const it = load<u64>(p, 8);
  const f = load<u64>(p, 16);
  const plain = f == None || f == boxPtr(T.bool);
  while (true) {
    const item = iterNext(it);
    if (item == NULL) return NULL;
    let truth: i32;
    if (plain) truth = isTrue(item);
    else {
      const r = call1(f, item);
      if (r == NULL) { decref(item); return NULL; }
      truth = isTrue(r);
      decref(r);
    }
    if (truth > 0) return item;
    decref(item);
    if (truth < 0) return NULL;
  }
}
function filter_reduce(self: Value): Value {
  const p = ptrOf(self);
  return reduceType(self, tuple2(load<u64>(p, 16), load<u64>(p, 8)), NULL);
}

// reversed

const REVERSED_SIZE: usize = 24;

function reversedNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  if ((type == T.reversed || typeSlot(type, Slot.init) == typeSlot(T.reversed, Slot.init)) && !noKeywords("reversed", kwnames)) return NULL;
  if (!checkArgs("reversed", nargs, 1, 1)) return NULL;
  const v = load<u64>(args);
  const special = lookupSpecial(v, name(N.__reversed__));
  if (special == None) return raiseFmt(T.TypeError, "'%T' object is not reversible", v);
  if (special != NULL) {
    const r = call0(special);
    decref(special);
    return r;
  }
  if (errorOccurred()) return NULL;
  if (!isSequence(v)) return raiseFmt(T.TypeError, "'%T' object is not reversible", v);
  const n = lenOf(v);
  if (n < 0) return NULL;
  const p = allocInstance(type);
  if (!p) return NULL;
  store<i64>(p, n - 1, 8);
  store<u64>(p, newref(v), 16);
  gcTrack(p);
  return boxPtr(p);
}
function reversedNext(self: Value): Value {
  const p = ptrOf(self);
  const v = load<u64>(p, 16);
  const i = load<i64>(p, 8);
  if (v == NULL) return NULL;
  if (i >= 0) {
    const item = seqItem(v, i);
    if (item != NULL) {
      store<i64>(p, i - 1, 8);
      return item;
    }
    if (errorMatches(T.IndexError) || errorMatches(T.StopIteration)) clearError();
  }
  store<i64>(p, -1, 8);
  clearref(p + 16);
  return NULL;
}
function reversedTraverse(p: usize, visit: i32, arg: usize): i32 { return visitValue(load<u64>(p, 16), visit, arg); }
function reversedDealloc(p: usize): void {
  gcUntrack(p);
  decref(load<u64>(p, 16));
  freeObject(p);
}
function reversed_hint(self: Value): Value {
  const p = ptrOf(self);
  const v = load<u64>(p, 16);
  if (v == NULL) return boxInt(0);
  const n = lenOf(v);
  if (n < 0) return NULL;
  const left = load<i64>(p, 8) + 1;
  return newInt(n < left ? 0 : left);
}
function reversed_reduce(self: Value): Value {
  const p = ptrOf(self);
  const v = load<u64>(p, 16);
  if (v != NULL) return reduceType(self, tuple1(v), newInt(load<i64>(p, 8)));
  const empty = tupleNew(0);
  const args = empty == NULL ? NULL : tuple1(empty);
  decref(empty);
  return reduceType(self, args, NULL);
}
function reversed_setstate(self: Value, state: Value): Value {
  let i = indexI64(state, T.OverflowError);
  if (i == -1 && errorOccurred()) return NULL;
  const p = ptrOf(self);
  const v = load<u64>(p, 16);
  if (v != NULL) {
    const n = lenOf(v);
    if (n < 0) return NULL;
    store<i64>(p, min<i64>(max<i64>(i, -1), n - 1), 8);
  }
  return None;
}

function define(type: usize, typeName: string, size: usize, new_: i32, next: i32, traverse: i32, dealloc: i32, reduce: i32): void {
  defType(type, typeName, T.object, size, TypeFlag.BASETYPE | TypeFlag.HAVE_GC | TypeFlag.IMMUTABLE);
  setSlot(type, Slot.new_, new_);
  setSlot(type, Slot.iter, iterSelf.index);
  setSlot(type, Slot.iternext, next);
  setSlot(type, Slot.traverse, traverse);
  setSlot(type, Slot.dealloc, dealloc);
  method(type, "__reduce__", reduce, METH_NOARGS, "", "Return state information for pickling.");
}

export function init_iterators(): void {
  define(T.enumerate, "enumerate", ENUMERATE_SIZE, enumerateNew.index, enumerateNext.index, enumerateTraverse.index, enumerateDealloc.index, enumerate_reduce.index);
  method(T.enumerate, "__class_getitem__", classGetItem.index, METH_O | METH_CLASS, "", "See PEP 585");
  define(T.zip, "zip", ZIP_SIZE, zipNew.index, zipNext.index, zipTraverse.index, zipDealloc.index, zip_reduce.index);
  method(T.zip, "__setstate__", zip_setstate.index, METH_O, "", "Set state information for unpickling.");
  define(T.map, "map", MAP_SIZE, mapNew.index, mapNext.index, traverseTwo.index, deallocTwo.index, map_reduce.index);
  method(T.map, "__setstate__", map_setstate.index, METH_O, "", "Set state information for unpickling.");
  define(T.filter, "filter", FILTER_SIZE, filterNew.index, filterNext.index, traverseTwo.index, deallocTwo.index, filter_reduce.index);
  define(T.reversed, "reversed", REVERSED_SIZE, reversedNew.index, reversedNext.index, reversedTraverse.index, reversedDealloc.index, reversed_reduce.index);
  method(T.reversed, "__length_hint__", reversed_hint.index, METH_NOARGS, "", "Private method returning an estimate of len(list(it)).");
  method(T.reversed, "__setstate__", reversed_setstate.index, METH_O, "", "Set state information for unpickling.");
  typeText(T.enumerate, "enumerate(iterable, start=0)\n--\n\nPairs of an index and an item of the iterable.");
  typeText(T.zip, "zip(*iterables, strict=False)\n--\n\nTuples of the items of several iterables, until the shortest ends.");
  typeText(T.map, "map(function, iterable, /, *iterables, strict=False)\n--\n\nWhat the function returns for the items of the iterables.");
  typeText(T.filter, "filter(function, iterable, /)\n--\n\nThe items for which the function is true; with None, those that are true.");
  typeText(T.reversed, "reversed(object, /)\n--\n\nReturn a reverse iterator over the values of the given sequence.");
}
