// except*: splitting a group by type, and putting together what was not handled.

import { Value, NULL, None, isPtr, ptrOf, boxPtr, boxInt } from "../value";
import { T, N, name } from "../names.generated";
import { TypeFlag, hasFlag } from "../objects/typeobject";
import { decref, newref } from "../memory/refcount";
import { raiseFmt, clearError } from "../errors";
import { isType, callMethod1, call2, getAttr, setAttr, getOptionalAttr } from "../abstract";
import { tupleSize, tupleAt, tuple1 } from "../objects/tupleobject";
import { listNew, listAppend, listSize, listAt } from "../objects/listobject";
import { strFromLiteral } from "../objects/strnew";
import { ExceptionObj } from "../objects/exceptionnew";
import { exceptionMatches } from "./handlers";

/** Splits `exc` by `type` into rest and match (None where empty), stored (owned) at `out` and behind it. False with an exception. */
export function exceptionGroupMatch(exc: Value, type: Value, out: usize): bool {
  let rest = None, match = None;
  if (exc == None) {
    // nothing left
  } else if (exceptionMatches(exc, type)) {
    if (isType(exc, T.BaseExceptionGroup)) match = newref(exc);
    else {
      // A naked exception is wrapped, so that the handler always sees a group.
      const one = tuple1(exc);
      if (one == NULL) return false;
      const message = strFromLiteral("");
      match = call2(boxPtr(T.ExceptionGroup), message, one);
      decref(message);
      decref(one);
      if (match == NULL) return false;
      const tb = changetype<ExceptionObj>(ptrOf(exc)).traceback;
      if (tb != NULL && isPtr(tb)) changetype<ExceptionObj>(ptrOf(match)).traceback = newref(tb);
    }
  } else if (isType(exc, T.BaseExceptionGroup)) {
    const pair = callMethod1(exc, name(N.split), type);
    if (pair == NULL) return false;
    if (!isPtr(pair) || !hasFlag(pair, TypeFlag.TUPLE_SUBCLASS)) {
      raiseFmt(T.TypeError, "%T.split must return a tuple, not %T", exc, pair);
      decref(pair);
      return false;
    }
    if (tupleSize(pair) < 2) {
      raiseFmt(T.TypeError, "%T.split must return a 2-tuple, got tuple of size %d", exc, boxInt(tupleSize(pair)));
      decref(pair);
      return false;
    }
    match = newref(tupleAt(pair, 0));
    rest = newref(tupleAt(pair, 1));
    decref(pair);
  } else rest = newref(exc);
  store<u64>(out, rest);
  store<u64>(out, match, 8);
  return true;
}

/** Whether two groups come from the same one: the same traceback, context, cause, and (a naked exception) notes. */
function sameOrigin(a: Value, b: Value): bool {
  const x = changetype<ExceptionObj>(ptrOf(a)), y = changetype<ExceptionObj>(ptrOf(b));
  return x.traceback == y.traceback && x.context == y.context && x.cause == y.cause && notesOf(a) == notesOf(b);
}
function notesOf(e: Value): Value {
  const n = getOptionalAttr(e, name(N.__notes__));
  if (n == NULL) { clearError(); return NULL; }
  decref(n);
  return n;
}

/** What to raise at the end of try/except*: `excs` is a list of exceptions raised in the handlers, and of the unhandled rest (or None). Owned; None for nothing. */
export function prepReraiseStar(orig: Value, excs: Value): Value {
  const n = listSize(excs);
  if (n == 0) return None;
  if (!isType(orig, T.BaseExceptionGroup)) {
    // A naked exception was caught and wrapped: only one except* clause can have run.
    const e = listAt(excs, 0);
    return newref(e);
  }
  const raised = listNew(), reraised = listNew();
  let r: Value = NULL;
  if (raised != NULL && reraised != NULL) {
    let ok = true;
    for (let i: u32 = 0; i < n && ok; i++) {
      const e = listAt(excs, i);
      if (e == None) continue;
      ok = listAppend(sameOrigin(e, orig) ? reraised : raised, e) == 0;
    }
    if (ok) r = combine(orig, raised, reraised);
  }
  decref(raised);
  decref(reraised);
  return r;
}
function combine(orig: Value, raised: Value, reraised: Value): Value {
  let rest = None;
  if (listSize(reraised)) {
    rest = groupProjection(orig, reraised);
    if (rest == NULL) return NULL;
  }
  if (listSize(raised) == 0) return rest;
  if (rest != None && listAppend(raised, rest) < 0) { decref(rest); return NULL; }
  if (rest != None) decref(rest);
  if (listSize(raised) == 1) return newref(listAt(raised, 0));
  const message = strFromLiteral("");
  const r = call2(boxPtr(T.ExceptionGroup), message, raised);
  decref(message);
  return r;
}
/** The part of `orig` that has the leaves of the groups in `keep`, in the shape of `orig`. */
function groupProjection(orig: Value, keep: Value): Value {
  const leaves = listNew();
  if (leaves == NULL) return NULL;
  const n = listSize(keep);
  for (let i: u32 = 0; i < n; i++) if (!collectLeaves(listAt(keep, i), leaves)) { decref(leaves); return NULL; }
  const r = project(orig, leaves);
  decref(leaves);
  return r;
}
function collectLeaves(e: Value, leaves: Value): bool {
  if (!isType(e, T.BaseExceptionGroup)) return listAppend(leaves, e) == 0;
  const excs = getAttr(e, name(N.exceptions));
  if (excs == NULL) return false;
  let ok = true;
  const n = tupleSize(excs);
  for (let i: u32 = 0; i < n && ok; i++) ok = collectLeaves(tupleAt(excs, i), leaves);
  decref(excs);
  return ok;
}
function project(e: Value, leaves: Value): Value {
  if (!isType(e, T.BaseExceptionGroup)) {
    const n = listSize(leaves);
    for (let i: u32 = 0; i < n; i++) if (listAt(leaves, i) == e) return newref(e);
    return None;
  }
  const excs = getAttr(e, name(N.exceptions));
  if (excs == NULL) return NULL;
  const kept = listNew();
  let r: Value = kept == NULL ? NULL : None;
  const n = tupleSize(excs);
  for (let i: u32 = 0; i < n && r != NULL; i++) {
    const p = project(tupleAt(excs, i), leaves);
    if (p == NULL) { r = NULL; break; }
    if (p != None && listAppend(kept, p) < 0) r = NULL;
    decref(p);
  }
  decref(excs);
  if (r != NULL && listSize(kept)) {
    r = callMethod1(e, name(N.derive), kept);
    if (r != NULL && isType(r, T.BaseExceptionGroup)) {
      const x = changetype<ExceptionObj>(ptrOf(r)), y = changetype<ExceptionObj>(ptrOf(e));
      const a = x.traceback, b = x.context, c = x.cause;
      x.traceback = newref(y.traceback);
      x.context = newref(y.context);
      x.cause = newref(y.cause);
      x.suppressContext = y.suppressContext;
      decref(a); decref(b); decref(c);
      const notes = getOptionalAttr(e, name(N.__notes__));
      if (notes != NULL) { setAttr(r, name(N.__notes__), notes); decref(notes); } else clearError();
    }
  }
  decref(kept);
  return r;
}
