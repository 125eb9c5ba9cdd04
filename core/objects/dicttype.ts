// The type dict: construction, slots and methods.

import { Value, NULL, None, NotImplemented, ptrOf, boxPtr, boxBool } from "../value";
import { T, N, name } from "../names.generated";
import { isExact, setSlot, Slot, TypeFlag, CompareOp, typeView, typeOf } from "./typeobject";
import { typeText, defType, method, classAttribute, METH_NOARGS, METH_O, METH_FAST, METH_KW, METH_CLASS } from "./define";
import { freeObject, gcTrack, gcUntrack } from "../memory/object";
import { allocInstance } from "./subtype";
import { incref, decref, newref } from "../memory/refcount";
import { raise, errorOccurred } from "../errors";
import { hashNotImplemented, equalBool, lookupSpecial, call0, call1, getIter, iterNext, setItem, reprOf } from "../abstract";
import { checkArgs } from "../args";
import { strFromLiteral } from "./strnew";
import { builderInit, builderText, builderStr, builderFinish, builderDiscard } from "./strbuilder";
import { tupleAt, tupleSize, tupleNew } from "./tupleobject";
import { genericAlias } from "./genericalias";
import { newInt } from "./int";
import { reprEnter, reprLeave } from "./reprguard";
import { raiseKeyError } from "./keyerror";
import { dictUpdateFrom } from "./dictmerge";
import { keysView } from "./dictkeys";
import {
  DICT_SIZE, dictView, isDict, dictLen, dictKeyHash, dictGetHash, dictContains, dictSet, dictDel, dictPop, dictPopLast, dictClear, dictCopy, dictNext,
  dictKeyAt, dictValueAt, dictHashAt, dictAddNew, dictDealloc, dictTraverse, dictSetHash,
} from "./dict";
import { isAnySet, setNext, setKeyAt, setHashAt } from "./set";
import { newDictView, newDictIter } from "./dictviews";

function dictNewType(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  const p = allocInstance(type);
  if (!p) return NULL;
  gcTrack(p);
  return boxPtr(p);
}
/** dict(...) and update(...): at most one positional argument, then keywords. */
function updateCommon(self: Value, args: usize, nargs: i32, kwnames: Value, method: string): i32 {
  if (!checkArgs(method, nargs, 0, 1)) return -1;
  if (nargs == 1 && dictUpdateFrom(self, load<u64>(args)) < 0) return -1;
  if (kwnames != NULL) {
    const n = <usize>tupleSize(kwnames);
    for (let i: usize = 0; i < n; i++) if (dictSet(self, tupleAt(kwnames, i), load<u64>(args + ((<usize>nargs + i) << 3))) < 0) return -1;
  }
  return 0;
}
function dictInit(self: Value, args: usize, nargs: i32, kwnames: Value): i32 { return updateCommon(self, args, nargs, kwnames, "dict"); }
function dict_update(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  return updateCommon(self, args, nargs, kwnames, "update") < 0 ? NULL : None;
}
function deallocSlot(p: usize): void {
  gcUntrack(p);
  dictDealloc(boxPtr(p));
  freeObject(p);
}
function traverseSlot(p: usize, visit: i32, arg: usize): i32 { return dictTraverse(boxPtr(p), visit, arg); }
function clearSlot(p: usize): void { dictClear(boxPtr(p)); }

