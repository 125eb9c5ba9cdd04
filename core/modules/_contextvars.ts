// The native module _contextvars: Context, ContextVar, Token.
//
//   Context     ┌ header │ vars Value @8 (a hamt, core/objects/hamt.ts, not changed once anything else has it) │ previous Value @16 (the context that was current
//               │ before this one was entered, NULL: none) │ entered u32 @24 │ weaklist u32 @28 ┐
//   ContextVar  ┌ header │ name Value @8 │ default Value @16 (NULL: none) ┐
//   Token       ┌ header │ context Value @8 │ var Value @16 │ old Value @24 (NULL: there was none) │ used u32 @32 ┐
//
// Thread.context is the current context, NULL before the first is needed.

import { Value, NULL, None, NotImplemented, boxPtr, ptrOf, isPtr } from "../value";
import { runtime, current } from "../state";
import { T, N, name } from "../names.generated";
import { Slot, TypeFlag, setSlot, typeView, hasFlag, isExact } from "../objects/typeobject";
import { defType, method, getset, func, constant, classAttribute, METH_NOARGS, METH_O, METH_FAST, METH_KW, METH_CLASS } from "../objects/define";
import { genericAlias } from "../objects/genericalias";
import { addressText } from "../objects/addresstext";
import { clearWeakrefs } from "../objects/weakrefs";
import { hamtCompare, hamtContains, hamtDelete, hamtGet, hamtGetOr, hamtIter, hamtLen, hamtNew, hamtReplace, hamtSet, hamtSubscript } from "../objects/hamt";
import { tupleSize } from "../objects/tupleobject";
import { strFromLiteral } from "../objects/strnew";
import { checkArgs, parseArgs } from "../args";
import { pushArgs, popArgs } from "../interp/argstack";
import { allocObject, freeObject, gcTrack, gcUntrack } from "../memory/object";
import { decref, newref, setref } from "../memory/refcount";
import { raise, raiseFmt, raiseI, raiseFmtI, errorOccurred, raiseWith } from "../errors";
import { call, hashNotImplemented } from "../abstract";
import { formatMessage } from "../format";
import { deallocThree, deallocTwo, traverseThree, traverseTwo } from "../objects/ownedvalues";

const CONTEXT_SIZE: usize = 32;
const VAR_SIZE: usize = 24;
const TOKEN_SIZE: usize = 40;

@unmanaged
class ContextObj {
  count: u32; type: u32;
  vars: Value; previous: Value;
  entered: u32; weaklist: u32;
}
function context(v: Value): ContextObj { return changetype<ContextObj>(ptrOf(v)); }

/** A new context over `vars` (stolen). */
function contextFrom(vars: Value): Value {
  if (vars == NULL) return NULL;
  const p = allocObject(T.Context, CONTEXT_SIZE);
  if (!p) { decref(vars); return NULL; }
  const c = changetype<ContextObj>(p);
  c.vars = vars;
  c.previous = NULL;
  gcTrack(p);
  return boxPtr(p);
}
/** The current context of this thread, borrowed, made now if there is none. NULL with MemoryError. */
export function currentContext(): Value {
  const t = current();
  if (!isPtr(t.context)) {
    const c = contextFrom(hamtNew());
    if (c == NULL) return NULL;
    context(c).entered = 1;
    t.context = c;
  }
  return t.context;
}
/** A copy of the current context, owned. NULL with MemoryError. */
export function copyContext(): Value {
  const c = currentContext();
  return c == NULL ? NULL : contextFrom(newref(context(c).vars));
}
/** Makes `c` (borrowed) the current context. 0, or -1 with RuntimeError when it is entered already. */
export function enterContext(c: Value): i32 {
  const o = context(c);
  if (o.entered) return raiseFmtI(T.RuntimeError, "cannot enter context: %r is already entered", c);
  const before = currentContext();
  if (before == NULL) return -1;
  o.previous = newref(before);
  o.entered = 1;
  const t = current();
  t.context = newref(c);
  decref(before);
  return 0;
}
/** Goes back to the context before `c`. 0 or -1. */
export function exitContext(c: Value): i32 {
  const o = context(c);
  if (!o.entered) return raiseFmtI(T.RuntimeError, "cannot exit context: %r has not been entered", c);
  const t = current();
  if (t.context != c) return raiseI(T.RuntimeError, "cannot exit context: thread state references a different context object");
  t.context = o.previous;
  o.previous = NULL;
  o.entered = 0;
  decref(c);
  return 0;
}

function contextNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  if (nargs || (kwnames != NULL && tupleSize(kwnames))) return raise(T.TypeError, "Context() does not accept any arguments");
  return contextFrom(hamtNew());
}
function contextRun(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  if (nargs < 1) return raise(T.TypeError, "run() missing 1 required positional argument");
  if (enterContext(self) < 0) return NULL;
  const r = call(load<u64>(args), args + 8, nargs - 1, kwnames);
  if (exitContext(self) < 0) { decref(r); return NULL; }
  return r;
}
function contextCopy(self: Value): Value { return contextFrom(newref(context(self).vars)); }
function keyOf(key: Value): bool {
  if (isExact(key, T.ContextVar)) return true;
  raiseFmt(T.TypeError, "a ContextVar key was expected, got %r", key);
  return false;
}
function contextGetitem(self: Value, key: Value): Value { return keyOf(key) ? hamtSubscript(context(self).vars, key) : NULL; }
function contextContains(self: Value, key: Value): i32 { return keyOf(key) ? hamtContains(context(self).vars, key) : -1; }
function contextGet(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("get", nargs, 1, 2) || !keyOf(load<u64>(args))) return NULL;
  return hamtGetOr(context(self).vars, load<u64>(args), nargs > 1 ? load<u64>(args, 8) : None);
}
function contextLen(self: Value): i64 { return hamtLen(context(self).vars); }
function contextKeys(self: Value): Value { return hamtIter(context(self).vars, T.hamt_keys); }
function contextValues(self: Value): Value { return hamtIter(context(self).vars, T.hamt_values); }
function contextItems(self: Value): Value { return hamtIter(context(self).vars, T.hamt_items); }
function contextCompare(self: Value, other: Value, op: i32): Value {
  if (!isExact(other, T.Context)) return NotImplemented;
  // Kept, for the values' __eq__ may change the contexts.
  const a = newref(context(self).vars), b = newref(context(other).vars);
  const r = hamtCompare(a, b, op);
  decref(a);
  decref(b);
  return r;
}
function contextDealloc(p: usize): void {
  gcUntrack(p);
  const c = changetype<ContextObj>(p);
  if (c.weaklist) clearWeakrefs(p);
  decref(c.vars);
  decref(c.previous);
  freeObject(p);
}

// ---- ContextVar -----------------------------------------------------------------------------------------------------

function varName(v: Value): Value { return load<u64>(ptrOf(v), 8); }
function varDefault(v: Value): Value { return load<u64>(ptrOf(v), 16); }

function varNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  const out = pushArgs(2);
  if (!out) return NULL;
  const ok = parseArgs("ContextVar", "name / | $ default", args, nargs, kwnames, out);
  const n = load<u64>(out), fallback = load<u64>(out, 8);
  popArgs(out);
  if (!ok) return NULL;
  if (!hasFlag(n, TypeFlag.STR_SUBCLASS)) return raise(T.TypeError, "context variable name must be a str");
  const p = allocObject(T.ContextVar, VAR_SIZE);
  if (!p) return NULL;
  store<u64>(p, newref(n), 8);
  store<u64>(p, newref(fallback), 16);
  gcTrack(p);
  return boxPtr(p);
}
function varGet(self: Value, args: usize, nargs: i32): Value {
  if (!checkArgs("get", nargs, 0, 1)) return NULL;
  const t = current();
  if (isPtr(t.context)) {
    const v = hamtGet(context(t.context).vars, self);
    if (v != NULL) return newref(v);
    if (errorOccurred()) return NULL;
  }
  if (nargs) return newref(load<u64>(args));
  const fallback = varDefault(self);
  return fallback != NULL ? newref(fallback) : raiseWith(T.LookupError, newref(self));
}
/** Changes a variable of a context. `value` borrowed, NULL deletes. 0 or -1. */
function assign(c: Value, variable: Value, value: Value): i32 {
  const vars = context(c).vars;
  if (value != NULL && hamtReplace(vars, variable, value)) return 0;
  const changed = value == NULL ? hamtDelete(vars, variable) : hamtSet(vars, variable, value);
  if (changed == NULL) return -1;
  setref(ptrOf(c) + offsetof<ContextObj>("vars"), changed);
  return 0;
}
function varSet(self: Value, value: Value): Value {
  const c = currentContext();
  if (c == NULL) return NULL;
  const old = newref(hamtGet(context(c).vars, self));
  const p = allocObject(T.Token, TOKEN_SIZE);
  if (!p) { decref(old); return NULL; }
  store<u64>(p, newref(c), 8);
  store<u64>(p, newref(self), 16);
  store<u64>(p, old, 24);
  gcTrack(p);
  if (assign(c, self, value) < 0) { decref(boxPtr(p)); return NULL; }
  return boxPtr(p);
}
function varReset(self: Value, token: Value): Value {
  if (!isExact(token, T.Token)) return raiseFmt(T.TypeError, "expected an instance of Token, got %r", token);
  const p = ptrOf(token);
  if (load<u32>(p, 32)) return raiseFmt(T.RuntimeError, "%r has already been used once", token);
  if (load<u64>(p, 16) != self) return raiseFmt(T.ValueError, "%r was created by a different ContextVar", token);
  const c = currentContext();
  if (c == NULL) return NULL;
  if (load<u64>(p, 8) != c) return raiseFmt(T.ValueError, "%r was created in a different Context", token);
  store<u32>(p, 1, 32);
  return assign(c, self, load<u64>(p, 24)) < 0 ? NULL : None;
}
function varRepr(self: Value): Value {
  const address = addressText(self);
  if (address == NULL) return NULL;
  const fallback = varDefault(self);
  const r = fallback == NULL
    ? formatMessage("<ContextVar name=%r at %s>", varName(self), address, NULL, NULL)
    : formatMessage("<ContextVar name=%r default=%r at %s>", varName(self), fallback, address, NULL);
  decref(address);
  return r;
}
function varGetName(self: Value): Value { return newref(varName(self)); }

// ---- Token ----------------------------------------------------------------------------------------------------------

function tokenNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value { return raise(T.RuntimeError, "Tokens can only be created by ContextVars"); }
function tokenRepr(self: Value): Value {
  const address = addressText(self);
  if (address == NULL) return NULL;
  const r = load<u32>(ptrOf(self), 32)
    ? formatMessage("<Token used var=%r at %s>", load<u64>(ptrOf(self), 16), address, NULL, NULL)
    : formatMessage("<Token var=%r at %s>", load<u64>(ptrOf(self), 16), address, NULL, NULL);
  decref(address);
  return r;
}
function tokenVar(self: Value): Value { return newref(load<u64>(ptrOf(self), 16)); }
function tokenOld(self: Value): Value {
  const v = load<u64>(ptrOf(self), 24);
  return newref(v == NULL ? runtime().missingToken : v);
}
function tokenEnter(self: Value): Value { return newref(self); }
function tokenExit(self: Value, args: usize, nargs: i32): Value { return varReset(load<u64>(ptrOf(self), 16), self); }
function missingRepr(self: Value): Value { return strFromLiteral("<Token.MISSING>"); }

function copyContextFunction(self: Value): Value { return copyContext(); }

