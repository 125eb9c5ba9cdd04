// Raising, handling, with statements: the instructions. unwind.ts finds handlers. Helpers as eval.ts describes them.
//
// The exception being handled is kept in the innermost record of the thread's chain (handled.ts): PUSH_EXC_INFO puts the new one there and
// the old one on the stack, POP_EXCEPT puts it back.

import { Value, NULL, None, isPtr, ptrOf, boxPtr, boxBool, intOf } from "../value";
import { current } from "../state";
import { T, N, name } from "../names.generated";
import { TypeFlag, TypeObj, typeOf, hasFlag } from "../objects/typeobject";
import { decref, newref } from "../memory/refcount";
import { raise, raiseFmt, raiseObject, restoreError } from "../errors";
import { call, call0, isSubtype, lookupSpecial } from "../abstract";
import { ExceptionObj } from "../objects/exceptionnew";
import { typeLookup } from "../objects/typelookup";
import { tupleSize, tupleAt } from "../objects/tupleobject";
import { handledException } from "./handled";
import { Frame } from "./framelayout";
import { CodeObj } from "../objects/codeobject";
import { SpecialMethod } from "./opcodes.generated";
import { exceptionGroupMatch } from "./groups";
import { FAILED } from "./status";
import { pushArgs, popArgs } from "./argstack";

function isExceptionClass(v: Value): bool {
  return isPtr(v) && hasFlag(v, TypeFlag.TYPE_SUBCLASS) && (changetype<TypeObj>(ptrOf(v)).flags & TypeFlag.EXCEPTION_SUBCLASS) != 0;
}
function isException(v: Value): bool { return isPtr(v) && hasFlag(v, TypeFlag.EXCEPTION_SUBCLASS); }

/** Takes n values (exception, cause) off the stack and raises. Always fails; returns the new sp for unwinding. */
export function raiseVarargs(sp: usize, n: usize): usize {
  const cause = n == 2 ? load<u64>(sp - 8) : NULL;
  const exc = n == 0 ? NULL : load<u64>(sp - (n << 3));
  sp -= n << 3;
  doRaise(exc, cause);
  return sp;
}
/** `raise` alone: sets the exception that is being handled; false when there is none. */
export function raiseAgain(): bool {
  const handled = handledException();
  if (handled == NULL) return false;
  restoreError(newref(handled));
  return true;
}
/** raise exc from cause; both stolen, NULL where absent. */
function doRaise(exc: Value, cause: Value): void {
  if (exc == NULL) { raise(T.RuntimeError, "No active exception to reraise"); return; }
  let value: Value;
  if (isExceptionClass(exc)) {
    value = call0(exc);
    if (value != NULL && !isException(value)) {
      raiseFmt(T.TypeError, "calling %r should have returned an instance of BaseException, not %r", exc, boxPtr(typeOf(value)));
      decref(value);
      value = NULL;
    }
    decref(exc);
  } else if (isException(exc)) value = exc;
  else {
    raise(T.TypeError, "exceptions must derive from BaseException");
    decref(exc);
    value = NULL;
  }
  if (value == NULL) { if (cause != NULL) decref(cause); return; }
  if (cause != NULL) {
    let fixed: Value;
    if (isExceptionClass(cause)) {
      fixed = call0(cause);
      if (fixed != NULL && !isException(fixed)) {
        raiseFmt(T.TypeError, "calling %r should have returned an instance of BaseException, not %r", cause, boxPtr(typeOf(fixed)));
        decref(fixed);
        fixed = NULL;
      }
      decref(cause);
    } else if (isException(cause)) fixed = cause;
    else if (cause == None) fixed = None;
    else {
      raise(T.TypeError, "exception causes must derive from BaseException");
      decref(cause);
      fixed = NULL;
    }
    if (fixed == NULL) { decref(value); return; }
    const e = changetype<ExceptionObj>(ptrOf(value));
    const old = e.cause;
    e.cause = fixed == None ? NULL : fixed;
    e.suppressContext = 1;
    decref(old);
  }
  raiseObject(value);
}

