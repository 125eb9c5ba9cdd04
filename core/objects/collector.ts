// When the cycle collector runs, and the parts of a collection that call Python code. The graph work is in core/memory/cycles.ts.
//
// The order of a collection (PEP 442): find garbage; weak references with callbacks to it die, the callbacks are called; finalisers are called, once in an
// object's life; what they revived is found by looking again and goes to the older generation; all weak references to the rest die; the rest is taken
// apart by the clear slots.
// Guarded by tests/lang/gc.

import { HOSTILE } from "../build.generated";
import { Value, NULL, boxInt, boxPtr, isPtr, ptrOf } from "../value";
import { T } from "../names.generated";
import { runtime, RUNTIME, Runtime } from "../state";
import { Slot, TypeFlag, isExact, typeOf, typeSlot, typeView } from "./typeobject";
import { decref, decrefPtr, increfPtr, newref } from "../memory/refcount";
import { isFinalized, isTracked, setFinalized } from "../memory/object";
import { clearCollecting, findUnreachable, generation, isTrash, listCount, listEmpty, listInit, listMerge, listMove, listRemove, nextOf, objectOf } from "../memory/cycles";
import { call1, call2 } from "../abstract";
import { errorOccurred, fetchError, restoreError } from "../errors";
import { writeUnraisable } from "../unraisable";
import { dictNew, dictSet } from "./dict";
import { internAscii } from "./strnew";
import { listAppend, listAt, listNew, listSize } from "./listobject";
import { tuple2, tupleAt, tupleSize } from "./tupleobject";
import { traceCollect, traceCollected } from "../trace";
import { weakListOf, weakView, unlink } from "./weakrefs";

export const DEBUG_SAVEALL: u32 = 32;
export const DEBUG_UNCOLLECTABLE: u32 = 4;

/** The counters of gc.get_stats: which is 0 collections, 1 collected, 2 uncollectable. */
export function statOf(gen: i32, which: i32): u32 { return load<u32>(RUNTIME + offsetof<Runtime>("gcStats0") + <usize>(gen * 3 + which) * 4); }
function addStat(gen: i32, which: i32, n: u32): void {
  store<u32>(RUNTIME + offsetof<Runtime>("gcStats0") + <usize>(gen * 3 + which) * 4, statOf(gen, which) + n);
}
export function countOf(gen: i32): u32 { return load<u32>(RUNTIME + offsetof<Runtime>("gcCount0") + (<usize>gen << 2)); }
function setCount(gen: i32, n: u32): void { store<u32>(RUNTIME + offsetof<Runtime>("gcCount0") + (<usize>gen << 2), n); }

/** Collects if a generation is over its threshold: what the breaker asks for. */
export function collectIfDue(): void {
  const r = runtime();
  if (!r.gcEnabled || r.gcCollecting || r.gcThreshold0 == 0 || r.gcCount0 <= r.gcThreshold0 - <u32>HOSTILE) return;
  let gen = 0;
  if (r.gcCount1 > r.gcThreshold1) gen = 1;
  // A full collection costs as much as there are objects: only when a quarter as many are new, so that the cost is linear in the allocations.
  if (r.gcCount2 > (r.gcThreshold2 ? r.gcThreshold2 : 10) && r.gcLongLivedPending >= r.gcLongLived >>> 2) gen = 2;
  collectWithCallbacks(gen);
}

/** gc.collect(gen): how many objects were found; 0 while another collection runs. */
export function collectGeneration(gen: i32): u32 {
  if (runtime().gcCollecting) return 0;
  return collectWithCallbacks(gen);
}

/** A full collection while the interpreter ends, of which gc.callbacks are not told; also when the collector is switched off. */
export function collectAtEnd(): void {
  const r = runtime();
  if (r.gcCollecting) return;
  r.gcCollecting = 1;
  traceCollect(2);
  traceCollected(collect(2));
  r.gcCollecting = 0;
}

function collectWithCallbacks(gen: i32): u32 {
  const r = runtime();
  r.gcCollecting = 1;
  const pending = fetchError();
  callBack("start", gen, 0, 0);
  const uncollectable = statOf(gen, 2);
  traceCollect(gen);
  const found = collect(gen);
  traceCollected(found);
  callBack("stop", gen, found, statOf(gen, 2) - uncollectable);
  restoreError(pending);
  r.gcCollecting = 0;
  return found;
}
function putNumber(d: Value, key: string, n: u32): void {
  const k = internAscii(key);
  dictSet(d, k, boxInt(n));
  decref(k);
}
/** Calls every function in gc.callbacks. */
function callBack(phase: string, gen: i32, collected: u32, uncollectable: u32): void {
  const callbacks = runtime().gcCallbacks;
  if (callbacks == NULL || listSize(callbacks) == 0) return;
  const text = internAscii(phase);
  const info = dictNew();
  if (info != NULL) {
    putNumber(info, "generation", gen);
    putNumber(info, "collected", collected);
    putNumber(info, "uncollectable", uncollectable);
    for (let i: u32 = 0; i < listSize(callbacks); i++) {
      const f = newref(listAt(callbacks, i));
      const r = call2(f, text, info);
      if (r == NULL) writeUnraisable(f);
      decref(r);
      decref(f);
    }
  }
  decref(info);
  decref(text);
}

