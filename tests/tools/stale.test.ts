// What a test run builds first (tools/stale.ts).
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { whatToBuild } from "../../tools/stale.ts";

const GENERATORS = [["tools/names.ts"], ["tools/opcodes.ts"], ["tools/hostcalls.ts"], ["tools/step.ts"]];
const BUILT = ["core.wasm", "core-hostile.wasm", "cli.cjs", "lib.stamp"].map((file) => `dist/${file}`);
const SOURCES = ["contract/layout.ts", "core/index.ts", "src/cli/main.ts", "src/syntax/lexer.ts", "lib/_io.py"];

/** What is to be built in a folder where `edited` is newer than what was built, and `missing` is not there. */
function commands(builds: string[], edited: string[], missing: string[] = []): string[][] {
  const root = mkdtempSync(join(tmpdir(), "tollbooth-test-"));
  try {
    const write = (file: string, seconds: number) => {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), "");
      utimesSync(join(root, file), seconds, seconds);
    };
    for (const file of SOURCES) write(file, 1000);
    for (const file of BUILT) if (!missing.includes(file)) write(file, 2000);
    for (const file of edited) write(file, 3000);
    return whatToBuild(root, builds);
  } finally {
    rmSync(root, { recursive: true });
  }
}

test("nothing is built when all is newer than its sources, nor for a file that a tool has written", () => {
  assert.deepEqual(commands(["", "hostile"], []), []);
  assert.deepEqual(commands([""], ["core/names.generated.ts"]), []);
});

test("an edited file has built what is made of it, and of the cores only those that are asked for", () => {
  const core = (build: string) => ["tools/build-core.ts", `--${build}`];
  assert.deepEqual(commands(["", "hostile"], ["core/index.ts"]), [...GENERATORS, core("fast"), core("hostile")]);
  assert.deepEqual(commands([""], ["core/index.ts"]), [...GENERATORS, core("fast")]);
  assert.deepEqual(commands([""], ["src/cli/main.ts"]), [...GENERATORS, ["tools/bundle.ts"]]);
  assert.deepEqual(commands([""], ["src/syntax/lexer.ts"]), [...GENERATORS, ["tools/bundle.ts"], ["tools/build-library.ts"]]);
  assert.deepEqual(commands([""], ["lib/_io.py"]), [["tools/build-library.ts"]]);
  assert.deepEqual(commands([""], ["contract/layout.ts"]), [...GENERATORS, core("fast"), ["tools/bundle.ts"]]);
});

test("what is not there is built", () => {
  assert.deepEqual(commands(["", "debug"], []), [...GENERATORS, ["tools/build-core.ts", "--debug"]]);
  assert.deepEqual(commands([""], [], ["dist/lib.stamp"]), [["tools/build-library.ts"]]);
});
