// Small needs of core/objects/type.ts and its neighbours: text of addresses, exact copies of strs, importing a helper module.

import { Value, NULL, boxPtr, ptrOf } from "../value";
import { runtime } from "../state";
import { T, N, name } from "../names.generated";
import { strAlloc, strView, strFromLiteral, STR_DATA } from "./strnew";
import { dictGetStr } from "./dict";
import { call1, getAttr } from "../abstract";
import { decref, newref } from "../memory/refcount";
import { raise } from "../errors";

/** A new exact str with the text of `s`, which may be of a subclass. NULL with MemoryError. */
export function strCopy(s: Value): Value {
  const from = strView(ptrOf(s));
  const p = strAlloc(from.length, from.kind);
  if (!p) return NULL;
  strView(p).ascii = from.ascii;
  memory.copy(p + STR_DATA, ptrOf(s) + STR_DATA, <usize>from.length * from.kind);
  return boxPtr(p);
}

/** The module of that name, imported now if need be: owned. NULL with an exception. */
export function importNamed(module: string): Value {
  const key = strFromLiteral(module);
  if (key == NULL) return NULL;
  const r = runtime();
  const there = r.sysModules != 0 && r.sysModules != NULL ? dictGetStr(r.sysModules, key) : NULL;
  let result: Value;
  if (there != NULL) result = newref(there);
  else {
    const f = dictGetStr(r.builtinsDict, name(N.__import__));
    result = f == NULL ? raise(T.ImportError, "__import__ not found") : call1(f, key);
  }
  decref(key);
  return result;
}
/** An attribute of a module by names: owned. NULL with an exception. */
export function importedAttribute(module: string, attribute: Value): Value {
  const m = importNamed(module);
  if (m == NULL) return NULL;
  const r = getAttr(m, attribute);
  decref(m);
  return r;
}
