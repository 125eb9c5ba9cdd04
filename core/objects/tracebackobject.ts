// The layout of traceback objects and making them. core/objects/traceback.ts has the type.
//
//   ┌ header │ next Value @8 (NULL: none) │ frame Value @16 (a frame object) │ lasti i32 @24 (a word index) │ lineno i32 @28 (-1: of lasti) ┐

import { Value, NULL, boxPtr, ptrOf, isPtr } from "../value";
import { T } from "../names.generated";
import { allocObject, gcTrack } from "../memory/object";
import { newref, decref } from "../memory/refcount";
import { fetchError, restoreError } from "../errors";
import { CodeFlag } from "../interp/opcodes.generated";
import { Frame } from "../interp/framelayout";
import { CodeObj } from "./codeobject";
import { ExceptionObj } from "./exceptionnew";
import { frameObjectOf } from "./frameobject";

@unmanaged
export class TracebackObj {
  count: u32; type: u32;
  next: Value; frame: Value;
  lasti: i32; lineno: i32;
}
export const TRACEBACK_SIZE: usize = 32;

/** A new traceback; next (NULL or a traceback) and frame are borrowed. NULL with MemoryError. */
export function tracebackNew(next: Value, frame: Value, lasti: i32, lineno: i32): Value {
  const p = allocObject(T.traceback, TRACEBACK_SIZE);
  if (!p) return NULL;
  const t = changetype<TracebackObj>(p);
  t.next = newref(next);
  t.frame = newref(frame);
  t.lasti = lasti;
  t.lineno = lineno;
  gcTrack(p);
  return boxPtr(p);
}

/** Puts the frame `fp`, at the instruction `lasti`, in front of the traceback of the exception that is set; not one that stands for a native function. */
export function tracebackHere(fp: usize, lasti: u32): void {
  if (changetype<CodeObj>(<usize>changetype<Frame>(fp).code).flags & CodeFlag.NATIVE) return;
  const exc = fetchError();
  const frame = frameObjectOf(fp);
  if (frame != NULL) {
    const e = changetype<ExceptionObj>(ptrOf(exc));
    const old = e.traceback;
    const tb = tracebackNew(isPtr(old) ? old : NULL, frame, <i32>lasti, -1);
    if (tb != NULL) {
      e.traceback = tb;
      decref(old);
    }
  }
  restoreError(exc); // when memory is short the entry is left out
}
