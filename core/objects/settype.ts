// The types set and frozenset, and their iterator.
//
//   set_iterator  ┌ count u32 │ type u32 │ set Value @8 (NULL: exhausted) │ place i32 @16 │ used u32 @20 │ left u32 @24

import { Value, NULL, None, NotImplemented, ptrOf, boxPtr, boxBool } from "../value";
import { T, N, name } from "../names.generated";
import { isExact, setSlot, Slot, TypeFlag, CompareOp, typeOf, typeView, typeSlot } from "./typeobject";
import { typeText, defType, method, classAttribute, METH_NOARGS, METH_O, METH_FAST, METH_CLASS } from "./define";
import { allocObject, freeObject, gcTrack, gcUntrack } from "../memory/object";
import { incref, decref, newref, clearref } from "../memory/refcount";
import { raise, errorOccurred, errorMatches, clearError } from "../errors";
import { callMethod0, reprOf, listFromIterable, hashNotImplemented, getIter, iterNext } from "../abstract";
import { formatMessage } from "../format";
import { checkArgs, noKeywords } from "../args";
import { builderInit, builderText, builderStr, builderFinish, builderDiscard } from "./strbuilder";
import { newInt } from "./int";
import { tupleNew, tuplePut, tuple1 } from "./tupleobject";
import { genericAlias } from "./genericalias";
import { reprEnter, reprLeave } from "./reprguard";
import { raiseKeyError } from "./keyerror";
import { builtinNamed, reduceWith } from "./reduce";
import { iterSelf } from "./seqiter";
import { visitValue } from "./visit";
import { clearWeakrefs } from "./weakrefs";
import {
  SET_SIZE, setView, setNewOf, isAnySet, setLen, setAdd, setContains, setContainsHash, setDiscard, setNext, setKeyAt, setHashAt, setPop, setClear, setUpdate,
  setFromIterable, setDifferenceUpdate, setSymmetricDifferenceUpdate, setCopyAs, baseTypeOf, setDifference, setIntersection, setSwap, SetObj,
} from "./set";
import { listSize, listAt } from "./listobject";
import { deallocOne, traverseOne } from "./ownedvalues";

const ITER_SIZE: usize = 32;

function setNewType(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  return setNewOf(type);
}
function setInit(self: Value, args: usize, nargs: i32, kwnames: Value): i32 {
  if (!noKeywords("set", kwnames) || !checkArgs("set", nargs, 0, 1)) return -1;
  setClear(self);
  setView(self).hash = -1;
  return nargs ? setUpdate(self, load<u64>(args)) : 0;
}
function frozensetNewType(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  if ((type == T.frozenset || typeSlot(type, Slot.init) == typeSlot(T.frozenset, Slot.init)) && !noKeywords("frozenset", kwnames)) return NULL;
  if (!checkArgs("frozenset", nargs, 0, 1)) return NULL;
  if (nargs && type == T.frozenset && isExact(load<u64>(args), T.frozenset)) return newref(load<u64>(args));
  const s = setNewOf(type);
  if (s == NULL || nargs == 0) return s;
  if (setUpdate(s, load<u64>(args)) < 0) { decref(s); return NULL; }
  return s;
}
function setDealloc(p: usize): void {
  gcUntrack(p);
  if (setView(boxPtr(p)).weaklist) clearWeakrefs(p);
  setClear(boxPtr(p));
  freeObject(p);
}
function setTraverse(p: usize, visit: i32, arg: usize): i32 {
  const s = boxPtr(p);
  for (let i = setNext(s, 0); i >= 0; i = setNext(s, i + 1)) {
    const r = visitValue(setKeyAt(s, i), visit, arg);
    if (r) return r;
  }
  return 0;
}
function setClearSlot(p: usize): void { setClear(boxPtr(p)); }
function setLenSlot(self: Value): i64 { return setLen(self); }

function setRepr(self: Value): Value {
  const state = reprEnter(self);
  if (state < 0) return NULL;
  if (state) return formatMessage("%N(...)", self, NULL, NULL, NULL);
  const r = reprInner(self);
  reprLeave(self);
  return r;
}
function reprInner(self: Value): Value {
  if (setLen(self) == 0) return formatMessage("%N()", self, NULL, NULL, NULL);
  const list = listFromIterable(self);
  if (list == NULL) return NULL;
  const b = builderInit();
  if (!b) { decref(list); return NULL; }
  const plain = isExact(self, T.set);
  let ok = plain ? builderText(b, "{") : builderStr(b, typeView(typeOf(self)).name) && builderText(b, "({");
  const n = <usize>listSize(list);
  for (let i: usize = 0; i < n && ok; i++) {
    if (i) ok = builderText(b, ", ");
    const r = reprOf(listAt(list, i));
    ok = r != NULL && ok && builderStr(b, r);
    decref(r);
  }
  decref(list);
  if (!ok || !builderText(b, plain ? "}" : "})")) return builderDiscard(b);
  return builderFinish(b);
}