export function initContextvarsTypes(): void {
  let t = T.Context;
  defType(t, "_contextvars.Context", T.object, CONTEXT_SIZE, TypeFlag.HAVE_GC);
  typeView(t).weakoffset = <u32>offsetof<ContextObj>("weaklist");
  setSlot(t, Slot.new_, contextNew.index);
  setSlot(t, Slot.mpSubscript, contextGetitem.index);
  setSlot(t, Slot.mpLength, contextLen.index);
  setSlot(t, Slot.sqContains, contextContains.index);
  setSlot(t, Slot.iter, contextKeys.index);
  setSlot(t, Slot.richcompare, contextCompare.index);
  setSlot(t, Slot.hash, hashNotImplemented.index);
  setSlot(t, Slot.dealloc, contextDealloc.index);
  setSlot(t, Slot.traverse, traverseTwo.index);
  method(t, "run", contextRun.index, METH_KW);
  method(t, "copy", contextCopy.index, METH_NOARGS, "($self, /)", "Return a shallow copy of the context object.");
  method(t, "get", contextGet.index, METH_FAST, "($self, key, default=None, /)", "Return the value for `key` if `key` has the value in the context object.");
  method(t, "keys", contextKeys.index, METH_NOARGS, "($self, /)", "Return a list of all variables in the context object.");
  method(t, "values", contextValues.index, METH_NOARGS, "($self, /)", "Return a list of all variables' values in the context object.");
  method(t, "items", contextItems.index, METH_NOARGS, "($self, /)", "Return all variables and their values in the context object.");
  t = T.ContextVar;
  defType(t, "_contextvars.ContextVar", T.object, VAR_SIZE, TypeFlag.HAVE_GC);
  setSlot(t, Slot.new_, varNew.index);
  setSlot(t, Slot.repr, varRepr.index);
  setSlot(t, Slot.dealloc, deallocTwo.index);
  setSlot(t, Slot.traverse, traverseTwo.index);
  method(t, "get", varGet.index, METH_FAST, "", "Return a value for the context variable for the current context.");
  method(t, "set", varSet.index, METH_O, "($self, value, /)", "Call to set a new value for the context variable in the current context.");
  method(t, "reset", varReset.index, METH_O, "($self, token, /)", "Reset the context variable.");
  method(t, "__class_getitem__", genericAlias.index, METH_O | METH_CLASS, "($cls, object, /)", "See PEP 585");
  getset(t, "name", varGetName.index);
  t = T.Token;
  defType(t, "_contextvars.Token", T.object, TOKEN_SIZE, TypeFlag.HAVE_GC);
  setSlot(t, Slot.new_, tokenNew.index);
  setSlot(t, Slot.repr, tokenRepr.index);
  setSlot(t, Slot.hash, hashNotImplemented.index);
  setSlot(t, Slot.dealloc, deallocThree.index);
  setSlot(t, Slot.traverse, traverseThree.index);
  method(t, "__class_getitem__", genericAlias.index, METH_O | METH_CLASS, "($cls, object, /)", "See PEP 585");
  method(t, "__enter__", tokenEnter.index, METH_NOARGS, "($self, /)", "Enter into Token context manager.");
  method(t, "__exit__", tokenExit.index, METH_FAST, "($self, type, value, traceback, /)", "Exit from Token context manager, restore the linked ContextVar.");
  getset(t, "var", tokenVar.index);
  getset(t, "old_value", tokenOld.index);
  const missing = T.TokenMissing;
  defType(missing, "MISSING", T.object, 16, 0);
  typeView(missing).module = name(N.Token);
  setSlot(missing, Slot.repr, missingRepr.index);
  const sentinel = boxPtr(allocObject(missing, 16));
  runtime().missingToken = sentinel;
  classAttribute(t, "MISSING", newref(sentinel));
}
export function initContextvarsModule(m: Value): void {
  constant(m, "Context", newref(boxPtr(T.Context)));
  constant(m, "ContextVar", newref(boxPtr(T.ContextVar)));
  constant(m, "Token", newref(boxPtr(T.Token)));
  func(m, "copy_context", copyContextFunction.index, METH_NOARGS, "($module, /)", "A copy of the current context.");
}
