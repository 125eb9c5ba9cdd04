// Attributes of instances as object.__getattribute__ and __setattr__ find them: data descriptors of the type, then the instance's own
// attributes, then whatever else the type has.
//
// An instance keeps its own attributes in one of two ways: TypeFlag.MANAGED_DICT (core/objects/instance.ts), or a Value at dictoffset that is a dict
// or NULL (exceptions, functions, modules and other built-in types).

import { Value, NULL, boxPtr, ptrOf, isPtr } from "../value";
import { T } from "../names.generated";
import { TypeFlag, Slot, typeView, typeOf, typeSlot, slotOf, hasFlag, isExact } from "./typeobject";
import { typeLookup } from "./typelookup";
import { dictNew, dictGetStr, dictSet, dictDel } from "./dict";
import { instanceGet, instanceSet, instanceDelete, instanceDict, instanceSetDict } from "./instance";
import { strView, intern } from "./strnew";
import { incref, decref, newref, setref } from "../memory/refcount";
import { raise, raiseI, raiseFmt, raiseFmtI, errorOccurred, currentError, errorMatches, clearError } from "../errors";
import { setAttributeErrorContext } from "./exceptionfields";
import { strCopy } from "./typeutil";

/** AttributeError about `attribute` of `v`, from a template with %T for the type and %s for the name. Returns NULL. */
export function raiseNoAttribute(v: Value, attribute: Value, template: string): Value {
  raiseFmt(T.AttributeError, template, v, attribute);
  const e = currentError();
  if (e != NULL && typeOf(e) == T.AttributeError) setAttributeErrorContext(e, attribute, v);
  return NULL;
}

/** The instance's own attribute: borrowed, NULL when it has none (or with an exception, from a key's __eq__). */
export function ownAttribute(v: Value, attribute: Value): Value {
  const type = typeOf(v);
  const t = typeView(type);
  if (!t.dictoffset || !isPtr(v)) return NULL;
  if (t.flags & TypeFlag.MANAGED_DICT) return instanceGet(ptrOf(v), type, attribute);
  const d = load<u64>(ptrOf(v) + <usize>t.dictoffset);
  return isPtr(d) ? dictGetStr(d, attribute) : NULL;
}

/** getattr(v, attribute) as object has it: owned, or NULL: without an exception when there is no such attribute. */
export function findAttribute(v: Value, attribute: Value): Value {
  if (!isExact(attribute, T.str)) {
    if (!hasFlag(attribute, TypeFlag.STR_SUBCLASS)) return raiseFmt(T.TypeError, "attribute name must be string, not '%T'", attribute);
    const exact = strCopy(attribute);
    if (exact == NULL) return NULL;
    const r = findAttribute(v, exact);
    decref(exact);
    return r;
  }
  const type = typeOf(v);
  const found = typeLookup(type, attribute);
  if (found == NULL) {
    const own = ownAttribute(v, attribute);
    return own == NULL ? NULL : newref(own);
  }
  // Kept alive: looking into the instance may run a key's __eq__, which may change the class.
  incref(found);
  const kind = typeOf(found);
  const get = typeSlot(kind, Slot.descrGet);
  let r: Value;
  if (get && typeSlot(kind, Slot.descrSet)) r = call_indirect<Value>(get, found, v, boxPtr(type));
  else {
    const own = ownAttribute(v, attribute);
    if (own != NULL) r = newref(own);
    else if (errorOccurred()) r = NULL;
    else if (!get) return found;
    else r = call_indirect<Value>(get, found, v, boxPtr(type));
  }
  decref(found);
  return r;
}

/** object.__getattribute__. */
export function genericGetAttr(v: Value, attribute: Value): Value {
  const r = findAttribute(v, attribute);
  if (r != NULL || errorOccurred()) return r;
  if (!hasFlag(attribute, TypeFlag.STR_SUBCLASS)) return raiseFmt(T.TypeError, "attribute name must be string, not '%T'", attribute);
  return raiseNoAttribute(v, attribute, "'%T' object has no attribute '%s'");
}

