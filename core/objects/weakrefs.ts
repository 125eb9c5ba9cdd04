// Weak references: the list that an object keeps of them, and what happens when it dies. core/modules/_weakref.ts has the types' methods.
//
//   weakref   ┌ header │ object u32 @8 (address, 0: dead) │ pad │ callback Value @16 (NULL: none) │ hash i64 @24 (-1: unknown) │ previous u32 @32 │ next u32 @36 ┐
//   proxies have the same layout.
//
// The object's list starts in the word at its weakoffset. Nothing in it is counted: a weakref that dies leaves the list, an object that dies
// clears its list first (all references are dead before the first callback runs). The basic reference (exact type, no callback) comes first, so that
// it can be shared; then the basic proxy.

import { Value, NULL, None, boxPtr, ptrOf, isPtr } from "../value";
import { isTrash } from "../memory/cycles";
import { T } from "../names.generated";
import { typeView } from "./typeobject";
import { gcTrack } from "../memory/object";
import { decref, newref, refcountOf } from "../memory/refcount";
import { raiseFmt, fetchError, restoreError } from "../errors";
import { call1 } from "../abstract";
import { unraisable } from "../unraisable";
import { listNew, listAppend, listSize, listAt } from "./listobject";
import { tuple2, tupleAt } from "./tupleobject";
import { allocInstance } from "./subtype";

@unmanaged
export class WeakRef {
  count: u32; type: u32;
  object: u32; pad: u32;
  callback: Value;
  hash: i64;
  previous: u32; next: u32;
}
export const WEAKREF_SIZE: usize = 40;

export function weakView(p: usize): WeakRef { return changetype<WeakRef>(p); }

/** Where an object keeps the first of its weak references; 0 when its type does not support them. */
export function weakListOf(p: usize): usize {
  const offset = <usize>typeView(<usize>load<u32>(p, 4)).weakoffset;
  return offset ? p + offset : 0;
}
function isBasicRef(w: usize): bool { return weakView(w).callback == NULL && weakView(w).type == <u32>T.ReferenceType; }
function isBasicProxy(w: usize): bool { return weakView(w).callback == NULL && (weakView(w).type == <u32>T.ProxyType || weakView(w).type == <u32>T.CallableProxyType); }

/** Puts a new weak reference into the list of its object: basic ones in front. */
function insert(list: usize, w: usize): void {
  const first = <usize>load<u32>(list);
  let after: usize = 0;
  if (!isBasicRef(w)) {
    if (first && isBasicRef(first)) after = first;
    const second = after ? <usize>weakView(after).next : first;
    if (!isBasicProxy(w) && second && isBasicProxy(second)) after = second;
  }
  const r = weakView(w);
  if (after) {
    const next = weakView(after).next;
    r.previous = <u32>after;
    r.next = next;
    weakView(after).next = <u32>w;
    if (next) weakView(next).previous = <u32>w;
  } else {
    r.previous = 0;
    r.next = <u32>first;
    if (first) weakView(first).previous = <u32>w;
    store<u32>(list, <u32>w);
  }
}
/** Takes a weak reference out of its object's list; it is dead then. */
export function unlink(w: usize): void {
  const r = weakView(w);
  if (!r.object) return;
  const list = weakListOf(r.object);
  if (list && <usize>load<u32>(list) == w) store<u32>(list, r.next);
  if (r.previous) weakView(r.previous).next = r.next;
  if (r.next) weakView(r.next).previous = r.previous;
  r.object = 0; r.previous = 0; r.next = 0;
}

/** A weak reference of `type` to `object`, an existing one where that does; `callback` borrowed, NULL or None for none. NULL with an exception. */
export function weakrefNew(type: usize, object: Value, callback: Value): Value {
  if (callback == None) callback = NULL;
  const list = isPtr(object) ? weakListOf(ptrOf(object)) : 0;
  if (!list) return raiseFmt(T.TypeError, "cannot create weak reference to '%T' object", object);
  if (callback == NULL && type == T.ReferenceType) {
    const first = <usize>load<u32>(list);
    if (first && isBasicRef(first) && refcountOf(first)) return newref(boxPtr(first));
  }
  if (callback == NULL && (type == T.ProxyType || type == T.CallableProxyType)) {
    let w = <usize>load<u32>(list);
    if (w && isBasicRef(w)) w = weakView(w).next;
    if (w && isBasicProxy(w) && refcountOf(w)) return newref(boxPtr(w));
  }
  const w = allocWeakref(type);
  if (!w) return NULL;
  const r = weakView(w);
  r.object = <u32>ptrOf(object);
  r.callback = newref(callback);
  r.hash = -1;
  insert(list, w);
  gcTrack(w);
  return boxPtr(w);
}
function allocWeakref(type: usize): usize {
  const p = allocInstance(type);
  if (p) { weakView(p).callback = NULL; weakView(p).hash = -1; }
  return p;
}

/** The object of a weak reference, owned, or NULL (no exception) when it is dead or dying. */
export function weakrefGet(w: usize): Value {
  const p = <usize>weakView(w).object;
  if (!p || !refcountOf(p)) return NULL;
  return newref(boxPtr(p));
}
/** The first of an object's weak references for `__weakref__`, owned; None when there is none. */
export function firstWeakref(p: usize): Value {
  const list = weakListOf(p);
  const w = list ? <usize>load<u32>(list) : 0;
  return w ? newref(boxPtr(w)) : None;
}
/** Counts an object's weak references; with `into` (a list, or NULL) appends them to it. -1 with MemoryError. */
export function weakrefCount(p: usize, into: Value): i32 {
  const list = weakListOf(p);
  let n = 0;
  let w = list ? <usize>load<u32>(list) : 0;
  while (w) {
    n++;
    if (into != NULL && refcountOf(w) && listAppend(into, boxPtr(w)) < 0) return -1;
    w = weakView(w).next;
  }
  return n;
}

/** Called by the dealloc slot of an object with weak references: they die, then their callbacks are called. */
export function clearWeakrefs(p: usize): void {
  const list = weakListOf(p);
  if (!list || !load<u32>(list)) return;
  const pending = fetchError();
  let calls = NULL;
  let w = <usize>load<u32>(list);
  while (w) {
    const r = weakView(w);
    const next = <usize>r.next;
    r.object = 0; r.previous = 0; r.next = 0;
    const callback = r.callback;
    r.callback = NULL;
    if (callback != NULL) {
      if (refcountOf(w) && !isTrash(w)) { // one that is dying itself, or is taken apart with other garbage, calls nobody
        if (calls == NULL) calls = listNew();
        const pair = calls == NULL ? NULL : tuple2(boxPtr(w), callback);
        if (pair != NULL) { listAppend(calls, pair); decref(pair); }
      }
      decref(callback);
    }
    w = next;
  }
  store<u32>(list, 0);
  if (calls != NULL) {
    const n = listSize(calls);
    for (let i: u32 = 0; i < n; i++) {
      const pair = listAt(calls, i);
      const r = call1(tupleAt(pair, 1), tupleAt(pair, 0));
      if (r == NULL) unraisable("Exception ignored while calling weakref callback", tupleAt(pair, 1));
      else decref(r);
    }
    decref(calls);
  }
  restoreError(pending);
}
