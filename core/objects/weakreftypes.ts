// The types of weak references: ReferenceType, ProxyType, CallableProxyType. The lists behind them: core/objects/weakrefs.ts.

import { Value, NULL, None, NotImplemented, boxBool, ptrOf } from "../value";
import { T, N, name } from "../names.generated";
import { Slot, TypeFlag, CompareOp, setSlot, typeOf, hasFlag } from "./typeobject";
import { defType, method, getset, METH_NOARGS, METH_O, METH_CLASS } from "./define";
import { WeakRef, WEAKREF_SIZE, weakView, weakrefNew, weakrefGet, unlink } from "./weakrefs";
import { addressText } from "./addresstext";
import { fullTypeName } from "./typeattrs";
import { genericAlias } from "./genericalias";
import { isSubtype } from "./exceptionnew";
import { visitValue } from "./visit";
import { checkArgs, noKeywords } from "../args";
import { freeObject, gcUntrack } from "../memory/object";
import { decref, newref, clearref } from "../memory/refcount";
import { raise, raiseFmt, clearError } from "../errors";
import {
  call, getAttr, setAttr, getOptionalAttr, richCompare, hashOf, strOf, isTrue, getIter, iterNext, lenOf, contains, getItem, setItem, callMethod0, add, subtract,
  multiply, remainder, divmod, power, negative, positive, absolute, invert, lshift, rshift, bitAnd, bitXor, bitOr, floorDivide, trueDivide, matrixMultiply,
  inplaceAdd, inplaceSubtract, inplaceMultiply, inplaceRemainder, inplaceLshift, inplaceRshift, inplaceAnd, inplaceXor, inplaceOr, inplaceFloorDivide,
  inplaceTrueDivide, inplaceMatrixMultiply, inplacePower, indexOf, isIterator, hashNotImplemented,
} from "../abstract";
import { formatMessage } from "../format";

function isRef(v: Value): bool { return isSubtype(typeOf(v), T.ReferenceType); }
function isProxy(v: Value): bool { const t = typeOf(v); return t == T.ProxyType || t == T.CallableProxyType; }

// ---- ReferenceType --------------------------------------------------------------------------------------------------

function refNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  if (type == T.ReferenceType && !noKeywords("ref", kwnames)) return NULL;
  if (!checkArgs("__new__", nargs, 1, 2)) return NULL;
  return weakrefNew(type, load<u64>(args), nargs > 1 ? load<u64>(args, 8) : NULL);
}
function refInit(self: Value, args: usize, nargs: i32, kwnames: Value): i32 {
  if (!noKeywords("ref", kwnames)) return -1;
  return checkArgs("__init__", nargs, 1, 2) ? 0 : -1;
}
function refCall(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  if (!noKeywords("weakref", kwnames) || !checkArgs("weakref", nargs, 0, 0)) return NULL;
  const v = weakrefGet(ptrOf(self));
  return v == NULL ? None : v;
}
function refHash(self: Value): i64 {
  const w = weakView(ptrOf(self));
  if (w.hash != -1) return w.hash;
  const v = weakrefGet(ptrOf(self));
  if (v == NULL) { raise(T.TypeError, "weak object has gone away"); return -1; }
  const h = hashOf(v);
  weakView(ptrOf(self)).hash = h;
  decref(v);
  return h;
}
function refRepr(self: Value): Value {
  const address = addressText(self);
  if (address == NULL) return NULL;
  const v = weakrefGet(ptrOf(self));
  let r: Value;
  if (v == NULL) r = formatMessage("<weakref at %s; dead>", address, NULL, NULL, NULL);
  else {
    const target = addressText(v), type = fullTypeName(typeOf(v));
    const n = getOptionalAttr(v, name(N.__name__));
    if (n == NULL) clearError();
    if (n == NULL || !hasFlag(n, TypeFlag.STR_SUBCLASS)) r = formatMessage("<weakref at %s; to '%s' at %s>", address, type, target, NULL);
    else r = formatMessage("<weakref at %s; to '%s' at %s (%s)>", address, type, target, n);
    decref(n);
    decref(type);
    decref(target);
    decref(v);
  }
  decref(address);
  return r;
}
function refCompare(self: Value, other: Value, op: i32): Value {
  if ((op != CompareOp.EQ && op != CompareOp.NE) || !isRef(self) || !isRef(other)) return NotImplemented;
  const a = weakrefGet(ptrOf(self)), b = weakrefGet(ptrOf(other));
  let r: Value;
  if (a == NULL || b == NULL) r = boxBool((self == other) == (op == CompareOp.EQ));
  else r = richCompare(a, b, op);
  decref(a);
  decref(b);
  return r;
}
function getCallback(self: Value): Value {
  const c = weakView(ptrOf(self)).callback;
  return c == NULL ? None : newref(c);
}
function dealloc(p: usize): void {
  gcUntrack(p);
  unlink(p);
  const c = weakView(p).callback;
  weakView(p).callback = NULL;
  decref(c);
  freeObject(p);
}
function traverse(p: usize, visit: i32, arg: usize): i32 { return visitValue(weakView(p).callback, visit, arg); }
function clear(p: usize): void {
  unlink(p);
  clearref(p + offsetof<WeakRef>("callback"));
}

