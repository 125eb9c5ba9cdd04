// The module gc.

import { Value, NULL, None, boxBool, boxInt, boxPtr, isPtr, ptrOf } from "../value";
import { runtime } from "../state";
import { T } from "../names.generated";
import { TypeFlag, hasFlag, isExact } from "../objects/typeobject";
import { constant, func, METH_FAST, METH_KW, METH_NOARGS, METH_O } from "../objects/define";
import { decref, newref } from "../memory/refcount";
import { isFinalized, isTracked } from "../memory/object";
import { generation, listCount, listMerge, nextOf, objectOf, traverse } from "../memory/cycles";
import { collectGeneration, countOf, statOf } from "../objects/collector";
import { errorOccurred, raise, raiseFmt } from "../errors";
import { hasIndex, indexI64 } from "../abstract";
import { parseArgs } from "../args";
import { pushArgs, popArgs } from "../interp/argstack";
import { dictNew, dictKeyAt, dictNext, dictSet, dictValueAt } from "../objects/dict";
import { internAscii } from "../objects/strnew";
import { listAppend, listAt, listNew, listPush, listSize } from "../objects/listobject";
import { tuple3, tupleAt, tupleSize, tupleFrom } from "../objects/tupleobject";

/** One optional argument `generation`; -2 with an exception, `missing` when not given (or None where that is allowed). */
function generationArgument(fname: string, args: usize, nargs: i32, kwnames: Value, missing: i64, noneAllowed: bool): i64 {
  const out = pushArgs(1);
  if (!out) return -2;
  let r: i64 = -2;
  if (parseArgs(fname, "| generation", args, nargs, kwnames, out)) {
    const v = load<u64>(out);
    if (v == NULL || (noneAllowed && v == None)) r = missing;
    else if (noneAllowed && !hasIndex(v)) raiseFmt(T.TypeError, "argument should be integer or None, not '%T'", v);
    else {
      r = indexI64(v, T.OverflowError);
      if (r == -1 && errorOccurred()) r = -2;
      else if (r < 0) r = -1;
    }
  }
  popArgs(out);
  return r;
}

function gcCollect(mod: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const gen = generationArgument("collect", args, nargs, kwnames, 2, false);
  if (gen == -2) return NULL;
  if (gen < 0 || gen > 2) return raise(T.ValueError, "invalid generation");
  return boxInt(collectGeneration(<i32>gen));
}
function gcEnable(mod: Value): Value { runtime().gcEnabled = 1; return None; }
function gcDisable(mod: Value): Value { runtime().gcEnabled = 0; return None; }
function gcIsEnabled(mod: Value): Value { return boxBool(runtime().gcEnabled != 0); }

function gcSetDebug(mod: Value, flags: Value): Value {
  const n = indexI64(flags, T.OverflowError);
  if (n == -1 && errorOccurred()) return NULL;
  runtime().gcDebug = <u32>n;
  return None;
}
function gcGetDebug(mod: Value): Value { return boxInt(runtime().gcDebug); }

function gcSetThreshold(mod: Value, args: usize, nargs: i32): Value {
  if (nargs < 1 || nargs > 3) return raise(T.TypeError, "gc.set_threshold requires 1 to 3 arguments");
  const r = runtime();
  const a = indexI64(load<u64>(args), T.OverflowError);
  if (a == -1 && errorOccurred()) return NULL;
  const b = nargs > 1 ? indexI64(load<u64>(args, 8), T.OverflowError) : <i64>r.gcThreshold1;
  if (b == -1 && errorOccurred()) return NULL;
  const c = nargs > 2 ? indexI64(load<u64>(args, 16), T.OverflowError) : <i64>r.gcThreshold2;
  if (c == -1 && errorOccurred()) return NULL;
  r.gcThreshold0 = <u32>a;
  r.gcThreshold1 = <u32>b;
  r.gcThreshold2 = <u32>c;
  return None;
}
function gcGetThreshold(mod: Value): Value {
  const r = runtime();
  return tuple3(boxInt(r.gcThreshold0), boxInt(r.gcThreshold1), boxInt(r.gcThreshold2));
}
function gcGetCount(mod: Value): Value { return tuple3(boxInt(countOf(0)), boxInt(countOf(1)), boxInt(countOf(2))); }

