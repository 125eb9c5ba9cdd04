// BaseExceptionGroup and ExceptionGroup. Fields: message, then the tuple of exceptions.

import { Value, NULL, None, boxPtr, boxInt, ptrOf } from "../value";
import { T, N, name } from "../names.generated";
import { Slot, TypeFlag, setSlot, typeView, typeOf, hasFlag } from "./typeobject";
import { method, METH_O, METH_CLASS } from "./define";
import { ExceptionObj, EXCEPTION_SIZE, isSubtype } from "./exceptionnew";
import { exceptionType, exceptionAlloc, setArgs } from "./exceptions";
import { member, MEMBER_OBJECT, MEMBER_READONLY } from "./descriptors";
import { genericAlias } from "./genericalias";
import { tupleFrom, tupleSize, tupleAt, tuple2 } from "./tupleobject";
import { listNew, listAppend, listSize } from "./listobject";
import { decref, newref, setref } from "../memory/refcount";
import { raise, raiseFmt, raiseI, errorOccurred } from "../errors";
import {
  tupleFromIterable, call1, callMethod1, isTrue, isSequence, getOptionalAttr, setAttr, listFromIterable, isCallable, enterRecursive, leaveRecursive, callTuple,
} from "../abstract";
import { formatMessage } from "../format";

const MESSAGE: usize = EXCEPTION_SIZE;
const EXCEPTIONS: usize = EXCEPTION_SIZE + 8;

function field(self: Value, at: usize): Value { return load<u64>(ptrOf(self) + at); }
function isException(v: Value): bool { return hasFlag(v, TypeFlag.EXCEPTION_SUBCLASS); }
function isGroup(v: Value): bool { return isSubtype(typeOf(v), T.BaseExceptionGroup); }

function make(type: usize, args: usize, nargs: i32, kwnames: Value): Value {
  if (nargs != 2) return raiseFmt(T.TypeError, "BaseExceptionGroup.__new__() takes exactly 2 arguments (%d given)", boxInt(nargs));
  const message = load<u64>(args), given = load<u64>(args, 8);
  if (!hasFlag(message, TypeFlag.STR_SUBCLASS)) return raiseFmt(T.TypeError, "BaseExceptionGroup.__new__() argument 1 must be str, not %T", message);
  if (!isSequence(given)) return raise(T.TypeError, "second argument (exceptions) must be a sequence");
  const exceptions = tupleFromIterable(given);
  if (exceptions == NULL) return NULL;
  const n = tupleSize(exceptions);
  let nested = false; // whether one of them is no Exception
  if (n == 0) raise(T.ValueError, "second argument (exceptions) must be a non-empty sequence");
  for (let i: u32 = 0; i < n && !errorOccurred(); i++) {
    const e = tupleAt(exceptions, i);
    if (!isException(e)) raiseFmt(T.ValueError, "Item %d of second argument (exceptions) is not an exception", boxInt(i));
    else if (!isSubtype(typeOf(e), T.Exception)) nested = true;
  }
  if (!errorOccurred()) {
    if (type == T.BaseExceptionGroup) { if (!nested) type = T.ExceptionGroup; }
    else if (nested) {
      if (type == T.ExceptionGroup) raise(T.TypeError, "Cannot nest BaseExceptions in an ExceptionGroup");
      else if (isSubtype(type, T.Exception)) raiseFmt(T.TypeError, "Cannot nest BaseExceptions in '%s'", typeView(type).name);
    }
  }
  if (errorOccurred()) { decref(exceptions); return NULL; }
  const self = exceptionAlloc(type, tupleFrom(args, nargs));
  if (self == NULL) { decref(exceptions); return NULL; }
  store<u64>(ptrOf(self) + MESSAGE, newref(message));
  store<u64>(ptrOf(self) + EXCEPTIONS, exceptions);
  return self;
}
function init(self: Value, args: usize, nargs: i32, kwnames: Value): i32 {
  if (kwnames != NULL && tupleSize(kwnames)) {
    raiseFmt(T.TypeError, "%T() takes no keyword arguments", self);
    return -1;
  }
  return setArgs(self, args, nargs);
}
function str(self: Value): Value {
  const n = tupleSize(field(self, EXCEPTIONS));
  return formatMessage(n == 1 ? "%s (%d sub-exception)" : "%s (%d sub-exceptions)", field(self, MESSAGE), boxInt(n), NULL, NULL);
}
function repr(self: Value): Value {
  const list = listFromIterable(field(self, EXCEPTIONS));
  if (list == NULL) return NULL;
  // args[1] shows how it was given; a list stays a list
  const args = load<u64>(ptrOf(self), 16);
  const given = tupleSize(args) > 1 ? tupleAt(args, 1) : NULL;
  const asTuple = given != NULL && hasFlag(given, TypeFlag.TUPLE_SUBCLASS);
  const r = formatMessage("%N(%r, %r)", self, field(self, MESSAGE), asTuple ? field(self, EXCEPTIONS) : list, NULL);
  decref(list);
  return r;
}
function derive(self: Value, exceptions: Value): Value {
  const args = tuple2(field(self, MESSAGE), exceptions);
  if (args == NULL) return NULL;
  const r = callTuple(boxPtr(T.BaseExceptionGroup), args);
  decref(args);
  return r;
}

