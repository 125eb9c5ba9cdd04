// Issuing warnings from native code, through Python's own `warnings` module.

import { Value, NULL, None, boxInt, boxPtr, isPtr } from "../value";
import { runtime, thread } from "../state";
import { N, name } from "../names.generated";
import { decref, newref } from "../memory/refcount";
import { getAttr, call3, call4 } from "../abstract";
import { importModule } from "./import";
import { dictGetStr } from "../objects/dict";
import { strFromLiteral } from "../objects/strnew";

/** The module, where it is loaded, also serves when modules are taken apart: a file that nobody closed is found then. */
export function keepWarnings(): void { runtime().warningsModule = newref(dictGetStr(runtime().sysModules, name(N.warnings))); }

/** A function of the module `warnings`, owned. None when the interpreter ends and the module is not there, NULL with an exception. */
export function warningsFunction(attribute: Value): Value {
  const r = runtime();
  const ends = r.finalizing == <u32>thread;
  const kept = r.warningsModule;
  if (ends && !isPtr(kept) && dictGetStr(r.sysModules, name(N.warnings)) == NULL) return None;
  const m = ends && isPtr(kept) ? newref(kept) : importModule(name(N.warnings));
  if (m == NULL) return NULL;
  const f = getAttr(m, attribute);
  decref(m);
  return f;
}

/** warnings.warn(message, category, stacklevel); `category` is a static type, `message` borrowed. 0, or -1 when it became an exception. */
export function warn(category: usize, message: Value, stacklevel: i32 = 1): i32 {
  if (runtime().importlib == NULL || message == NULL) return message == NULL ? -1 : 0;
  const f = warningsFunction(name(N.warn));
  if (f == NULL) return -1;
  if (f == None) return 0;
  const r = call3(f, message, boxPtr(category), boxInt(stacklevel));
  decref(f);
  if (r == NULL) return -1;
  decref(r);
  return 0;
}
/** The same with an ASCII literal. */
export function warnText(category: usize, message: string, stacklevel: i32 = 1): i32 {
  const text = strFromLiteral(message);
  if (text == NULL) return -1;
  const r = warn(category, text, stacklevel);
  decref(text);
  return r;
}
/** warnings.warn_explicit for a place in a source text; `category` is the name of a builtin class. All borrowed. 0 or -1. */
export function warnExplicit(category: Value, message: Value, filename: Value, line: Value): i32 {
  if (runtime().importlib == NULL) return 0;
  const type = dictGetStr(runtime().builtinsDict, category);
  const f = warningsFunction(name(N.warn_explicit));
  if (f == NULL) return -1;
  if (f == None) return 0;
  const r = call4(f, message, type, filename, line);
  decref(f);
  if (r == NULL) return -1;
  decref(r);
  return 0;
}
