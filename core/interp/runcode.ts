// Running a code object that is no function's: module bodies, exec and eval, class bodies of `__build_class__` by way of functions.

import { Value, NULL, isPtr, ptrOf, boxPtr } from "../value";
import { runtime } from "../state";
import { N, T, name } from "../names.generated";
import { decref, newref, incref } from "../memory/refcount";
import { hasFlag, isExact, TypeFlag } from "../objects/typeobject";
import { dictGetStr } from "../objects/dict";
import { moduleDict } from "../objects/define";
import { functionNew, functionView } from "../objects/functionobject";
import { pushFrame, frameView } from "./frame";
import { runFrame } from "./eval";

/** The dict of builtins that code with these globals sees: globals['__builtins__'], a dict or a module, or the builtins module's. Borrowed. */
export function builtinsOf(globals: Value): Value {
  const b = dictGetStr(globals, name(N.__builtins__));
  if (b == NULL) return runtime().builtinsDict;
  if (hasFlag(b, TypeFlag.DICT_SUBCLASS)) return b;
  return isExact(b, T.module) ? moduleDict(b) : runtime().builtinsDict;
}

/** Runs `code` with `globals` (a dict) and `locals` (any mapping; NULL for the globals); `closure` is a tuple of cells or NULL. All borrowed; the result is owned. */
export function runCode(code: Value, globals: Value, locals: Value, closure: Value): Value {
  const f = functionNew(ptrOf(code), ptrOf(globals), ptrOf(builtinsOf(globals)), NULL, NULL);
  if (f == NULL) return NULL;
  if (closure != NULL) functionView(f).closure = newref(closure);
  const fp = pushFrame(ptrOf(f));
  decref(f);
  if (!fp) return NULL;
  const mapping = locals == NULL ? globals : locals;
  incref(mapping);
  frameView(fp).locals = <u32>ptrOf(mapping);
  return runFrame(fp);
}
