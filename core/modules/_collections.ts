// The module _collections: defaultdict, what namedtuple and Counter need, and deque of deque.ts.
//
//   defaultdict    ┌ a dict │ default_factory Value @24
//   _tuplegetter   ┌ count u32 │ type u32 │ index i64 @8 │ doc Value @16

import { Value, NULL, None, NotImplemented, boxInt, boxPtr, ptrOf, isPtr } from "../value";
import { T, N, name } from "../names.generated";
import { setSlot, Slot, TypeFlag, typeOf, typeSlot } from "../objects/typeobject";
import { typeText, defType, method, getset, func, addType, METH_NOARGS, METH_O, METH_FAST } from "../objects/define";
import { freeObject, allocObject, gcTrack, gcUntrack } from "../memory/object";
import { decref, newref } from "../memory/refcount";
import { raise, raiseI, raiseFmt, errorOccurred } from "../errors";
import { call0, call2, getIter, iterNext, isCallable, add, getAttr, setItem, indexI64, callMethod0, reprOf, isType } from "../abstract";
import { formatMessage } from "../format";
import { checkArgs, noKeywords } from "../args";
import { strFromLiteral } from "../objects/strnew";
import { tupleNew, tuplePut, tuple1, tuple2, tupleAt, tupleSize } from "../objects/tupleobject";
import { isTuple } from "../objects/tuple";
import { raiseKeyError } from "../objects/keyerror";
import { DICT_SIZE, isDict, dictGetHash, dictSetHash, keyHash, dictTraverse, dictClear, dictDealloc } from "../objects/dict";
import { dictUpdateFrom } from "../objects/dictmerge";
import { allocInstance } from "../objects/subtype";
import { visitValue } from "../objects/visit";
import { typeLookup } from "../objects/typelookup";
import { reprEnter, reprLeave } from "../objects/reprguard";
import { initDequeTypes } from "./deque";

const FACTORY: usize = DICT_SIZE;
const DEFAULTDICT_SIZE: usize = DICT_SIZE + 8;
const GETTER_SIZE: usize = 24;

function factoryOf(self: Value): Value { return load<u64>(ptrOf(self) + FACTORY); }

function defaultdictNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  const p = allocInstance(type);
  if (!p) return NULL;
  store<u64>(p + FACTORY, NULL);
  gcTrack(p);
  return boxPtr(p);
}
function defaultdictInit(self: Value, args: usize, nargs: i32, kwnames: Value): i32 {
  let factory: Value = NULL;
  let rest = args, left = nargs;
  if (nargs > 0) {
    factory = load<u64>(args);
    if (factory != None && !isCallable(factory)) return raiseI(T.TypeError, "first argument must be callable or None");
    rest += 8;
    left--;
  }
  const slot = ptrOf(self) + FACTORY;
  const old = load<u64>(slot);
  store<u64>(slot, newref(factory));
  decref(old);
  return call_indirect<i32>(typeSlot(T.dict, Slot.init), self, rest, left, kwnames);
}
function defaultdictDealloc(p: usize): void {
  gcUntrack(p);
  decref(load<u64>(p + FACTORY));
  dictDealloc(boxPtr(p));
  freeObject(p);
}
function defaultdictTraverse(p: usize, visit: i32, arg: usize): i32 {
  const r = visitValue(load<u64>(p + FACTORY), visit, arg);
  return r ? r : dictTraverse(boxPtr(p), visit, arg);
}
function defaultdictClear(p: usize): void {
  const old = load<u64>(p + FACTORY);
  store<u64>(p + FACTORY, NULL);
  decref(old);
  dictClear(boxPtr(p));
}
function defaultdict_missing(self: Value, key: Value): Value {
  const factory = factoryOf(self);
  if (factory == NULL || factory == None) return raiseKeyError(key);
  const value = call0(factory);
  if (value == NULL) return NULL;
  if (setItem(self, key, value) < 0) { decref(value); return NULL; }
  return value;
}
function defaultdictRepr(self: Value): Value {
  const base = call_indirect<Value>(typeSlot(T.dict, Slot.repr), self);
  if (base == NULL) return NULL;
  const factory = factoryOf(self);
  let text: Value;
  if (factory == NULL || !isPtr(factory)) text = strFromLiteral("None");
  else {
    const state = reprEnter(factory);
    if (state < 0) { decref(base); return NULL; }
    if (state) text = strFromLiteral("...");
    else {
      text = reprOf(factory);
      reprLeave(factory);
    }
  }
  const r = text == NULL ? NULL : formatMessage("%N(%s, %s)", self, text, base, NULL);
  decref(text);
  decref(base);
  return r;
}
/** type(default_factory, self) */
function defaultdict_copy(self: Value): Value {
  const factory = factoryOf(self);
  return call2(boxPtr(typeOf(self)), factory == NULL ? None : factory, self);
}
function defaultdict_reduce(self: Value): Value {
  const factory = factoryOf(self);
  const args = factory == NULL || factory == None ? tupleNew(0) : tuple1(factory);
  if (args == NULL) return NULL;
  const items = callMethod0(self, name(N.items));
  const it = items == NULL ? NULL : getIter(items);
  decref(items);
  const r = it == NULL ? NULL : tupleNew(5);
  if (r == NULL) { decref(args); decref(it); return NULL; }
  tuplePut(r, 0, newref(boxPtr(typeOf(self))));
  tuplePut(r, 1, args);
  tuplePut(r, 2, None);
  tuplePut(r, 3, None);
  tuplePut(r, 4, it);
  return r;
}
function defaultdictOr(a: Value, b: Value): Value {
  const self = isDefaultdict(a) ? a : b;
  if (!isDict(a) || !isDict(b)) return NotImplemented;
  const factory = factoryOf(self);
  const r = call2(boxPtr(typeOf(self)), factory == NULL ? None : factory, a);
  if (r == NULL) return NULL;
  if (dictUpdateFrom(r, b) < 0) { decref(r); return NULL; }
  return r;
}
function isDefaultdict(v: Value): bool { return isPtr(v) && isType(v, T.defaultdict); }
function getFactory(self: Value): Value {
  const f = factoryOf(self);
  return f == NULL ? None : newref(f);
}
function setFactory(self: Value, value: Value): i32 {
  const slot = ptrOf(self) + FACTORY;
  const old = load<u64>(slot);
  store<u64>(slot, newref(value));
  decref(old);
  return 0;
}

