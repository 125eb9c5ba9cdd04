// Templates and interpolations of t-strings (PEP 750): made here once core/objects/template.ts is there.

import { Value } from "../value";
import { T } from "../names.generated";
import { raise } from "../errors";

export function interpolationNew(value: Value, expression: Value, conversion: Value, spec: Value): Value {
  return raise(T.NotImplementedError, "template strings are not supported yet");
}
export function templateNew(strings: Value, interpolations: Value): Value {
  return raise(T.NotImplementedError, "template strings are not supported yet");
}