function shuffle(h: u64): u64 { return ((h ^ 89869747) ^ (h << 16)) * 3644798167; }
/** Order does not matter: CPython's formula, so that hashes of frozensets of ints are the same. */
function frozensetHash(self: Value): i64 {
  const o = setView(self);
  if (o.hash != -1) return o.hash;
  let h: u64 = 0;
  for (let i = setNext(self, 0); i >= 0; i = setNext(self, i + 1)) h ^= shuffle(<u64>setHashAt(self, i));
  h ^= (<u64>setLen(self) + 1) * 1927868237;
  h ^= (h >> 11) ^ (h >> 25);
  h = h * 69069 + 907133923;
  if (h == <u64>-1) h = 590923713;
  o.hash = <i64>h;
  return <i64>h;
}

/** Whether all elements of `a` are in `b`, both sets. */
function subset(a: Value, b: Value): i32 {
  if (setLen(a) > setLen(b)) return 0;
  for (let i = setNext(a, 0); i >= 0; i = setNext(a, i + 1)) {
    const key = newref(setKeyAt(a, i));
    const r = setContainsHash(b, key, setHashAt(a, i));
    decref(key);
    if (r <= 0) return r;
  }
  return 1;
}
function setCompare(self: Value, other: Value, op: i32): Value {
  if (!isAnySet(self) || !isAnySet(other)) return NotImplemented;
  let r = 0;
  switch (op) {
    case CompareOp.EQ: case CompareOp.NE:
      if (setLen(self) == setLen(other)) {
        const h = setView(self).hash, g = setView(other).hash;
        r = h != -1 && g != -1 && h != g ? 0 : subset(self, other);
      }
      if (op == CompareOp.NE && r >= 0) r = 1 - r;
      break;
    case CompareOp.LE: r = subset(self, other); break;
    case CompareOp.GE: r = subset(other, self); break;
    case CompareOp.LT: r = setLen(self) >= setLen(other) ? 0 : subset(self, other); break;
    case CompareOp.GT: r = setLen(self) <= setLen(other) ? 0 : subset(other, self); break;
  }
  return r < 0 ? NULL : boxBool(r != 0);
}

/** An unhashable set stands for the frozenset of its elements in `in`, remove and discard: that one, owned, or NULL with the TypeError in place. */
function asFrozen(key: Value): Value {
  if (!errorMatches(T.TypeError) || !isAnySet(key)) return NULL;
  clearError();
  return setCopyAs(T.frozenset, key);
}
function setContainsSlot(self: Value, key: Value): i32 {
  const r = setContains(self, key);
  if (r >= 0) return r;
  const frozen = asFrozen(key);
  if (frozen == NULL) return -1;
  const again = setContains(self, frozen);
  decref(frozen);
  return again;
}
function discardKey(self: Value, key: Value): i32 {
  const r = setDiscard(self, key);
  if (r >= 0) return r;
  const frozen = asFrozen(key);
  if (frozen == NULL) return -1;
  const again = setDiscard(self, frozen);
  decref(frozen);
  return again;
}
function set_contains(self: Value, key: Value): Value {
  const r = setContainsSlot(self, key);
  return r < 0 ? NULL : boxBool(r != 0);
}
function set_add(self: Value, key: Value): Value { return setAdd(self, key) < 0 ? NULL : None; }
function set_discard(self: Value, key: Value): Value { return discardKey(self, key) < 0 ? NULL : None; }
function set_remove(self: Value, key: Value): Value {
  const r = discardKey(self, key);
  if (r < 0) return NULL;
  return r ? None : raiseKeyError(key);
}
function set_pop(self: Value): Value {
  const v = setPop(self);
  return v != NULL ? v : raise(T.KeyError, "pop from an empty set");
}
function set_clear(self: Value): Value { setClear(self); return None; }
function set_copy(self: Value): Value { return setCopyAs(baseTypeOf(self), self); }
function frozenset_copy(self: Value): Value { return isExact(self, T.frozenset) ? newref(self) : set_copy(self); }

