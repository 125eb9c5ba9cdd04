// The native modules by name: each is made by its init function when it is first imported.

import { Value, NULL, boxInt, intOf } from "../value";
import { runtime } from "../state";
import { dictNew, dictGetStr, dictSet } from "../objects/dict";
import { internAscii } from "../objects/strnew";
import { decref } from "../memory/refcount";
import { isExact } from "../objects/typeobject";
import { newModuleNamed } from "../objects/module";
import { errorOccurred } from "../errors";
import { T } from "../names.generated";

/** Declares a native module; `init` is the table index of a function that fills the new module: init(module: Value): void. */
export function nativeModule(moduleName: string, init: i32, doc: string = ""): void {
  const r = runtime();
  if (r.nativeModules == 0) r.nativeModules = dictNew();
  const key = internAscii(moduleName);
  dictSet(r.nativeModules, key, boxInt((<i64>init << 32) | <i64>changetype<usize>(doc)) /* 15 bits of index, 32 of address */);
  decref(key);
}

export function isNativeModule(moduleName: Value): bool {
  return isExact(moduleName, T.str) && dictGetStr(runtime().nativeModules, moduleName) != NULL;
}

/** A new module, owned; NULL without an exception when there is none of that name. */
export function makeNativeModule(moduleName: Value): Value {
  const init = isExact(moduleName, T.str) ? dictGetStr(runtime().nativeModules, moduleName) : NULL;
  if (init == NULL) return NULL;
  const doc = changetype<string>(<usize>intOf(init));
  const module = newModuleNamed(moduleName, doc);
  if (module == NULL) return NULL;
  call_indirect<void>(<i32>(intOf(init) >> 32), module);
  if (errorOccurred()) { decref(module); return NULL; }
  return module;
}