// ---- proxies --------------------------------------------------------------------------------------------------------

/** The object behind a proxy, owned; another value as it is. NULL with ReferenceError. */
function behind(v: Value): Value {
  if (!isProxy(v)) return newref(v);
  const o = weakrefGet(ptrOf(v));
  return o == NULL ? raise(T.ReferenceError, "weakly-referenced object no longer exists") : o;
}
function unary(v: Value, f: (v: Value) => Value): Value {
  const o = behind(v);
  if (o == NULL) return NULL;
  const r = f(o);
  decref(o);
  return r;
}
function binary(a: Value, b: Value, f: (a: Value, b: Value) => Value): Value {
  const x = behind(a);
  if (x == NULL) return NULL;
  const y = behind(b);
  if (y == NULL) { decref(x); return NULL; }
  const r = f(x, y);
  decref(x);
  decref(y);
  return r;
}
function proxyGetattro(self: Value, attribute: Value): Value { return binary(self, attribute, getAttr); }
function proxySetattro(self: Value, attribute: Value, value: Value): i32 {
  const o = behind(self);
  if (o == NULL) return -1;
  const r = setAttr(o, attribute, value);
  decref(o);
  return r;
}
function proxyRepr(self: Value): Value {
  const o = weakrefGet(ptrOf(self)), a = addressText(self);
  if (o == NULL) {
    const dead = formatMessage("<weakproxy at %s; dead>", a, NULL, NULL, NULL);
    decref(a);
    return dead;
  }
  const b = addressText(o), type = fullTypeName(typeOf(o));
  const r = formatMessage("<weakproxy at %s; to '%s' at %s>", a, type, b, NULL);
  decref(type);
  decref(a);
  decref(b);
  decref(o);
  return r;
}
function proxyStr(self: Value): Value { return unary(self, strOf); }
function proxyCompare(self: Value, other: Value, op: i32): Value {
  const x = behind(self);
  if (x == NULL) return NULL;
  const y = behind(other);
  if (y == NULL) { decref(x); return NULL; }
  const r = richCompare(x, y, op);
  decref(x);
  decref(y);
  return r;
}
function proxyIter(self: Value): Value { return unary(self, getIter); }
function proxyNext(self: Value): Value {
  const o = behind(self);
  if (o == NULL) return NULL;
  const r = isIterator(o) ? iterNext(o) : raiseFmt(T.TypeError, "Weakref proxy referenced a non-iterator '%T' object", o);
  decref(o);
  return r;
}
function proxyBool(self: Value): i32 {
  const o = behind(self);
  if (o == NULL) return -1;
  const r = isTrue(o);
  decref(o);
  return r;
}
function proxyLen(self: Value): i64 {
  const o = behind(self);
  if (o == NULL) return -1;
  const n = lenOf(o);
  decref(o);
  return n;
}
function proxyContains(self: Value, item: Value): i32 {
  const o = behind(self);
  if (o == NULL) return -1;
  const r = contains(o, item);
  decref(o);
  return r;
}
function proxySubscript(self: Value, key: Value): Value { return binary(self, key, getItem); }
function proxyAssSubscript(self: Value, key: Value, value: Value): i32 {
  const o = behind(self);
  if (o == NULL) return -1;
  const r = setItem(o, key, value);
  decref(o);
  return r;
}
function proxyCall(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const o = behind(self);
  if (o == NULL) return NULL;
  const r = call(o, args, nargs, kwnames);
  decref(o);
  return r;
}
function proxyPower(a: Value, b: Value, c: Value): Value {
  const x = behind(a);
  if (x == NULL) return NULL;
  const y = behind(b);
  const z = y == NULL ? NULL : behind(c);
  const r = z == NULL ? NULL : power(x, y, z);
  decref(x);
  decref(y);
  decref(z);
  return r;
}
function proxyInplacePower(a: Value, b: Value, c: Value): Value { return binary(a, b, inplacePower); }
function method0(self: Value, attribute: Value): Value {
  const o = behind(self);
  if (o == NULL) return NULL;
  const r = callMethod0(o, attribute);
  decref(o);
  return r;
}
function proxyBytes(self: Value): Value { return method0(self, name(N.__bytes__)); }
function proxyReversed(self: Value): Value { return method0(self, name(N.__reversed__)); }
function proxyInt(a: Value): Value { return method0(a, name(N.__int__)); }
function proxyFloat(a: Value): Value { return method0(a, name(N.__float__)); }
function proxyIndex(a: Value): Value { return unary(a, indexOf); }
function proxyNegative(a: Value): Value { return unary(a, negative); }
function proxyPositive(a: Value): Value { return unary(a, positive); }
function proxyAbsolute(a: Value): Value { return unary(a, absolute); }
function proxyInvert(a: Value): Value { return unary(a, invert); }
function proxyAdd(a: Value, b: Value): Value { return binary(a, b, add); }
function proxySubtract(a: Value, b: Value): Value { return binary(a, b, subtract); }
function proxyMultiply(a: Value, b: Value): Value { return binary(a, b, multiply); }
function proxyRemainder(a: Value, b: Value): Value { return binary(a, b, remainder); }
function proxyDivmod(a: Value, b: Value): Value { return binary(a, b, divmod); }
function proxyLshift(a: Value, b: Value): Value { return binary(a, b, lshift); }
function proxyRshift(a: Value, b: Value): Value { return binary(a, b, rshift); }
function proxyAnd(a: Value, b: Value): Value { return binary(a, b, bitAnd); }
function proxyXor(a: Value, b: Value): Value { return binary(a, b, bitXor); }
function proxyOr(a: Value, b: Value): Value { return binary(a, b, bitOr); }
function proxyFloorDivide(a: Value, b: Value): Value { return binary(a, b, floorDivide); }
function proxyTrueDivide(a: Value, b: Value): Value { return binary(a, b, trueDivide); }
function proxyMatrixMultiply(a: Value, b: Value): Value { return binary(a, b, matrixMultiply); }
function proxyInplaceAdd(a: Value, b: Value): Value { return binary(a, b, inplaceAdd); }
function proxyInplaceSubtract(a: Value, b: Value): Value { return binary(a, b, inplaceSubtract); }
function proxyInplaceMultiply(a: Value, b: Value): Value { return binary(a, b, inplaceMultiply); }
function proxyInplaceRemainder(a: Value, b: Value): Value { return binary(a, b, inplaceRemainder); }
function proxyInplaceLshift(a: Value, b: Value): Value { return binary(a, b, inplaceLshift); }
function proxyInplaceRshift(a: Value, b: Value): Value { return binary(a, b, inplaceRshift); }
function proxyInplaceAnd(a: Value, b: Value): Value { return binary(a, b, inplaceAnd); }
function proxyInplaceXor(a: Value, b: Value): Value { return binary(a, b, inplaceXor); }
function proxyInplaceOr(a: Value, b: Value): Value { return binary(a, b, inplaceOr); }
function proxyInplaceFloorDivide(a: Value, b: Value): Value { return binary(a, b, inplaceFloorDivide); }
function proxyInplaceTrueDivide(a: Value, b: Value): Value { return binary(a, b, inplaceTrueDivide); }
function proxyInplaceMatrixMultiply(a: Value, b: Value): Value { return binary(a, b, inplaceMatrixMultiply); }

