// What the slots of classes written in Python hold: functions that call the special method of that name. core/objects/slots.ts puts
// them there. A special method is looked up on the type, never on the instance.

import { Value, NULL, None, NotImplemented, True, boxPtr, ptrOf, isInt, isBool, intOf } from "../value";
import { T, N, name } from "../names.generated";
import { TypeFlag, Slot, CompareOp, typeOf, typeSlot, hasFlag, slotOf, isExact } from "./typeobject";
import { typeLookup } from "./typelookup";
import { incref, decref, newref } from "../memory/refcount";
import { tupleSize } from "./tupleobject";
import { raise, raiseFmt, raiseFmtI, errorOccurred, errorMatches, clearError, swallow, raiseWith, fetchError, restoreError } from "../errors";
import {
  call, call0, call1, call2, call3, notCallable, isTrue, hashOf, indexI64, isSubtype, equalBool, enterRecursive, leaveRecursive, indexOf, getIter, iterNext, getAttr,
} from "../abstract";
import { pushArgs, popArgs } from "../interp/argstack";
import { newInt, asI64, intSign } from "./int";
import { genericGetAttr, findAttribute } from "./attributes";
import { newSeqIter } from "./seqiter";
import { unraisable } from "../unraisable";

/** The special method as found on the type: borrowed, NULL when absent. */
export function special(self: Value, method: Value): Value { return typeLookup(typeOf(self), method); }

/** Binds what `special` found to the object: owned. */
function bind(found: Value, self: Value): Value {
  const get = slotOf(found, Slot.descrGet);
  return get ? call_indirect<Value>(get, found, self, boxPtr(typeOf(self))) : newref(found);
}
function isPlain(found: Value): bool { return hasFlag(found, TypeFlag.METHOD_DESCRIPTOR); }
function missing(method: Value): Value { return raiseWith(T.AttributeError, newref(method)); }

/** Calls a special method found by `special` with no, one or two arguments. */
export function callFound0(found: Value, self: Value): Value {
  incref(found);
  let r: Value;
  if (isPlain(found)) r = call1(found, self);
  else {
    const f = bind(found, self);
    if (f == NULL) { decref(found); return NULL; }
    r = call0(f);
    decref(f);
  }
  decref(found);
  return r;
}
export function callFound1(found: Value, self: Value, a: Value): Value {
  incref(found);
  let r: Value;
  if (isPlain(found)) r = call2(found, self, a);
  else {
    const f = bind(found, self);
    if (f == NULL) { decref(found); return NULL; }
    r = call1(f, a);
    decref(f);
  }
  decref(found);
  return r;
}
export function callFound2(found: Value, self: Value, a: Value, b: Value): Value {
  incref(found);
  let r: Value;
  if (isPlain(found)) r = call3(found, self, a, b);
  else {
    const f = bind(found, self);
    if (f == NULL) { decref(found); return NULL; }
    r = call2(f, a, b);
    decref(f);
  }
  decref(found);
  return r;
}
/** The same by name; AttributeError when the type has none. */
export function callSpecial0(self: Value, method: Value): Value {
  const found = special(self, method);
  return found == NULL ? missing(method) : callFound0(found, self);
}
export function callSpecial1(self: Value, method: Value, a: Value): Value {
  const found = special(self, method);
  return found == NULL ? missing(method) : callFound1(found, self, a);
}
export function callSpecial2(self: Value, method: Value, a: Value, b: Value): Value {
  const found = special(self, method);
  return found == NULL ? missing(method) : callFound2(found, self, a, b);
}
/** The same; NotImplemented when the type has none. */
function maybe1(self: Value, method: Value, a: Value): Value {
  const found = special(self, method);
  return found == NULL ? NotImplemented : callFound1(found, self, a);
}

// ---- numbers --------------------------------------------------------------------------------------------------------