function dictReprSlot(self: Value): Value {
  const state = reprEnter(self);
  if (state < 0) return NULL;
  if (state) return strFromLiteral("{...}");
  const r = dictRepr(self);
  reprLeave(self);
  return r;
}
function dictRepr(self: Value): Value {
  const b = builderInit();
  if (!b) return NULL;
  if (!builderText(b, "{")) return builderDiscard(b);
  let first = true;
  for (let i = dictNext(self, 0); i >= 0; i = dictNext(self, i + 1)) {
    const key = newref(dictKeyAt(self, i));
    const value = newref(dictValueAt(self, i));
    let ok = first || builderText(b, ", ");
    first = false;
    if (ok) {
      const k = reprOf(key);
      ok = k != NULL && builderStr(b, k) && builderText(b, ": ");
      decref(k);
    }
    if (ok) {
      const v = reprOf(value);
      ok = v != NULL && builderStr(b, v);
      decref(v);
    }
    decref(key);
    decref(value);
    if (!ok) return builderDiscard(b);
  }
  if (!builderText(b, "}")) return builderDiscard(b);
  return builderFinish(b);
}

function dictLenSlot(self: Value): i64 { return dictLen(self); }

function missingKey(self: Value, key: Value): Value {
  if (errorOccurred()) return NULL;
  if (!isExact(self, T.dict)) {
    const m = lookupSpecial(self, name(N.__missing__));
    if (m != NULL) {
      const r = call1(m, key);
      decref(m);
      return r;
    }
    if (errorOccurred()) return NULL;
  }
  return raiseKeyError(key);
}
/** d[key], with __missing__; owned. */
export function dictSubscript(self: Value, key: Value): Value {
  const hash = dictKeyHash(key);
  if (hash == -1) return NULL;
  const v = dictGetHash(self, key, hash);
  return v == NULL ? missingKey(self, key) : newref(v);
}
function dictAssSubscript(self: Value, key: Value, value: Value): i32 {
  if (value != NULL) return dictSet(self, key, value);
  const r = dictDel(self, key);
  if (r > 0) { raiseKeyError(key); return -1; }
  return r;
}

/** a == b for two dicts: 1, 0, -1. */
export function dictEqual(a: Value, b: Value): i32 {
  if (dictLen(a) != dictLen(b)) return 0;
  for (let i = dictNext(a, 0); i >= 0; i = dictNext(a, i + 1)) {
    const key = newref(dictKeyAt(a, i));
    const x = newref(dictValueAt(a, i));
    const y = newref(dictGetHash(b, key, dictHashAt(a, i)));
    let same: i32;
    if (y == NULL) same = errorOccurred() ? -1 : 0;
    else same = equalBool(x, y);
    decref(key);
    decref(x);
    decref(y);
    if (same <= 0) return same;
  }
  return 1;
}
function dictCompare(self: Value, other: Value, op: i32): Value {
  if (!isDict(self) || !isDict(other) || (op != CompareOp.EQ && op != CompareOp.NE)) return NotImplemented;
  const same = dictEqual(self, other);
  return same < 0 ? NULL : boxBool(same == (op == CompareOp.EQ ? 1 : 0));
}
function dictIter(self: Value): Value { return newDictIter(T.dict_keyiterator, self); }
function dict_reversed(self: Value): Value { return newDictIter(T.dict_reversekeyiterator, self); }

function dictOr(a: Value, b: Value): Value {
  if (!isDict(a) || !isDict(b)) return NotImplemented;
  const r = dictCopy(a);
  if (r == NULL) return NULL;
  if (dictUpdateFrom(r, b) < 0) { decref(r); return NULL; }
  return r;
}
function dictInplaceOr(a: Value, b: Value): Value { return dictUpdateFrom(a, b) < 0 ? NULL : newref(a); }