/** A group like `original` of the exceptions in `list` (stolen), with its traceback, context, cause and notes; None for an empty list. */
function subset(original: Value, list: Value): Value {
  if (list == NULL) return NULL;
  if (listSize(list) == 0) { decref(list); return None; }
  const eg = callMethod1(original, name(N.derive), list);
  decref(list);
  if (eg == NULL) return NULL;
  if (!isGroup(eg)) {
    decref(eg);
    return raise(T.TypeError, "derive must return an instance of BaseExceptionGroup");
  }
  const from = changetype<ExceptionObj>(ptrOf(original));
  const p = ptrOf(eg);
  if (from.traceback != NULL) setref(p + offsetof<ExceptionObj>("traceback"), newref(from.traceback));
  setref(p + offsetof<ExceptionObj>("context"), newref(from.context));
  setref(p + offsetof<ExceptionObj>("cause"), newref(from.cause));
  changetype<ExceptionObj>(p).suppressContext = from.suppressContext;
  const notes = getOptionalAttr(original, name(N.__notes__));
  if (notes == NULL) { if (errorOccurred()) { decref(eg); return NULL; } return eg; }
  if (isSequence(notes)) { // a copy, so that a note added to one does not show in the other
    const copy = listFromIterable(notes);
    const r = copy == NULL ? -1 : setAttr(eg, name(N.__notes__), copy);
    decref(copy);
    if (r < 0) { decref(notes); decref(eg); return NULL; }
  }
  decref(notes);
  return eg;
}

/** Whether an exception is meant: by class or tuple of classes, or as a callable says. -1 with an exception. */
function matches(exc: Value, matcher: Value, byType: bool): i32 {
  if (byType) {
    if (!hasFlag(matcher, TypeFlag.TUPLE_SUBCLASS)) return isSubtype(typeOf(exc), ptrOf(matcher)) ? 1 : 0;
    const n = tupleSize(matcher);
    for (let i: u32 = 0; i < n; i++) if (isSubtype(typeOf(exc), ptrOf(tupleAt(matcher, i)))) return 1;
    return 0;
  }
  const r = call1(matcher, exc);
  if (r == NULL) return -1;
  const truth = isTrue(r);
  decref(r);
  return truth;
}
function isExceptionType(v: Value): bool { return hasFlag(v, TypeFlag.TYPE_SUBCLASS) && isSubtype(ptrOf(v), T.BaseException); }
/** How a matcher matches: 1 by type, 0 by call, -1 with TypeError. */
function matcherKind(v: Value): i32 {
  if (isExceptionType(v)) return 1;
  if (hasFlag(v, TypeFlag.TUPLE_SUBCLASS)) {
    const n = tupleSize(v);
    let all = true;
    for (let i: u32 = 0; i < n; i++) if (!isExceptionType(tupleAt(v, i))) all = false;
    if (all) return 1;
  } else if (isCallable(v) && !hasFlag(v, TypeFlag.TYPE_SUBCLASS)) return 0;
  return raiseI(T.TypeError, "expected an exception type, a tuple of exception types, or a callable (other than a class)");
}

