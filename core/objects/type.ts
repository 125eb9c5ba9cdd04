// type: the class of classes. Making one is in typenew.ts, calling one in typecall.ts, what it shows of itself in typeattrs.ts, the MRO in mro.ts,
// special methods and slots in slots.ts, completing the built-in ones in typeready.ts.

import { Value, NULL, boxPtr, boxBool, ptrOf, isPtr } from "../value";
import { T } from "../names.generated";
import { TypeObj, TypeFlag, Slot, typeView, typeOf, typeSlot, setSlot, hasFlag, isExact, slotOf } from "./typeobject";
import { HEAP_SLOTS, TYPE_OBJECT_SIZE } from "./typeparts";
import { defType, method, METH_NOARGS, METH_O, METH_KW, METH_CLASS } from "./define";
import { typeLookup, typeModified } from "./typelookup";
import { typeCall } from "./typecall";
import { typeNew, typeInit } from "./typenew";
import { initTypeAttributes, typeModuleName, subclassesOf } from "./typeattrs";
import { removeSubclass } from "./typeready";
import { computeMro } from "./mro";
import { updateSlot } from "./slots";
import { mergeClassDict } from "./object";
import { instanceTypeDrop } from "./instance";
import { clearWeakrefs } from "./weakrefs";
import { unionOf } from "./union";
import { visitValue } from "./visit";
import { tupleSize, tupleAt } from "./tupleobject";
import { dictNew, dictSet, dictDel, dictGetStr, dictClear } from "./dict";
import { intern, strLen, strAt } from "./strnew";
import { newInt } from "./int";
import { freeObject, gcUntrack } from "../memory/object";
import { decref, incref, newref, clearref } from "../memory/refcount";
import { raiseFmt, raiseFmtI, errorOccurred, currentError } from "../errors";
import { setAttributeErrorContext } from "./exceptionfields";
import { typeInstanceCheck, typeSubclassCheck, listFromIterable } from "../abstract";
import { formatMessage } from "../format";
import { strCopy } from "./typeutil";

export { readyAll } from "./typeready";
export { winnerMetaclass } from "./typenew";

// ---- attributes -----------------------------------------------------------------------------------------------------

/** getattr(cls, attribute): owned; NULL without an exception when there is none. */
export function findTypeAttribute(self: Value, attribute: Value): Value {
  if (!isExact(attribute, T.str)) {
    if (!hasFlag(attribute, TypeFlag.STR_SUBCLASS)) return raiseFmt(T.TypeError, "attribute name must be string, not '%T'", attribute);
    const exact = strCopy(attribute);
    if (exact == NULL) return NULL;
    const r = findTypeAttribute(self, exact);
    decref(exact);
    return r;
  }
  const type = ptrOf(self);
  const meta = typeOf(self);
  const metaFound = typeLookup(meta, attribute);
  let metaGet = 0;
  if (metaFound != NULL) {
    const kind = typeOf(metaFound);
    metaGet = typeSlot(kind, Slot.descrGet);
    if (metaGet && typeSlot(kind, Slot.descrSet)) return bound(metaGet, metaFound, self, boxPtr(meta));
  }
  const found = typeLookup(type, attribute);
  if (found != NULL) {
    const get = slotOf(found, Slot.descrGet);
    return get ? bound(get, found, NULL, self) : newref(found);
  }
  if (metaFound == NULL) return NULL;
  return metaGet ? bound(metaGet, metaFound, self, boxPtr(meta)) : newref(metaFound);
}
function bound(get: i32, found: Value, object: Value, type: Value): Value {
  incref(found);
  const r = call_indirect<Value>(get, found, object, type);
  decref(found);
  return r;
}

export function typeGetattro(self: Value, attribute: Value): Value {
  const r = findTypeAttribute(self, attribute);
  if (r != NULL || errorOccurred()) return r;
  raiseFmt(T.AttributeError, "type object '%s' has no attribute '%s'", typeView(ptrOf(self)).name, attribute);
  const e = currentError();
  if (e != NULL && typeOf(e) == T.AttributeError) setAttributeErrorContext(e, attribute, self);
  return NULL;
}

export function typeSetattro(self: Value, attribute: Value, value: Value): i32 {
  const type = ptrOf(self);
  const t = typeView(type);
  if (t.flags & TypeFlag.IMMUTABLE) return raiseFmtI(T.TypeError, "cannot set %r attribute of immutable type '%s'", attribute, t.name);
  if (!hasFlag(attribute, TypeFlag.STR_SUBCLASS)) return raiseFmtI(T.TypeError, "attribute name must be string, not '%T'", attribute);
  let key = isExact(attribute, T.str) ? newref(attribute) : strCopy(attribute);
  if (key == NULL) return -1;
  key = intern(key);
  const r = setTypeAttribute(self, type, key, value);
  if (r == 0 && strLen(key) > 4 && strAt(key, 0) == 0x5F && strAt(key, 1) == 0x5F) updateSlot(type, key);
  decref(key);
  return r;
}
function setTypeAttribute(self: Value, type: usize, key: Value, value: Value): i32 {
  const found = typeLookup(typeOf(self), key);
  if (found != NULL) {
    const set = slotOf(found, Slot.descrSet);
    if (set) {
      incref(found);
      const r = call_indirect<i32>(set, found, self, value);
      decref(found);
      return r;
    }
  }
  const t = typeView(type);
  const old = newref(dictGetStr(t.dict, key)); // dropped after the caches are, so that its finaliser sees the new state
  let r: i32;
  if (value != NULL) r = dictSet(t.dict, key, value);
  else if (old == NULL) {
    raiseFmt(T.AttributeError, "type object '%s' has no attribute '%s'", t.name, key);
    const e = currentError();
    if (e != NULL && typeOf(e) == T.AttributeError) setAttributeErrorContext(e, key, self);
    r = -1;
  } else r = dictDel(t.dict, key);
  if (r == 0) typeModified(type);
  decref(old);
  return r;
}

