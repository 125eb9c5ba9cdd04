// The check that what texts and comments name is there (tools/mentions.ts).
import assert from "node:assert/strict";
import { test } from "node:test";
import { missing } from "../../tools/mentions.ts";

const repository = {
  exists: (path: string) => ["core/value.ts", "core/threads", "docs/gil.md"].includes(path),
  hasFile: (name: string) => name === "value.ts",
  scripts: ["build"],
};

test("texts may name what is there", () => {
  const text = "`core/value.ts`, core/threads/. See [the lock](gil.md#x), `value.ts`, `npm run build`; `dist/core.wasm` is made.";
  assert.deepEqual(missing("docs/a.md", text, repository), []);
});

// Said in pieces, since the check reads this file, too.
const core = "core";

test("texts may not name what is not", () => {
  const text = `see\n\`${core}/none.ts\`, \`other.ts\` [x](y.md) \`npm ${"run"} fly\``;
  assert.deepEqual(missing("docs/a.md", text, repository), [
    `docs/a.md:2: there is no ${core}/none.ts`,
    "docs/a.md:2: there is no script fly",
    "docs/a.md:2: there is no other.ts",
    "docs/a.md:2: there is no y.md",
  ]);
});

test("of code the comments count", () => {
  const code = `import "${core}/a";\nf("${core}/b"); // ${core}/c\n/** ${core}/d\n * ${core}/e */\nx # ${core}/f\n`;
  assert.deepEqual(
    missing("src/a.ts", code, repository),
    ["2 c", "3 d", "4 e", "5 f"].map((each) => `src/a.ts:${each[0]}: there is no ${core}/${each[2]}`),
  );
});