function dict_contains(self: Value, key: Value): Value {
  const r = dictContains(self, key);
  return r < 0 ? NULL : boxBool(r != 0);
}
function dict_get(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("get", nargs, 1, 2)) return NULL;
  const key = load<u64>(args);
  const hash = dictKeyHash(key);
  if (hash == -1) return NULL;
  const v = dictGetHash(self, key, hash);
  if (v != NULL) return newref(v);
  if (errorOccurred()) return NULL;
  return nargs == 2 ? newref(load<u64>(args, 8)) : None;
}
/** d.setdefault(key, value): the value that is there in the end, borrowed; NULL with an exception. */
export function dictSetDefault(d: Value, key: Value, value: Value): Value {
  const hash = dictKeyHash(key);
  if (hash == -1) return NULL;
  const found = dictGetHash(d, key, hash);
  if (found != NULL) return found;
  if (errorOccurred()) return NULL;
  if (dictView(d).values) return dictSetHash(d, key, hash, value) < 0 ? NULL : value;
  incref(key);
  incref(value);
  if (dictAddNew(d, key, hash, value)) return value;
  decref(key);
  decref(value);
  return NULL;
}
function dict_setdefault(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("setdefault", nargs, 1, 2)) return NULL;
  const v = dictSetDefault(self, load<u64>(args), nargs == 2 ? load<u64>(args, 8) : None);
  return v == NULL ? NULL : newref(v);
}
function dict_pop(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("pop", nargs, 1, 2)) return NULL;
  const key = load<u64>(args);
  if (dictLen(self) == 0) return nargs == 2 ? newref(load<u64>(args, 8)) : raiseKeyError(key);
  const v = dictPop(self, key);
  if (v != NULL || errorOccurred()) return v;
  return nargs == 2 ? newref(load<u64>(args, 8)) : raiseKeyError(key);
}
function dict_popitem(self: Value): Value {
  if (dictLen(self) == 0) return raise(T.KeyError, "popitem(): dictionary is empty");
  const pair = tupleNew(2);
  if (pair == NULL) return NULL;
  if (dictPopLast(self, ptrOf(pair) + 16)) return pair;
  decref(pair);
  return NULL;
}
function dict_keys(self: Value): Value { return newDictView(T.dict_keys, self); }
function dict_values(self: Value): Value { return newDictView(T.dict_values, self); }
function dict_items(self: Value): Value { return newDictView(T.dict_items, self); }
function dict_clear(self: Value): Value { dictClear(self); return None; }
function dict_copy(self: Value): Value { return dictCopy(self); }

function fromHashed(d: Value, source: Value, value: Value): i32 {
  const set = isAnySet(source);
  for (let i = set ? setNext(source, 0) : dictNext(source, 0); i >= 0; i = set ? setNext(source, i + 1) : dictNext(source, i + 1)) {
    const key = newref(set ? setKeyAt(source, i) : dictKeyAt(source, i));
    const r = dictSetHash(d, key, set ? setHashAt(source, i) : dictHashAt(source, i), value);
    decref(key);
    if (r < 0) return -1;
  }
  return 0;
}
function dict_fromkeys(cls: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("fromkeys", nargs, 1, 2)) return NULL;
  const value = nargs == 2 ? load<u64>(args, 8) : None;
  const d = call0(cls);
  if (d == NULL) return NULL;
  const plain = isExact(d, T.dict);
  if (plain && dictLen(d) == 0 && (isExact(load<u64>(args), T.dict) || isAnySet(load<u64>(args)))) { // the hashes are known
    const r = fromHashed(d, load<u64>(args), value);
    if (r == 0) return d;
    decref(d);
    return NULL;
  }
  const it = getIter(load<u64>(args));
  if (it == NULL) { decref(d); return NULL; }
  while (true) {
    const key = iterNext(it);
    if (key == NULL) break;
    const r = plain ? dictSet(d, key, value) : setItem(d, key, value);
    decref(key);
    if (r < 0) break;
  }
  decref(it);
  if (errorOccurred()) { decref(d); return NULL; }
  return d;
}
function dict_sizeof(self: Value): Value {
  const o = dictView(self);
  let size: i64 = <i64>typeView(typeOf(self)).basicsize + 8;
  if (o.keys && !o.values) {
    const k = keysView(o.keys);
    size += <i64>(k.entries - o.keys) + <i64>(k.used + k.usable) * (k.kind == 0 ? 24 : 16);
  }
  return newInt(size);
}
function dict_class_getitem(cls: Value, item: Value): Value { return genericAlias(cls, item); }