/** Whether the type of `other` has its own idea of the reflected method: then it goes first although `self` is on the left. */
function overloaded(self: Value, other: Value, reflected: Value): bool {
  const b = typeLookup(typeOf(other), reflected);
  if (b == NULL) return false;
  const a = typeLookup(typeOf(self), reflected);
  return a == NULL || a != b;
}
function binary(self: Value, other: Value, slot: Slot, fn: i32, op: Value, reflected: Value): Value {
  const ta = typeOf(self), tb = typeOf(other);
  let doOther = ta != tb && typeSlot(tb, slot) == fn;
  if (typeSlot(ta, slot) == fn) {
    if (doOther && isSubtype(tb, ta) && overloaded(self, other, reflected)) {
      const r = maybe1(other, reflected, self);
      if (r != NotImplemented) return r;
      doOther = false;
    }
    const r = maybe1(self, op, other);
    if (r != NotImplemented || ta == tb) return r;
  }
  return doOther ? maybe1(other, reflected, self) : NotImplemented;
}

export function slotAdd(a: Value, b: Value): Value { return binary(a, b, Slot.add, slotAdd.index, name(N.__add__), name(N.__radd__)); }
export function slotSubtract(a: Value, b: Value): Value { return binary(a, b, Slot.subtract, slotSubtract.index, name(N.__sub__), name(N.__rsub__)); }
export function slotMultiply(a: Value, b: Value): Value { return binary(a, b, Slot.multiply, slotMultiply.index, name(N.__mul__), name(N.__rmul__)); }
export function slotRemainder(a: Value, b: Value): Value { return binary(a, b, Slot.remainder, slotRemainder.index, name(N.__mod__), name(N.__rmod__)); }
export function slotDivmod(a: Value, b: Value): Value { return binary(a, b, Slot.divmod, slotDivmod.index, name(N.__divmod__), name(N.__rdivmod__)); }
export function slotLshift(a: Value, b: Value): Value { return binary(a, b, Slot.lshift, slotLshift.index, name(N.__lshift__), name(N.__rlshift__)); }
export function slotRshift(a: Value, b: Value): Value { return binary(a, b, Slot.rshift, slotRshift.index, name(N.__rshift__), name(N.__rrshift__)); }
export function slotAnd(a: Value, b: Value): Value { return binary(a, b, Slot.and, slotAnd.index, name(N.__and__), name(N.__rand__)); }
export function slotXor(a: Value, b: Value): Value { return binary(a, b, Slot.xor, slotXor.index, name(N.__xor__), name(N.__rxor__)); }
export function slotOr(a: Value, b: Value): Value { return binary(a, b, Slot.or, slotOr.index, name(N.__or__), name(N.__ror__)); }
export function slotFloorDivide(a: Value, b: Value): Value { return binary(a, b, Slot.floorDivide, slotFloorDivide.index, name(N.__floordiv__), name(N.__rfloordiv__)); }
export function slotTrueDivide(a: Value, b: Value): Value { return binary(a, b, Slot.trueDivide, slotTrueDivide.index, name(N.__truediv__), name(N.__rtruediv__)); }
export function slotMatrixMultiply(a: Value, b: Value): Value { return binary(a, b, Slot.matrixMultiply, slotMatrixMultiply.index, name(N.__matmul__), name(N.__rmatmul__)); }
function binaryPower(a: Value, b: Value): Value { return binary(a, b, Slot.power, slotPower.index, name(N.__pow__), name(N.__rpow__)); }
export function slotPower(a: Value, b: Value, c: Value): Value {
  if (c == None) return binaryPower(a, b);
  // Three arguments: only the first operand's method is asked, as its slot is called only for it.
  if (typeSlot(typeOf(a), Slot.power) == slotPower.index) return callSpecial2(a, name(N.__pow__), b, c);
  if (typeSlot(typeOf(b), Slot.power) == slotPower.index) {
    const found = special(b, name(N.__rpow__));
    return found == NULL ? NotImplemented : callFound2(found, b, a, c);
  }
  return NotImplemented;
}
export function slotInplacePower(a: Value, b: Value, c: Value): Value { return callSpecial1(a, name(N.__ipow__), b); }