// ---- methods --------------------------------------------------------------------------------------------------------

function typeRepr(self: Value): Value {
  const type = ptrOf(self);
  const module = typeModuleName(type);
  const t = typeView(type);
  if (module == NULL) return formatMessage("<class '%s'>", t.flags & TypeFlag.HEAP ? t.name : t.name, NULL, NULL, NULL);
  const r = formatMessage("<class '%s.%s'>", module, t.qualname, NULL, NULL);
  decref(module);
  return r;
}
function typeMro(self: Value): Value { return computeMro(ptrOf(self)); }
function typeSubclasses(self: Value): Value { return subclassesOf(ptrOf(self)); }
function typePrepare(self: Value, args: usize, nargs: i32, kwnames: Value): Value { return dictNew(); }
function typeInstancecheck(self: Value, v: Value): Value {
  const r = typeInstanceCheck(self, v);
  return r < 0 ? NULL : boxBool(r != 0);
}
function typeSubclasscheck(self: Value, v: Value): Value {
  const r = typeSubclassCheck(self, v);
  return r < 0 ? NULL : boxBool(r != 0);
}
function typeDir(self: Value): Value {
  const d = dictNew();
  if (d == NULL) return NULL;
  if (mergeClassDict(d, self) < 0) { decref(d); return NULL; }
  const keys = listFromIterable(d);
  decref(d);
  return keys;
}
function typeSizeof(self: Value): Value { return newInt(typeView(typeOf(self)).basicsize); }

// ---- life -----------------------------------------------------------------------------------------------------------

function typeDealloc(p: usize): void {
  gcUntrack(p);
  const t = typeView(p);
  if (t.weaklist) clearWeakrefs(p);
  typeModified(p);
  const bases = t.bases;
  if (isPtr(bases)) {
    const n = <usize>tupleSize(bases);
    for (let i: usize = 0; i < n; i++) removeSubclass(ptrOf(tupleAt(bases, i)), p);
  }
  instanceTypeDrop(p);
  clearref(p + offsetof<TypeObj>("dict"));
  clearref(p + offsetof<TypeObj>("mro"));
  clearref(p + offsetof<TypeObj>("subclasses"));
  clearref(p + offsetof<TypeObj>("name"));
  clearref(p + offsetof<TypeObj>("qualname"));
  clearref(p + offsetof<TypeObj>("module"));
  clearref(p + HEAP_SLOTS);
  clearref(p + offsetof<TypeObj>("bases"));
  freeObject(p);
}
function typeTraverse(p: usize, visit: i32, arg: usize): i32 {
  const t = typeView(p);
  if (!(t.flags & TypeFlag.HEAP)) return 0;
  let r = visitValue(t.dict, visit, arg);
  if (!r) r = visitValue(t.mro, visit, arg);
  if (!r) r = visitValue(t.bases, visit, arg);
  if (!r) r = visitValue(t.module, visit, arg);
  return r;
}
function typeClear(p: usize): void {
  const t = typeView(p);
  if (!(t.flags & TypeFlag.HEAP)) return;
  typeModified(p);
  if (t.dict != NULL) dictClear(t.dict);
  clearref(p + offsetof<TypeObj>("mro"));
}

export function initType(): void {
  const t = T.type;
  defType(t, "type", T.object, TYPE_OBJECT_SIZE, TypeFlag.BASETYPE | TypeFlag.HAVE_GC | TypeFlag.TYPE_SUBCLASS);
  const view = typeView(t);
  view.doc = <u32>changetype<usize>("type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type");
  view.dictoffset = <u32>offsetof<TypeObj>("dict");
  view.weakoffset = <u32>offsetof<TypeObj>("weaklist");
  setSlot(t, Slot.dealloc, typeDealloc.index);
  setSlot(t, Slot.traverse, typeTraverse.index);
  setSlot(t, Slot.clear, typeClear.index);
  setSlot(t, Slot.repr, typeRepr.index);
  setSlot(t, Slot.call, typeCall.index);
  setSlot(t, Slot.getattro, typeGetattro.index);
  setSlot(t, Slot.setattro, typeSetattro.index);
  setSlot(t, Slot.new_, typeNew.index);
  setSlot(t, Slot.init, typeInit.index);
  setSlot(t, Slot.or, unionOf.index);
  method(t, "mro", typeMro.index, METH_NOARGS, "($self, /)", "Return a type's method resolution order.");
  method(t, "__subclasses__", typeSubclasses.index, METH_NOARGS, "($self, /)", "Return a list of immediate subclasses.");
  method(t, "__prepare__", typePrepare.index, METH_KW | METH_CLASS, "($cls, name, bases, /, **kwds)", "Create the namespace for the class statement");
  method(t, "__instancecheck__", typeInstancecheck.index, METH_O, "($self, instance, /)", "Check if an object is an instance.");
  method(t, "__subclasscheck__", typeSubclasscheck.index, METH_O, "($self, subclass, /)", "Check if a class is a subclass.");
  method(t, "__dir__", typeDir.index, METH_NOARGS, "($self, /)", "Specialized __dir__ implementation for types.");
  method(t, "__sizeof__", typeSizeof.index, METH_NOARGS, "($self, /)", "Return memory consumption of the type object.");
  initTypeAttributes();
}
