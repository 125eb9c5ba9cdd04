// Removing an entry of a dict whose value is a dead weak reference (weakref.WeakValueDictionary).

import { Value, NULL, None, ptrOf, isPtr } from "../value";
import { T } from "../names.generated";
import { TypeFlag, hasFlag, typeOf } from "./typeobject";
import { isSubtype } from "./exceptionnew";
import { weakView } from "./weakrefs";
import { dictGet, dictDel } from "./dict";
import { raise, raiseFmt, errorOccurred } from "../errors";

/** Removes `key` when its value is dead; None, or NULL with an exception. */
export function dictLookupDead(d: Value, key: Value): Value {
  if (!hasFlag(d, TypeFlag.DICT_SUBCLASS)) return raiseFmt(T.TypeError, "_remove_dead_weakref() argument 1 must be dict, not %T", d);
  const v = dictGet(d, key);
  if (v == NULL) return errorOccurred() ? NULL : None;
  if (!isPtr(v) || !isSubtype(typeOf(v), T.ReferenceType)) return raise(T.TypeError, "not a weakref");
  if (weakView(ptrOf(v)).object) return None;
  return dictDel(d, key) < 0 ? NULL : None;
}