/** object.__setattr__ and, with value NULL, object.__delattr__. */
export function genericSetAttr(v: Value, attribute: Value, value: Value): i32 {
  if (!isExact(attribute, T.str) || !strView(ptrOf(attribute)).interned) {
    if (!hasFlag(attribute, TypeFlag.STR_SUBCLASS)) return raiseFmtI(T.TypeError, "attribute name must be string, not '%T'", attribute);
    let exact = isExact(attribute, T.str) ? newref(attribute) : strCopy(attribute);
    if (exact == NULL) return -1;
    exact = intern(exact);
    const r = setInterned(v, exact, value);
    decref(exact);
    return r;
  }
  return setInterned(v, attribute, value);
}
function setInterned(v: Value, attribute: Value, value: Value): i32 {
  const type = typeOf(v);
  const t = typeView(type);
  const found = typeLookup(type, attribute);
  if (found != NULL) {
    const set = slotOf(found, Slot.descrSet);
    if (set) {
      incref(found);
      const r = call_indirect<i32>(set, found, v, value);
      decref(found);
      return r;
    }
  }
  if (!t.dictoffset || !isPtr(v)) {
    if (found != NULL) raiseNoAttribute(v, attribute, "'%T' object attribute '%s' is read-only");
    else if (typeSlot(type, Slot.setattro) == genericSetAttr.index) raiseNoAttribute(v, attribute, "'%T' object has no attribute '%s' and no __dict__ for setting new attributes");
    else raiseNoAttribute(v, attribute, "'%T' object has no attribute '%s'");
    return -1;
  }
  const p = ptrOf(v);
  if (t.flags & TypeFlag.MANAGED_DICT) {
    if (value != NULL) return instanceSet(p, type, attribute, value);
    const r = instanceDelete(p, type, attribute);
    if (r > 0) return 0;
    if (r == 0) raiseNoAttribute(v, attribute, "'%T' object has no attribute '%s'");
    return -1;
  }
  const slot = p + <usize>t.dictoffset;
  let d = load<u64>(slot);
  if (!isPtr(d)) {
    if (value == NULL) { raiseNoAttribute(v, attribute, "'%T' object has no attribute '%s'"); return -1; }
    d = dictNew();
    if (d == NULL) return -1;
    store<u64>(slot, d);
  }
  incref(d);
  let r: i32;
  if (value != NULL) r = dictSet(d, attribute, value);
  else {
    r = dictDel(d, attribute);
    if (r < 0 && errorMatches(T.KeyError)) { clearError(); raiseNoAttribute(v, attribute, "'%T' object has no attribute '%s'"); }
  }
  decref(d);
  return r;
}

/** The __dict__ of an instance, made now if it has none: owned. NULL with an exception. A getter. */
export function genericGetDict(self: Value): Value {
  const type = typeOf(self);
  const t = typeView(type);
  if (!isPtr(self) || !t.dictoffset) return raise(T.AttributeError, "This object has no __dict__");
  const p = ptrOf(self);
  if (t.flags & TypeFlag.MANAGED_DICT) {
    const d = instanceDict(p, type);
    return d == NULL ? NULL : newref(d);
  }
  const slot = p + <usize>t.dictoffset;
  let d = load<u64>(slot);
  if (!isPtr(d)) {
    d = dictNew();
    if (d == NULL) return NULL;
    store<u64>(slot, d);
  }
  return newref(d);
}
/** Assigns __dict__. A setter. */
export function genericSetDict(self: Value, value: Value): i32 {
  const type = typeOf(self);
  const t = typeView(type);
  if (!isPtr(self) || !t.dictoffset) return raiseI(T.AttributeError, "This object has no __dict__");
  const p = ptrOf(self);
  if (value == NULL) {
    if (t.flags & TypeFlag.MANAGED_DICT && t.flags & TypeFlag.HEAP) return instanceSetDict(p, type, NULL);
    return raiseI(T.TypeError, "cannot delete __dict__");
  }
  if (!hasFlag(value, TypeFlag.DICT_SUBCLASS)) return raiseFmtI(T.TypeError, "__dict__ must be set to a dictionary, not a '%T'", value);
  if (t.flags & TypeFlag.MANAGED_DICT) return instanceSetDict(p, type, value);
  setref(p + <usize>t.dictoffset, newref(value));
  return 0;
}
