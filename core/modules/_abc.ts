// The native module _abc: what abc.ABCMeta is made of.
//
// Each abstract base class has in its `_abc_impl` an _abc_data object:
//
//   ┌ header │ registry @8 │ cache @16 │ negative cache @24 (sets of weak references, NULL until used) │ version u64 @32 ┐
//
// The negative cache holds as long as Runtime.abcToken is its version: every registration anywhere adds one to the token. Dead references stay in
// the sets until they grow (a class that dies is rare).

import { Value, NULL, None, True, False, NotImplemented, boxPtr, boxBool, ptrOf } from "../value";
import { runtime } from "../state";
import { T, N, name } from "../names.generated";
import { Slot, TypeFlag, setSlot, typeView, typeOf, hasFlag, isExact } from "../objects/typeobject";
import { defType, func, METH_NOARGS, METH_O, METH_FAST } from "../objects/define";
import { typeModified } from "../objects/typelookup";
import { weakrefNew, weakrefGet } from "../objects/weakrefs";
import { setNew, setAdd, setContains, setNext, setKeyAt, setClear, frozensetNew, setUpdate, setLen } from "../objects/set";
import { dictGetStr, dictNext, dictKeyAt, dictValueAt, dictDel, dictCopy } from "../objects/dict";
import { tupleSize, tupleAt, tupleNew, tuplePut } from "../objects/tupleobject";
import { listNew, listPush, listSize, listAt } from "../objects/listobject";
import { newInt, asI64 } from "../objects/int";
import { checkArgs } from "../args";
import { allocObject, gcTrack } from "../memory/object";
import { decref, newref, clearref } from "../memory/refcount";
import { raise, errorOccurred, swallow } from "../errors";
import { getAttr, getOptionalAttr, setAttr, isTrue, isSubclass, callMethod0, callMethod1, getIter, iterNext } from "../abstract";
import { deallocThree, traverseThree } from "../objects/ownedvalues";

@unmanaged
class AbcData {
  count: u32; type: u32;
  registry: Value; cache: Value; negative: Value;
  version: u64;
}
const REGISTRY: usize = 8;
const CACHE: usize = 16;
const NEGATIVE: usize = 24;

function dataClear(p: usize): void { for (let at: usize = 8; at < 32; at += 8) clearref(p + at); }

/** The data of an abstract class, owned; NULL with an exception. */
function dataOf(cls: Value): Value {
  const d = getAttr(cls, name(N._abc_impl));
  if (d == NULL) return NULL;
  if (!isExact(d, T._abc_data)) { decref(d); return raise(T.TypeError, "_abc_impl is set to a wrong type"); }
  return d;
}
/** Adds a class to one of the sets. 0 or -1. */
function addTo(data: Value, at: usize, cls: Value): i32 {
  const slot = ptrOf(data) + at;
  if (load<u64>(slot) == NULL) {
    const s = setNew();
    if (s == NULL) return -1;
    store<u64>(slot, s);
  }
  const ref = weakrefNew(T.ReferenceType, cls, NULL);
  if (ref == NULL) return -1;
  const r = setAdd(load<u64>(slot), ref);
  decref(ref);
  return r;
}
/** Whether a class is in one of the sets: 1, 0, -1. */
function isIn(data: Value, at: usize, cls: Value): i32 {
  const s = load<u64>(ptrOf(data) + at);
  if (s == NULL || setLen(s) == 0) return 0;
  const ref = weakrefNew(T.ReferenceType, cls, NULL);
  if (ref == NULL) return swallow(T.TypeError) ? 0 : -1; // not something that can be referred to weakly
  const r = setContains(s, ref);
  decref(ref);
  return r;
}

function getCacheToken(self: Value): Value { return newInt(runtime().abcToken); }

