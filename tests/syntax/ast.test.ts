// The table of the abstract grammar against the interfaces: every kind has an interface with the same fields.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { SCHEMA } from "../../src/syntax/schema.ts";

test("schema.ts and ast.ts name the same kinds and fields", () => {
  const source = readFileSync(new URL("../../src/syntax/ast.ts", import.meta.url), "utf8");
  const seen = new Set<string>();
  for (const [, extending, body] of source
    .replaceAll(/\/\*\*[\s\S]*?\*\//g, "")
    .matchAll(/export interface \w+ (extends Positioned )?\{([^}]*kind: [^}]*)\}/g)) {
    const fields = [...body.matchAll(/(\w+): /g)].map((match) => match[1]).slice(1);
    const kind = /kind: ["'](\w+)["']/.exec(body)![1];
    const schema = SCHEMA.get(kind)!;
    assert.deepEqual(
      fields,
      schema.fields.map((field) => field.key),
      kind,
    );
    assert.equal(extending !== undefined, schema.positioned, kind);
    seen.add(kind);
  }
  assert.deepEqual([...seen].sort(), [...SCHEMA.keys()].sort());
});
