// What core/errors.ts needs of exceptions: making one, and chaining. The classes are in core/objects/exceptions.ts.
// (Layout of BaseException, shared with it:)
//
//   ┌ count u32 │ type u32 │ dict Value @8 │ args Value @16 │ traceback Value @24 │ context Value @32 │ cause Value @40 │ suppressContext u32 @48 │ … │ fields of subclasses from @56

import { Value, NULL, boxPtr, ptrOf, isPtr } from "../value";
import { TypeObj } from "./typeobject";
import { tupleSize, tupleAt } from "./tupleobject";
import { call0, call1 } from "../abstract";
import { handledException } from "../interp/handled";
import { newref, decref } from "../memory/refcount";

@unmanaged
export class ExceptionObj {
  count: u32; type: u32;
  dict: Value; args: Value; traceback: Value; context: Value; cause: Value;
  suppressContext: u32; pad: u32;
}
export const EXCEPTION_SIZE: usize = 56;

/** type(arg), `arg` borrowed; owned, or NULL with another error set. */
export function exceptionNew1(type: usize, arg: Value): Value { return call1(boxPtr(type), arg); }
export function exceptionNew0(type: usize): Value { return call0(boxPtr(type)); }

/** Whether `type` is `base` or derives from it, by the MRO (both are type objects, no hooks). */
export function isSubtype(type: usize, base: usize): bool {
  if (type == base) return true;
  const mro = changetype<TypeObj>(type).mro;
  if (mro != NULL) {
    const size = tupleSize(mro);
    for (let i: usize = 0; i < size; i++) if (<usize>tupleAt(mro, i) == base) return true;
    return false;
  }
  let t = <usize>changetype<TypeObj>(type).base;
  while (t) { if (t == base) return true; t = <usize>changetype<TypeObj>(t).base; }
  return false;
}

/** Sets the __context__ of a new exception to the one being handled, breaking a cycle that this would close. */
export function chainContext(exc: Value): void {
  const handled = handledException();
  if (handled == NULL || handled == exc) return;
  let o = handled, slow = handled;
  let step = false;
  while (true) { // the exception may already be in the chain of the handled one
    const next = changetype<ExceptionObj>(ptrOf(o)).context;
    if (!isPtr(next)) break;
    if (next == exc) { changetype<ExceptionObj>(ptrOf(o)).context = NULL; decref(next); break; }
    o = next;
    if (o == slow) break; // a cycle that was there before
    if (step) slow = changetype<ExceptionObj>(ptrOf(slow)).context;
    step = !step;
  }
  const e = changetype<ExceptionObj>(ptrOf(exc));
  const old = e.context;
  e.context = newref(handled);
  if (old != 0) decref(old);
}
