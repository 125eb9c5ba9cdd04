// Reference counts. Only this file touches a count: a build without a GIL (PEP 703) replaces it.
//
// When the last reference goes, the type's dealloc slot runs. Chains of objects that die together (a long linked list)
// would recurse without end, so past TRASH_DEPTH nested deallocations an object is put on the thread's trash list,
// linked through its count word, and dealt with when the outermost deallocation returns.

import { DEBUG } from "../build.generated";
import { Value, isPtr, ptrOf } from "../value";
import { current } from "../state";

const TRASH_DEPTH: u32 = 50;

/** Count of an object that never dies (static types). */
export const IMMORTAL: u32 = 0x40000000;

/** One reference more to `v`; nothing for what is no pointer. */
export function incref(v: Value): void {
  if (isPtr(v)) { const p = ptrOf(v); store<u32>(p, load<u32>(p) + 1); }
}
/** One reference less to `v`, which is freed with the last: then anything can run. Nothing for what is no pointer. */
export function decref(v: Value): void {
  if (isPtr(v)) drop(ptrOf(v));
}
/** `v` with one more reference: for returning a borrowed value as an owned one. */
export function newref(v: Value): Value { incref(v); return v; }

/** The same by address, for objects that are known to be pointers. */
export function increfPtr(p: usize): void { store<u32>(p, load<u32>(p) + 1); }
/** decref of the object at `p`. */
export function decrefPtr(p: usize): void { drop(p); }

/** Whether dropping one reference would free the object; if not, `decrefShared` drops it, and nothing can run. */
export function isLast(p: usize): bool { return load<u32>(p) == 1; }
export function decrefShared(p: usize): void { store<u32>(p, load<u32>(p) - 1); }

export function refcountOf(p: usize): u32 { return load<u32>(p); }
/** For who makes or keeps objects without counting: a new one, a free list. */
export function setRefcount(p: usize, count: u32): void { store<u32>(p, count); }

function drop(p: usize): void {
  const count = load<u32>(p) - 1;
  if (DEBUG) assert(count < 0x80000000, "reference count below zero");
  store<u32>(p, count);
  if (count == 0) dealloc(p);
}

/** Runs the dealloc slot of an object whose count is zero. */
export function dealloc(p: usize): void {
  const t = current();
  if (t.trashDepth >= TRASH_DEPTH) {
    store<u32>(p, t.trash);
    t.trash = <u32>p;
    return;
  }
  t.trashDepth++;
  call_indirect(load<u32>(<usize>load<u32>(p, 4), SLOT_DEALLOC), p);
  if (t.trashDepth == 1) {
    while (t.trash) {
      const q = <usize>t.trash;
      t.trash = load<u32>(q);
      store<u32>(q, 0);
      call_indirect(load<u32>(<usize>load<u32>(q, 4), SLOT_DEALLOC), q);
    }
  }
  t.trashDepth--;
}

/** Offset of the dealloc slot in a type object: the first one (core/objects/typeobject.ts asserts it). */
export const SLOT_DEALLOC: usize = 112;

/** Replaces the Value at `slot` by `v` (stolen), dropping the old one after the store, as Py_XSETREF. */
export function setref(slot: usize, v: Value): void {
  const old = load<u64>(slot);
  store<u64>(slot, v);
  decref(old);
}
/** Replaces the Value at `slot` by NULL and drops it, as Py_CLEAR. */
export function clearref(slot: usize): void {
  const old = load<u64>(slot);
  store<u64>(slot, 0xFFF9000000000000);
  decref(old);
}