export function init_dict(): void {
  const t = T.dict;
  defType(t, "dict", T.object, DICT_SIZE, TypeFlag.BASETYPE | TypeFlag.HAVE_GC | TypeFlag.IMMUTABLE | TypeFlag.MAPPING | TypeFlag.MATCH_SELF | TypeFlag.DICT_SUBCLASS);
  setSlot(t, Slot.dealloc, deallocSlot.index);
  setSlot(t, Slot.traverse, traverseSlot.index);
  setSlot(t, Slot.clear, clearSlot.index);
  setSlot(t, Slot.new_, dictNewType.index);
  setSlot(t, Slot.init, dictInit.index);
  setSlot(t, Slot.repr, dictReprSlot.index);
  setSlot(t, Slot.hash, hashNotImplemented.index);
  setSlot(t, Slot.richcompare, dictCompare.index);
  setSlot(t, Slot.iter, dictIter.index);
  setSlot(t, Slot.or, dictOr.index);
  setSlot(t, Slot.inplaceOr, dictInplaceOr.index);
  setSlot(t, Slot.sqContains, dictContains.index);
  setSlot(t, Slot.mpLength, dictLenSlot.index);
  setSlot(t, Slot.mpSubscript, dictSubscript.index);
  setSlot(t, Slot.mpAssSubscript, dictAssSubscript.index);
  method(t, "__contains__", dict_contains.index, METH_O, "($self, key, /)", "True if the dictionary has the specified key, else False.");
  method(t, "__getitem__", dictSubscript.index, METH_O, "($self, key, /)", "Return self[key].");
  method(t, "__sizeof__", dict_sizeof.index, METH_NOARGS, "($self, /)", "Return the size of the dict in memory.");
  method(t, "__reversed__", dict_reversed.index, METH_NOARGS, "($self, /)", "Return a reverse iterator over the dict keys.");
  method(t, "__class_getitem__", dict_class_getitem.index, METH_O | METH_CLASS, "($type, object, /)", "See PEP 585");
  method(t, "get", dict_get.index, METH_FAST, "($self, key, default=None, /)", "Return the value for key, or the default if the key is not there.");
  method(t, "setdefault", dict_setdefault.index, METH_FAST, "($self, key, default=None, /)", "Return the value for key, inserting the default first if the key is not there.");
  method(t, "pop", dict_pop.index, METH_FAST, "($self, key, default=<unrepresentable>, /)", "Remove a key and return its value, or the default if the key is not there.");
  method(t, "popitem", dict_popitem.index, METH_NOARGS, "($self, /)", "Remove the item that was added last and return it as a pair.");
  method(t, "keys", dict_keys.index, METH_NOARGS, "($self, /)", "Return a set-like view of the keys.");
  method(t, "values", dict_values.index, METH_NOARGS, "($self, /)", "Return a view of the values.");
  method(t, "items", dict_items.index, METH_NOARGS, "($self, /)", "Return a set-like view of the items.");
  method(t, "update", dict_update.index, METH_KW, "", "Add items from a mapping or an iterable of pairs, then from keywords.");
  method(t, "fromkeys", dict_fromkeys.index, METH_FAST | METH_CLASS, "($type, iterable, value=None, /)", "Create a dictionary with keys from the iterable, all with the same value.");
  method(t, "clear", dict_clear.index, METH_NOARGS, "($self, /)", "Remove all items.");
  method(t, "copy", dict_copy.index, METH_NOARGS, "($self, /)", "Return a shallow copy.");
  classAttribute(t, "__hash__", None);
  typeText(T.dict, "dict() -> new empty dictionary\ndict(mapping) -> new dictionary with the items of a mapping\ndict(iterable) -> new dictionary with the pairs of an iterable\ndict(**kwargs) -> new dictionary with the names and values of the keyword arguments");
}