/** Whether a member says that it is abstract: 1, 0, -1. */
function isAbstract(v: Value): i32 {
  const flag = getOptionalAttr(v, name(N.__isabstractmethod__));
  if (flag == NULL) return errorOccurred() ? -1 : 0;
  const r = isTrue(flag);
  decref(flag);
  return r;
}
function computeAbstractMethods(cls: Value): bool {
  const abstracts = frozensetNew();
  if (abstracts == NULL) return false;
  const ok = collectAbstracts(cls, abstracts) && setAttr(cls, name(N.__abstractmethods__), abstracts) >= 0;
  decref(abstracts);
  return ok;
}
function collectAbstracts(cls: Value, abstracts: Value): bool {
  const dict = dictCopy(typeView(ptrOf(cls)).dict);
  if (dict == NULL) return false;
  let i = dictNext(dict, 0);
  while (i >= 0) {
    const r = isAbstract(dictValueAt(dict, i));
    if (r < 0 || (r > 0 && setAdd(abstracts, dictKeyAt(dict, i)) < 0)) { decref(dict); return false; }
    i = dictNext(dict, i + 1);
  }
  decref(dict);
  const bases = getAttr(cls, name(N.__bases__));
  if (bases == NULL) return false;
  if (!hasFlag(bases, TypeFlag.TUPLE_SUBCLASS)) { decref(bases); raise(T.TypeError, "__bases__ is not tuple"); return false; }
  const n = tupleSize(bases);
  for (let b: u32 = 0; b < n; b++) {
    const inherited = getOptionalAttr(tupleAt(bases, b), name(N.__abstractmethods__));
    if (inherited == NULL) {
      if (errorOccurred()) { decref(bases); return false; }
      continue;
    }
    const it = getIter(inherited);
    decref(inherited);
    if (it == NULL) { decref(bases); return false; }
    while (true) {
      const key = iterNext(it);
      if (key == NULL) break;
      const value = getOptionalAttr(cls, key);
      let r = value == NULL ? 0 : isAbstract(value);
      decref(value);
      if (r > 0) r = setAdd(abstracts, key);
      decref(key);
      if (r < 0 || errorOccurred()) break;
    }
    decref(it);
    if (errorOccurred()) { decref(bases); return false; }
  }
  decref(bases);
  return true;
}

const COLLECTION: u32 = TypeFlag.SEQUENCE | TypeFlag.MAPPING;

function abcInit(self: Value, cls: Value): Value {
  if (!computeAbstractMethods(cls)) return NULL;
  const p = allocObject(T._abc_data, offsetof<AbcData>());
  if (!p) return NULL;
  const d = changetype<AbcData>(p);
  d.registry = NULL; d.cache = NULL; d.negative = NULL;
  d.version = runtime().abcToken;
  gcTrack(p);
  const r = setAttr(cls, name(N._abc_impl), boxPtr(p));
  decref(boxPtr(p));
  if (r < 0) return NULL;
  if (hasFlag(cls, TypeFlag.TYPE_SUBCLASS)) {
    // Sequence and Mapping of collections.abc say so to pattern matching.
    const t = typeView(ptrOf(cls));
    const flags = dictGetStr(t.dict, name(N.__abc_tpflags__));
    if (flags != NULL) {
      const bits = asI64(flags);
      if (bits == -1 && errorOccurred()) return NULL;
      const both = (1 << 5) | (1 << 6);
      if ((bits & both) == both) return raise(T.TypeError, "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING");
      t.flags = (t.flags & ~COLLECTION) | (bits & 32 ? TypeFlag.SEQUENCE : 0) | (bits & 64 ? TypeFlag.MAPPING : 0);
      if (dictDel(t.dict, name(N.__abc_tpflags__)) < 0) return NULL;
      typeModified(ptrOf(cls));
    }
  }
  return None;
}

/** Makes a registered class and those below it a sequence or mapping for pattern matching. */
function setCollection(type: usize, flag: u32): void {
  const t = typeView(type);
  if (t.flags & TypeFlag.IMMUTABLE || (t.flags & COLLECTION) == flag) return;
  t.flags = (t.flags & ~COLLECTION) | flag;
  typeModified(type);
  const subclasses = t.subclasses;
  if (subclasses == NULL) return;
  let i = dictNext(subclasses, 0);
  while (i >= 0) {
    setCollection(ptrOf(dictValueAt(subclasses, i)), flag);
    i = dictNext(subclasses, i + 1);
  }
}
function abcRegister(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("_abc_register", nargs, 2, 2)) return NULL;
  const cls = load<u64>(args), subclass = load<u64>(args, 8);
  if (!hasFlag(subclass, TypeFlag.TYPE_SUBCLASS)) return raise(T.TypeError, "Can only register classes");
  let r = isSubclass(subclass, cls);
  if (r < 0) return NULL;
  if (r) return newref(subclass);
  r = isSubclass(cls, subclass);
  if (r < 0) return NULL;
  if (r) return raise(T.RuntimeError, "Refusing to create an inheritance cycle");
  const d = dataOf(cls);
  if (d == NULL) return NULL;
  r = addTo(d, REGISTRY, subclass);
  decref(d);
  if (r < 0) return NULL;
  runtime().abcToken++;
  if (hasFlag(cls, TypeFlag.TYPE_SUBCLASS)) {
    const flag = typeView(ptrOf(cls)).flags & COLLECTION;
    if (flag) setCollection(ptrOf(subclass), flag);
  }
  return newref(subclass);
}

