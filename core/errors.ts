// Raising and catching, for code in core. The exception being raised is `exc` of the thread block, one owned Value; a function
// that fails sets it and returns NULL (or -1). core/objects/exceptions.ts has the exception objects themselves.

import { Value, NULL } from "./value";
import { current, runtime } from "./state";
import { callMethod1 } from "./abstract";
import { T, N, name } from "./names.generated";
import { decref } from "./memory/refcount";
import { typeOf } from "./objects/typeobject";
import { strFromLiteral } from "./objects/strnew";
import { formatMessage } from "./format";
import { exceptionNew1, exceptionNew0, chainContext, isSubtype } from "./objects/exceptionnew";

/** Whether an exception is set in this thread. */
export function errorOccurred(): bool { return current().exc != NULL; }
/** The exception that is set, borrowed, or NULL. */
export function currentError(): Value { return current().exc; }

/** Sets `exc` (stolen) as the exception being raised; its __context__ becomes the one being handled. Returns NULL. */
export function raiseObject(exc: Value): Value {
  chainContext(exc);
  restoreError(exc);
  return NULL;
}
/** Sets `exc` (stolen, or NULL) as it is, without chaining, dropping the one that was set. */
export function restoreError(exc: Value): void {
  const t = current();
  const old = t.exc;
  t.exc = exc;
  decref(old);
}
/** Takes the exception that is set (owned; NULL if none) and clears it. */
export function fetchError(): Value {
  const t = current();
  const e = t.exc;
  t.exc = NULL;
  return e;
}
export function clearError(): void { restoreError(NULL); }
/** Whether an exception is set and is an instance of the static type `type`. */
export function errorMatches(type: usize): bool {
  const e = current().exc;
  return e != NULL && isSubtype(typeOf(e), type);
}
/** Clears the error if it matches; says whether it did. */
export function swallow(type: usize): bool {
  if (!errorMatches(type)) return false;
  clearError();
  return true;
}

/** Raises `type(message)`; `message` is an ASCII literal. Returns NULL. */
export function raise(type: usize, message: string): Value {
  return raiseWith(type, strFromLiteral(message));
}
/** Raises `type(arg)`, stealing `arg`; when `arg` is NULL the error that made it so stands. Returns NULL. */
export function raiseWith(type: usize, arg: Value): Value {
  if (arg == NULL) return NULL;
  const exc = exceptionNew1(type, arg);
  decref(arg);
  if (exc != NULL) raiseObject(exc);
  return NULL;
}
/** Raises `type()` without arguments. Returns NULL. */
export function raiseBare(type: usize): Value {
  const exc = exceptionNew0(type);
  if (exc != NULL) raiseObject(exc);
  return NULL;
}
/** Raises `type(message)`, the message made by `formatMessage` (core/format.ts): %s str, %r repr, %T type name, %d int, %% percent. Returns NULL. */
export function raiseFmt(type: usize, template: string, a: Value = NULL, b: Value = NULL, c: Value = NULL, d: Value = NULL): Value {
  return raiseWith(type, formatMessage(template, a, b, c, d));
}
/** `raise` and `raiseFmt` for functions that report failure by -1. */
export function raiseI(type: usize, message: string): i32 { raise(type, message); return -1; }
export function raiseFmtI(type: usize, template: string, a: Value = NULL, b: Value = NULL, c: Value = NULL, d: Value = NULL): i32 {
  raiseFmt(type, template, a, b, c, d);
  return -1;
}

/** Raises MemoryError, drawing on the reserve for the exception itself. Returns NULL. */
export function outOfMemory(): Value {
  const r = runtime();
  if (r.memoryFlags & 1) return NULL; // already making one; the caller's error stands
  r.memoryFlags |= 1;
  const exc = exceptionNew0(T.MemoryError);
  r.memoryFlags &= ~1;
  if (exc != NULL) raiseObject(exc);
  return NULL;
}

/** Adds a note, made of the template as in raiseFmt, to the exception that is set. */
export function addNote(template: string, a: Value = NULL, b: Value = NULL, c: Value = NULL): void {
  const exc = fetchError();
  const note = formatMessage(template, a, b, c, NULL);
  if (note != NULL) {
    decref(callMethod1(exc, name(N.add_note), note));
    decref(note);
  }
  clearError();
  restoreError(exc);
}
