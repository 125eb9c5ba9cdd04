// The object protocol: what code in core uses to work with a value of any type (CPython's "Abstract Objects Layer"). Everything goes
// through the type's slots. Arguments are borrowed, results owned; NULL or -1 with an exception set.

import { DEBUG } from "./build.generated";
import { Value, NULL, None, False, True, NotImplemented, isInt, isPtr, isFloat, intOf, boxBool, boxInt, boxPtr, ptrOf } from "./value";
import { current } from "./state";
import { T, N, name } from "./names.generated";
import { TypeObj, TypeFlag, Slot, CompareOp, typeOf, slotOf, typeSlot, isExact, hasFlag } from "./objects/typeobject";
import { decref, newref } from "./memory/refcount";
import { raise, raiseFmt, raiseI, raiseFmtI, errorOccurred, errorMatches, clearError, swallow } from "./errors";
import { tupleSize, tupleAt, tupleItems } from "./objects/tupleobject";
import { strEqual, strHash, strFromLiteral } from "./objects/strnew";
import { isSubtype } from "./objects/exceptionnew";
import { typeLookup } from "./objects/typelookup";
import { asI64, isIntLike, intIsNegative } from "./objects/int";
import { genericGetAttr, findAttribute } from "./objects/attributes";
import { typeGetattro, findTypeAttribute } from "./objects/type";
import { pushArgs, popArgs } from "./interp/argstack";
import { newSeqIter } from "./objects/seqiter";
import { genericAlias } from "./objects/genericalias";
import { listNew, listPush } from "./objects/listobject";
import { listToTuple } from "./objects/listtuple";

export { isSubtype };

// ---- recursion ------------------------------------------------------------------------------------------------------

/** Enters native recursion (repr in repr, compare in compare, a call from native code); false with RecursionError. `where` completes "maximum recursion depth exceeded". */
export function enterRecursive(where: string): bool {
  const t = current();
  if (t.nativeDepth >= t.nativeLimit) {
    t.nativeLimit += 50; // room for making the exception
    const text = strFromLiteral(where);
    raiseFmt(T.RecursionError, "maximum recursion depth exceeded%s", text);
    decref(text);
    t.nativeLimit -= 50;
    return false;
  }
  t.nativeDepth++;
  return true;
}
/** The end of what enterRecursive began. */
export function leaveRecursive(): void { current().nativeDepth--; }

// ---- attributes -----------------------------------------------------------------------------------------------------

/** getattr(v, attribute). */
export function getAttr(v: Value, attribute: Value): Value {
  return call_indirect<Value>(slotOf(v, Slot.getattro), v, attribute);
}
/** The attribute, or NULL without an exception when it does not exist (AttributeError is swallowed), or NULL with another exception. */
export function getOptionalAttr(v: Value, attribute: Value): Value {
  const slot = slotOf(v, Slot.getattro);
  const r = slot == genericGetAttr.index ? findAttribute(v, attribute) : slot == typeGetattro.index ? findTypeAttribute(v, attribute) : call_indirect<Value>(slot, v, attribute);
  if (r == NULL) swallow(T.AttributeError);
  return r;
}
/** v.attribute = value, or del v.attribute for NULL. 0, or -1 with an exception. */
export function setAttr(v: Value, attribute: Value, value: Value): i32 {
  const slot = slotOf(v, Slot.setattro);
  if (!slot) {
    if (!slotOf(v, Slot.getattro)) return raiseFmtI(T.TypeError, "'%T' object has no attributes (%s .%s)", v, strFromLiteral(value == NULL ? "del" : "assign to"), attribute);
    return raiseFmtI(T.TypeError, "'%T' object has only read-only attributes (%s .%s)", v, strFromLiteral(value == NULL ? "del" : "assign to"), attribute);
  }
  return call_indirect<i32>(slot, v, attribute, value);
}
export function delAttr(v: Value, attribute: Value): i32 { return setAttr(v, attribute, NULL); }

/** A special method found on the type, bound to `v`; NULL without an exception when the type has none. */
export function lookupSpecial(v: Value, attribute: Value): Value {
  const type = typeOf(v);
  const found = typeLookup(type, attribute);
  if (found == NULL) return NULL;
  const get = slotOf(found, Slot.descrGet);
  if (!get) return newref(found);
  return call_indirect<Value>(get, found, v, boxPtr(type));
}

// ---- calls ----------------------------------------------------------------------------------------------------------

export function isCallable(v: Value): bool { return slotOf(v, Slot.call) != 0; }

/** TypeError about what cannot be called; for a module with a callable of its own name, as `pprint`, that one is proposed. Returns NULL. */
export function notCallable(v: Value): Value {
  if (isExact(v, T.module)) {
    const called = getOptionalAttr(v, name(N.__name__));
    const meant = called != NULL && hasFlag(called, TypeFlag.STR_SUBCLASS) ? getOptionalAttr(v, called) : NULL;
    clearError();
    if (meant != NULL && isCallable(meant)) raiseFmt(T.TypeError, "'%T' object is not callable. Did you mean: '%s.%s(...)'?", v, called, called);
    decref(called);
    decref(meant);
    if (errorOccurred()) return NULL;
  }
  return raiseFmt(T.TypeError, "'%T' object is not callable", v);
}