// _count_elements

/** Counts the elements of an iterable into a mapping. */
function count_elements(module: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("_count_elements", nargs, 2, 2)) return NULL;
  const mapping = load<u64>(args);
  const it = getIter(load<u64>(args, 8));
  if (it == NULL) return NULL;
  const type = typeOf(mapping);
  const plain = isDict(mapping) && typeLookup(type, name(N.get)) == typeLookup(T.dict, name(N.get))
    && typeLookup(type, name(N.__setitem__)) == typeLookup(T.dict, name(N.__setitem__));
  const get = plain ? NULL : getAttr(mapping, name(N.get));
  if (!plain && get == NULL) { decref(it); return NULL; }
  while (true) {
    const key = iterNext(it);
    if (key == NULL) break;
    let ok = false;
    if (plain) {
      const hash = keyHash(key);
      if (hash != -1) {
        const old = newref(dictGetHash(mapping, key, hash));
        if (old != NULL || !errorOccurred()) {
          const count = old == NULL ? boxInt(1) : add(old, boxInt(1));
          ok = count != NULL && dictSetHash(mapping, key, hash, count) == 0;
          decref(count);
        }
        decref(old);
      }
    } else {
      const old = call2(get, key, boxInt(0));
      const count = old == NULL ? NULL : add(old, boxInt(1));
      ok = count != NULL && setItem(mapping, key, count) == 0;
      decref(count);
      decref(old);
    }
    decref(key);
    if (!ok) break;
  }
  decref(it);
  decref(get);
  return errorOccurred() ? NULL : None;
}

// _tuplegetter: the descriptor of a field of a named tuple

function getterNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  if (!noKeywords("_tuplegetter", kwnames) || !checkArgs("_tuplegetter", nargs, 2, 2)) return NULL;
  const index = indexI64(load<u64>(args), T.OverflowError);
  if (index == -1 && errorOccurred()) return NULL;
  const p = allocObject(type, GETTER_SIZE);
  if (!p) return NULL;
  store<i64>(p, index, 8);
  store<u64>(p, newref(load<u64>(args, 8)), 16);
  gcTrack(p);
  return boxPtr(p);
}
function getterGet(self: Value, object: Value, type: Value): Value {
  if (object == NULL || (object == None && type != NULL && type != boxPtr(T.NoneType))) return newref(self);
  const index = load<i64>(ptrOf(self), 8);
  if (!isTuple(object)) {
    if (object == None) return newref(self);
    return raiseFmt(T.TypeError, "descriptor for index '%d' for tuple subclasses doesn't apply to '%T' object", boxInt(index), object);
  }
  if (<u64>index >= <u64>tupleSize(object)) return raise(T.IndexError, "tuple index out of range");
  return newref(tupleAt(object, <usize>index));
}
function getterSet(self: Value, object: Value, value: Value): i32 {
  return raiseI(T.AttributeError, value == NULL ? "can't delete attribute" : "can't set attribute");
}
function getterDealloc(p: usize): void {
  gcUntrack(p);
  decref(load<u64>(p, 16));
  freeObject(p);
}
function getterTraverse(p: usize, visit: i32, arg: usize): i32 { return visitValue(load<u64>(p, 16), visit, arg); }
function getterRepr(self: Value): Value {
  return formatMessage("_tuplegetter(%d, %r)", boxInt(load<i64>(ptrOf(self), 8)), load<u64>(ptrOf(self), 16), NULL, NULL);
}
function getter_reduce(self: Value): Value {
  const args = tuple2(boxInt(load<i64>(ptrOf(self), 8)), load<u64>(ptrOf(self), 16));
  const r = args == NULL ? NULL : tuple2(boxPtr(T._tuplegetter), args);
  decref(args);
  return r;
}
function getDoc(self: Value): Value { return newref(load<u64>(ptrOf(self), 16)); }
function setDoc(self: Value, value: Value): i32 {
  const old = load<u64>(ptrOf(self), 16);
  store<u64>(ptrOf(self), value == NULL ? None : newref(value), 16);
  decref(old);
  return 0;
}

export function initCollectionsTypes(): void {
  initDequeTypes();
  const d = T.defaultdict;
  defType(d, "collections.defaultdict", T.dict, DEFAULTDICT_SIZE, TypeFlag.BASETYPE | TypeFlag.HAVE_GC | TypeFlag.IMMUTABLE);
  setSlot(d, Slot.new_, defaultdictNew.index);
  setSlot(d, Slot.init, defaultdictInit.index);
  setSlot(d, Slot.dealloc, defaultdictDealloc.index);
  setSlot(d, Slot.traverse, defaultdictTraverse.index);
  setSlot(d, Slot.clear, defaultdictClear.index);
  setSlot(d, Slot.repr, defaultdictRepr.index);
  setSlot(d, Slot.or, defaultdictOr.index);
  getset(d, "default_factory", getFactory.index, setFactory.index, "Factory for default value called by __missing__().");
  method(d, "__missing__", defaultdict_missing.index, METH_O, "($self, key, /)", "Call the factory for a key that is not there, and store and return what it gives.");
  method(d, "copy", defaultdict_copy.index, METH_NOARGS, "", "Return a shallow copy.");
  method(d, "__copy__", defaultdict_copy.index, METH_NOARGS, "", "Return a shallow copy.");
  method(d, "__reduce__", defaultdict_reduce.index, METH_NOARGS, "", "Return state information for pickling.");
  const g = T._tuplegetter;
  defType(g, "_collections._tuplegetter", T.object, GETTER_SIZE, TypeFlag.HAVE_GC | TypeFlag.IMMUTABLE);
  setSlot(g, Slot.new_, getterNew.index);
  setSlot(g, Slot.dealloc, getterDealloc.index);
  setSlot(g, Slot.traverse, getterTraverse.index);
  setSlot(g, Slot.repr, getterRepr.index);
  setSlot(g, Slot.descrGet, getterGet.index);
  setSlot(g, Slot.descrSet, getterSet.index);
  getset(g, "__doc__", getDoc.index, setDoc.index);
  method(g, "__reduce__", getter_reduce.index, METH_NOARGS, "");
  typeText(T.defaultdict, "defaultdict(default_factory=None, /, [...]) --> dict with a factory for the values of missing keys");
}
export function init__collections(module: Value): void {
  addType(module, T.deque);
  addType(module, T.defaultdict);
  addType(module, T._deque_iterator);
  addType(module, T._deque_reverse_iterator);
  addType(module, T._tuplegetter);
  func(module, "_count_elements", count_elements.index, METH_FAST, "($module, mapping, iterable, /)", "Count the elements of an iterable, updating the mapping.");
}
