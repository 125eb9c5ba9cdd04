// _warnings: what importlib wants before there is a `warnings` module; it hands on to that module. `warnings` itself finds its own
// Python implementation, because the names it looks for first are not here.

import { Value, NULL, None } from "../value";
import { N, name } from "../names.generated";
import { decref } from "../memory/refcount";
import { call } from "../abstract";
import { func, METH_KW } from "../objects/define";
import { removeStandIn, standInForLinecache, warningsFunction } from "./warn";

function handOn(attribute: Value, args: usize, nargs: i32, kwnames: Value): Value {
  const f = warningsFunction(attribute);
  if (f == NULL || f == None) return f;
  const standsIn = standInForLinecache();
  const r = call(f, args, nargs, kwnames);
  if (standsIn) removeStandIn();
  decref(f);
  return r;
}
function warnFunction(self: Value, args: usize, nargs: i32, kwnames: Value): Value { return handOn(name(N.warn), args, nargs, kwnames); }
function warnExplicitFunction(self: Value, args: usize, nargs: i32, kwnames: Value): Value { return handOn(name(N.warn_explicit), args, nargs, kwnames); }

export function initWarnings(m: Value): void {
  func(m, "warn", warnFunction.index, METH_KW, "($module, /, message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=<unrepresentable>)", "Issue a warning, or maybe ignore it or raise an exception.");
  func(m, "warn_explicit", warnExplicitFunction.index, METH_KW, "($module, /, message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None)", "Issue a warning for a place in a source text.");
}