function set_update(self: Value, args: usize, nargs: i32): Value {
  for (let i = 0; i < nargs; i++) if (setUpdate(self, load<u64>(args + (<usize>i << 3))) < 0) return NULL;
  return None;
}
function set_union(self: Value, args: usize, nargs: i32): Value {
  const r = setCopyAs(baseTypeOf(self), self);
  if (r == NULL) return NULL;
  for (let i = 0; i < nargs; i++) {
    const x = load<u64>(args + (<usize>i << 3));
    if (x != self && setUpdate(r, x) < 0) { decref(r); return NULL; }
  }
  return r;
}
function set_intersection(self: Value, args: usize, nargs: i32): Value {
  if (nargs == 0) return set_copy(self);
  let r = newref(self);
  for (let i = 0; i < nargs; i++) {
    const next = setIntersection(r, load<u64>(args + (<usize>i << 3)));
    decref(r);
    if (next == NULL) return NULL;
    r = next;
  }
  return r;
}
function set_intersection_update(self: Value, args: usize, nargs: i32): Value {
  const r = set_intersection(self, args, nargs);
  if (r == NULL) return NULL;
  setSwap(self, r);
  decref(r);
  return None;
}
function set_difference(self: Value, args: usize, nargs: i32): Value {
  if (nargs == 0) return set_copy(self);
  const r = setDifference(self, load<u64>(args));
  if (r == NULL) return NULL;
  for (let i = 1; i < nargs; i++) if (setDifferenceUpdate(r, load<u64>(args + (<usize>i << 3))) < 0) { decref(r); return NULL; }
  return r;
}
function set_difference_update(self: Value, args: usize, nargs: i32): Value {
  for (let i = 0; i < nargs; i++) if (setDifferenceUpdate(self, load<u64>(args + (<usize>i << 3))) < 0) return NULL;
  return None;
}
function set_symmetric_difference(self: Value, other: Value): Value {
  const r = setNewOf(baseTypeOf(self));
  if (r == NULL) return NULL;
  if (setUpdate(r, other) < 0 || setSymmetricDifferenceUpdate(r, self) < 0) { decref(r); return NULL; }
  return r;
}
function set_symmetric_difference_update(self: Value, other: Value): Value { return setSymmetricDifferenceUpdate(self, other) < 0 ? NULL : None; }
function set_isdisjoint(self: Value, other: Value): Value {
  if (self == other) return boxBool(setLen(self) == 0);
  let found = 0;
  if (isAnySet(other)) {
    let a = self, b = other;
    if (setLen(b) > setLen(a)) { a = other; b = self; }
    for (let i = setNext(b, 0); i >= 0 && found == 0; i = setNext(b, i + 1)) {
      const key = newref(setKeyAt(b, i));
      found = setContainsHash(a, key, setHashAt(b, i));
      decref(key);
    }
  } else {
    const it = getIter(other);
    if (it == NULL) return NULL;
    while (found == 0) {
      const key = iterNext(it);
      if (key == NULL) { if (errorOccurred()) found = -1; break; }
      found = setContains(self, key);
      decref(key);
    }
    decref(it);
  }
  return found < 0 ? NULL : boxBool(found == 0);
}
function set_issubset(self: Value, other: Value): Value {
  const b = isAnySet(other) ? newref(other) : setFromIterable(other);
  if (b == NULL) return NULL;
  const r = subset(self, b);
  decref(b);
  return r < 0 ? NULL : boxBool(r != 0);
}
function set_issuperset(self: Value, other: Value): Value {
  if (isAnySet(other)) {
    const r = subset(other, self);
    return r < 0 ? NULL : boxBool(r != 0);
  }
  const it = getIter(other);
  if (it == NULL) return NULL;
  let r = 1;
  while (r == 1) {
    const key = iterNext(it);
    if (key == NULL) { if (errorOccurred()) r = -1; break; }
    r = setContains(self, key);
    decref(key);
  }
  decref(it);
  return r < 0 ? NULL : boxBool(r != 0);
}