/** callable(*args, **kw): `args` points at nargs positional Values, then one for each name in the tuple `kwnames` (or NULL). */
export function call(callable: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const slot = slotOf(callable, Slot.call);
  if (!slot) return notCallable(callable);
  const t = current();
  if (t.nativeDepth >= t.nativeLimit) { if (!enterRecursive("")) return NULL; leaveRecursive(); }
  t.nativeDepth++;
  const before = DEBUG ? t.exc : NULL; // making a MemoryError, for one, calls while an exception is set
  const r = call_indirect<Value>(slot, callable, args, nargs, kwnames);
  t.nativeDepth--;
  if (r == NULL) { if (t.exc == NULL) failedSilently(callable); }
  else if (DEBUG) assert(t.exc == NULL || before != NULL, "a function returned a result with an exception set");
  return r;
}
/** A call that failed must have said why. That it has not is a bug of core: tests on the checking builds are to see it. */
function failedSilently(callable: Value): void {
  if (DEBUG) assert(false, "a function returned NULL without setting an exception");
  raiseFmt(T.SystemError, "%r returned NULL without setting an exception", callable);
}

// Arguments of the fixed-arity calls lie on the thread's argument stack: the data stack's free top, see core/interp/frame.ts.

export function call0(f: Value): Value { return call(f, 0, 0, NULL); }
export function call1(f: Value, a: Value): Value {
  const at = pushArgs(1);
  if (!at) return NULL;
  store<u64>(at, a);
  const r = call(f, at, 1, NULL);
  popArgs(at);
  return r;
}
export function call2(f: Value, a: Value, b: Value): Value {
  const at = pushArgs(2);
  if (!at) return NULL;
  store<u64>(at, a); store<u64>(at, b, 8);
  const r = call(f, at, 2, NULL);
  popArgs(at);
  return r;
}
export function call3(f: Value, a: Value, b: Value, c: Value): Value {
  const at = pushArgs(3);
  if (!at) return NULL;
  store<u64>(at, a); store<u64>(at, b, 8); store<u64>(at, c, 16);
  const r = call(f, at, 3, NULL);
  popArgs(at);
  return r;
}
export function call4(f: Value, a: Value, b: Value, c: Value, d: Value): Value {
  const at = pushArgs(4);
  if (!at) return NULL;
  store<u64>(at, a); store<u64>(at, b, 8); store<u64>(at, c, 16); store<u64>(at, d, 24);
  const r = call(f, at, 4, NULL);
  popArgs(at);
  return r;
}
/** callable(*tuple). */
export function callTuple(f: Value, args: Value): Value { return call(f, tupleItems(args), tupleSize(args), NULL); }

/** v.attribute(*args). */
export function callMethod0(v: Value, attribute: Value): Value {
  const m = getAttr(v, attribute);
  if (m == NULL) return NULL;
  const r = call0(m);
  decref(m);
  return r;
}
export function callMethod1(v: Value, attribute: Value, a: Value): Value {
  const m = getAttr(v, attribute);
  if (m == NULL) return NULL;
  const r = call1(m, a);
  decref(m);
  return r;
}
export function callMethod2(v: Value, attribute: Value, a: Value, b: Value): Value {
  const m = getAttr(v, attribute);
  if (m == NULL) return NULL;
  const r = call2(m, a, b);
  decref(m);
  return r;
}

// ---- text, truth, hash ----------------------------------------------------------------------------------------------

/** repr(v): a str. */
export function reprOf(v: Value): Value {
  if (v == NULL) return strFromLiteral("<NULL>");
  const slot = slotOf(v, Slot.repr);
  if (!slot) return raiseFmt(T.SystemError, "type '%T' has no repr", v);
  if (!enterRecursive(" while getting the repr of an object")) return NULL;
  const r = call_indirect<Value>(slot, v);
  leaveRecursive();
  if (r != NULL && !hasFlag(r, TypeFlag.STR_SUBCLASS)) {
    raiseFmt(T.TypeError, "__repr__ returned non-string (type %T)", r);
    decref(r);
    return NULL;
  }
  return r;
}
/** str(v): a str. */
export function strOf(v: Value): Value {
  if (v == NULL) return strFromLiteral("<NULL>");
  if (isExact(v, T.str)) return newref(v);
  const slot = slotOf(v, Slot.str);
  if (!slot) return reprOf(v);
  if (!enterRecursive(" while getting the str of an object")) return NULL;
  const r = call_indirect<Value>(slot, v);
  leaveRecursive();
  if (r != NULL && !hasFlag(r, TypeFlag.STR_SUBCLASS)) {
    raiseFmt(T.TypeError, "__str__ returned non-string (type %T)", r);
    decref(r);
    return NULL;
  }
  return r;
}

