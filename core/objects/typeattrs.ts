// Attributes that a class shows of itself: __name__, __bases__, __doc__, __annotations__ … and those its instances get (__dict__, __weakref__).

import { signatureEnd, literalPart, getset } from "./define";
import { Value, NULL, None, boxPtr, boxInt, ptrOf, isPtr } from "../value";
import { T, N, name } from "../names.generated";
import { TypeObj, TypeFlag, Slot, typeView, typeOf, hasFlag, slotOf } from "./typeobject";
import { staticBase } from "./typeparts";
import { typeModified, typeLookup } from "./typelookup";
import { addSubclass, removeSubclass } from "./typeready";
import { bestBase, inheritPatternFlags } from "./typenew";
import { updateAllSlots } from "./slots";
import { findMro } from "./mro";
import { genericGetDict, genericSetDict } from "./attributes";
import { isSubtype } from "./exceptionnew";
import { firstWeakref } from "./weakrefs";
import { newMappingProxy } from "./mappingproxy";
import { tupleNew, tupleSize, tupleAt, tuple2 } from "./tupleobject";
import { listNew, listAppend, listPush, listSize, listAt } from "./listobject";
import { dictNew, dictSet, dictGetStr, dictDel, dictNext, dictValueAt } from "./dict";
import { strLen, strAt, strEqual, strFromLiteral } from "./strnew";
import { formatMessage } from "../format";
import { newInt } from "./int";
import { decref, newref, setref, refcountOf } from "../memory/refcount";
import { raise, raiseI, raiseFmt, raiseFmtI, errorOccurred } from "../errors";
import { isTrue, call1, isCallable } from "../abstract";

function view(self: Value): TypeObj { return typeView(ptrOf(self)); }
function isHeap(self: Value): bool { return (view(self).flags & TypeFlag.HEAP) != 0; }

/** Whether `attribute` (a literal) of the class may be set: not of an immutable one, and not deleted. */
function maySet(self: Value, value: Value, attribute: string): bool {
  if (view(self).flags & TypeFlag.IMMUTABLE) {
    const what = strFromLiteral(attribute);
    raiseFmt(T.TypeError, "cannot set '%s' attribute of immutable type '%s'", what, view(self).name);
    decref(what);
    return false;
  }
  if (value == NULL) {
    const what = strFromLiteral(attribute);
    raiseFmt(T.TypeError, "cannot delete '%s' attribute of immutable type '%s'", what, view(self).name);
    decref(what);
    return false;
  }
  return true;
}

/** The module part for a repr: owned; NULL for builtins, or where __module__ is no str. */
export function typeModuleName(type: usize): Value {
  const t = typeView(type);
  if (!(t.flags & TypeFlag.HEAP)) return t.module == NULL ? NULL : newref(t.module);
  const m = dictGetStr(t.dict, name(N.__module__));
  if (m == NULL || !hasFlag(m, TypeFlag.STR_SUBCLASS) || m == name(N.builtins)) return NULL;
  return newref(m);
}
/** "module.qualname", without the module for builtins and __main__: owned. NULL with MemoryError. */
export function fullTypeName(type: usize): Value {
  const module = typeModuleName(type);
  const t = typeView(type);
  if (module == NULL || strEqual(module, name(N.__main__))) { decref(module); return newref(t.qualname); }
  const r = formatMessage("%s.%s", module, t.qualname, NULL, NULL);
  decref(module);
  return r;
}
/** cls.__module__, owned; NULL with AttributeError. */
export function typeModule(self: Value): Value {
  const t = view(self);
  if (!(t.flags & TypeFlag.HEAP)) return newref(t.module == NULL ? name(N.builtins) : t.module);
  const m = dictGetStr(t.dict, name(N.__module__));
  return m == NULL ? raise(T.AttributeError, "__module__") : newref(m);
}
function setModule(self: Value, value: Value): i32 {
  if (!maySet(self, value, "__module__")) return -1;
  typeModified(ptrOf(self));
  const dict = view(self).dict;
  if (dictGetStr(dict, name(N.__firstlineno__)) != NULL && dictDel(dict, name(N.__firstlineno__)) < 0) return -1;
  return dictSet(dict, name(N.__module__), value);
}