function setSub(a: Value, b: Value): Value { return isAnySet(a) && isAnySet(b) ? setDifference(a, b) : NotImplemented; }
function setAnd(a: Value, b: Value): Value { return isAnySet(a) && isAnySet(b) ? setIntersection(a, b) : NotImplemented; }
function setXor(a: Value, b: Value): Value { return isAnySet(a) && isAnySet(b) ? set_symmetric_difference(a, b) : NotImplemented; }
function setOr(a: Value, b: Value): Value {
  if (!isAnySet(a) || !isAnySet(b)) return NotImplemented;
  const r = setCopyAs(baseTypeOf(a), a);
  if (r == NULL || a == b) return r;
  if (setUpdate(r, b) < 0) { decref(r); return NULL; }
  return r;
}
function setInplaceSub(a: Value, b: Value): Value {
  if (!isAnySet(b)) return NotImplemented;
  return setDifferenceUpdate(a, b) < 0 ? NULL : newref(a);
}
function setInplaceAnd(a: Value, b: Value): Value {
  if (!isAnySet(b)) return NotImplemented;
  const r = setIntersection(a, b);
  if (r == NULL) return NULL;
  setSwap(a, r);
  decref(r);
  return newref(a);
}
function setInplaceXor(a: Value, b: Value): Value {
  if (!isAnySet(b)) return NotImplemented;
  return setSymmetricDifferenceUpdate(a, b) < 0 ? NULL : newref(a);
}
function setInplaceOr(a: Value, b: Value): Value {
  if (!isAnySet(b)) return NotImplemented;
  return setUpdate(a, b) < 0 ? NULL : newref(a);
}

function set_reduce(self: Value): Value {
  const list = listFromIterable(self);
  if (list == NULL) return NULL;
  const args = tuple1(list);
  decref(list);
  if (args == NULL) return NULL;
  const state = callMethod0(self, name(N.__getstate__));
  if (state == NULL) { decref(args); return NULL; }
  const r = tupleNew(3);
  if (r == NULL) { decref(args); decref(state); return NULL; }
  tuplePut(r, 0, newref(boxPtr(typeOf(self))));
  tuplePut(r, 1, args);
  tuplePut(r, 2, state);
  return r;
}
function set_sizeof(self: Value): Value {
  const o = setView(self);
  return newInt(<i64>typeView(typeOf(self)).basicsize + 8 + (o.table ? (<i64>o.mask + 1) * 16 : 0));
}
function set_class_getitem(cls: Value, item: Value): Value { return genericAlias(cls, item); }

// The iterator

function setIter(self: Value): Value {
  const p = allocObject(T.set_iterator, ITER_SIZE);
  if (!p) return NULL;
  store<u64>(p, newref(self), 8);
  store<u32>(p, setLen(self), 20);
  store<u32>(p, setLen(self), 24);
  gcTrack(p);
  return boxPtr(p);
}
export function setIterNext(self: Value): Value {
  const p = ptrOf(self);
  const s = load<u64>(p, 8);
  if (s == NULL) return NULL;
  if (setLen(s) != load<u32>(p, 20)) {
    store<u32>(p, 0xFFFFFFFF, 20);
    return raise(T.RuntimeError, "Set changed size during iteration");
  }
  const i = setNext(s, load<i32>(p, 16));
  if (i < 0) {
    clearref(p + 8);
    return NULL;
  }
  store<i32>(p, i + 1, 16);
  store<u32>(p, load<u32>(p, 24) - 1, 24);
  return newref(setKeyAt(s, i));
}
function iter_hint(self: Value): Value {
  const p = ptrOf(self);
  const s = load<u64>(p, 8);
  return newInt(s != NULL && load<u32>(p, 20) == setLen(s) ? load<u32>(p, 24) : 0);
}
function iter_reduce(self: Value): Value {
  const p = ptrOf(self);
  const q = allocObject(T.set_iterator, ITER_SIZE);
  if (!q) return NULL;
  memory.copy(q + 8, p + 8, ITER_SIZE - 8);
  incref(load<u64>(p, 8));
  gcTrack(q);
  const list = listFromIterable(boxPtr(q));
  decref(boxPtr(q));
  return list == NULL ? NULL : reduceWith(builtinNamed("iter"), list, NULL);
}