/** bool(v): 1, 0, or -1. */
export function isTrue(v: Value): i32 {
  if (v == True) return 1;
  if (v == False || v == None) return 0;
  if (isInt(v)) return intOf(v) != 0 ? 1 : 0;
  const type = typeOf(v);
  let slot = typeSlot(type, Slot.bool_);
  if (slot) return call_indirect<i32>(slot, v);
  slot = typeSlot(type, Slot.mpLength);
  if (!slot) slot = typeSlot(type, Slot.sqLength);
  if (!slot) return 1;
  const n = call_indirect<i64>(slot, v);
  return n > 0 ? 1 : <i32>n;
}

/** hash(v), or -1 with an exception. */
export function hashOf(v: Value): i64 {
  if (isExact(v, T.str)) return strHash(v);
  const slot = slotOf(v, Slot.hash);
  if (!slot) { raiseFmt(T.TypeError, "unhashable type: '%T'", v); return -1; }
  return call_indirect<i64>(slot, v);
}
/** The hash slot of types that set __hash__ = None. */
export function hashNotImplemented(v: Value): i64 { raiseFmt(T.TypeError, "unhashable type: '%T'", v); return -1; }
/** The identity hash of an object by its address. */
export function hashPointer(p: usize): i64 { return <i64>((<u32>p >>> 4) | (<u32>p << 28)); }

// ---- comparison -----------------------------------------------------------------------------------------------------

function swapped(op: i32): i32 {
  switch (op) {
    case CompareOp.LT: return CompareOp.GT;
    case CompareOp.LE: return CompareOp.GE;
    case CompareOp.GT: return CompareOp.LT;
    case CompareOp.GE: return CompareOp.LE;
  }
  return op;
}
function opText(op: i32): Value {
  switch (op) {
    case CompareOp.LT: return strFromLiteral("<");
    case CompareOp.LE: return strFromLiteral("<=");
    case CompareOp.EQ: return strFromLiteral("==");
    case CompareOp.NE: return strFromLiteral("!=");
    case CompareOp.GT: return strFromLiteral(">");
  }
  return strFromLiteral(">=");
}

/** a op b, any result object. */
export function richCompare(a: Value, b: Value, op: CompareOp): Value {
  if (!enterRecursive(" in comparison")) return NULL;
  const r = compareSlots(a, b, op);
  leaveRecursive();
  return r;
}
function compareSlots(a: Value, b: Value, op: i32): Value {
  const ta = typeOf(a), tb = typeOf(b);
  let reflectedTried = false;
  let slot: i32;
  if (ta != tb && isSubtype(tb, ta)) {
    slot = typeSlot(tb, Slot.richcompare);
    if (slot) {
      reflectedTried = true;
      const r = call_indirect<Value>(slot, b, a, swapped(op));
      if (r != NotImplemented) return r;
    }
  }
  slot = typeSlot(ta, Slot.richcompare);
  if (slot) {
    const r = call_indirect<Value>(slot, a, b, op);
    if (r != NotImplemented) return r;
  }
  if (!reflectedTried) {
    slot = typeSlot(tb, Slot.richcompare);
    if (slot) {
      const r = call_indirect<Value>(slot, b, a, swapped(op));
      if (r != NotImplemented) return r;
    }
  }
  if (op == CompareOp.EQ) return boxBool(a == b);
  if (op == CompareOp.NE) return boxBool(a != b);
  const text = opText(op);
  raiseFmt(T.TypeError, "'%s' not supported between instances of '%T' and '%T'", text, a, b);
  decref(text);
  return NULL;
}
/** bool(a op b): 1, 0, or -1; identity counts as equality. */
export function compareBool(a: Value, b: Value, op: CompareOp): i32 {
  if (a == b && !isFloat(a)) {
    if (op == CompareOp.EQ) return 1;
    if (op == CompareOp.NE) return 0;
  } else if (a == b) { // the same float value: identity of boxed floats cannot be told apart, so NaN is identical to itself as the same object would be
    if (op == CompareOp.EQ) return 1;
    if (op == CompareOp.NE) return 0;
  }
  const r = richCompare(a, b, op);
  if (r == NULL) return -1;
  const truth = isTrue(r);
  decref(r);
  return truth;
}
/** a == b, identity first: 1, 0, or -1. */
export function equalBool(a: Value, b: Value): i32 {
  if (a == b) return 1;
  if (isInt(a) && isInt(b)) return 0;
  if (isExact(a, T.str) && isExact(b, T.str)) return strEqual(a, b) ? 1 : 0;
  return compareBool(a, b, CompareOp.EQ);
}

// ---- iteration ------------------------------------------------------------------------------------------------------

/** iter(v). */
export function getIter(v: Value): Value {
  const slot = slotOf(v, Slot.iter);
  if (!slot) {
    if (isSequence(v)) return newSeqIter(v);
    return raiseFmt(T.TypeError, "'%T' object is not iterable", v);
  }
  const r = call_indirect<Value>(slot, v);
  if (r != NULL && !slotOf(r, Slot.iternext)) {
    raiseFmt(T.TypeError, "iter() returned non-iterator of type '%T'", r);
    decref(r);
    return NULL;
  }
  return r;
}
/** next(it), owned; NULL without an exception at the end (StopIteration is swallowed). */
export function iterNext(it: Value): Value {
  const slot = slotOf(it, Slot.iternext);
  if (!slot) return raiseFmt(T.TypeError, "'%T' object is not iterable", it); // its class lost __next__
  const r = call_indirect<Value>(slot, it);
  if (r == NULL && current().exc != NULL) swallow(T.StopIteration);
  return r;
}
export function isIterator(v: Value): bool { return slotOf(v, Slot.iternext) != 0; }