function abcInstancecheck(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("_abc_instancecheck", nargs, 2, 2)) return NULL;
  const cls = load<u64>(args), instance = load<u64>(args, 8);
  const d = dataOf(cls);
  if (d == NULL) return NULL;
  const subclass = getAttr(instance, name(N.__class__));
  if (subclass == NULL) { decref(d); return NULL; }
  const r = checkInstance(cls, d, instance, subclass);
  decref(subclass);
  decref(d);
  return r;
}
function checkInstance(cls: Value, d: Value, instance: Value, subclass: Value): Value {
  let r = isIn(d, CACHE, subclass);
  if (r) return r < 0 ? NULL : True;
  const subtype = boxPtr(typeOf(instance));
  if (subtype == subclass) {
    if (changetype<AbcData>(ptrOf(d)).version == runtime().abcToken) {
      r = isIn(d, NEGATIVE, subclass);
      if (r) return r < 0 ? NULL : False;
    }
    return callMethod1(cls, name(N.__subclasscheck__), subclass);
  }
  const first = callMethod1(cls, name(N.__subclasscheck__), subclass);
  if (first == NULL) return NULL;
  r = isTrue(first);
  if (r) {
    if (r < 0) { decref(first); return NULL; }
    return first;
  }
  decref(first);
  return callMethod1(cls, name(N.__subclasscheck__), subtype);
}

function abcSubclasscheck(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("_abc_subclasscheck", nargs, 2, 2)) return NULL;
  const cls = load<u64>(args), subclass = load<u64>(args, 8);
  if (!hasFlag(subclass, TypeFlag.TYPE_SUBCLASS)) return raise(T.TypeError, "issubclass() arg 1 must be a class");
  const d = dataOf(cls);
  if (d == NULL) return NULL;
  const r = checkSubclass(cls, d, subclass);
  decref(d);
  return r < 0 ? NULL : boxBool(r != 0);
}
/** 1, 0 or -1; keeps the answer. */
function checkSubclass(cls: Value, d: Value, subclass: Value): i32 {
  let r = isIn(d, CACHE, subclass);
  if (r) return r;
  const data = changetype<AbcData>(ptrOf(d));
  const token = runtime().abcToken;
  if (data.version < token) {
    if (data.negative != NULL) setClear(data.negative);
    data.version = token;
  } else {
    r = isIn(d, NEGATIVE, subclass);
    if (r) return r < 0 ? -1 : 0;
  }
  const ok = callMethod1(cls, name(N.__subclasshook__), subclass);
  if (ok == NULL) return -1;
  if (ok == True) return addTo(d, CACHE, subclass) < 0 ? -1 : 1;
  if (ok == False) return addTo(d, NEGATIVE, subclass) < 0 ? -1 : 0;
  if (ok != NotImplemented) {
    decref(ok);
    raise(T.AssertionError, "__subclasshook__ must return either False, True, or NotImplemented");
    return -1;
  }
  const mro = typeView(ptrOf(subclass)).mro;
  const n: u32 = mro == NULL ? 0 : tupleSize(mro);
  for (let i: u32 = 0; i < n; i++) if (tupleAt(mro, i) == cls) return addTo(d, CACHE, subclass) < 0 ? -1 : 1;
  r = inRegistry(d, subclass);
  if (r) return r < 0 ? -1 : addTo(d, CACHE, subclass) < 0 ? -1 : 1;
  const subclasses = callMethod0(cls, name(N.__subclasses__));
  if (subclasses == NULL) return -1;
  if (!hasFlag(subclasses, TypeFlag.LIST_SUBCLASS)) { decref(subclasses); raise(T.TypeError, "__subclasses__() must return a list"); return -1; }
  r = 0;
  for (let i: u32 = 0; i < listSize(subclasses) && r == 0; i++) {
    const s = newref(listAt(subclasses, i));
    r = isSubclass(subclass, s);
    decref(s);
  }
  decref(subclasses);
  if (r < 0) return -1;
  return addTo(d, r ? CACHE : NEGATIVE, subclass) < 0 ? -1 : r;
}
/** Whether it is below one of the registered classes. */
function inRegistry(d: Value, subclass: Value): i32 {
  let r = isIn(d, REGISTRY, subclass);
  if (r) return r;
  const registry = changetype<AbcData>(ptrOf(d)).registry;
  if (registry == NULL) return 0;
  const copy = liveList(registry);
  if (copy == NULL) return -1;
  for (let i: u32 = 0; i < listSize(copy) && r == 0; i++) r = isSubclass(subclass, listAt(copy, i));
  decref(copy);
  return r;
}
/** The classes in a set of weak references that are alive: a list, owned. */
function liveList(s: Value): Value {
  const list = listNew(setLen(s));
  if (list == NULL) return NULL;
  let i = setNext(s, 0);
  while (i >= 0) {
    const v = weakrefGet(ptrOf(setKeyAt(s, i)));
    if (v != NULL && listPush(list, v) < 0) { decref(list); return NULL; }
    i = setNext(s, i + 1);
  }
  return list;
}