function getName(self: Value): Value { return newref(view(self).name); }
function setName(self: Value, value: Value): i32 {
  if (!maySet(self, value, "__name__")) return -1;
  if (!hasFlag(value, TypeFlag.STR_SUBCLASS)) return raiseFmtI(T.TypeError, "can only assign string to %s.__name__, not '%T'", view(self).name, value);
  const n = strLen(value);
  for (let i: u32 = 0; i < n; i++) if (strAt(value, i) == 0) return raiseI(T.ValueError, "type name must not contain null characters");
  setref(ptrOf(self) + offsetof<TypeObj>("name"), newref(value));
  return 0;
}
function getQualname(self: Value): Value { return newref(view(self).qualname); }
function setQualname(self: Value, value: Value): i32 {
  if (!maySet(self, value, "__qualname__")) return -1;
  if (!hasFlag(value, TypeFlag.STR_SUBCLASS)) return raiseFmtI(T.TypeError, "can only assign string to %s.__qualname__, not '%T'", view(self).name, value);
  setref(ptrOf(self) + offsetof<TypeObj>("qualname"), newref(value));
  return 0;
}

function getBases(self: Value): Value { return newref(view(self).bases); }
function getBase(self: Value): Value { return view(self).base ? newref(boxPtr(view(self).base)) : None; }
function getMro(self: Value): Value { return view(self).mro == NULL ? None : newref(view(self).mro); }

/** Recomputes the MRO of `type` and of all classes below; the old ones go to `saved`, pairs of class and tuple. 0 or -1. */
function updateMros(type: usize, saved: Value): i32 {
  // A mro() in Python may assign bases, of this class too: then that assignment has done what was to be done here.
  const old = newref(typeView(type).mro);
  const fresh = findMro(type);
  if (fresh == NULL) { decref(old); return -1; }
  if (typeView(type).mro != old) { decref(fresh); decref(old); return 0; }
  const pair = tuple2(boxPtr(type), old);
  decref(old);
  if (pair == NULL || listPush(saved, pair) < 0) { decref(fresh); return -1; }
  setref(type + offsetof<TypeObj>("mro"), fresh);
  typeModified(type);
  const below = subclassesOf(type);
  if (below == NULL) return -1;
  let result = 0;
  for (let i: u32 = 0; i < listSize(below) && result == 0; i++) result = updateMros(ptrOf(listAt(below, i)), saved);
  decref(below);
  return result;
}
/** The direct subclasses, a list, owned. NULL with MemoryError. */
export function subclassesOf(type: usize): Value {
  const list = listNew();
  const subclasses = typeView(type).subclasses;
  if (list == NULL || subclasses == NULL) return list;
  for (let i = dictNext(subclasses, 0); i >= 0; i = dictNext(subclasses, i + 1)) {
    const sub = ptrOf(dictValueAt(subclasses, i));
    if (refcountOf(sub) && listAppend(list, boxPtr(sub)) < 0) { decref(list); return NULL; }
  }
  return list;
}
function updateSlotsBelow(type: usize): void {
  updateAllSlots(type);
  inheritPatternFlags(type);
  const subclasses = typeView(type).subclasses;
  if (subclasses == NULL) return;
  let i = dictNext(subclasses, 0);
  while (i >= 0) {
    updateSlotsBelow(ptrOf(dictValueAt(subclasses, i)));
    i = dictNext(subclasses, i + 1);
  }
}
function setBases(self: Value, value: Value): i32 {
  if (!maySet(self, value, "__bases__")) return -1;
  const type = ptrOf(self);
  const t = typeView(type);
  if (!hasFlag(value, TypeFlag.TUPLE_SUBCLASS)) return raiseFmtI(T.TypeError, "can only assign tuple to %s.__bases__, not %T", t.name, value);
  const n = <usize>tupleSize(value);
  if (n == 0) return raiseFmtI(T.TypeError, "can only assign non-empty tuple to %s.__bases__, not ()", t.name);
  for (let i: usize = 0; i < n; i++) {
    const base = tupleAt(value, i);
    if (!hasFlag(base, TypeFlag.TYPE_SUBCLASS)) return raiseFmtI(T.TypeError, "%s.__bases__ must be tuple of classes, not '%T'", t.name, base);
    if (isSubtype(ptrOf(base), type) || chainHas(ptrOf(base), type)) return raiseI(T.TypeError, "a __bases__ item causes an inheritance cycle");
  }
  const base = bestBase(value);
  if (!base) return -1;
  if (!sameSolid(<usize>t.base, base)) {
    raiseFmt(T.TypeError, "__bases__ assignment: '%s' object layout differs from '%s'", typeView(base).name, typeView(t.base).name);
    return -1;
  }
  const saved = listNew();
  if (saved == NULL) return -1;
  const oldBases = t.bases;
  const oldBase = t.base;
  t.bases = newref(value);
  t.base = <u32>base;
  if (updateMros(type, saved) < 0) {
    for (let i: u32 = 0; i < listSize(saved); i++) {
      const pair = listAt(saved, i);
      setref(ptrOf(tupleAt(pair, 0)) + offsetof<TypeObj>("mro"), newref(tupleAt(pair, 1)));
      typeModified(ptrOf(tupleAt(pair, 0)));
    }
    if (t.bases == value) {
      t.bases = oldBases;
      t.base = oldBase;
      decref(value);
    }
    decref(saved);
    return -1;
  }
  decref(saved);
  if (t.bases == value) { // no mro() in between assigned others
    const m = <usize>tupleSize(oldBases);
    for (let i: usize = 0; i < m; i++) removeSubclass(ptrOf(tupleAt(oldBases, i)), type);
    for (let i: usize = 0; i < n; i++) addSubclass(ptrOf(tupleAt(value, i)), type);
    updateSlotsBelow(type);
  }
  decref(oldBases);
  return 0;
}
function chainHas(type: usize, wanted: usize): bool {
  let t = type;
  while (t) { if (t == wanted) return true; t = <usize>typeView(t).base; }
  return false;
}
/** Whether a class over `a` could as well be over `b`. */
function sameSolid(a: usize, b: usize): bool {
  const s = typeView(a), t = typeView(b);
  return staticBase(a) == staticBase(b) && ((s.basicsize + 7) & ~7) == ((t.basicsize + 7) & ~7) && s.dictoffset == t.dictoffset && s.weakoffset == t.weakoffset && s.prefix == t.prefix;
}

