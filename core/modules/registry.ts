// The native modules by name: each is made by its init function when it is first imported.

import { Value, NULL, boxInt, intOf } from "../value";
import { runtime } from "../state";
import { dictNew, dictGetStr, dictSet } from "../objects/dict";
import { internAscii } from "../objects/strnew";
import { decref, newref } from "../memory/refcount";
import { isExact } from "../objects/typeobject";
import { T } from "../names.generated";

/** Declares a native module; `init` is the table index of a function that returns the new module (owned, or NULL with an exception). */
export function nativeModule(moduleName: string, init: i32): void {
  const r = runtime();
  if (r.nativeModules == 0) r.nativeModules = dictNew();
  const key = internAscii(moduleName);
  dictSet(r.nativeModules, key, boxInt(init));
  decref(key);
}

export function isNativeModule(moduleName: Value): bool {
  return isExact(moduleName, T.str) && dictGetStr(runtime().nativeModules, moduleName) != NULL;
}

/** A new module, owned; NULL without an exception when there is none of that name. */
export function makeNativeModule(moduleName: Value): Value {
  const init = isExact(moduleName, T.str) ? dictGetStr(runtime().nativeModules, moduleName) : NULL;
  return init == NULL ? NULL : call_indirect<Value>(<i32>intOf(init));
}