// ---- sizes and indices ----------------------------------------------------------------------------------------------

/** len(v), or -1. */
export function lenOf(v: Value): i64 {
  const type = typeOf(v);
  let slot = typeSlot(type, Slot.sqLength);
  if (!slot) slot = typeSlot(type, Slot.mpLength);
  if (!slot) { raiseFmt(T.TypeError, "object of type '%T' has no len()", v); return -1; }
  return call_indirect<i64>(slot, v);
}
/** operator.length_hint(v, fallback), or -1. */
export function lengthHint(v: Value, fallback: i64): i64 {
  if (slotOf(v, Slot.sqLength) || slotOf(v, Slot.mpLength)) {
    const n = lenOf(v);
    if (n >= 0) return n;
    if (!swallow(T.TypeError)) return -1;
  }
  const hint = lookupSpecial(v, name(N.__length_hint__));
  if (hint == NULL) return errorOccurred() ? -1 : fallback;
  const r = call0(hint);
  decref(hint);
  if (r == NULL) return swallow(T.TypeError) ? fallback : -1;
  if (r == NotImplemented) return fallback;
  if (!isIntLike(r)) { raiseFmt(T.TypeError, "__length_hint__ must be an integer, not %T", r); decref(r); return -1; }
  const n = asI64(r);
  decref(r);
  if (n < 0) { if (!errorOccurred()) raise(T.ValueError, "__length_hint__() should return >= 0"); return -1; }
  return n;
}
/** operator.index(v): an int. */
export function indexOf(v: Value): Value {
  if (isInt(v)) return v;
  if (isIntLike(v)) return newref(v);
  const slot = slotOf(v, Slot.index);
  if (!slot) return raiseFmt(T.TypeError, "'%T' object cannot be interpreted as an integer", v);
  const r = call_indirect<Value>(slot, v);
  if (r == NULL || isIntLike(r)) return r;
  raiseFmt(T.TypeError, "__index__ returned non-int (type %T)", r);
  decref(r);
  return NULL;
}
/** Whether operator.index() works on it. */
export function hasIndex(v: Value): bool { return isInt(v) || isIntLike(v) || slotOf(v, Slot.index) != 0; }

/**
 * operator.index(v) as i64. Out of range: raises `overflow` ("cannot fit 'X' into an index-sized integer"), or clips when it is 0.
 * -1 on error: check errorOccurred() when -1 comes back.
 */
export function indexI64(v: Value, overflow: usize): i64 {
  if (isInt(v)) return intOf(v);
  const i = indexOf(v);
  if (i == NULL) return -1;
  const n = asI64(i);
  if (n == -1 && errorOccurred()) {
    if (!errorMatches(T.OverflowError)) { decref(i); return -1; }
    clearError();
    const negative = intIsNegative(i);
    decref(i);
    if (overflow == 0) return negative ? i64.MIN_VALUE : i64.MAX_VALUE;
    raiseFmt(overflow, "cannot fit '%T' into an index-sized integer", v);
    return -1;
  }
  decref(i);
  return n;
}

/** operator.index(v) of what CPython keeps in a C int: OverflowError for more. -1 on error: check errorOccurred() when -1 comes back. */
export function indexI32(v: Value): i32 {
  const n = indexI64(v, 0);
  if (n >= i32.MIN_VALUE && n <= i32.MAX_VALUE) return <i32>n;
  raise(T.OverflowError, "Python int too large to convert to C int");
  return -1;
}

// ---- items ----------------------------------------------------------------------------------------------------------

/** Whether indexing by position is what the type's subscript means (PySequence_Check). */
export function isSequence(v: Value): bool {
  return !hasFlag(v, TypeFlag.DICT_SUBCLASS) && slotOf(v, Slot.sqItem) != 0;
}
/** Whether it has a subscript, as PyMapping_Check asks. */
export function isMapping(v: Value): bool { return slotOf(v, Slot.mpSubscript) != 0; }

/** v[key]. */
export function getItem(v: Value, key: Value): Value {
  const type = typeOf(v);
  let slot = typeSlot(type, Slot.mpSubscript);
  if (slot) return call_indirect<Value>(slot, v, key);
  slot = typeSlot(type, Slot.sqItem);
  if (slot) {
    if (!hasIndex(key)) return raiseFmt(T.TypeError, "sequence index must be integer, not '%T'", key);
    const i = indexI64(key, T.IndexError);
    if (i == -1 && errorOccurred()) return NULL;
    return seqItem(v, i);
  }
  if (hasFlag(v, TypeFlag.TYPE_SUBCLASS)) {
    if (v == boxPtr(T.type)) return genericAlias(v, key);
    const m = getOptionalAttr(v, name(N.__class_getitem__));
    if (m != NULL && m != None) {
      const r = call1(m, key);
      decref(m);
      return r;
    }
    if (m == NULL && errorOccurred()) return NULL;
    return raiseFmt(T.TypeError, "type '%s' is not subscriptable", changetype<TypeObj>(ptrOf(v)).name);
  }
  return raiseFmt(T.TypeError, "'%T' object is not subscriptable", v);
}