function getTypeDict(self: Value): Value { return newMappingProxy(view(self).dict); }
function getDoc(self: Value): Value {
  const doc = dictGetStr(view(self).dict, name(N.__doc__));
  if (doc == NULL) return None;
  const get = slotOf(doc, Slot.descrGet);
  return get ? call_indirect<Value>(get, doc, NULL, self) : newref(doc);
}
function setDoc(self: Value, value: Value): i32 {
  if (!maySet(self, value, "__doc__")) return -1;
  typeModified(ptrOf(self));
  return dictSet(view(self).dict, name(N.__doc__), value);
}
function getTextSignature(self: Value): Value {
  const t = view(self);
  if (t.flags & TypeFlag.HEAP || !t.doc) return None;
  const text = changetype<string>(<usize>t.doc);
  const end = signatureEnd(text);
  if (!end) return None;
  let start = 0;
  while (start < end && text.charCodeAt(start) != 0x28) start++;
  return literalPart(text, start, end - 5);
}

function getAbstractMethods(self: Value): Value {
  const v = ptrOf(self) == T.type ? NULL : dictGetStr(view(self).dict, name(N.__abstractmethods__));
  return v == NULL ? raise(T.AttributeError, "__abstractmethods__") : newref(v);
}
function setAbstractMethods(self: Value, value: Value): i32 {
  let abstract = 0;
  const dict = view(self).dict;
  if (value != NULL) {
    abstract = isTrue(value);
    if (abstract < 0 || dictSet(dict, name(N.__abstractmethods__), value) < 0) return -1;
  } else {
    if (dictGetStr(dict, name(N.__abstractmethods__)) == NULL) return raiseI(T.AttributeError, "__abstractmethods__");
    if (dictDel(dict, name(N.__abstractmethods__)) < 0) return -1;
  }
  typeModified(ptrOf(self));
  if (abstract) view(self).flags |= TypeFlag.ABSTRACT;
  else view(self).flags &= ~(<u32>TypeFlag.ABSTRACT);
  return 0;
}

// ---- annotations (PEP 649) ------------------------------------------------------------------------------------------