function defineProxy(t: usize, typeName: string): void {
  defType(t, typeName, T.object, WEAKREF_SIZE, TypeFlag.HAVE_GC);
  setSlot(t, Slot.dealloc, dealloc.index);
  setSlot(t, Slot.traverse, traverse.index);
  setSlot(t, Slot.clear, clear.index);
  setSlot(t, Slot.repr, proxyRepr.index);
  setSlot(t, Slot.str, proxyStr.index);
  setSlot(t, Slot.hash, hashNotImplemented.index);
  setSlot(t, Slot.getattro, proxyGetattro.index);
  setSlot(t, Slot.setattro, proxySetattro.index);
  setSlot(t, Slot.richcompare, proxyCompare.index);
  setSlot(t, Slot.iter, proxyIter.index);
  setSlot(t, Slot.iternext, proxyNext.index);
  setSlot(t, Slot.bool_, proxyBool.index);
  setSlot(t, Slot.mpLength, proxyLen.index);
  setSlot(t, Slot.sqLength, proxyLen.index);
  setSlot(t, Slot.mpSubscript, proxySubscript.index);
  setSlot(t, Slot.mpAssSubscript, proxyAssSubscript.index);
  setSlot(t, Slot.sqContains, proxyContains.index);
  setSlot(t, Slot.add, proxyAdd.index);
  setSlot(t, Slot.subtract, proxySubtract.index);
  setSlot(t, Slot.multiply, proxyMultiply.index);
  setSlot(t, Slot.remainder, proxyRemainder.index);
  setSlot(t, Slot.divmod, proxyDivmod.index);
  setSlot(t, Slot.power, proxyPower.index);
  setSlot(t, Slot.negative, proxyNegative.index);
  setSlot(t, Slot.positive, proxyPositive.index);
  setSlot(t, Slot.absolute, proxyAbsolute.index);
  setSlot(t, Slot.invert, proxyInvert.index);
  setSlot(t, Slot.lshift, proxyLshift.index);
  setSlot(t, Slot.rshift, proxyRshift.index);
  setSlot(t, Slot.and, proxyAnd.index);
  setSlot(t, Slot.xor, proxyXor.index);
  setSlot(t, Slot.or, proxyOr.index);
  setSlot(t, Slot.int_, proxyInt.index);
  setSlot(t, Slot.float_, proxyFloat.index);
  setSlot(t, Slot.index, proxyIndex.index);
  setSlot(t, Slot.floorDivide, proxyFloorDivide.index);
  setSlot(t, Slot.trueDivide, proxyTrueDivide.index);
  setSlot(t, Slot.matrixMultiply, proxyMatrixMultiply.index);
  setSlot(t, Slot.inplaceAdd, proxyInplaceAdd.index);
  setSlot(t, Slot.inplaceSubtract, proxyInplaceSubtract.index);
  setSlot(t, Slot.inplaceMultiply, proxyInplaceMultiply.index);
  setSlot(t, Slot.inplaceRemainder, proxyInplaceRemainder.index);
  setSlot(t, Slot.inplacePower, proxyInplacePower.index);
  setSlot(t, Slot.inplaceLshift, proxyInplaceLshift.index);
  setSlot(t, Slot.inplaceRshift, proxyInplaceRshift.index);
  setSlot(t, Slot.inplaceAnd, proxyInplaceAnd.index);
  setSlot(t, Slot.inplaceXor, proxyInplaceXor.index);
  setSlot(t, Slot.inplaceOr, proxyInplaceOr.index);
  setSlot(t, Slot.inplaceFloorDivide, proxyInplaceFloorDivide.index);
  setSlot(t, Slot.inplaceTrueDivide, proxyInplaceTrueDivide.index);
  setSlot(t, Slot.inplaceMatrixMultiply, proxyInplaceMatrixMultiply.index);
  method(t, "__bytes__", proxyBytes.index, METH_NOARGS);
  method(t, "__reversed__", proxyReversed.index, METH_NOARGS);
}

export function initWeakrefTypes(): void {
  const t = T.ReferenceType;
  defType(t, "weakref.ReferenceType", T.object, WEAKREF_SIZE, TypeFlag.BASETYPE | TypeFlag.HAVE_GC);
  setSlot(t, Slot.new_, refNew.index);
  setSlot(t, Slot.init, refInit.index);
  setSlot(t, Slot.call, refCall.index);
  setSlot(t, Slot.hash, refHash.index);
  setSlot(t, Slot.repr, refRepr.index);
  setSlot(t, Slot.richcompare, refCompare.index);
  setSlot(t, Slot.dealloc, dealloc.index);
  setSlot(t, Slot.traverse, traverse.index);
  setSlot(t, Slot.clear, clear.index);
  getset(t, "__callback__", getCallback.index);
  method(t, "__class_getitem__", genericAlias.index, METH_O | METH_CLASS, "($cls, object, /)", "See PEP 585");
  defineProxy(T.ProxyType, "weakref.ProxyType");
  defineProxy(T.CallableProxyType, "weakref.CallableProxyType");
  setSlot(T.CallableProxyType, Slot.call, proxyCall.index);
}
