// object.__reduce_ex__, __reduce__ and __getstate__: how pickle and copy take an object apart. The Python half is the module copyreg.

import { Value, NULL, None, boxPtr, boxInt, ptrOf, isPtr } from "../value";
import { T, N, name } from "../names.generated";
import { TypeFlag, Slot, typeView, typeOf, typeSlot, hasFlag, isExact } from "./typeobject";
import { typeLookup } from "./typelookup";
import { importedAttribute } from "./typeutil";
import { getAttr, getOptionalAttr, call1, call2, callMethod0, getIter, lookupSpecial, call0, indexI64 } from "../abstract";
import { genericGetDict } from "./attributes";
import { dictNew, dictSet, dictLen, dictGetStr } from "./dict";
import { tupleNew, tuplePut, tupleSize, tupleAt, tuple2 } from "./tupleobject";
import { listSize, listAt } from "./listobject";
import { decref, newref } from "../memory/refcount";
import { raise, raiseFmt, errorOccurred } from "../errors";
import { pushArgs, popArgs } from "../interp/argstack";

export function objectReduce(self: Value): Value { return commonReduce(self, 0); }

export function objectReduceEx(self: Value, protocol: Value): Value {
  const proto = indexI64(protocol, T.OverflowError);
  if (proto == -1 && errorOccurred()) return NULL;
  const type = boxPtr(typeOf(self));
  const reduce = getOptionalAttr(self, name(N.__reduce__));
  if (reduce == NULL) {
    if (errorOccurred()) return NULL;
  } else {
    // Overridden: the class's __reduce__ is not object's.
    const mine = getAttr(type, name(N.__reduce__));
    if (mine == NULL) { decref(reduce); return NULL; }
    const overridden = mine != dictGetStr(typeView(T.object).dict, name(N.__reduce__));
    decref(mine);
    if (overridden) {
      const r = call0(reduce);
      decref(reduce);
      return r;
    }
    decref(reduce);
  }
  return commonReduce(self, proto);
}

function commonReduce(self: Value, proto: i64): Value {
  if (proto >= 2) return reduceNewobj(self);
  const f = importedAttribute("copyreg", name(N._reduce_ex));
  if (f == NULL) return NULL;
  const r = call2(f, self, boxInt(proto));
  decref(f);
  return r;
}

/** What __getnewargs_ex__ or __getnewargs__ give: args at out (owned, NULL: neither is there), kwargs at out + 8 (owned or NULL). False with an exception. */
function newArguments(self: Value, out: usize): bool {
  store<u64>(out, NULL);
  store<u64>(out, NULL, 8);
  let f = lookupSpecial(self, name(N.__getnewargs_ex__));
  if (f != NULL) {
    const r = call0(f);
    decref(f);
    if (r == NULL) return false;
    if (!hasFlag(r, TypeFlag.TUPLE_SUBCLASS)) { raiseFmt(T.TypeError, "__getnewargs_ex__ should return a tuple, not '%T'", r); decref(r); return false; }
    if (tupleSize(r) != 2) { raiseFmt(T.ValueError, "__getnewargs_ex__ should return a tuple of length 2, not %d", boxInt(tupleSize(r))); decref(r); return false; }
    const args = tupleAt(r, 0), kwargs = tupleAt(r, 1);
    if (!hasFlag(args, TypeFlag.TUPLE_SUBCLASS)) { raiseFmt(T.TypeError, "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '%T'", args); decref(r); return false; }
    if (!hasFlag(kwargs, TypeFlag.DICT_SUBCLASS)) { raiseFmt(T.TypeError, "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '%T'", kwargs); decref(r); return false; }
    store<u64>(out, newref(args));
    store<u64>(out, newref(kwargs), 8);
    decref(r);
    return true;
  }
  if (errorOccurred()) return false;
  f = lookupSpecial(self, name(N.__getnewargs__));
  if (f != NULL) {
    const r = call0(f);
    decref(f);
    if (r == NULL) return false;
    if (!hasFlag(r, TypeFlag.TUPLE_SUBCLASS)) { raiseFmt(T.TypeError, "__getnewargs__ should return a tuple, not '%T'", r); decref(r); return false; }
    store<u64>(out, r);
    return true;
  }
  return !errorOccurred();
}

