// Type parameters inside the arguments of generic aliases and unions: collecting them, and putting other types in their places.

import { Value, NULL, None, boxPtr, boxInt } from "../value";
import { T, N, name } from "../names.generated";
import { TypeFlag, Slot, hasFlag, slotOf } from "./typeobject";
import { tupleNew, tuplePut, tupleSize, tupleAt, tuple1 } from "./tupleobject";
import { listNew, listAppend, listPush, listSize, listAt } from "./listobject";
import { listToTuple } from "./listtuple";
import { decref, newref } from "../memory/refcount";
import { raiseFmt, errorOccurred } from "../errors";
import { getOptionalAttr, call1, call2, getItem, tupleFromIterable, isTrue, reprOf, strOf } from "../abstract";
import { strFromLiteral, strEqual } from "./strnew";
import { formatMessage } from "../format";

/** Whether `v` is a type: those are never parameters themselves. */
function isType(v: Value): bool { return hasFlag(v, TypeFlag.TYPE_SUBCLASS); }

function addOnce(list: Value, v: Value): i32 {
  const n = listSize(list);
  for (let i: u32 = 0; i < n; i++) if (listAt(list, i) == v) return 0;
  return listAppend(list, v);
}

/** The type parameters in `args` (a tuple or list), each once, in order: a tuple, owned. NULL with an exception. */
function collectParameters(args: Value): Value {
  const list = listNew();
  if (list == NULL) return NULL;
  if (collectInto(list, args) < 0) { decref(list); return NULL; }
  const r = listToTuple(list);
  decref(list);
  return r;
}
/** `__parameters__` of an alias or union: what `args` has of them, kept in the field at `at` from the first time on. Owned; NULL with an exception. */
export function keptParameters(at: usize, args: Value): Value {
  if (load<u64>(at) == NULL) {
    const found = collectParameters(args);
    if (found == NULL) return NULL;
    // Looking for them may have run code that asked for them, too.
    if (load<u64>(at) == NULL) store<u64>(at, found);
    else decref(found);
  }
  return newref(load<u64>(at));
}
function itemOf(seq: Value, i: u32): Value { return hasFlag(seq, TypeFlag.TUPLE_SUBCLASS) ? tupleAt(seq, i) : listAt(seq, i); }
function sizeOf(seq: Value): u32 { return hasFlag(seq, TypeFlag.TUPLE_SUBCLASS) ? tupleSize(seq) : listSize(seq); }
function collectInto(list: Value, args: Value): i32 {
  const n = sizeOf(args);
  for (let i: u32 = 0; i < n; i++) {
    const arg = itemOf(args, i);
    if (isType(arg)) continue;
    if (hasFlag(arg, TypeFlag.TUPLE_SUBCLASS) || hasFlag(arg, TypeFlag.LIST_SUBCLASS)) {
      if (collectInto(list, arg) < 0) return -1;
      continue;
    }
    const subst = getOptionalAttr(arg, name(N.__typing_subst__));
    if (subst != NULL) {
      decref(subst);
      if (addOnce(list, arg) < 0) return -1;
      continue;
    }
    if (errorOccurred()) return -1;
    const inner = getOptionalAttr(arg, name(N.__parameters__));
    if (inner == NULL) { if (errorOccurred()) return -1; continue; }
    if (hasFlag(inner, TypeFlag.TUPLE_SUBCLASS)) {
      const m = tupleSize(inner);
      for (let j: u32 = 0; j < m; j++) if (addOnce(list, tupleAt(inner, j)) < 0) { decref(inner); return -1; }
    }
    decref(inner);
  }
  return 0;
}

function indexIn(params: Value, v: Value): i32 {
  const n = tupleSize(params);
  for (let i: u32 = 0; i < n; i++) if (tupleAt(params, i) == v) return i;
  return -1;
}

