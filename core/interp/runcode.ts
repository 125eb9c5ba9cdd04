// Running a code object in given namespaces: what exec, eval, import and class bodies do.

import { Value, NULL, isPtr, ptrOf } from "../value";
import { runtime } from "../state";
import { N, name } from "../names.generated";
import { TypeFlag, hasFlag } from "../objects/typeobject";
import { decref, newref } from "../memory/refcount";
import { errorOccurred } from "../errors";
import { getOptionalAttr } from "../abstract";
import { CodeObj } from "../objects/codeobject";
import { FunctionObj, functionNew } from "../objects/functionobject";
import { dictGetStr } from "../objects/dict";
import { CodeFlag } from "./opcodes.generated";
import { Frame } from "./framelayout";
import { pushFrame } from "./frame";
import { runFrame } from "./eval";

/**
 * Runs `code` with `globals` (a dict) and `locals` (any mapping; NULL: the globals). `closure` is a tuple of cells, or NULL. All borrowed.
 * The value it returns, owned.
 */
export function runCode(code: Value, globals: Value, locals: Value, closure: Value): Value {
  const builtins = builtinsOf(globals);
  if (builtins == NULL) return NULL;
  const func = functionNew(ptrOf(code), ptrOf(globals), ptrOf(builtins), NULL, NULL);
  if (func == NULL) return NULL;
  if (closure != NULL) changetype<FunctionObj>(ptrOf(func)).closure = newref(closure);
  const fp = pushFrame(ptrOf(func));
  decref(func);
  if (!fp) return NULL;
  if (!(changetype<CodeObj>(ptrOf(code)).flags & CodeFlag.OPTIMIZED)) {
    changetype<Frame>(fp).locals = <u32>ptrOf(newref(locals == NULL ? globals : locals));
  }
  return runFrame(fp);
}
/** The dict of builtins that code with these globals sees: globals['__builtins__'] (a module or a dict), else the interpreter's. Borrowed, NULL with an exception. */
export function builtinsOf(globals: Value): Value {
  const b = dictGetStr(globals, name(N.__builtins__));
  if (b == NULL || b == runtime().builtinsModule) return runtime().builtinsDict;
  if (isPtr(b) && hasFlag(b, TypeFlag.DICT_SUBCLASS)) return b;
  const d = getOptionalAttr(b, name(N.__dict__));
  if (d == NULL) return errorOccurred() ? NULL : runtime().builtinsDict;
  decref(d); // the module keeps it
  return d;
}
