// The method resolution order: the C3 merge of the orders of the bases, and types whose metaclass has its own mro().

import { Value, NULL, boxPtr, ptrOf } from "../value";
import { T, N, name } from "../names.generated";
import { TypeFlag, typeView, hasFlag } from "./typeobject";
import { tupleSize, tupleAt } from "./tupleobject";
import { listNew, listAppend } from "./listobject";
import { alloc, free } from "../memory/alloc";
import { decref } from "../memory/refcount";
import { raise, raiseFmt, outOfMemory } from "../errors";
import { call0, lookupSpecial, tupleFromIterable, isSubtype } from "../abstract";
import { builderInit, builderText, builderStr, builderFinish } from "./strbuilder";
import { staticBase } from "./typeparts";

/** Whether `type` occurs in tuple `t` from index `from` on. */
function occurs(t: Value, type: Value, from: u32): bool {
  const n = tupleSize(t);
  for (let i = from; i < n; i++) if (tupleAt(t, i) == type) return true;
  return false;
}

/** The C3 order of `type` from its bases: a list, owned. NULL with TypeError. */
export function computeMro(type: usize): Value {
  const bases = typeView(type).bases;
  const n = tupleSize(bases);
  const result = listNew(8);
  if (result == NULL) return NULL;
  if (listAppend(result, boxPtr(type)) < 0) return drop(result);
  if (n == 1) {
    const mro = typeView(ptrOf(tupleAt(bases, 0))).mro;
    if (mro == NULL) { raiseFmt(T.TypeError, "Cannot extend an incomplete type '%s'", typeView(ptrOf(tupleAt(bases, 0))).name); return drop(result); }
    const size = tupleSize(mro);
    for (let i: usize = 0; i < size; i++) if (listAppend(result, tupleAt(mro, i)) < 0) return drop(result);
    return result;
  }
  for (let i: u32 = 0; i < n; i++) {
    const base = tupleAt(bases, i);
    if (typeView(ptrOf(base)).mro == NULL) { raiseFmt(T.TypeError, "Cannot extend an incomplete type '%s'", typeView(ptrOf(base)).name); return drop(result); }
    if (occurs(bases, base, i + 1)) { raiseFmt(T.TypeError, "duplicate base class %s", typeView(ptrOf(base)).name); return drop(result); }
  }
  // n + 1 sequences to merge: the orders of the bases, and the bases themselves; `at` holds how far each is used up.
  const at = alloc(<usize>(n + 1) << 2);
  if (!at) { outOfMemory(); return drop(result); }
  memory.fill(at, 0, <usize>(n + 1) << 2);
  while (true) {
    let empty: u32 = 0;
    let chosen = NULL;
    for (let i: u32 = 0; i <= n; i++) {
      const sequence = i == n ? bases : typeView(ptrOf(tupleAt(bases, i))).mro;
      const position = load<u32>(at + (<usize>i << 2));
      if (position >= tupleSize(sequence)) { empty++; continue; }
      const candidate = tupleAt(sequence, position);
      let good = true;
      for (let j: u32 = 0; j <= n && good; j++) {
        const other = j == n ? bases : typeView(ptrOf(tupleAt(bases, j))).mro;
        if (occurs(other, candidate, load<u32>(at + (<usize>j << 2)) + 1)) good = false;
      }
      if (good) { chosen = candidate; break; }
    }
    if (chosen == NULL) {
      if (empty == n + 1) break;
      free(at);
      raiseInconsistent(bases, n);
      return drop(result);
    }
    if (listAppend(result, chosen) < 0) { free(at); return drop(result); }
    for (let j: u32 = 0; j <= n; j++) {
      const other = j == n ? bases : typeView(ptrOf(tupleAt(bases, j))).mro;
      const position = load<u32>(at + (<usize>j << 2));
      if (position < tupleSize(other) && tupleAt(other, position) == chosen) store<u32>(at + (<usize>j << 2), position + 1);
    }
  }
  free(at);
  return result;
}
function drop(v: Value): Value { decref(v); return NULL; }

function raiseInconsistent(bases: Value, n: u32): void {
  const b = builderInit();
  if (!b) return;
  for (let i: u32 = 0; i < n; i++) {
    if (i) builderText(b, ", ");
    builderStr(b, typeView(ptrOf(tupleAt(bases, i))).name);
  }
  const names = builderFinish(b);
  if (names == NULL) return;
  raiseFmt(T.TypeError, "Cannot create a consistent method resolution order (MRO) for bases %s", names);
  decref(names);
}

/** The order of `type` as a tuple, owned: C3, or what the metaclass's mro() gives. NULL with an exception. */
export function findMro(type: usize): Value {
  const meta = <usize>load<u32>(type, 4);
  let list: Value;
  if (meta == T.type) list = computeMro(type);
  else {
    const method = lookupSpecial(boxPtr(type), name(N.mro));
    if (method == NULL) return NULL;
    list = call0(method);
    decref(method);
  }
  if (list == NULL) return NULL;
  const result = tupleFromIterable(list);
  decref(list);
  if (result == NULL || meta == T.type) return result;
  const n = tupleSize(result);
  if (n == 0) { raise(T.TypeError, "type MRO must not be empty"); return drop(result); }
  const solid = staticBase(type);
  for (let i: usize = 0; i < n; i++) {
    const base = tupleAt(result, i);
    if (!hasFlag(base, TypeFlag.TYPE_SUBCLASS)) { raiseFmt(T.TypeError, "mro() returned a non-class ('%T')", base); return drop(result); }
    if (!isSubtype(solid, staticBase(ptrOf(base)))) {
      raiseFmt(T.TypeError, "mro() returned base with unsuitable layout ('%s')", typeView(ptrOf(base)).name);
      return drop(result);
    }
  }
  return result;
}