/** `item` as a tuple of arguments, with *tuple[...] unpacked: owned. NULL with an exception. */
function unpackedArguments(item: Value): Value {
  const given = hasFlag(item, TypeFlag.TUPLE_SUBCLASS) ? newref(item) : tuple1(item);
  if (given == NULL) return NULL;
  const list = listNew();
  if (list == NULL) { decref(given); return NULL; }
  const n = tupleSize(given);
  for (let i: u32 = 0; i < n; i++) {
    const v = tupleAt(given, i);
    let done = false;
    if (!isType(v)) {
      const inner = getOptionalAttr(v, name(N.__typing_unpacked_tuple_args__));
      if (inner == NULL && errorOccurred()) { decref(list); decref(given); return NULL; }
      if (inner != NULL && inner != None && hasFlag(inner, TypeFlag.TUPLE_SUBCLASS)) {
        const m = tupleSize(inner);
        const dots = m > 0 && tupleAt(inner, m - 1) == 0xFFF9000000000005;
        if (!dots) {
          for (let j: u32 = 0; j < m; j++) if (listAppend(list, tupleAt(inner, j)) < 0) { decref(inner); decref(list); decref(given); return NULL; }
          done = true;
        }
      }
      decref(inner);
    }
    if (!done && listAppend(list, v) < 0) { decref(list); decref(given); return NULL; }
  }
  decref(given);
  const r = listToTuple(list);
  decref(list);
  return r;
}

/** What an argument that has parameters of its own becomes: owned. */
function substitutedInner(arg: Value, params: Value, items: Value): Value {
  const inner = getOptionalAttr(arg, name(N.__parameters__));
  if (inner == NULL) return errorOccurred() ? NULL : newref(arg);
  if (!hasFlag(inner, TypeFlag.TUPLE_SUBCLASS) || tupleSize(inner) == 0) { decref(inner); return newref(arg); }
  const n = tupleSize(inner);
  const list = listNew();
  let failed = list == NULL;
  for (let i: u32 = 0; i < n && !failed; i++) {
    const param = tupleAt(inner, i);
    const at = indexIn(params, param);
    const v = at >= 0 ? tupleAt(items, at) : param;
    const variadic = at >= 0 && hasFlag(v, TypeFlag.TUPLE_SUBCLASS) && isVariadic(param);
    if (variadic) {
      const m = tupleSize(v);
      for (let j: u32 = 0; j < m && !failed; j++) failed = listAppend(list, tupleAt(v, j)) < 0;
    } else failed = listAppend(list, v) < 0;
  }
  decref(inner);
  if (failed) { decref(list); return NULL; }
  const sub = listToTuple(list);
  decref(list);
  if (sub == NULL) return NULL;
  const r = getItem(arg, sub);
  decref(sub);
  return r;
}
/** A TypeVarTuple can be iterated, a TypeVar not. */
function isVariadic(param: Value): bool { return slotOf(param, Slot.iter) != 0; }