function noAttribute(self: Value, attribute: string): Value {
  const what = strFromLiteral(attribute);
  raiseFmt(T.AttributeError, "type object '%s' has no attribute '%s'", view(self).name, what);
  decref(what);
  return NULL;
}
export function getAnnotate(self: Value): Value {
  if (!isHeap(self)) return noAttribute(self, "__annotate__");
  const dict = view(self).dict;
  const f = dictGetStr(dict, name(N.__annotate_func__));
  if (f != NULL) {
    const get = slotOf(f, Slot.descrGet);
    return get ? call_indirect<Value>(get, f, NULL, self) : newref(f);
  }
  const own = dictGetStr(dict, name(N.__annotate__));
  if (own != NULL) return newref(own);
  if (dictSet(dict, name(N.__annotate_func__), None) < 0) return NULL;
  return None;
}
function setAnnotate(self: Value, value: Value): i32 {
  if (value == NULL) return raiseI(T.TypeError, "cannot delete __annotate__ attribute");
  if (!maySet(self, value, "__annotate__")) return -1;
  if (value != None && !isCallable(value)) return raiseI(T.TypeError, "__annotate__ must be callable or None");
  typeModified(ptrOf(self));
  const dict = view(self).dict;
  if (dictSet(dict, name(N.__annotate_func__), value) < 0) return -1;
  if (value != None && dictGetStr(dict, name(N.__annotations_cache__)) != NULL) return dictDel(dict, name(N.__annotations_cache__));
  return 0;
}
function getAnnotations(self: Value): Value {
  if (!isHeap(self)) return noAttribute(self, "__annotations__");
  const dict = view(self).dict;
  let v = dictGetStr(dict, name(N.__annotations__));
  if (v == NULL) v = dictGetStr(dict, name(N.__annotations_cache__));
  if (v != NULL) {
    const get = slotOf(v, Slot.descrGet);
    return get ? call_indirect<Value>(get, v, NULL, self) : newref(v);
  }
  const annotate = getAnnotate(self);
  if (annotate == NULL) return NULL;
  let result: Value;
  if (isCallable(annotate)) {
    result = call1(annotate, boxInt(1));
    if (result != NULL && !hasFlag(result, TypeFlag.DICT_SUBCLASS)) {
      raiseFmt(T.TypeError, "__annotate__ returned non-dict of type '%T'", result);
      decref(result);
      result = NULL;
    }
  } else result = dictNew();
  decref(annotate);
  if (result == NULL) return NULL;
  if (dictSet(dict, name(N.__annotations_cache__), result) < 0) { decref(result); return NULL; }
  typeModified(ptrOf(self));
  return result;
}
function setAnnotations(self: Value, value: Value): i32 {
  if (view(self).flags & TypeFlag.IMMUTABLE) return maySet(self, value, "__annotations__") ? 0 : -1;
  const dict = view(self).dict;
  typeModified(ptrOf(self));
  if (value != NULL) {
    const key = dictGetStr(dict, name(N.__annotations__)) != NULL ? name(N.__annotations__) : name(N.__annotations_cache__);
    if (dictSet(dict, key, value) < 0) return -1;
  } else {
    let found = false;
    if (dictGetStr(dict, name(N.__annotations__)) != NULL) { found = true; if (dictDel(dict, name(N.__annotations__)) < 0) return -1; }
    if (dictGetStr(dict, name(N.__annotations_cache__)) != NULL) { found = true; if (dictDel(dict, name(N.__annotations_cache__)) < 0) return -1; }
    if (!found) return raiseI(T.AttributeError, "__annotations__");
  }
  if (dictGetStr(dict, name(N.__annotate_func__)) != NULL && dictDel(dict, name(N.__annotate_func__)) < 0) return -1;
  if (dictGetStr(dict, name(N.__annotate__)) != NULL && dictDel(dict, name(N.__annotate__)) < 0) return -1;
  return 0;
}

function getTypeParams(self: Value): Value {
  const v = isHeap(self) ? dictGetStr(view(self).dict, name(N.__type_params__)) : NULL;
  return v == NULL ? tupleNew(0) : newref(v);
}
function setTypeParams(self: Value, value: Value): i32 {
  if (!maySet(self, value, "__type_params__")) return -1;
  if (!hasFlag(value, TypeFlag.TUPLE_SUBCLASS)) return raiseI(T.TypeError, "__type_params__ must be set to a tuple");
  typeModified(ptrOf(self));
  return dictSet(view(self).dict, name(N.__type_params__), value);
}

// ---- numbers about the layout ---------------------------------------------------------------------------------------

