// The native module _weakref.

import { Value, NULL, boxPtr, boxInt, ptrOf, isPtr } from "../value";
import { T } from "../names.generated";
import { func, constant, METH_O, METH_FAST } from "../objects/define";
import { weakrefNew, weakrefCount } from "../objects/weakrefs";
import { newref, decref } from "../memory/refcount";
import { listNew } from "../objects/listobject";
import { dictLookupDead } from "../objects/weakdead";
import { checkArgs } from "../args";
import { isCallable } from "../abstract";

function getWeakrefCount(self: Value, v: Value): Value {
  return boxInt(isPtr(v) ? weakrefCount(ptrOf(v), NULL) : 0);
}
function getWeakrefs(self: Value, v: Value): Value {
  const list = listNew();
  if (list != NULL && isPtr(v) && weakrefCount(ptrOf(v), list) < 0) { decref(list); return NULL; }
  return list;
}
function proxy(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("proxy", nargs, 1, 2)) return NULL;
  const v = load<u64>(args);
  return weakrefNew(isCallable(v) ? T.CallableProxyType : T.ProxyType, v, nargs > 1 ? load<u64>(args, 8) : NULL);
}
function removeDead(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("_remove_dead_weakref", nargs, 2, 2)) return NULL;
  return dictLookupDead(load<u64>(args), load<u64>(args, 8));
}

export function initWeakrefModule(m: Value): void {
  func(m, "getweakrefcount", getWeakrefCount.index, METH_O, "($module, object, /)", "Return the number of weak references to 'object'.");
  func(m, "getweakrefs", getWeakrefs.index, METH_O, "($module, object, /)", "Return a list of all weak reference objects pointing to 'object'.");
  func(m, "proxy", proxy.index, METH_FAST, "($module, object, callback=None, /)", "Create a proxy object that weakly references 'object'.");
  func(m, "_remove_dead_weakref", removeDead.index, METH_FAST, "($module, dct, key, /)", "Atomically remove key from dict if it points to a dead weakref.");
  constant(m, "ref", newref(boxPtr(T.ReferenceType)));
  constant(m, "ReferenceType", newref(boxPtr(T.ReferenceType)));
  constant(m, "ProxyType", newref(boxPtr(T.ProxyType)));
  constant(m, "CallableProxyType", newref(boxPtr(T.CallableProxyType)));
}