function put(d: Value, key: string, n: u32): void {
  const k = internAscii(key);
  dictSet(d, k, boxInt(n));
  decref(k);
}
function gcGetStats(mod: Value): Value {
  const list = listNew(3);
  if (list == NULL) return NULL;
  for (let gen = 0; gen < 3; gen++) {
    const d = dictNew();
    if (d == NULL) { decref(list); return NULL; }
    put(d, "collections", statOf(gen, 0));
    put(d, "collected", statOf(gen, 1));
    put(d, "uncollectable", statOf(gen, 2));
    listPush(list, d);
  }
  return list;
}

function tracked(v: Value): bool {
  return isPtr(v) && hasFlag(v, TypeFlag.HAVE_GC) && isTracked(ptrOf(v));
}
function gcIsTracked(mod: Value, v: Value): Value { return boxBool(tracked(v)); }
function gcIsFinalized(mod: Value, v: Value): Value {
  return boxBool(isPtr(v) && hasFlag(v, TypeFlag.HAVE_GC) && isFinalized(ptrOf(v)));
}

/** Appends the objects of a generation, without `list` itself. False with MemoryError. */
function appendGeneration(list: Value, gen: i32): bool {
  const head = generation(gen);
  const n = listCount(head);
  for (let h = nextOf(head), i: u32 = 0; h != head && i < n; h = nextOf(h), i++) {
    const p = objectOf(h);
    if (boxPtr(p) != list && listAppend(list, boxPtr(p)) < 0) return false;
  }
  return true;
}
function gcGetObjects(mod: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const gen = generationArgument("get_objects", args, nargs, kwnames, -3, true);
  if (gen == -2) return NULL;
  if (gen > 2) return raiseFmt(T.ValueError, "generation parameter must be less than the number of available generations (%d)", boxInt(3));
  if (gen == -1) return raise(T.ValueError, "generation parameter cannot be negative");
  const list = listNew(0);
  if (list == NULL) return NULL;
  for (let i = 0; i < 3; i++) if ((gen == -3 || gen == i) && !appendGeneration(list, i)) { decref(list); return NULL; }
  return list;
}

/** Whether a child is one of the items of the tuple at address `arg`. */
function visitReferrer(child: Value, arg: usize): i32 {
  const targets = boxPtr(arg);
  const n = <usize>tupleSize(targets);
  for (let i: usize = 0; i < n; i++) if (tupleAt(targets, i) == child) return 1;
  return 0;
}
function gcGetReferrers(mod: Value, args: usize, nargs: i32): Value {
  const targets = tupleFrom(args, nargs);
  if (targets == NULL) return NULL;
  const list = listNew(0);
  if (list == NULL) { decref(targets); return NULL; }
  for (let gen = 0; gen < 4; gen++) {
    const head = generation(gen);
    for (let h = nextOf(head); h != head; h = nextOf(h)) {
      const p = objectOf(h);
      if (boxPtr(p) == targets || boxPtr(p) == list) continue;
      if (traverse(p, visitReferrer.index, ptrOf(targets)) && listAppend(list, boxPtr(p)) < 0) { decref(list); decref(targets); return NULL; }
    }
  }
  decref(targets);
  return list;
}

function visitAppend(child: Value, arg: usize): i32 { return listAppend(boxPtr(arg), child) < 0 ? 1 : 0; }
/** The children of an object; numbers too, which traverse slots leave out. 0, or 1 with MemoryError. */
function appendReferents(list: Value, v: Value): i32 {
  if (isExact(v, T.list)) {
    for (let i: u32 = 0; i < listSize(v); i++) if (listAppend(list, listAt(v, i)) < 0) return 1;
    return 0;
  }
  if (isExact(v, T.tuple)) {
    const n = <usize>tupleSize(v);
    for (let i: usize = 0; i < n; i++) if (listAppend(list, tupleAt(v, i)) < 0) return 1;
    return 0;
  }
  if (isExact(v, T.dict)) {
    for (let i = dictNext(v, 0); i >= 0; i = dictNext(v, i + 1)) {
      const key = dictKeyAt(v, i); // str keys are not shown, as in CPython
      if ((!isExact(key, T.str) && listAppend(list, key) < 0) || listAppend(list, dictValueAt(v, i)) < 0) return 1;
    }
    return 0;
  }
  return traverse(ptrOf(v), visitAppend.index, ptrOf(list));
}
function gcGetReferents(mod: Value, args: usize, nargs: i32): Value {
  const list = listNew(0);
  if (list == NULL) return NULL;
  for (let i = 0; i < nargs; i++) {
    const v = load<u64>(args + (<usize>i << 3));
    if (!isPtr(v) || !hasFlag(v, TypeFlag.HAVE_GC)) continue;
    if (appendReferents(list, v)) { decref(list); return NULL; }
  }
  return list;
}

