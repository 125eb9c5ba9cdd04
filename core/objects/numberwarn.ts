// Warnings from the number types, through Python's `warnings` module.

import { Value, NULL, boxInt, boxPtr } from "../value";
import { runtime } from "../state";
import { N, name } from "../names.generated";
import { decref } from "../memory/refcount";
import { call1, call3, getAttr } from "../abstract";
import { formatMessage } from "../format";
import { dictGetStr } from "./dict";

/** warnings.warn(message, category) for a message of `formatMessage`. False when it became an exception. */
export function warnFmt(category: usize, template: string, a: Value = NULL, b: Value = NULL): bool {
  const builtins = runtime().builtinsDict;
  const importer = builtins == 0 ? NULL : dictGetStr(builtins, name(N.__import__));
  if (importer == NULL) return true; // before the library is there
  const message = formatMessage(template, a, b, NULL, NULL);
  if (message == NULL) return false;
  const warnings = call1(importer, name(N.warnings));
  const warn = warnings == NULL ? NULL : getAttr(warnings, name(N.warn));
  const r = warn == NULL ? NULL : call3(warn, message, boxPtr(category), boxInt(1));
  decref(message);
  decref(warnings);
  decref(warn);
  if (r == NULL) return false;
  decref(r);
  return true;
}
