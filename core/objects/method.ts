// method: a function bound to an object. Layout: core/objects/functionobject.ts. (instancemethod, of C extensions only, is not here.)

import { Value, NULL, None, NotImplemented, boxPtr, boxBool, ptrOf, isPtr } from "../value";
import { runtime } from "../state";
import { T, N, name } from "../names.generated";
import { Slot, TypeFlag, CompareOp, setSlot, typeView, isExact, slotOf } from "./typeobject";
import { defType, method, getset, METH_NOARGS } from "./define";
import { MethodObj, METHOD_SIZE, methodNew } from "./functionobject";
import { typeLookup } from "./typelookup";
import { callPrepended } from "./slotcalls";
import { clearWeakrefs } from "./weakrefs";
import { dictGetStr } from "./dict";
import { tuple2 } from "./tupleobject";
import { checkArgs, noKeywords } from "../args";
import { freeObject, gcUntrack } from "../memory/object";
import { decref, newref } from "../memory/refcount";
import { raise, errorOccurred } from "../errors";
import { getAttr, getOptionalAttr, hashOf, hashPointer, equalBool, isCallable } from "../abstract";
import { formatMessage } from "../format";
import { traverseTwo } from "./ownedvalues";

function view(self: Value): MethodObj { return changetype<MethodObj>(ptrOf(self)); }

function make(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  if (!noKeywords("method", kwnames) || !checkArgs("method", nargs, 2, 2)) return NULL;
  const func = load<u64>(args), self = load<u64>(args, 8);
  if (!isCallable(func)) return raise(T.TypeError, "first argument must be callable");
  if (self == None) return raise(T.TypeError, "instance must not be None");
  return methodNew(func, self);
}
function callMethod(self: Value, args: usize, nargs: i32, kwnames: Value): Value { return callPrepended(view(self).func, view(self).self, args, nargs, kwnames); }

/** What the method type does not have itself is looked for on the function. */
function getattro(self: Value, attribute: Value): Value {
  const found = isExact(attribute, T.str) ? typeLookup(T.method, attribute) : NULL;
  if (found != NULL) {
    const get = slotOf(found, Slot.descrGet);
    return get ? call_indirect<Value>(get, found, self, boxPtr(T.method)) : newref(found);
  }
  return getAttr(view(self).func, attribute);
}
function repr(self: Value): Value {
  const m = view(self);
  let n = getOptionalAttr(m.func, name(N.__qualname__));
  if (n == NULL) {
    if (errorOccurred()) return NULL;
    n = getOptionalAttr(m.func, name(N.__name__));
    if (n == NULL && errorOccurred()) return NULL;
  }
  const r = n != NULL && isPtr(n) && isExact(n, T.str) ? formatMessage("<bound method %s of %r>", n, m.self, NULL, NULL) : formatMessage("<bound method ? of %r>", m.self, NULL, NULL, NULL);
  decref(n);
  return r;
}
function hash(self: Value): i64 {
  const m = view(self);
  const h = hashOf(m.func);
  if (h == -1) return -1;
  const x = (isPtr(m.self) ? hashPointer(ptrOf(m.self)) : <i64>m.self) ^ h;
  return x == -1 ? -2 : x;
}
function compare(self: Value, other: Value, op: i32): Value {
  if ((op != CompareOp.EQ && op != CompareOp.NE) || !isExact(other, T.method)) return NotImplemented;
  const a = view(self), b = view(other);
  let same = equalBool(a.func, b.func);
  if (same < 0) return NULL;
  if (same && a.self != b.self) same = 0;
  return boxBool((same != 0) == (op == CompareOp.EQ));
}
function get(self: Value, object: Value, type: Value): Value { return newref(self); }
function reduce(self: Value): Value {
  const m = view(self);
  const n = getAttr(m.func, name(N.__name__));
  if (n == NULL) return NULL;
  const args = tuple2(m.self, n);
  decref(n);
  if (args == NULL) return NULL;
  const r = tuple2(dictGetStr(runtime().builtinsDict, name(N.getattr)), args);
  decref(args);
  return r;
}
function getFunc(self: Value): Value { return newref(view(self).func); }
function getSelf(self: Value): Value { return newref(view(self).self); }
function getDoc(self: Value): Value { return getAttr(view(self).func, name(N.__doc__)); }

function dealloc(p: usize): void {
  gcUntrack(p);
  const m = changetype<MethodObj>(p);
  if (m.weaklist) clearWeakrefs(p);
  decref(m.func);
  decref(m.self);
  freeObject(p);
}

export function initMethod(): void {
  const t = T.method;
  defType(t, "method", T.object, METHOD_SIZE, TypeFlag.HAVE_GC);
  typeView(t).doc = <u32>changetype<usize>("Create a bound instance method object.");
  typeView(t).weakoffset = <u32>offsetof<MethodObj>("weaklist");
  setSlot(t, Slot.new_, make.index);
  setSlot(t, Slot.call, callMethod.index);
  setSlot(t, Slot.getattro, getattro.index);
  setSlot(t, Slot.repr, repr.index);
  setSlot(t, Slot.hash, hash.index);
  setSlot(t, Slot.richcompare, compare.index);
  setSlot(t, Slot.descrGet, get.index);
  setSlot(t, Slot.dealloc, dealloc.index);
  setSlot(t, Slot.traverse, traverseTwo.index);
  method(t, "__reduce__", reduce.index, METH_NOARGS);
  getset(t, "__func__", getFunc.index, 0, "the function (or other callable) implementing a method");
  getset(t, "__self__", getSelf.index, 0, "the instance to which a method is bound");
  getset(t, "__doc__", getDoc.index);
}