/** Whether no cycle can go through an item of a tuple: an atom, a built-in class, or a tuple that is not tracked any more. An item is NULL while its tuple is being made. */
function cannotCycle(item: Value): bool {
  if (item == NULL) return false;
  if (!isPtr(item) || !(typeView(typeOf(item)).flags & TypeFlag.HAVE_GC)) return true;
  if (isExact(item, T.type)) return !(typeView(ptrOf(item)).flags & TypeFlag.HEAP);
  return isExact(item, T.tuple) && !isTracked(ptrOf(item));
}
/** Forgets the tuples of a list that are in no cycle and, since nobody changes a tuple, never will be. */
function untrackTuples(list: usize): void {
  for (let h = nextOf(list), next = nextOf(h); h != list; h = next, next = nextOf(h)) {
    const v = boxPtr(objectOf(h));
    if (!isExact(v, T.tuple)) continue;
    const size = tupleSize(v);
    let i: usize = 0;
    while (i < size && cannotCycle(tupleAt(v, i))) i++;
    if (i == size) listRemove(h);
  }
}

function collect(gen: i32): u32 {
  const r = runtime();
  const unreachable = RUNTIME + offsetof<Runtime>("gcUnreachable");
  const still = RUNTIME + offsetof<Runtime>("gcStill");
  if (gen < 2) setCount(gen + 1, countOf(gen + 1) + 1);
  for (let i = 0; i <= gen; i++) setCount(i, 0);
  const young = generation(gen);
  for (let i = 0; i < gen; i++) listMerge(generation(i), young);
  const old = gen < 2 ? generation(gen + 1) : young;
  findUnreachable(young, unreachable);
  untrackTuples(young);
  if (gen == 1) r.gcLongLivedPending += listCount(young);
  if (gen == 2) { r.gcLongLivedPending = 0; r.gcLongLived = listCount(young); }
  else listMerge(young, old);

  dropWeakrefs(unreachable, true);
  runFinalizers(unreachable);
  // Finalisers may have revived some. The others keep COLLECTING.
  findUnreachable(unreachable, still);
  listMerge(unreachable, old);
  const found = listCount(still);
  dropWeakrefs(still, false);
  takeApart(still, old);
  addStat(gen, 0, 1);
  addStat(gen, 1, found);
  return found;
}

/** The weak references to the objects of a list die: with `callbacks`, those that have one, which is then called unless the reference is garbage too. */
function dropWeakrefs(list: usize, callbacks: bool): void {
  let calls: Value = NULL;
  for (let h = nextOf(list); h != list; h = nextOf(h)) {
    const place = weakListOf(objectOf(h));
    let w = place ? <usize>load<u32>(place) : 0;
    while (w) {
      const next = <usize>weakView(w).next;
      const callback = weakView(w).callback;
      if (!callbacks) unlink(w);
      else if (callback != NULL) {
        unlink(w);
        if (!isTrash(w)) {
          if (calls == NULL) calls = listNew();
          const pair = calls == NULL ? NULL : tuple2(boxPtr(w), callback);
          if (pair != NULL) { listAppend(calls, pair); decref(pair); }
        }
      }
      w = next;
    }
  }
  if (calls == NULL) return;
  const n = listSize(calls);
  for (let i: u32 = 0; i < n; i++) {
    const pair = listAt(calls, i);
    const w = <usize>tupleAt(pair, 0);
    const callback = weakView(w).callback;
    weakView(w).callback = NULL;
    decref(callback);
    const r = call1(tupleAt(pair, 1), tupleAt(pair, 0));
    if (r == NULL) writeUnraisable(tupleAt(pair, 1));
    decref(r);
  }
  decref(calls);
}

function runFinalizers(list: usize): void {
  const seen = RUNTIME + offsetof<Runtime>("gcSeen");
  listInit(seen);
  while (!listEmpty(list)) {
    const h = nextOf(list);
    const p = objectOf(h);
    listMove(h, seen);
    const finalize = typeSlot(<usize>load<u32>(p, 4), Slot.finalize);
    if (finalize && !isFinalized(p)) {
      setFinalized(p);
      increfPtr(p);
      call_indirect<void>(finalize, p);
      decrefPtr(p);
    }
  }
  listMerge(seen, list);
}

/** Clears the objects of a list. One that is still there afterwards (somebody holds it) goes to the old generation. */
function takeApart(list: usize, old: usize): void {
  const r = runtime();
  while (!listEmpty(list)) {
    const h = nextOf(list);
    const p = objectOf(h);
    if (r.gcDebug & DEBUG_SAVEALL) {
      if (r.gcGarbage != NULL) listAppend(r.gcGarbage, boxPtr(p));
    } else {
      const clear = typeSlot(<usize>load<u32>(p, 4), Slot.clear);
      if (clear) {
        increfPtr(p);
        call_indirect<void>(clear, p);
        if (errorOccurred()) writeUnraisable(NULL);
        decrefPtr(p);
      }
    }
    if (nextOf(list) == h) {
      listMove(h, old);
      clearCollecting(h);
    }
  }
}
