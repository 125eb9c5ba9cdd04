// What super() finds: an attribute behind a class in the MRO of an object's type.

import { Value, NULL, boxPtr, ptrOf } from "../value";
import { T, N, name } from "../names.generated";
import { TypeFlag, Slot, typeView, typeOf, hasFlag, slotOf, isExact } from "./typeobject";
import { tupleSize, tupleAt } from "./tupleobject";
import { dictGetStr } from "./dict";
import { isSubtype } from "./exceptionnew";
import { decref, incref, newref } from "../memory/refcount";
import { raiseFmt, errorOccurred } from "../errors";
import { getOptionalAttr } from "../abstract";

/** The type in whose MRO super(cls, object) looks, owned; NULL with TypeError. */
export function superCheck(cls: usize, object: Value): Value {
  if (hasFlag(object, TypeFlag.TYPE_SUBCLASS) && isSubtype(ptrOf(object), cls)) return newref(object);
  if (isSubtype(typeOf(object), cls)) return newref(boxPtr(typeOf(object)));
  // A proxy may claim another class.
  const claimed = getOptionalAttr(object, name(N.__class__));
  if (claimed == NULL && errorOccurred()) return NULL;
  if (claimed != NULL) {
    if (hasFlag(claimed, TypeFlag.TYPE_SUBCLASS) && ptrOf(claimed) != typeOf(object) && isSubtype(ptrOf(claimed), cls)) return claimed;
    decref(claimed);
  }
  const isClass = hasFlag(object, TypeFlag.TYPE_SUBCLASS);
  if (isClass) raiseFmt(T.TypeError, "super(type, obj): obj (type %s) is not an instance or subtype of type (%s).", typeView(ptrOf(object)).name, typeView(cls).name);
  else raiseFmt(T.TypeError, "super(type, obj): obj (instance of %T) is not an instance or subtype of type (%s).", object, typeView(cls).name);
  return NULL;
}

/** The attribute in the types behind `cls` in the MRO of `start`, as found, borrowed; NULL when absent. */
export function findBehind(cls: usize, start: usize, attribute: Value): Value {
  const mro = typeView(start).mro;
  if (mro == NULL) return NULL;
  const n = <usize>tupleSize(mro);
  let i: usize = 0;
  while (i < n && ptrOf(tupleAt(mro, i)) != cls) i++;
  for (i++; i < n; i++) {
    const v = dictGetStr(typeView(ptrOf(tupleAt(mro, i))).dict, attribute);
    if (v != NULL) return v;
  }
  return NULL;
}
/** The same bound to the object: owned; NULL without an exception when absent. */
export function findSuper(cls: usize, start: usize, object: Value, attribute: Value): Value {
  if (attribute == name(N.__class__) || !isExact(attribute, T.str)) return NULL;
  const found = findBehind(cls, start, attribute);
  if (found == NULL) return NULL;
  const get = slotOf(found, Slot.descrGet);
  if (!get) return newref(found);
  incref(found);
  const r = call_indirect<Value>(get, found, object == boxPtr(start) ? NULL : object, boxPtr(start));
  decref(found);
  return r;
}

/** super(cls, self).attribute without the super object: owned, NULL with an exception. */
export function superLookup(cls: usize, self: Value, attribute: Value): Value {
  const start = superCheck(cls, self);
  if (start == NULL) return NULL;
  const r = findSuper(cls, ptrOf(start), self, attribute);
  decref(start);
  if (r != NULL || errorOccurred()) return r;
  if (attribute == name(N.__class__)) return newref(boxPtr(T.super_));
  return raiseFmt(T.AttributeError, "'super' object has no attribute '%s'", attribute);
}
