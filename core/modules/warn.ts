// Issuing warnings from native code, through Python's own `warnings` module.

import { Value, NULL, boxInt, boxPtr } from "../value";
import { runtime } from "../state";
import { N, name } from "../names.generated";
import { decref } from "../memory/refcount";
import { getAttr, call3, call4 } from "../abstract";
import { importModule } from "./import";
import { dictGetStr } from "../objects/dict";
import { strFromLiteral } from "../objects/strnew";

function warningsFunction(attribute: Value): Value {
  const m = importModule(name(N.warnings));
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
  const r = call4(f, message, type, filename, line);
  decref(f);
  if (r == NULL) return -1;
  decref(r);
  return 0;
}