function getBasicsize(self: Value): Value { return newInt(view(self).basicsize); }
function getItemsize(self: Value): Value { return newInt(view(self).itemsize); }
function getWeakoffset(self: Value): Value { return newInt(<i32>view(self).weakoffset); }
function getDictoffset(self: Value): Value {
  const t = view(self);
  return newInt(t.flags & TypeFlag.MANAGED_DICT ? -1 : <i32>t.dictoffset);
}
/** The bits as CPython numbers them: programs test HEAPTYPE, BASETYPE, ABSTRACT and the subclass bits. */
function getFlags(self: Value): Value {
  const f = view(self).flags;
  let r: u32 = 0x1000 | (1 << 18); // READY, HAVE_VERSION_TAG
  if (f & TypeFlag.HEAP) r |= 1 << 9;
  if (f & TypeFlag.BASETYPE) r |= 1 << 10;
  if (f & TypeFlag.HAVE_GC) r |= 1 << 14;
  if (f & TypeFlag.IMMUTABLE) r |= 1 << 8;
  if (f & TypeFlag.DISALLOW_NEW) r |= 1 << 7;
  if (f & TypeFlag.MAPPING) r |= 1 << 6;
  if (f & TypeFlag.SEQUENCE) r |= 1 << 5;
  if (f & TypeFlag.MANAGED_DICT) r |= 1 << 4;
  if (view(self).inlineValues) r |= 1 << 2;
  if (f & TypeFlag.METHOD_DESCRIPTOR) r |= 1 << 17;
  if (f & TypeFlag.ABSTRACT) r |= 1 << 20;
  if (f & TypeFlag.MATCH_SELF) r |= 1 << 22;
  if (f & TypeFlag.INT_SUBCLASS) r |= 1 << 24;
  if (f & TypeFlag.LIST_SUBCLASS) r |= 1 << 25;
  if (f & TypeFlag.TUPLE_SUBCLASS) r |= 1 << 26;
  if (f & TypeFlag.BYTES_SUBCLASS) r |= 1 << 27;
  if (f & TypeFlag.STR_SUBCLASS) r |= 1 << 28;
  if (f & TypeFlag.DICT_SUBCLASS) r |= 1 << 29;
  if (f & TypeFlag.EXCEPTION_SUBCLASS) r |= 1 << 30;
  if (f & TypeFlag.TYPE_SUBCLASS) r |= 1 << 31;
  return newInt(r);
}

// ---- of instances ---------------------------------------------------------------------------------------------------

/** The __dict__ descriptor of the built-in type below a class whose instances had a dict there already; NULL when there is none. */
function builtinDictDescriptor(self: Value): Value {
  const base = staticBase(typeOf(self));
  if (!typeView(base).dictoffset) return NULL;
  const found = typeLookup(base, name(N.__dict__));
  if (found != NULL && slotOf(found, Slot.descrSet) && slotOf(found, Slot.descrGet)) return found;
  return raiseFmt(T.TypeError, "this __dict__ descriptor does not support '%T' objects", self);
}
export function getDictAttribute(self: Value): Value {
  const d = builtinDictDescriptor(self);
  if (d == NULL) return errorOccurred() ? NULL : genericGetDict(self);
  return call_indirect<Value>(slotOf(d, Slot.descrGet), d, self, boxPtr(typeOf(self)));
}
export function setDictAttribute(self: Value, value: Value): i32 {
  const d = builtinDictDescriptor(self);
  if (d == NULL) return errorOccurred() ? -1 : genericSetDict(self, value);
  return call_indirect<i32>(slotOf(d, Slot.descrSet), d, self, value);
}
export function getWeakrefAttribute(self: Value): Value {
  if (!isPtr(self) || !typeView(typeOf(self)).weakoffset) return raise(T.AttributeError, "This object has no __weakref__");
  return firstWeakref(ptrOf(self));
}

export function initTypeAttributes(): void {
  const t = T.type;
  getset(t, "__basicsize__", getBasicsize.index);
  getset(t, "__itemsize__", getItemsize.index);
  getset(t, "__flags__", getFlags.index);
  getset(t, "__weakrefoffset__", getWeakoffset.index);
  getset(t, "__base__", getBase.index);
  getset(t, "__dictoffset__", getDictoffset.index);
  getset(t, "__name__", getName.index, setName.index);
  getset(t, "__qualname__", getQualname.index, setQualname.index);
  getset(t, "__bases__", getBases.index, setBases.index);
  getset(t, "__mro__", getMro.index);
  getset(t, "__module__", typeModule.index, setModule.index);
  getset(t, "__abstractmethods__", getAbstractMethods.index, setAbstractMethods.index);
  getset(t, "__dict__", getTypeDict.index);
  getset(t, "__doc__", getDoc.index, setDoc.index);
  getset(t, "__text_signature__", getTextSignature.index);
  getset(t, "__annotations__", getAnnotations.index, setAnnotations.index);
  getset(t, "__annotate__", getAnnotate.index, setAnnotate.index);
  getset(t, "__type_params__", getTypeParams.index, setTypeParams.index);
}