/** `args` with `params` replaced by `item` (one argument, or a tuple of them), for the alias `self`: a tuple, owned. NULL with an exception. */
export function substitute(self: Value, args: Value, params: Value, item: Value): Value {
  const n = tupleSize(params);
  if (n == 0) return raiseFmt(T.TypeError, "%r is not a generic class", self);
  let items = unpackedArguments(item);
  if (items == NULL) return NULL;
  for (let i: u32 = 0; i < n; i++) {
    const param = tupleAt(params, i);
    const prepare = getOptionalAttr(param, name(N.__typing_prepare_subst__));
    if (prepare == NULL) { if (errorOccurred()) { decref(items); return NULL; } continue; }
    if (prepare != None) {
      const wrapped = hasFlag(items, TypeFlag.TUPLE_SUBCLASS) ? newref(items) : tuple1(items);
      const r = wrapped == NULL ? NULL : call2(prepare, self, wrapped);
      decref(wrapped);
      decref(prepare);
      decref(items);
      if (r == NULL) return NULL;
      items = hasFlag(r, TypeFlag.TUPLE_SUBCLASS) ? r : tupleFromIterable(r);
      if (items != r) decref(r);
      if (items == NULL) return NULL;
    } else decref(prepare);
  }
  const given = tupleSize(items);
  if (given != n) {
    raiseFmt(T.TypeError, given > n ? "Too many arguments for %r; actual %d, expected %d" : "Too few arguments for %r; actual %d, expected %d", self, boxInt(given), boxInt(n));
    decref(items);
    return NULL;
  }
  const list = listNew();
  let failed = list == NULL;
  const count = tupleSize(args);
  for (let i: u32 = 0; i < count && !failed; i++) {
    const arg = tupleAt(args, i);
    if (isType(arg)) { failed = listAppend(list, arg) < 0; continue; }
    if (hasFlag(arg, TypeFlag.TUPLE_SUBCLASS) || hasFlag(arg, TypeFlag.LIST_SUBCLASS)) {
      const t = substituteNested(self, arg, params, items);
      failed = t == NULL || listPush(list, t) < 0;
      continue;
    }
    const unpack = isUnpack(arg);
    if (unpack < 0) { failed = true; break; }
    const subst = getOptionalAttr(arg, name(N.__typing_subst__));
    if (subst == NULL && errorOccurred()) { failed = true; break; }
    let v: Value;
    if (subst != NULL) {
      const at = indexIn(params, arg);
      v = at < 0 ? newref(arg) : call1(subst, tupleAt(items, at));
      decref(subst);
    } else v = substitutedInner(arg, params, items);
    if (v == NULL) { failed = true; break; }
    if (unpack && hasFlag(v, TypeFlag.TUPLE_SUBCLASS)) {
      const m = tupleSize(v);
      for (let j: u32 = 0; j < m && !failed; j++) failed = listAppend(list, tupleAt(v, j)) < 0;
    } else if (unpack) {
      const inner = getOptionalAttr(v, name(N.__typing_unpacked_tuple_args__));
      if (inner == NULL && errorOccurred()) failed = true;
      else if (inner != NULL && hasFlag(inner, TypeFlag.TUPLE_SUBCLASS)) {
        const m = tupleSize(inner);
        for (let j: u32 = 0; j < m && !failed; j++) failed = listAppend(list, tupleAt(inner, j)) < 0;
      } else failed = listAppend(list, v) < 0;
      decref(inner);
    } else failed = listAppend(list, v) < 0;
    decref(v);
  }
  decref(items);
  if (failed) { decref(list); return NULL; }
  const r = listToTuple(list);
  decref(list);
  return r;
}
function substituteNested(self: Value, arg: Value, params: Value, items: Value): Value {
  const isList = hasFlag(arg, TypeFlag.LIST_SUBCLASS);
  const t = isList ? listToTuple(arg) : newref(arg);
  if (t == NULL) return NULL;
  // The parameters are settled: only those that occur take part.
  const inner = collectParameters(t);
  if (inner == NULL || tupleSize(inner) == 0) { decref(t); if (inner == NULL) return NULL; decref(inner); return newref(arg); }
  const n = tupleSize(inner);
  const sub = tupleNew(n);
  if (sub == NULL) { decref(t); decref(inner); return NULL; }
  for (let i: u32 = 0; i < n; i++) {
    const at = indexIn(params, tupleAt(inner, i));
    tuplePut(sub, i, newref(at < 0 ? tupleAt(inner, i) : tupleAt(items, at)));
  }
  let r = substitute(self, t, inner, sub);
  decref(t);
  decref(inner);
  decref(sub);
  if (r != NULL && isList) {
    const l = call1(boxPtr(T.list), r);
    decref(r);
    r = l;
  }
  return r;
}
/** Whether an argument is *Ts or *tuple[...]. -1 with an exception. */
function isUnpack(arg: Value): i32 {
  if (isType(arg)) return 0;
  const v = getOptionalAttr(arg, name(N.__typing_is_unpacked_typevartuple__));
  if (v == NULL) return errorOccurred() ? -1 : 0;
  const r = isTrue(v);
  decref(v);
  return r;
}
/** How a type shows inside the repr of an alias: owned. */
export function typeText(v: Value): Value {
  if (v == 0xFFF9000000000005) return strFromLiteral("...");
  if (v == None) return strFromLiteral("None");
  if (!isType(v)) {
    const origin = getOptionalAttr(v, name(N.__origin__));
    const args = origin == NULL ? NULL : getOptionalAttr(v, name(N.__args__));
    const alias = origin != NULL && args != NULL;
    decref(origin);
    decref(args);
    if (alias || errorOccurred()) return errorOccurred() ? NULL : reprOf(v);
  }
  const qualname = getOptionalAttr(v, name(N.__qualname__));
  if (qualname == NULL) return errorOccurred() ? NULL : reprOf(v);
  const module = getOptionalAttr(v, name(N.__module__));
  let r: Value;
  if (module == NULL || module == None) r = errorOccurred() ? NULL : reprOf(v);
  else if (module == name(N.builtins) || (hasFlag(module, TypeFlag.STR_SUBCLASS) && strEqual(module, name(N.builtins)))) r = v == boxPtr(T.NoneType) ? strFromLiteral("None") : strOf(qualname);
  else r = formatMessage("%s.%s", module, qualname, NULL, NULL);
  decref(qualname);
  decref(module);
  return r;
}
