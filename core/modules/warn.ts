// Issuing warnings from native code, through Python's own `warnings` module.

import { Value, NULL, None, boxInt, boxPtr, isPtr } from "../value";
import { runtime, thread } from "../state";
import { N, name } from "../names.generated";
import { decref, newref } from "../memory/refcount";
import { getAttr, call3, call4 } from "../abstract";
import { clearError, fetchError, restoreError } from "../errors";
import { func, METH_FAST } from "../objects/define";
import { listNew } from "../objects/listobject";
import { newModule } from "../objects/module";
import { importModule } from "./import";
import { dictDel, dictGetStr, dictSet } from "../objects/dict";
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

/** When the interpreter ends nothing can be imported, and `warnings` imports linecache before it tells of a warning: something stands in for it. Whether it does. */
export function standInForLinecache(): bool {
  const r = runtime();
  if (r.finalizing != <u32>thread) return false;
  const m = newModule("linecache", "");
  if (m == NULL) { clearError(); return false; }
  func(m, "getlines", noLines.index, METH_FAST, "", "");
  func(m, "getline", noLine.index, METH_FAST, "", "");
  if (dictSet(r.sysModules, name(N.linecache), m) < 0) clearError();
  decref(m);
  return true;
}
export function removeStandIn(): void {
  const exc = fetchError();
  dictDel(runtime().sysModules, name(N.linecache));
  clearError();
  restoreError(exc);
}
function noLines(self: Value, args: usize, nargs: i32): Value { return listNew(); }
function noLine(self: Value, args: usize, nargs: i32): Value { return newref(runtime().emptyStr); }

/** warnings.warn(message, category, stacklevel); `category` is a static type, `message` borrowed. 0, or -1 when it became an exception. */
export function warn(category: usize, message: Value, stacklevel: i32 = 1): i32 {
  if (runtime().importlib == NULL || message == NULL) return message == NULL ? -1 : 0;
  const f = warningsFunction(name(N.warn));
  if (f == NULL) return -1;
  if (f == None) return 0;
  const standsIn = standInForLinecache();
  const r = call3(f, message, boxPtr(category), boxInt(stacklevel));
  if (standsIn) removeStandIn();
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
  const standsIn = standInForLinecache();
  const r = call4(f, message, type, filename, line);
  if (standsIn) removeStandIn();
  decref(f);
  if (r == NULL) return -1;
  decref(r);
  return 0;
}