/** v[key] = value, or del v[key] when value is NULL. */
export function setItem(v: Value, key: Value, value: Value): i32 {
  const type = typeOf(v);
  let slot = typeSlot(type, Slot.mpAssSubscript);
  if (slot) return call_indirect<i32>(slot, v, key, value);
  slot = typeSlot(type, Slot.sqAssItem);
  if (slot) {
    if (!hasIndex(key)) return raiseFmtI(T.TypeError, "sequence index must be integer, not '%T'", key);
    const i = indexI64(key, T.IndexError);
    if (i == -1 && errorOccurred()) return -1;
    return setSeqItem(v, i, value);
  }
  return value == NULL
    ? raiseFmtI(T.TypeError, "'%T' object doesn't support item deletion", v)
    : raiseFmtI(T.TypeError, "'%T' object does not support item assignment", v);
}
/** v[i] by the sequence protocol; a negative index counts from the end. */
export function seqItem(v: Value, i: i64): Value {
  const type = typeOf(v);
  const slot = typeSlot(type, Slot.sqItem);
  if (!slot) return raiseFmt(T.TypeError, "'%T' object does not support indexing", v);
  if (i < 0 && typeSlot(type, Slot.sqLength)) {
    const n = call_indirect<i64>(typeSlot(type, Slot.sqLength), v);
    if (n < 0) return NULL;
    i += n;
  }
  return call_indirect<Value>(slot, v, i);
}
/** v[i] = value by the sequence slot, or del v[i] for NULL; a negative i counts from the end where there is a length. 0, or -1 with an exception. */
export function setSeqItem(v: Value, i: i64, value: Value): i32 {
  const type = typeOf(v);
  const slot = typeSlot(type, Slot.sqAssItem);
  if (!slot) return raiseFmtI(T.TypeError, "'%T' object does not support item assignment", v);
  if (i < 0 && typeSlot(type, Slot.sqLength)) {
    const n = call_indirect<i64>(typeSlot(type, Slot.sqLength), v);
    if (n < 0) return -1;
    i += n;
  }
  return call_indirect<i32>(slot, v, i, value);
}
/** item in v: 1, 0, or -1. */
export function contains(v: Value, item: Value): i32 {
  const slot = slotOf(v, Slot.sqContains);
  if (slot) return call_indirect<i32>(slot, v, item);
  const it = getIter(v);
  if (it == NULL) {
    if (errorMatches(T.TypeError) && !slotOf(v, Slot.iter)) { clearError(); return raiseFmtI(T.TypeError, "argument of type '%T' is not a container or iterable", v); }
    return -1;
  }
  return iterContains(it, item);
}
/** Whether an iterator (stolen) gives something equal to `item`: 1, 0, -1 with an exception. */
export function iterContains(it: Value, item: Value): i32 {
  const at = findOrCount(it, item, false);
  return at == ABSENT ? 0 : at < 0 ? -1 : 1;
}

const ABSENT: i64 = -2;
/** Goes through an iterator (stolen): the index of the first item equal to `item` or ABSENT, or (`all`) how many there are. -1 with an exception. */
function findOrCount(it: Value, item: Value, all: bool): i64 {
  let i: i64 = 0, count: i64 = 0, result = ABSENT;
  while (true) {
    const x = iterNext(it);
    if (x == NULL) { if (errorOccurred()) result = -1; else if (all) result = count; break; }
    const same = equalBool(x, item);
    decref(x);
    if (same < 0) { result = -1; break; }
    if (same) {
      if (!all) { result = i; break; }
      count++;
    }
    i++;
  }
  decref(it);
  return result;
}
/** How many items of an iterable equal `item`: an int, or NULL with an exception. */
export function countItem(v: Value, item: Value): Value {
  const it = getIter(v);
  const n = it == NULL ? -1 : findOrCount(it, item, true);
  return n < 0 ? NULL : boxInt(n);
}
/** The index of the first item of an iterable that equals `item`: an int, or NULL with an exception, ValueError if there is none. */
export function indexOfItem(v: Value, item: Value): Value {
  const it = getIter(v);
  const i = it == NULL ? -1 : findOrCount(it, item, false);
  if (i == ABSENT) return raise(T.ValueError, "sequence.index(x): x not in sequence");
  return i < 0 ? NULL : boxInt(i);
}

// ---- numbers --------------------------------------------------------------------------------------------------------

