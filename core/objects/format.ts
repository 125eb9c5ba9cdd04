// format(value, spec): the protocol behind f-strings, format() and str.format.

import { Value, NULL, isPtr, isInt } from "../value";
import { T, N, name } from "../names.generated";
import { hasFlag, isExact, TypeFlag } from "./typeobject";
import { decref, newref } from "../memory/refcount";
import { raiseFmt, errorOccurred } from "../errors";
import { call1, lookupSpecial, strOf } from "../abstract";
import { strLen } from "./strnew";
import { strEmpty } from "./strmake";

/** format(v, spec); `spec` is a str or NULL for the empty one. A str (owned), or NULL with an exception. */
export function formatValue(v: Value, spec: Value): Value {
  if (spec == NULL || (isExact(spec, T.str) && strLen(spec) == 0)) {
    if (isExact(v, T.str)) return newref(v);
    if (isInt(v)) return strOf(v);
  }
  const m = lookupSpecial(v, name(N.__format__));
  if (m == NULL) return errorOccurred() ? NULL : raiseFmt(T.TypeError, "Type %T doesn't define __format__", v);
  const s = spec == NULL ? strEmpty() : newref(spec);
  const r = call1(m, s);
  decref(s);
  decref(m);
  if (r != NULL && !(isPtr(r) && hasFlag(r, TypeFlag.STR_SUBCLASS))) {
    raiseFmt(T.TypeError, "__format__ must return a str, not %T", r);
    decref(r);
    return NULL;
  }
  return r;
}