function copyOf(s: Value): Value {
  const r = setNew();
  if (r != NULL && s != NULL && setUpdate(r, s) < 0) { decref(r); return NULL; }
  return r;
}
function getDump(self: Value, cls: Value): Value {
  const d = dataOf(cls);
  if (d == NULL) return NULL;
  const data = changetype<AbcData>(ptrOf(d));
  const t = tupleNew(4);
  if (t != NULL) {
    tuplePut(t, 0, copyOf(data.registry));
    tuplePut(t, 1, copyOf(data.cache));
    tuplePut(t, 2, copyOf(data.negative));
    tuplePut(t, 3, newInt(data.version));
  }
  decref(d);
  return t;
}
function resetRegistry(self: Value, cls: Value): Value {
  const d = dataOf(cls);
  if (d == NULL) return NULL;
  clearref(ptrOf(d) + REGISTRY);
  decref(d);
  return None;
}
function resetCaches(self: Value, cls: Value): Value {
  const d = dataOf(cls);
  if (d == NULL) return NULL;
  clearref(ptrOf(d) + CACHE);
  clearref(ptrOf(d) + NEGATIVE);
  decref(d);
  return None;
}

export function initAbcTypes(): void {
  const t = T._abc_data;
  defType(t, "_abc._abc_data", T.object, offsetof<AbcData>(), TypeFlag.HAVE_GC);
  setSlot(t, Slot.dealloc, deallocThree.index);
  setSlot(t, Slot.traverse, traverseThree.index);
  setSlot(t, Slot.clear, dataClear.index);
}
export function initAbcModule(m: Value): void {
  func(m, "get_cache_token", getCacheToken.index, METH_NOARGS, "($module, /)", "The current token of the caches of abstract base classes; it changes with every registration.");
  func(m, "_abc_init", abcInit.index, METH_O, "($module, self, /)", "Internal ABC helper for class set-up. Should be never used outside abc module.");
  func(m, "_abc_register", abcRegister.index, METH_FAST, "($module, self, subclass, /)", "Internal ABC helper for subclasss registration. Should be never used outside abc module.");
  func(m, "_abc_instancecheck", abcInstancecheck.index, METH_FAST, "($module, self, instance, /)", "Internal ABC helper for instance checks. Should be never used outside abc module.");
  func(m, "_abc_subclasscheck", abcSubclasscheck.index, METH_FAST, "($module, self, subclass, /)", "Internal ABC helper for subclasss checks. Should be never used outside abc module.");
  func(m, "_get_dump", getDump.index, METH_O, "($module, self, /)", "Internal ABC helper for cache and registry debugging.");
  func(m, "_reset_registry", resetRegistry.index, METH_O, "($module, self, /)", "Internal ABC helper to reset registry of a given class.");
  func(m, "_reset_caches", resetCaches.index, METH_O, "($module, self, /)", "Internal ABC helper to reset both caches of a given class.");
}