/** a op b for a binary slot without the sequence fall-backs; NotImplemented when neither side handles it. */
export function binarySlot(a: Value, b: Value, slot: Slot): Value {
  const ta = typeOf(a), tb = typeOf(b);
  const sa = typeSlot(ta, slot);
  let sb = ta == tb ? 0 : typeSlot(tb, slot);
  if (sb == sa) sb = 0;
  if (sa) {
    if (sb && isSubtype(tb, ta)) {
      const r = call_indirect<Value>(sb, a, b);
      if (r != NotImplemented) return r;
      sb = 0;
    }
    const r = call_indirect<Value>(sa, a, b);
    if (r != NotImplemented) return r;
  }
  if (sb) return call_indirect<Value>(sb, a, b);
  return NotImplemented;
}
function unsupported(a: Value, b: Value, op: string): Value {
  const text = strFromLiteral(op);
  raiseFmt(T.TypeError, "unsupported operand type(s) for %s: '%T' and '%T'", text, a, b);
  decref(text);
  return NULL;
}
/** a op b; `op` is the operator as error messages print it ("-", "** or pow()"). */
export function binaryOp(a: Value, b: Value, slot: Slot, op: string): Value {
  const r = binarySlot(a, b, slot);
  return r == NotImplemented ? unsupported(a, b, op) : r;
}
export function add(a: Value, b: Value): Value {
  const r = binarySlot(a, b, Slot.add);
  if (r != NotImplemented) return r;
  const concat = slotOf(a, Slot.sqConcat);
  return concat ? call_indirect<Value>(concat, a, b) : unsupported(a, b, "+");
}
function repeatBy(seq: Value, count: Value, slot: i32): Value {
  if (!hasIndex(count)) return raiseFmt(T.TypeError, "can't multiply sequence by non-int of type '%T'", count);
  const n = indexI64(count, T.OverflowError);
  if (n == -1 && errorOccurred()) return NULL;
  return call_indirect<Value>(slot, seq, n);
}
export function multiply(a: Value, b: Value): Value {
  const r = binarySlot(a, b, Slot.multiply);
  if (r != NotImplemented) return r;
  let slot = slotOf(a, Slot.sqRepeat);
  if (slot) return repeatBy(a, b, slot);
  slot = slotOf(b, Slot.sqRepeat);
  if (slot) return repeatBy(b, a, slot);
  return unsupported(a, b, "*");
}
export function subtract(a: Value, b: Value): Value { return binaryOp(a, b, Slot.subtract, "-"); }
export function floorDivide(a: Value, b: Value): Value { return binaryOp(a, b, Slot.floorDivide, "//"); }
export function trueDivide(a: Value, b: Value): Value { return binaryOp(a, b, Slot.trueDivide, "/"); }
export function remainder(a: Value, b: Value): Value { return binaryOp(a, b, Slot.remainder, "%"); }
export function matrixMultiply(a: Value, b: Value): Value { return binaryOp(a, b, Slot.matrixMultiply, "@"); }
export function lshift(a: Value, b: Value): Value { return binaryOp(a, b, Slot.lshift, "<<"); }
export function rshift(a: Value, b: Value): Value { return binaryOp(a, b, Slot.rshift, ">>"); }
export function bitAnd(a: Value, b: Value): Value { return binaryOp(a, b, Slot.and, "&"); }
export function bitOr(a: Value, b: Value): Value { return binaryOp(a, b, Slot.or, "|"); }
export function bitXor(a: Value, b: Value): Value { return binaryOp(a, b, Slot.xor, "^"); }
export function divmod(a: Value, b: Value): Value { return binaryOp(a, b, Slot.divmod, "divmod()"); }

/** pow(a, b, c); c is None when absent. */
export function power(a: Value, b: Value, c: Value = None): Value { return powerNamed(a, b, c, "** or pow()"); }
function powerNamed(a: Value, b: Value, c: Value, op: string): Value {
  const ta = typeOf(a), tb = typeOf(b);
  const sa = typeSlot(ta, Slot.power);
  let sb = ta == tb ? 0 : typeSlot(tb, Slot.power);
  if (sb == sa) sb = 0;
  if (sa) {
    if (sb && isSubtype(tb, ta)) {
      const r = call_indirect<Value>(sb, a, b, c);
      if (r != NotImplemented) return r;
      sb = 0;
    }
    const r = call_indirect<Value>(sa, a, b, c);
    if (r != NotImplemented) return r;
  }
  if (sb) {
    const r = call_indirect<Value>(sb, a, b, c);
    if (r != NotImplemented) return r;
  }
  if (c != None) {
    const sc = slotOf(c, Slot.power);
    if (sc && sc != sa && sc != sb) {
      const r = call_indirect<Value>(sc, a, b, c);
      if (r != NotImplemented) return r;
    }
    return raiseFmt(T.TypeError, "unsupported operand type(s) for ** or pow(): '%T', '%T', '%T'", a, b, c);
  }
  return unsupported(a, b, op);
}