/** Splits: what matches and, if asked for, the rest; both owned, None where nothing, as a tuple. NULL with an exception. */
function splitBy(exc: Value, matcher: Value, byType: bool, wantRest: bool): Value {
  const whole = matches(exc, matcher, byType);
  if (whole < 0) return NULL;
  if (whole) return tuple2(exc, None);
  if (!isGroup(exc)) return tuple2(None, wantRest ? exc : None);
  const match = listNew(), rest = wantRest ? listNew() : NULL;
  let failed = match == NULL || (wantRest && rest == NULL);
  const exceptions = field(exc, EXCEPTIONS);
  const n = tupleSize(exceptions);
  for (let i: u32 = 0; i < n && !failed; i++) {
    if (!enterRecursive(" in exceptiongroup_split_recursive")) { failed = true; break; }
    const pair = splitBy(tupleAt(exceptions, i), matcher, byType, wantRest);
    leaveRecursive();
    if (pair == NULL) { failed = true; break; }
    if (tupleAt(pair, 0) != None) failed = listAppend(match, tupleAt(pair, 0)) < 0;
    if (wantRest && tupleAt(pair, 1) != None && !failed) failed = listAppend(rest, tupleAt(pair, 1)) < 0;
    decref(pair);
  }
  if (failed) { decref(match); decref(rest); return NULL; }
  const a = subset(exc, match);
  if (a == NULL) { decref(rest); return NULL; }
  const b = wantRest ? subset(exc, rest) : None;
  if (b == NULL) { decref(a); return NULL; }
  const r = tuple2(a, b);
  decref(a);
  decref(b);
  return r;
}
function split(self: Value, matcher: Value): Value {
  const kind = matcherKind(matcher);
  return kind < 0 ? NULL : splitBy(self, matcher, kind != 0, true);
}
function subgroup(self: Value, matcher: Value): Value {
  const kind = matcherKind(matcher);
  if (kind < 0) return NULL;
  const pair = splitBy(self, matcher, kind != 0, false);
  if (pair == NULL) return NULL;
  const r = newref(tupleAt(pair, 0));
  decref(pair);
  return r;
}

export function initExceptionGroups(): void {
  const t = T.BaseExceptionGroup;
  exceptionType(t, "BaseExceptionGroup", T.BaseException, EXCEPTION_SIZE + 16, "A combination of multiple unrelated exceptions.");
  setSlot(t, Slot.new_, make.index);
  setSlot(t, Slot.init, init.index);
  setSlot(t, Slot.str, str.index);
  setSlot(t, Slot.repr, repr.index);
  method(t, "__class_getitem__", genericAlias.index, METH_O | METH_CLASS, "($cls, object, /)", "See PEP 585");
  method(t, "derive", derive.index, METH_O, "($self, object, /)");
  method(t, "split", split.index, METH_O, "($self, object, /)");
  method(t, "subgroup", subgroup.index, METH_O, "($self, object, /)");
  member(t, "message", MESSAGE, MEMBER_OBJECT | MEMBER_READONLY, "exception message");
  member(t, "exceptions", EXCEPTIONS, MEMBER_OBJECT | MEMBER_READONLY, "nested exceptions");
  exceptionType(T.ExceptionGroup, "ExceptionGroup", t, EXCEPTION_SIZE + 16, "");
  typeView(T.ExceptionGroup).doc = 0;
  typeView(T.ExceptionGroup).bases = tuple2(boxPtr(t), boxPtr(T.Exception));
}
