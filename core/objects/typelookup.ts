// Finding an attribute on a type, along its MRO. core/objects/type.ts has the type itself.

import { Value, NULL, ptrOf } from "../value";
import { TypeObj } from "./typeobject";
import { tupleSize, tupleAt } from "./tupleobject";
import { dictGetStr } from "./dict";

/** The attribute `attribute` (an interned or any exact str) in the dicts along the MRO of `type`: borrowed, NULL (no exception) when absent. */
export function typeLookup(type: usize, attribute: Value): Value {
  const mro = changetype<TypeObj>(type).mro;
  if (mro == NULL) return NULL;
  const n = <usize>tupleSize(mro);
  for (let i: usize = 0; i < n; i++) {
    const v = dictGetStr(changetype<TypeObj>(ptrOf(tupleAt(mro, i))).dict, attribute);
    if (v != NULL) return v;
  }
  return NULL;
}
