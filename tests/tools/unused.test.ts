// The check that names what nobody uses (tools/unused.ts).
import assert from "node:assert/strict";
import { test } from "node:test";
import { unused } from "../../tools/unused.ts";
import { words } from "../../tools/words.ts";

function unusedIn(files: Record<string, string>): string[] {
  return unused(new Map(Object.entries(files)), (file) => file === "core/index.ts");
}

test("imports that their file does not mention are named", () => {
  const found = unusedIn({
    "core/index.ts": 'import { used, other as renamed } from "./a";\nexport function main(): void { used(); }\n',
    "core/a.ts": "export function used(): void {}\nexport function other(): void {}\n",
  });
  assert.deepEqual(found, ["core/index.ts:1: imports renamed and does not use it", "core/a.ts:2: nothing uses other"]);
});

test("a declaration is used when an entry leads to it, not when only itself or another unused one does", () => {
  const found = unusedIn({
    "core/index.ts": 'import { start } from "./a";\nexport function main(): void { start(); }\n',
    "core/a.ts": `const LIMIT: i32 = 3;
export function start(): void { helper(LIMIT); }
function helper(n: i32): void {}
export function ping(): void { pong(); }
function pong(): void { ping(); }
@unmanaged
class Left { size: u32; }
`,
  });
  assert.deepEqual(found, ["core/a.ts:4: nothing uses ping", "core/a.ts:5: nothing uses pong", "core/a.ts:7: nothing uses Left"]);
});

test("names in comments, strings and behind a dot are no use; those in templates are", () => {
  const template = "`$" + '{d("}")} c`';
  const found = unusedIn({
    "core/index.ts": `import { a, b, c, d } from "./a";\n// a\nexport function main(x: T): string { x.b(); return "c" + ${template}.replace(/c"/, ""); }\n`,
    "core/a.ts": "export const a = 1, b = 2, c = 3, d = 4;\n",
  });
  assert.deepEqual(
    found.filter((line) => line.includes("imports")),
    ["a", "b", "c"].map((name) => `core/index.ts:1: imports ${name} and does not use it`),
  );
});

test("names that pass through another file are followed", () => {
  const found = unusedIn({
    "core/index.ts": 'import { deep, whole } from "./a";\nexport function main(): void { deep(); whole(); }\n',
    "core/a.ts": 'export { deep, shallow } from "./b";\nimport { whole } from "./c";\nexport { whole };\n',
    "core/b.ts": "export function deep(): void {}\nexport function shallow(): void {}\nexport function none(): void {}\n",
    "core/c.ts": "export function whole(): void {}\n",
  });
  assert.deepEqual(found, ["core/b.ts:3: nothing uses none"]);
});

test("locals that their block does not mention again are named in core", () => {
  const found = unusedIn({
    "core/index.ts":
      "export function main(n: i32): void {\n  const a = n;\n  { let b = a; }\n  for (let i = 0; i < n; i++) {}\n  a.b;\n}\n",
  });
  assert.deepEqual(found, ["core/index.ts:3: the local b is not used"]);
});

test("imports of core stand at the top, one for each file", () => {
  const found = unusedIn({
    "core/index.ts":
      'import { a } from "./a";\nimport { b } from "./a";\nexport function main(): void { a(); b(); c(); }\nimport { c } from "./c";\n',
    "core/a.ts": "export function a(): void {}\nexport function b(): void {}\n",
    "core/c.ts": "export function c(): void {}\n",
  });
  assert.deepEqual(found, [
    "core/index.ts:2: the import of ./a belongs to those at the top",
    "core/index.ts:4: the import of ./c belongs to those at the top",
  ]);
});

test("the words of a text carry their line and depth", () => {
  assert.deepEqual(
    words("a(\n/* b */ 'c');").map(({ text, line, depth }) => [text, line, depth]),
    [
      ["a", 1, 0],
      ["(", 1, 0],
      ["c", 2, 1],
      [")", 2, 0],
      [";", 2, 0],
    ],
  );
});
