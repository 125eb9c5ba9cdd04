// The intrinsics of type parameters and type aliases: they go through the classes of the module _typing.

import { Value, NULL, None } from "../value";
import { N, name } from "../names.generated";
import { decref } from "../memory/refcount";
import { call, getAttr } from "../abstract";
import { importModule } from "../modules/import";
import { pushArgs, popArgs } from "../interp/argstack";

/** _typing.`function`(*args), args borrowed, at most three, NULL where absent. */
function typingCall(f: Value, a: Value, b: Value = NULL, c: Value = NULL): Value {
  const m = importModule(name(N._typing));
  if (m == NULL) return NULL;
  const callable = getAttr(m, f);
  decref(m);
  if (callable == NULL) return NULL;
  const at = pushArgs(3);
  let r = NULL;
  if (at) {
    store<u64>(at, a); store<u64>(at, b, 8); store<u64>(at, c, 16);
    r = call(callable, at, b == NULL ? 1 : c == NULL ? 2 : 3, NULL);
    popArgs(at);
  }
  decref(callable);
  return r;
}
export function typeVarNew(v: Value): Value { return typingCall(name(N._make_typevar), v, None, None); }
export function typeVarWithBound(v: Value, bound: Value): Value { return typingCall(name(N._make_typevar), v, bound, None); }
export function typeVarWithConstraints(v: Value, constraints: Value): Value { return typingCall(name(N._make_typevar), v, None, constraints); }
export function paramSpecNew(v: Value): Value { return typingCall(name(N._make_paramspec), v); }
export function typeVarTupleNew(v: Value): Value { return typingCall(name(N._make_typevartuple), v); }
export function typeAliasNew(v: Value): Value { return typingCall(name(N._make_typealias), v); }
export function subscriptGeneric(v: Value): Value { return typingCall(name(N._subscript_generic), v); }
export function setTypeParamDefault(v: Value, value: Value): Value { return typingCall(name(N._set_typeparam_default), v, value); }