function gcFreeze(mod: Value): Value {
  for (let i = 0; i < 3; i++) listMerge(generation(i), generation(3));
  return None;
}
function gcUnfreeze(mod: Value): Value { listMerge(generation(3), generation(2)); return None; }
function gcGetFreezeCount(mod: Value): Value { return boxInt(listCount(generation(3))); }

export function init_gc(m: Value): void {
  const r = runtime();
  if (r.gcGarbage == NULL) r.gcGarbage = listNew(0);
  if (r.gcCallbacks == NULL) r.gcCallbacks = listNew(0);
  constant(m, "garbage", newref(r.gcGarbage));
  constant(m, "callbacks", newref(r.gcCallbacks));
  constant(m, "DEBUG_STATS", boxInt(1));
  constant(m, "DEBUG_COLLECTABLE", boxInt(2));
  constant(m, "DEBUG_UNCOLLECTABLE", boxInt(4));
  constant(m, "DEBUG_SAVEALL", boxInt(32));
  constant(m, "DEBUG_LEAK", boxInt(38));
  func(m, "collect", gcCollect.index, METH_KW, "($module, /, generation=2)", "Run the collector; how many unreachable objects it found.");
  func(m, "enable", gcEnable.index, METH_NOARGS, "($module, /)", "Enable automatic collection.");
  func(m, "disable", gcDisable.index, METH_NOARGS, "($module, /)", "Disable automatic collection.");
  func(m, "isenabled", gcIsEnabled.index, METH_NOARGS, "($module, /)", "Whether automatic collection is enabled.");
  func(m, "set_debug", gcSetDebug.index, METH_O, "($module, flags, /)", "Set the debugging flags.");
  func(m, "get_debug", gcGetDebug.index, METH_NOARGS, "($module, /)", "The debugging flags.");
  func(m, "set_threshold", gcSetThreshold.index, METH_FAST, "", "set_threshold(threshold0, [threshold1, [threshold2]])\nHow often the generations are collected; a first threshold of zero disables collection.");
  func(m, "get_threshold", gcGetThreshold.index, METH_NOARGS, "($module, /)", "The thresholds of the generations.");
  func(m, "get_count", gcGetCount.index, METH_NOARGS, "($module, /)", "The counts that are compared with the thresholds.");
  func(m, "get_stats", gcGetStats.index, METH_NOARGS, "($module, /)", "A dict of counters for each generation.");
  func(m, "is_tracked", gcIsTracked.index, METH_O, "($module, obj, /)", "Whether the collector knows the object.");
  func(m, "is_finalized", gcIsFinalized.index, METH_O, "($module, obj, /)", "Whether the finaliser of the object has run.");
  func(m, "get_objects", gcGetObjects.index, METH_KW, "($module, /, generation=None)", "The objects that the collector tracks.");
  func(m, "get_referrers", gcGetReferrers.index, METH_FAST, "($module, /, *objs)", "The objects that refer to one of the arguments.");
  func(m, "get_referents", gcGetReferents.index, METH_FAST, "($module, /, *objs)", "The objects that the arguments refer to.");
  func(m, "freeze", gcFreeze.index, METH_NOARGS, "($module, /)", "Move all tracked objects to a generation that is never collected.");
  func(m, "unfreeze", gcUnfreeze.index, METH_NOARGS, "($module, /)", "Move the frozen objects to the oldest generation.");
  func(m, "get_freeze_count", gcGetFreezeCount.index, METH_NOARGS, "($module, /)", "How many objects are frozen.");
}
