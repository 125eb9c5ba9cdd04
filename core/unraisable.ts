// Exceptions that nobody can catch: raised in a finaliser, a callback, a thread's end. They go to sys.unraisablehook.

import { Value, NULL, None, boxPtr, ptrOf, isPtr } from "./value";
import { current, runtime } from "./state";
import { CodeObj } from "./objects/codeobject";
import { CodeFlag } from "./interp/opcodes.generated";
import { tracebackHere } from "./objects/tracebackobject";
import { Frame } from "./interp/framelayout";
import { T, N, name } from "./names.generated";
import { typeOf } from "./objects/typeobject";
import { decref, newref } from "./memory/refcount";
import { fetchError, clearError, restoreError } from "./errors";
import { ExceptionObj } from "./objects/exceptionnew";
import { dictGetStr } from "./objects/dict";
import { structSeqNew, structSeqPut } from "./objects/structseq";
import { call1 } from "./abstract";
import { strFromLiteral } from "./objects/strnew";

/** Reports the exception that is set (and clears it). `where` is the object it concerns (borrowed), or NULL. */
export function writeUnraisable(where: Value): void { writeUnraisableMessage(NULL, where); }
/** The same with a message (a str, borrowed, or NULL) instead of "Exception ignored in". */
export function writeUnraisableMessage(message: Value, where: Value): void {
  let exc = fetchError();
  if (exc == NULL) return;
  let fp = <usize>current().frame;
  while (fp && changetype<CodeObj>(<usize>changetype<Frame>(fp).code).flags & CodeFlag.NATIVE) fp = changetype<Frame>(fp).back;
  if (fp && !isPtr(changetype<ExceptionObj>(ptrOf(exc)).traceback)) {
    // Raised in native code: the Python code that was running at least.
    restoreError(exc);
    const frame = changetype<Frame>(fp);
    tracebackHere(fp, (frame.pc - changetype<CodeObj>(<usize>frame.code).words) / 4 - 1);
    exc = fetchError();
  }
  const hook = dictGetStr(runtime().sysDict, name(N.unraisablehook));
  if (hook != NULL && hook != None) {
    newref(hook);
    const tb = changetype<ExceptionObj>(ptrOf(exc)).traceback;
    const a = structSeqNew(T.UnraisableHookArgs);
    if (a != NULL) {
      structSeqPut(a, 0, newref(boxPtr(typeOf(exc))));
      structSeqPut(a, 1, newref(exc));
      structSeqPut(a, 2, isPtr(tb) ? newref(tb) : None);
      structSeqPut(a, 3, message == NULL ? None : newref(message));
      structSeqPut(a, 4, where == NULL ? None : newref(where));
      const r = call1(hook, a);
      decref(a);
      if (r != NULL) decref(r);
    }
    decref(hook);
  }
  clearError();
  decref(exc);
}
/** The same with an ASCII literal as message. */
export function unraisable(message: string, where: Value): void {
  const exc = fetchError();
  const text = strFromLiteral(message);
  restoreError(exc);
  writeUnraisableMessage(text, where);
  decref(text);
}