export function slotInplaceAdd(a: Value, b: Value): Value { return callSpecial1(a, name(N.__iadd__), b); }
export function slotInplaceSubtract(a: Value, b: Value): Value { return callSpecial1(a, name(N.__isub__), b); }
export function slotInplaceMultiply(a: Value, b: Value): Value { return callSpecial1(a, name(N.__imul__), b); }
export function slotInplaceRemainder(a: Value, b: Value): Value { return callSpecial1(a, name(N.__imod__), b); }
export function slotInplaceLshift(a: Value, b: Value): Value { return callSpecial1(a, name(N.__ilshift__), b); }
export function slotInplaceRshift(a: Value, b: Value): Value { return callSpecial1(a, name(N.__irshift__), b); }
export function slotInplaceAnd(a: Value, b: Value): Value { return callSpecial1(a, name(N.__iand__), b); }
export function slotInplaceXor(a: Value, b: Value): Value { return callSpecial1(a, name(N.__ixor__), b); }
export function slotInplaceOr(a: Value, b: Value): Value { return callSpecial1(a, name(N.__ior__), b); }
export function slotInplaceFloorDivide(a: Value, b: Value): Value { return callSpecial1(a, name(N.__ifloordiv__), b); }
export function slotInplaceTrueDivide(a: Value, b: Value): Value { return callSpecial1(a, name(N.__itruediv__), b); }
export function slotInplaceMatrixMultiply(a: Value, b: Value): Value { return callSpecial1(a, name(N.__imatmul__), b); }
export function slotNegative(a: Value): Value { return callSpecial0(a, name(N.__neg__)); }
export function slotPositive(a: Value): Value { return callSpecial0(a, name(N.__pos__)); }
export function slotAbsolute(a: Value): Value { return callSpecial0(a, name(N.__abs__)); }
export function slotInvert(a: Value): Value { return callSpecial0(a, name(N.__invert__)); }
export function slotInt(a: Value): Value { return callSpecial0(a, name(N.__int__)); }
export function slotFloat(a: Value): Value { return callSpecial0(a, name(N.__float__)); }
export function slotIndex(a: Value): Value { return callSpecial0(a, name(N.__index__)); }

export function slotBool(self: Value): i32 {
  let found = special(self, name(N.__bool__));
  let viaLen = false;
  if (found == NULL) {
    found = special(self, name(N.__len__));
    if (found == NULL) return 1;
    viaLen = true;
  }
  const r = callFound0(found, self);
  if (r == NULL) return -1;
  if (viaLen) {
    const n = lengthFrom(r);
    return n < 0 ? -1 : n > 0 ? 1 : 0;
  }
  if (isBool(r)) return r == True ? 1 : 0;
  raiseFmt(T.TypeError, "__bool__ should return bool, returned %T", r);
  decref(r);
  return -1;
}

// ---- sequences and mappings -----------------------------------------------------------------------------------------

/** The result of __len__ (stolen) as a length; -1 with an exception. */
function lengthFrom(r: Value): i64 {
  const i = callIndex(r);
  decref(r);
  if (i == NULL) return -1;
  if (!isInt(i) ? isNegativeInt(i) : intOf(i) < 0) {
    decref(i);
    raise(T.ValueError, "__len__() should return >= 0");
    return -1;
  }
  const n = indexI64(i, T.OverflowError);
  decref(i);
  return n;
}
function callIndex(v: Value): Value { return indexOf(v); }
function isNegativeInt(v: Value): bool { return intSign(v) < 0; }