/** a op= b: the in-place slot, then the binary one. `op` as messages print it ("-="). */
export function inplaceOp(a: Value, b: Value, inplace: Slot, slot: Slot, op: string): Value {
  const si = slotOf(a, inplace);
  if (si) {
    const r = call_indirect<Value>(si, a, b);
    if (r != NotImplemented) return r;
  }
  const r = binarySlot(a, b, slot);
  return r == NotImplemented ? unsupported(a, b, op) : r;
}
/** a += b; the result, which may be `a` itself. The others likewise. */
export function inplaceAdd(a: Value, b: Value): Value {
  const si = slotOf(a, Slot.inplaceAdd);
  if (si) {
    const r = call_indirect<Value>(si, a, b);
    if (r != NotImplemented) return r;
  }
  const r = binarySlot(a, b, Slot.add);
  if (r != NotImplemented) return r;
  let concat = slotOf(a, Slot.sqInplaceConcat);
  if (!concat) concat = slotOf(a, Slot.sqConcat);
  return concat ? call_indirect<Value>(concat, a, b) : unsupported(a, b, "+=");
}
export function inplaceMultiply(a: Value, b: Value): Value {
  const si = slotOf(a, Slot.inplaceMultiply);
  if (si) {
    const r = call_indirect<Value>(si, a, b);
    if (r != NotImplemented) return r;
  }
  const r = binarySlot(a, b, Slot.multiply);
  if (r != NotImplemented) return r;
  let slot = slotOf(a, Slot.sqInplaceRepeat);
  if (!slot) slot = slotOf(a, Slot.sqRepeat);
  if (slot) return repeatBy(a, b, slot);
  slot = slotOf(b, Slot.sqRepeat);
  if (slot) return repeatBy(b, a, slot);
  return unsupported(a, b, "*=");
}
export function inplacePower(a: Value, b: Value): Value {
  const si = slotOf(a, Slot.inplacePower);
  if (si) {
    const r = call_indirect<Value>(si, a, b, None);
    if (r != NotImplemented) return r;
  }
  return powerNamed(a, b, None, "**=");
}
export function inplaceSubtract(a: Value, b: Value): Value { return inplaceOp(a, b, Slot.inplaceSubtract, Slot.subtract, "-="); }
export function inplaceFloorDivide(a: Value, b: Value): Value { return inplaceOp(a, b, Slot.inplaceFloorDivide, Slot.floorDivide, "//="); }
export function inplaceTrueDivide(a: Value, b: Value): Value { return inplaceOp(a, b, Slot.inplaceTrueDivide, Slot.trueDivide, "/="); }
export function inplaceRemainder(a: Value, b: Value): Value { return inplaceOp(a, b, Slot.inplaceRemainder, Slot.remainder, "%="); }
export function inplaceMatrixMultiply(a: Value, b: Value): Value { return inplaceOp(a, b, Slot.inplaceMatrixMultiply, Slot.matrixMultiply, "@="); }
export function inplaceLshift(a: Value, b: Value): Value { return inplaceOp(a, b, Slot.inplaceLshift, Slot.lshift, "<<="); }
export function inplaceRshift(a: Value, b: Value): Value { return inplaceOp(a, b, Slot.inplaceRshift, Slot.rshift, ">>="); }
export function inplaceAnd(a: Value, b: Value): Value { return inplaceOp(a, b, Slot.inplaceAnd, Slot.and, "&="); }
export function inplaceOr(a: Value, b: Value): Value { return inplaceOp(a, b, Slot.inplaceOr, Slot.or, "|="); }
export function inplaceXor(a: Value, b: Value): Value { return inplaceOp(a, b, Slot.inplaceXor, Slot.xor, "^="); }

function unaryOp(v: Value, slot: Slot, template: string): Value {
  const s = slotOf(v, slot);
  return s ? call_indirect<Value>(s, v) : raiseFmt(T.TypeError, template, v);
}
export function negative(v: Value): Value { return unaryOp(v, Slot.negative, "bad operand type for unary -: '%T'"); }
export function positive(v: Value): Value { return unaryOp(v, Slot.positive, "bad operand type for unary +: '%T'"); }
export function invert(v: Value): Value { return unaryOp(v, Slot.invert, "bad operand type for unary ~: '%T'"); }
export function absolute(v: Value): Value { return unaryOp(v, Slot.absolute, "bad operand type for abs(): '%T'"); }

// ---- isinstance -----------------------------------------------------------------------------------------------------