function initCommon(t: usize, typeName: string): void {
  defType(t, typeName, T.object, SET_SIZE, TypeFlag.BASETYPE | TypeFlag.HAVE_GC | TypeFlag.IMMUTABLE | TypeFlag.MATCH_SELF | TypeFlag.SET_SUBCLASS);
  typeView(t).weakoffset = offsetof<SetObj>("weaklist");
  setSlot(t, Slot.dealloc, setDealloc.index);
  setSlot(t, Slot.traverse, setTraverse.index);
  setSlot(t, Slot.clear, setClearSlot.index);
  setSlot(t, Slot.repr, setRepr.index);
  setSlot(t, Slot.richcompare, setCompare.index);
  setSlot(t, Slot.iter, setIter.index);
  setSlot(t, Slot.sqLength, setLenSlot.index);
  setSlot(t, Slot.sqContains, setContainsSlot.index);
  setSlot(t, Slot.subtract, setSub.index);
  setSlot(t, Slot.and, setAnd.index);
  setSlot(t, Slot.xor, setXor.index);
  setSlot(t, Slot.or, setOr.index);
  method(t, "__contains__", set_contains.index, METH_O, "($self, object, /)", "x.__contains__(y) <==> y in x.");
  method(t, "__reduce__", set_reduce.index, METH_NOARGS, "($self, /)", "Return state information for pickling.");
  method(t, "__sizeof__", set_sizeof.index, METH_NOARGS, "($self, /)", "Return the size in memory, in bytes.");
  method(t, "__class_getitem__", set_class_getitem.index, METH_O | METH_CLASS, "($type, object, /)", "See PEP 585");
  method(t, "difference", set_difference.index, METH_FAST, "($self, /, *others)", "Return a new set with the elements that are in none of the others.");
  method(t, "intersection", set_intersection.index, METH_FAST, "($self, /, *others)", "Return a new set with the elements that are in all the others, too.");
  method(t, "isdisjoint", set_isdisjoint.index, METH_O, "($self, other, /)", "Return True if the two have no element in common.");
  method(t, "issubset", set_issubset.index, METH_O, "($self, other, /)", "Report whether the other contains this set.");
  method(t, "issuperset", set_issuperset.index, METH_O, "($self, other, /)", "Report whether this set contains the other.");
  method(t, "symmetric_difference", set_symmetric_difference.index, METH_O, "($self, other, /)", "Return a new set with the elements that are in exactly one of the two.");
  method(t, "union", set_union.index, METH_FAST, "($self, /, *others)", "Return a new set with the elements of this and all the others.");
}

export function init_set(): void {
  const t = T.set;
  initCommon(t, "set");
  setSlot(t, Slot.new_, setNewType.index);
  setSlot(t, Slot.init, setInit.index);
  setSlot(t, Slot.hash, hashNotImplemented.index);
  setSlot(t, Slot.inplaceSubtract, setInplaceSub.index);
  setSlot(t, Slot.inplaceAnd, setInplaceAnd.index);
  setSlot(t, Slot.inplaceXor, setInplaceXor.index);
  setSlot(t, Slot.inplaceOr, setInplaceOr.index);
  method(t, "add", set_add.index, METH_O, "($self, object, /)", "Add an element, unless it is there already.");
  method(t, "clear", set_clear.index, METH_NOARGS, "($self, /)", "Remove all elements.");
  method(t, "copy", set_copy.index, METH_NOARGS, "($self, /)", "Return a shallow copy.");
  method(t, "discard", set_discard.index, METH_O, "($self, object, /)", "Remove an element if it is there.");
  method(t, "difference_update", set_difference_update.index, METH_FAST, "($self, /, *others)", "Remove the elements that are in one of the others.");
  method(t, "intersection_update", set_intersection_update.index, METH_FAST, "($self, /, *others)", "Keep the elements that are in all the others.");
  method(t, "pop", set_pop.index, METH_NOARGS, "($self, /)", "Remove any element and return it; KeyError if the set is empty.");
  method(t, "remove", set_remove.index, METH_O, "($self, object, /)", "Remove an element; KeyError if it is not there.");
  method(t, "symmetric_difference_update", set_symmetric_difference_update.index, METH_O, "($self, other, /)", "Keep the elements that are in exactly one of the two.");
  method(t, "update", set_update.index, METH_FAST, "($self, /, *others)", "Add the elements of all the others.");
  classAttribute(t, "__hash__", None);

  const f = T.frozenset;
  initCommon(f, "frozenset");
  setSlot(f, Slot.new_, frozensetNewType.index);
  setSlot(f, Slot.hash, frozensetHash.index);
  method(f, "copy", frozenset_copy.index, METH_NOARGS, "($self, /)", "Return a shallow copy.");

  const i = T.set_iterator;
  defType(i, "set_iterator", T.object, ITER_SIZE, TypeFlag.HAVE_GC | TypeFlag.DISALLOW_NEW | TypeFlag.IMMUTABLE);
  setSlot(i, Slot.dealloc, deallocOne.index);
  setSlot(i, Slot.traverse, traverseOne.index);
  setSlot(i, Slot.iter, iterSelf.index);
  setSlot(i, Slot.iternext, setIterNext.index);
  method(i, "__length_hint__", iter_hint.index, METH_NOARGS, "", "Private method returning an estimate of len(list(it)).");
  method(i, "__reduce__", iter_reduce.index, METH_NOARGS, "", "Return state information for pickling.");
  typeText(T.set, "set(iterable=(), /)\n--\n\nBuild an unordered collection of unique elements.");
  typeText(T.frozenset, "frozenset(iterable=(), /)\n--\n\nBuild an immutable unordered collection of unique elements.");
}