export function slotLength(self: Value): i64 {
  const r = callSpecial0(self, name(N.__len__));
  return r == NULL ? -1 : lengthFrom(r);
}
export function slotItem(self: Value, i: i64): Value {
  const index = newInt(i);
  const r = callSpecial1(self, name(N.__getitem__), index);
  decref(index);
  return r;
}
export function slotSubscript(self: Value, key: Value): Value { return callSpecial1(self, name(N.__getitem__), key); }
function done(r: Value): i32 {
  if (r == NULL) return -1;
  decref(r);
  return 0;
}
export function slotAssSubscript(self: Value, key: Value, value: Value): i32 {
  return done(value == NULL ? callSpecial1(self, name(N.__delitem__), key) : callSpecial2(self, name(N.__setitem__), key, value));
}
export function slotAssItem(self: Value, i: i64, value: Value): i32 {
  const index = newInt(i);
  const r = slotAssSubscript(self, index, value);
  decref(index);
  return r;
}
export function slotContains(self: Value, item: Value): i32 {
  const found = special(self, name(N.__contains__));
  if (found == None) return raiseFmtI(T.TypeError, "'%T' object is not a container", self);
  if (found != NULL) {
    const r = callFound1(found, self, item);
    if (r == NULL) return -1;
    const truth = isTrue(r);
    decref(r);
    return truth;
  }
  return containsByIteration(self, item);
}
function containsByIteration(self: Value, item: Value): i32 {
  const it = getIter(self);
  if (it == NULL) {
    if (errorMatches(T.TypeError)) { clearError(); return raiseFmtI(T.TypeError, "argument of type '%T' is not a container or iterable", self); }
    return -1;
  }
  let result = 0;
  while (true) {
    const x = iterNext(it);
    if (x == NULL) { if (errorOccurred()) result = -1; break; }
    result = equalBool(x, item);
    decref(x);
    if (result != 0) break;
  }
  decref(it);
  return result;
}

// ---- the rest -------------------------------------------------------------------------------------------------------

export function slotRepr(self: Value): Value {
  const found = special(self, name(N.__repr__));
  if (found != NULL) return callFound0(found, self);
  return raiseFmt(T.TypeError, "<%T object>", self);
}
export function slotStr(self: Value): Value { return callSpecial0(self, name(N.__str__)); }
export function slotHash(self: Value): i64 {
  const found = special(self, name(N.__hash__));
  if (found == NULL || found == None) { raiseFmt(T.TypeError, "unhashable type: '%T'", self); return -1; }
  const r = callFound0(found, self);
  if (r == NULL) return -1;
  if (!hasFlag(r, TypeFlag.INT_SUBCLASS)) {
    decref(r);
    raise(T.TypeError, "__hash__ method should return an integer");
    return -1;
  }
  // The hash of an int is the number itself unless it is too long for a machine word.
  let h: i64;
  if (isInt(r)) h = intOf(r);
  else {
    h = asI64(r);
    if (h == -1 && errorOccurred()) { clearError(); h = hashOf(r); }
  }
  decref(r);
  return h == -1 ? -2 : h;
}
export function slotCall(self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const found = special(self, name(N.__call__));
  if (found == NULL) return notCallable(self);
  if (!isPlain(found)) {
    const f = bind(found, self);
    if (f == NULL) return NULL;
    if (!enterRecursive(" while calling a Python object")) { decref(f); return NULL; }
    const r = call(f, args, nargs, kwnames);
    leaveRecursive();
    decref(f);
    return r;
  }
  return callPrepended(found, self, args, nargs, kwnames);
}
/** f(self, *args, **kw). */
export function callPrepended(f: Value, self: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const total = nargs + (kwnames == NULL ? 0 : <i32>tupleSize(kwnames));
  const at = pushArgs(total + 1);
  if (!at) return NULL;
  store<u64>(at, self);
  memory.copy(at + 8, args, <usize>total << 3);
  incref(f);
  const r = call(f, at, nargs + 1, kwnames);
  decref(f);
  popArgs(at);
  return r;
}