/** __class__ of v as isinstance sees it. */
function realIsInstance(v: Value, cls: Value): i32 {
  if (hasFlag(cls, TypeFlag.TYPE_SUBCLASS)) {
    if (isSubtype(typeOf(v), ptrOf(cls))) return 1;
    const c = getOptionalAttr(v, name(N.__class__));
    if (c == NULL) return errorOccurred() ? -1 : 0;
    let r = 0;
    if (ptrOf(c) != typeOf(v) && hasFlag(c, TypeFlag.TYPE_SUBCLASS)) r = isSubtype(ptrOf(c), ptrOf(cls)) ? 1 : 0;
    decref(c);
    return r;
  }
  if (checkClass(cls, "isinstance() arg 2 must be a type, a tuple of types, or a union") < 0) return -1;
  const c = getOptionalAttr(v, name(N.__class__));
  if (c == NULL) return errorOccurred() ? -1 : 0;
  const r = abstractIsSubclass(c, cls);
  decref(c);
  return r;
}
/** __bases__ when it is a tuple, owned; NULL otherwise (maybe with an exception). */
function abstractBases(cls: Value): Value {
  const bases = getOptionalAttr(cls, name(N.__bases__));
  if (bases == NULL) return NULL;
  if (!hasFlag(bases, TypeFlag.TUPLE_SUBCLASS)) { decref(bases); return NULL; }
  return bases;
}
function checkClass(cls: Value, message: string): i32 {
  const bases = abstractBases(cls);
  if (bases == NULL) return errorOccurred() ? -1 : raiseI(T.TypeError, message);
  decref(bases);
  return 0;
}
function abstractIsSubclass(derived: Value, cls: Value): i32 {
  if (derived == cls) return 1;
  const bases = abstractBases(derived);
  if (bases == NULL) return errorOccurred() ? -1 : 0;
  if (!enterRecursive(" in __issubclass__")) { decref(bases); return -1; }
  let r = 0;
  const n = <usize>tupleSize(bases);
  for (let i: usize = 0; i < n; i++) {
    r = abstractIsSubclass(tupleAt(bases, i), cls);
    if (r != 0) break;
  }
  leaveRecursive();
  decref(bases);
  return r;
}
/** type.__instancecheck__(cls, v). */
export function typeInstanceCheck(cls: Value, v: Value): i32 { return realIsInstance(v, cls); }
/** type.__subclasscheck__(cls, derived). */
export function typeSubclassCheck(cls: Value, derived: Value): i32 {
  if (hasFlag(cls, TypeFlag.TYPE_SUBCLASS) && hasFlag(derived, TypeFlag.TYPE_SUBCLASS)) return isSubtype(ptrOf(derived), ptrOf(cls)) ? 1 : 0;
  if (checkClass(derived, "issubclass() arg 1 must be a class") < 0) return -1;
  if (checkClass(cls, "issubclass() arg 2 must be a class, a tuple of classes, or a union") < 0) return -1;
  return abstractIsSubclass(derived, cls);
}
/** isinstance(v, cls): 1, 0, or -1. */
export function isInstance(v: Value, cls: Value): i32 {
  if (isPtr(cls) && typeOf(v) == ptrOf(cls)) return 1;
  if (isExact(cls, T.type)) return realIsInstance(v, cls);
  if (hasFlag(cls, TypeFlag.TUPLE_SUBCLASS)) {
    if (!enterRecursive(" in __instancecheck__")) return -1;
    let r = 0;
    const n = <usize>tupleSize(cls);
    for (let i: usize = 0; i < n; i++) {
      r = isInstance(v, tupleAt(cls, i));
      if (r != 0) break;
    }
    leaveRecursive();
    return r;
  }
  const check = lookupSpecial(cls, name(N.__instancecheck__));
  if (check != NULL) return checkBy(check, v);
  return errorOccurred() ? -1 : realIsInstance(v, cls);
}
/** issubclass(derived, cls): 1, 0, or -1. */
export function isSubclass(derived: Value, cls: Value): i32 {
  if (isExact(cls, T.type)) {
    if (derived == cls) return 1;
    return typeSubclassCheck(cls, derived);
  }
  if (hasFlag(cls, TypeFlag.TUPLE_SUBCLASS)) {
    if (!enterRecursive(" in __subclasscheck__")) return -1;
    let r = 0;
    const n = <usize>tupleSize(cls);
    for (let i: usize = 0; i < n; i++) {
      r = isSubclass(derived, tupleAt(cls, i));
      if (r != 0) break;
    }
    leaveRecursive();
    return r;
  }
  const check = lookupSpecial(cls, name(N.__subclasscheck__));
  if (check != NULL) return checkBy(check, derived);
  return errorOccurred() ? -1 : typeSubclassCheck(cls, derived);
}
function checkBy(check: Value, v: Value): i32 {
  let truth: i32 = -1;
  if (enterRecursive(" in __instancecheck__")) {
    const r = call1(check, v);
    if (r != NULL) { truth = isTrue(r); decref(r); }
    leaveRecursive();
  }
  decref(check);
  return truth;
}
/** Whether the type of v is `type` or a subtype: no hooks. */
export function isType(v: Value, type: usize): bool { return isSubtype(typeOf(v), type); }

// ---- conversions ----------------------------------------------------------------------------------------------------

/** list(v): a new list. */
export function listFromIterable(v: Value): Value {
  const list = listNew(0);
  if (list == NULL) return NULL;
  if (listExtendFrom(list, v) < 0) { decref(list); return NULL; }
  return list;
}
/** list.extend by iteration. 0 or -1. */
export function listExtendFrom(list: Value, v: Value): i32 {
  if (isExact(v, T.tuple)) {
    const n = <usize>tupleSize(v);
    for (let i: usize = 0; i < n; i++) if (listPush(list, newref(tupleAt(v, i))) < 0) return -1;
    return 0;
  }
  const it = getIter(v);
  if (it == NULL) return -1;
  while (true) {
    const x = iterNext(it);
    if (x == NULL) break;
    if (listPush(list, x) < 0) break;
  }
  decref(it);
  return errorOccurred() ? -1 : 0;
}
/** tuple(v). */
export function tupleFromIterable(v: Value): Value {
  if (isExact(v, T.tuple)) return newref(v);
  const list = listFromIterable(v);
  if (list == NULL) return NULL;
  const r = listToTuple(list);
  decref(list);
  return r;
}