/** values[n], exc -- values[n]: raises exc again. With n, the frame is blamed at the instruction index n below. Returns the new sp. */
export function reraise(fp: usize, sp: usize, n: usize, pc: usize): usize {
  const exc = load<u64>(sp - 8);
  sp -= 8;
  const frame = changetype<Frame>(fp);
  frame.pc = <u32>pc;
  if (n) {
    const lasti = intOf(load<u64>(sp - (n << 3)));
    frame.pc = changetype<CodeObj>(<usize>frame.code).words + (<u32>lasti << 2) + 4;
  }
  restoreError(exc);
  return sp;
}

/** exc -- previous, exc */
export function pushExcInfo(sp: usize): usize {
  const exc = load<u64>(sp - 8);
  const record = <usize>current().excInfo;
  const old = load<u64>(record);
  store<u64>(sp - 8, old == NULL ? None : old);
  store<u64>(sp, exc);
  store<u64>(record, newref(exc));
  return sp + 8;
}
/** previous -- */
export function popExcept(sp: usize): usize {
  const record = <usize>current().excInfo;
  const old = load<u64>(record);
  const previous = load<u64>(sp - 8);
  store<u64>(record, previous == None ? NULL : previous);
  decref(old);
  return sp - 8;
}

const NOT_CLASS = "catching classes that do not inherit from BaseException is not allowed";
function checkMatchable(type: Value, message: string): bool {
  if (isPtr(type) && hasFlag(type, TypeFlag.TUPLE_SUBCLASS)) {
    const n = tupleSize(type);
    for (let i: u32 = 0; i < n; i++) {
      if (!isExceptionClass(tupleAt(type, i))) { raise(T.TypeError, message); return false; }
    }
    return true;
  }
  if (isExceptionClass(type)) return true;
  raise(T.TypeError, message);
  return false;
}
/** Whether an exception is an instance of a class or of one in a tuple, as `except` sees it. */
export function exceptionMatches(exc: Value, type: Value): bool {
  if (!isPtr(type)) return false;
  if (hasFlag(type, TypeFlag.TUPLE_SUBCLASS)) {
    const n = tupleSize(type);
    for (let i: u32 = 0; i < n; i++) if (exceptionMatches(exc, tupleAt(type, i))) return true;
    return false;
  }
  return isExceptionClass(type) && isSubtype(typeOf(exc), ptrOf(type));
}

/** exc, type -- exc, bool */
export function checkExcMatch(sp: usize): usize {
  const type = load<u64>(sp - 8);
  if (!checkMatchable(type, NOT_CLASS)) return FAILED;
  const r = exceptionMatches(load<u64>(sp - 16), type);
  store<u64>(sp - 8, boxBool(r));
  decref(type);
  return sp;
}
/** exc, type -- rest, match */
export function checkEgMatch(sp: usize): usize {
  const exc = load<u64>(sp - 16), type = load<u64>(sp - 8);
  if (!checkMatchable(type, "catching classes that do not inherit from BaseException is not allowed")) return FAILED;
  if (!noGroups(type)) return FAILED;
  if (!exceptionGroupMatch(exc, type, sp - 16)) return FAILED;
  decref(exc);
  decref(type);
  const match = load<u64>(sp - 8);
  if (match != None) { // the matched part is what is handled now
    const record = <usize>current().excInfo;
    const old = load<u64>(record);
    store<u64>(record, newref(match));
    decref(old);
  }
  return sp;
}
function noGroups(type: Value): bool {
  if (hasFlag(type, TypeFlag.TUPLE_SUBCLASS)) {
    const n = tupleSize(type);
    for (let i: u32 = 0; i < n; i++) if (!noGroups(tupleAt(type, i))) return false;
    return true;
  }
  if (!isSubtype(ptrOf(type), T.BaseExceptionGroup)) return true;
  raise(T.TypeError, "catching ExceptionGroup with except* is not allowed. Use except instead.");
  return false;
}

