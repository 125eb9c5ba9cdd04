// _warnings: what importlib wants before there is a `warnings` module; it hands on to that module. `warnings` itself finds its own
// Python implementation, because the names it looks for first are not here.

import { Value, NULL, None } from "../value";
import { N, name } from "../names.generated";
import { decref, newref } from "../memory/refcount";
import { clearError, fetchError, restoreError } from "../errors";
import { dictDel, dictSet } from "../objects/dict";
import { listNew } from "../objects/listobject";
import { newModule } from "../objects/module";
import { runtime, thread } from "../state";
import { call } from "../abstract";
import { func, METH_FAST, METH_KW } from "../objects/define";
import { warningsFunction } from "./warn";

/** When the interpreter ends nothing can be imported, and `warnings` imports linecache before it tells of a warning. */
function standInForLinecache(comes: bool): void {
  const exc = fetchError();
  const modules = runtime().sysModules;
  if (comes) {
    const m = newModule("linecache", "");
    if (m != NULL) {
      func(m, "getlines", noLines.index, METH_FAST, "", "");
      func(m, "getline", noLine.index, METH_FAST, "", "");
      dictSet(modules, name(N.linecache), m);
    }
    decref(m);
  } else dictDel(modules, name(N.linecache));
  clearError();
  restoreError(exc);
}
function noLines(self: Value, args: usize, nargs: i32): Value { return listNew(); }
function noLine(self: Value, args: usize, nargs: i32): Value { return newref(runtime().emptyStr); }

function handOn(attribute: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const f = warningsFunction(attribute);
  if (f == NULL || f == None) return f;
  const standIn = runtime().finalizing == <u32>thread;
  if (standIn) standInForLinecache(true);
  const r = call(f, args, nargs, kwnames);
  if (standIn) standInForLinecache(false);
  decref(f);
  return r;
}
function warnFunction(self: Value, args: usize, nargs: i32, kwnames: Value): Value { return handOn(name(N.warn), args, nargs, kwnames); }
function warnExplicitFunction(self: Value, args: usize, nargs: i32, kwnames: Value): Value { return handOn(name(N.warn_explicit), args, nargs, kwnames); }

export function initWarnings(m: Value): void {
  func(m, "warn", warnFunction.index, METH_KW, "($module, /, message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=<unrepresentable>)", "Issue a warning, or maybe ignore it or raise an exception.");
  func(m, "warn_explicit", warnExplicitFunction.index, METH_KW, "($module, /, message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None)", "Issue a warning for a place in a source text.");
}