/** __getattribute__, and then __getattr__ if that raised AttributeError. */
export function slotGetattro(self: Value, attribute: Value): Value {
  return callSpecial1(self, name(N.__getattribute__), attribute);
}
export function slotGetattrHook(self: Value, attribute: Value): Value {
  const hook = newref(special(self, name(N.__getattr__))); // __getattribute__ may take it off the class
  const get = special(self, name(N.__getattribute__));
  let r: Value;
  if (get == NULL || (isExact(get, T.wrapper_descriptor) && load<i32>(ptrOf(get), 32) == genericGetAttr.index)) {
    r = findAttribute(self, attribute);
    if (r == NULL && !errorOccurred() && hook == NULL) r = genericGetAttr(self, attribute);
  } else r = callFound1(get, self, attribute);
  if (r == NULL && hook != NULL && (!errorOccurred() || errorMatches(T.AttributeError))) {
    clearError();
    r = callFound1(hook, self, attribute);
  }
  decref(hook);
  return r;
}
export function slotSetattro(self: Value, attribute: Value, value: Value): i32 {
  return done(value == NULL ? callSpecial1(self, name(N.__delattr__), attribute) : callSpecial2(self, name(N.__setattr__), attribute, value));
}
export function compareName(op: i32): Value {
  switch (op) {
    case CompareOp.LT: return name(N.__lt__);
    case CompareOp.LE: return name(N.__le__);
    case CompareOp.EQ: return name(N.__eq__);
    case CompareOp.NE: return name(N.__ne__);
    case CompareOp.GT: return name(N.__gt__);
  }
  return name(N.__ge__);
}
export function slotRichcompare(self: Value, other: Value, op: i32): Value {
  const found = special(self, compareName(op));
  if (found == NULL) return NotImplemented;
  if (isPlain(found)) return callFound1(found, self, other);
  const f = bind(found, self);
  if (f == NULL) { clearError(); return NotImplemented; } // as CPython: what goes wrong in finding it counts as not there
  const r = call1(f, other);
  decref(f);
  return r;
}
export function slotIter(self: Value): Value {
  const found = special(self, name(N.__iter__));
  if (found == None) return raiseFmt(T.TypeError, "'%T' object is not iterable", self);
  if (found != NULL) return callFound0(found, self);
  if (special(self, name(N.__getitem__)) == NULL) return raiseFmt(T.TypeError, "'%T' object is not iterable", self);
  return newSeqIter(self);
}
export function slotIternext(self: Value): Value {
  const r = callSpecial0(self, name(N.__next__));
  if (r == NULL) swallow(T.StopIteration);
  return r;
}
export function slotDescrGet(self: Value, object: Value, type: Value): Value {
  const found = special(self, name(N.__get__));
  if (found == NULL) return newref(self);
  return callFound2(found, self, object == NULL ? None : object, type == NULL ? None : type);
}
export function slotDescrSet(self: Value, object: Value, value: Value): i32 {
  return done(value == NULL ? callSpecial1(self, name(N.__delete__), object) : callSpecial2(self, name(N.__set__), object, value));
}
export function slotInit(self: Value, args: usize, nargs: i32, kwnames: Value): i32 {
  const found = special(self, name(N.__init__));
  if (found == NULL) { missing(name(N.__init__)); return -1; }
  let r: Value;
  if (isPlain(found)) r = callPrepended(found, self, args, nargs, kwnames);
  else {
    const f = bind(found, self);
    if (f == NULL) return -1;
    r = call(f, args, nargs, kwnames);
    decref(f);
  }
  if (r == NULL) return -1;
  if (r != None) {
    raiseFmt(T.TypeError, "__init__() should return None, not '%T'", r);
    decref(r);
    return -1;
  }
  return 0;
}
export function slotNew(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  const f = getAttr(boxPtr(type), name(N.__new__));
  if (f == NULL) return NULL;
  const r = callPrepended(f, boxPtr(type), args, nargs, kwnames);
  decref(f);
  return r;
}
/** __del__: called with the count at least 1; an exception is reported, not raised. */
export function slotFinalize(p: usize): void {
  const self = boxPtr(p);
  const pending = fetchError();
  const found = special(self, name(N.__del__));
  if (found != NULL) {
    const method = newref(found);
    const r = callFound0(found, self);
    if (r == NULL) unraisable("Exception ignored while calling deallocator", method);
    else decref(r);
    decref(method);
  }
  restoreError(pending);
}
export function slotAwait(self: Value): Value {
  const found = special(self, name(N.__await__));
  if (found == NULL || found == None) return raiseFmt(T.AttributeError, "object %T does not have __await__ method", self);
  return callFound0(found, self);
}
export function slotAiter(self: Value): Value {
  const found = special(self, name(N.__aiter__));
  if (found == NULL || found == None) return raiseFmt(T.AttributeError, "object %T does not have __aiter__ method", self);
  return callFound0(found, self);
}
export function slotAnext(self: Value): Value {
  const found = special(self, name(N.__anext__));
  if (found == NULL || found == None) return raiseFmt(T.AttributeError, "object %T does not have __anext__ method", self);
  return callFound0(found, self);
}