function reduceNewobj(self: Value): Value {
  const type = typeOf(self);
  if (!typeSlot(type, Slot.new_)) return raiseFmt(T.TypeError, "cannot pickle '%T' object", self);
  const out = pushArgs(2);
  if (!out) return NULL;
  const ok = newArguments(self, out);
  const args = load<u64>(out), kwargs = load<u64>(out, 8);
  popArgs(out);
  if (!ok) return NULL;
  const r = buildReduction(self, type, args, kwargs);
  decref(args);
  decref(kwargs);
  return r;
}
function buildReduction(self: Value, type: usize, args: Value, kwargs: Value): Value {
  const hasArgs = args != NULL;
  let make: Value, makeArgs: Value;
  if (kwargs == NULL || dictLen(kwargs) == 0) {
    make = importedAttribute("copyreg", name(N.__newobj__));
    if (make == NULL) return NULL;
    const n: u32 = hasArgs ? tupleSize(args) : 0;
    makeArgs = tupleNew(n + 1);
    if (makeArgs == NULL) { decref(make); return NULL; }
    tuplePut(makeArgs, 0, newref(boxPtr(type)));
    for (let i: u32 = 0; i < n; i++) tuplePut(makeArgs, i + 1, newref(tupleAt(args, i)));
  } else if (hasArgs) {
    make = importedAttribute("copyreg", name(N.__newobj_ex__));
    if (make == NULL) return NULL;
    makeArgs = tupleNew(3);
    if (makeArgs == NULL) { decref(make); return NULL; }
    tuplePut(makeArgs, 0, newref(boxPtr(type)));
    tuplePut(makeArgs, 1, newref(args));
    tuplePut(makeArgs, 2, newref(kwargs));
  } else return raise(T.SystemError, "bad internal call");
  const isList = hasFlag(self, TypeFlag.LIST_SUBCLASS), isDict = hasFlag(self, TypeFlag.DICT_SUBCLASS);
  const state = stateOf(self, !(hasArgs || isList || isDict));
  let listItems = None, dictItems = None;
  if (state != NULL && isList) listItems = getIter(self);
  if (state != NULL && isDict) {
    const items = callMethod0(self, name(N.items));
    dictItems = items == NULL ? NULL : getIter(items);
    decref(items);
  }
  const r = state == NULL || listItems == NULL || dictItems == NULL ? NULL : tupleNew(5);
  if (r == NULL) { decref(make); decref(makeArgs); decref(state); decref(listItems); decref(dictItems); return NULL; }
  tuplePut(r, 0, make);
  tuplePut(r, 1, makeArgs);
  tuplePut(r, 2, state);
  tuplePut(r, 3, listItems);
  tuplePut(r, 4, dictItems);
  return r;
}

export function objectGetstate(self: Value): Value { return defaultState(self, false); }

/** The state of an object by its __getstate__. `required`: there is no other way that its content is saved. */
function stateOf(self: Value, required: bool): Value {
  const f = getAttr(self, name(N.__getstate__));
  if (f == NULL) return NULL;
  // object's own is called with what it needs to know.
  const plain = isExact(f, T.builtin_function_or_method) && load<u64>(ptrOf(f), 16) == self &&
    typeLookup(typeOf(self), name(N.__getstate__)) == dictGetStr(typeView(T.object).dict, name(N.__getstate__));
  const r = plain ? defaultState(self, required) : call0(f);
  decref(f);
  return r;
}

function defaultState(self: Value, required: bool): Value {
  const type = typeOf(self);
  const t = typeView(type);
  if (required && t.itemsize) return raiseFmt(T.TypeError, "cannot pickle %T objects", self);
  let state = None;
  if (t.dictoffset && isPtr(self)) {
    const d = genericGetDict(self);
    if (d == NULL) return NULL;
    if (dictLen(d)) state = t.flags & TypeFlag.MANAGED_DICT ? newref(d) : newref(d);
    decref(d);
  }
  const slotNames = slotNamesFor(type);
  if (slotNames == NULL) { decref(state); return NULL; }
  if (required) {
    let size = <u32>typeView(T.object).basicsize;
    if (t.dictoffset && !t.prefix) size += 8;
    if (t.weakoffset && !t.prefix) size += 8;
    if (slotNames != None) size += listSize(slotNames) << 3;
    if (t.basicsize > size) {
      decref(slotNames);
      decref(state);
      return raiseFmt(T.TypeError, "cannot pickle '%T' object", self);
    }
  }
  if (slotNames != None && listSize(slotNames) > 0) {
    const slots = dictNew();
    let failed = slots == NULL;
    for (let i: u32 = 0; !failed && i < listSize(slotNames); i++) {
      const key = newref(listAt(slotNames, i));
      const value = getOptionalAttr(self, key);
      if (value == NULL) failed = errorOccurred();
      else {
        failed = dictSet(slots, key, value) < 0;
        decref(value);
      }
      decref(key);
    }
    if (failed) { decref(slots); decref(state); decref(slotNames); return NULL; }
    if (dictLen(slots)) {
      const pair = tuple2(state, slots);
      decref(state);
      state = pair;
    }
    decref(slots);
  }
  decref(slotNames);
  return state;
}
/** The names of all __slots__ of a class: a list (kept in `__slotnames__` by copyreg), or None. Owned. */
function slotNamesFor(type: usize): Value {
  const cached = dictGetStr(typeView(type).dict, name(N.__slotnames__));
  if (cached != NULL && (cached == None || hasFlag(cached, TypeFlag.LIST_SUBCLASS))) return newref(cached);
  const f = importedAttribute("copyreg", name(N._slotnames));
  if (f == NULL) return NULL;
  const r = call1(f, boxPtr(type));
  decref(f);
  if (r != NULL && r != None && !hasFlag(r, TypeFlag.LIST_SUBCLASS)) {
    decref(r);
    return raise(T.TypeError, "copyreg._slotnames didn't return a list or None");
  }
  return r;
}
