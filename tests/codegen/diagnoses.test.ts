// SyntaxErrors and SyntaxWarnings that scopes and code generation find: messages and positions as CPython's.

import assert from "node:assert/strict";
import { test } from "node:test";
import { compile } from "../../src/codegen/compile.ts";
import { PySyntaxError } from "../../src/syntax/errors.ts";
import { diagnoses } from "./diagnoses.ts";

test("diagnoses", () => {
  for (const [source, error, warnings] of diagnoses) {
    let found: unknown[] | null = null;
    let warned: [string, number][] = [];
    try {
      warned = compile(source, { filename: "<t>" }).warnings.map((w) => [w.message, w.lineno]);
    } catch (e) {
      if (!(e instanceof PySyntaxError)) throw e;
      found = [e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset];
    }
    assert.deepEqual(found, error, source);
    if (error !== null) continue;
    const unique = new Map(warned.map((w) => [w.join(), w]));
    assert.deepEqual([...unique.values()], warnings, source);
  }
});