/** exit, self_or_null, lasti, previous, exc -- (the same), result */
export function withExceptStart(sp: usize): usize {
  const exc = load<u64>(sp - 8);
  const exit = load<u64>(sp - 40), self = load<u64>(sp - 32);
  const tb = changetype<ExceptionObj>(ptrOf(exc)).traceback;
  // The arguments are laid out above the stack's top: self, type, value, traceback.
  const args = pushArgs(4);
  if (!args) return FAILED;
  store<u64>(args, self);
  store<u64>(args, boxPtr(typeOf(exc)), 8);
  store<u64>(args, exc, 16);
  store<u64>(args, tb == NULL ? None : newref(tb), 24);
  const r = self == NULL ? call(exit, args + 8, 3, NULL) : call(exit, args, 4, NULL);
  decref(load<u64>(args, 24));
  popArgs(args);
  if (r == NULL) return FAILED;
  store<u64>(sp, r);
  return sp + 8;
}

/** owner -- method, self_or_null */
export function loadSpecial(sp: usize, which: usize): usize {
  const owner = load<u64>(sp - 8);
  const key = specialName(which);
  const type = typeOf(owner);
  const found = typeLookup(type, key);
  if (found == NULL) {
    specialMissing(owner, which);
    return FAILED;
  }
  if (isPtr(found) && changetype<TypeObj>(typeOf(found)).flags & TypeFlag.METHOD_DESCRIPTOR) {
    store<u64>(sp - 8, newref(found));
    store<u64>(sp, owner);
    return sp + 8;
  }
  const bound = lookupSpecial(owner, key);
  if (bound == NULL) return FAILED;
  store<u64>(sp - 8, bound);
  store<u64>(sp, NULL);
  decref(owner);
  return sp + 8;
}
function specialName(which: usize): Value {
  switch (<i32>which) {
    case SpecialMethod.ENTER: return name(N.__enter__);
    case SpecialMethod.EXIT: return name(N.__exit__);
    case SpecialMethod.AENTER: return name(N.__aenter__);
    default: return name(N.__aexit__);
  }
}
function specialMissing(owner: Value, which: usize): void {
  const type = typeOf(owner);
  const wantsAsync = which == SpecialMethod.AENTER || which == SpecialMethod.AEXIT;
  const otherEnter = typeLookup(type, wantsAsync ? name(N.__enter__) : name(N.__aenter__));
  const otherExit = typeLookup(type, wantsAsync ? name(N.__exit__) : name(N.__aexit__));
  const other = otherEnter != NULL && otherExit != NULL;
  if (wantsAsync) {
    if (which == SpecialMethod.AENTER) {
      if (other) raiseFmt(T.TypeError, "'%T' object does not support the asynchronous context manager protocol (missed __aenter__ method) but it supports the context manager protocol. Did you mean to use 'with'?", owner);
      else raiseFmt(T.TypeError, "'%T' object does not support the asynchronous context manager protocol (missed __aenter__ method)", owner);
    } else if (other) raiseFmt(T.TypeError, "'%T' object does not support the asynchronous context manager protocol (missed __aexit__ method) but it supports the context manager protocol. Did you mean to use 'with'?", owner);
    else raiseFmt(T.TypeError, "'%T' object does not support the asynchronous context manager protocol (missed __aexit__ method)", owner);
  } else if (which == SpecialMethod.ENTER) {
    if (other) raiseFmt(T.TypeError, "'%T' object does not support the context manager protocol (missed __enter__ method) but it supports the asynchronous context manager protocol. Did you mean to use 'async with'?", owner);
    else raiseFmt(T.TypeError, "'%T' object does not support the context manager protocol (missed __enter__ method)", owner);
  } else if (other) raiseFmt(T.TypeError, "'%T' object does not support the context manager protocol (missed __exit__ method) but it supports the asynchronous context manager protocol. Did you mean to use 'async with'?", owner);
  else raiseFmt(T.TypeError, "'%T' object does not support the context manager protocol (missed __exit__ method)", owner);
}
