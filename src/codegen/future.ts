// `from __future__ import ...`: what is on for a program, and the last line on which such a statement may stand.

import { CodeFlag } from "../../contract/opcodes.ts";
import { fail } from "../symbols/error.ts";
import type * as ast from "../syntax/ast.ts";

export interface Future {
  /** Bits of co_flags. */
  flags: number;
  /** Line of the last future statement; -1: none. */
  line: number;
}

/** Always on by now; they may still be named. */
const settled = new Set([
  "nested_scopes",
  "generators",
  "division",
  "absolute_import",
  "with_statement",
  "print_function",
  "unicode_literals",
  "generator_stop",
]);

export function futureFeatures(mod: ast.Mod): Future {
  const future: Future = { flags: 0, line: -1 };
  if (mod.kind !== "Module" && mod.kind !== "Interactive") return future;
  for (let i = 0; i < mod.body.length; i++) {
    const s = mod.body[i]!;
    if (s.kind === "ImportFrom" && s.module === "__future__" && !s.level) {
      readFeatures(s, future);
      future.line = s.lineno;
    } else if (i > 0 || s.kind !== "Expr" || s.value.kind !== "Constant" || s.value.value.type !== "str") {
      break;
    }
  }
  return future;
}

function readFeatures(s: ast.ImportFrom, future: Future): void {
  for (const alias of s.names) {
    if (alias.name === "annotations") future.flags |= CodeFlag.FUTURE_ANNOTATIONS;
    else if (alias.name === "barry_as_FLUFL") future.flags |= CodeFlag.FUTURE_BARRY_AS_BDFL;
    else if (alias.name === "braces") fail("not a chance", alias);
    else if (!settled.has(alias.name)) fail(`future feature ${alias.name} is not defined`, alias);
  }
}
