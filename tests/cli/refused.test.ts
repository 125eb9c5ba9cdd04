// What the command line refuses, in a sentence and without a stack of JavaScript's. What CPython refuses as well is in settings.py.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

const PROGRAM = join(import.meta.dirname, "../../bin/tollbooth.js");

function refused(args: string[], status: number, words: RegExp, env: Record<string, string> = {}): void {
  const ran = spawnSync(process.execPath, [PROGRAM, ...args], { cwd: tmpdir(), env: { ...process.env, ...env }, encoding: "utf8" });
  assert.deepEqual([ran.status, ran.stdout], [status, ""], args.join(" "));
  assert.match(ran.stderr, words);
  assert.doesNotMatch(ran.stderr, /^ {4}at /m);
}

test("settings of Tollbooth's own", () => {
  refused(["-X", "memory=much", "-c", "1"], 2, /^-X memory takes a size/);
  refused(["-X", "memory=1K", "-c", "1"], 2, /^-X memory takes a size of at least 4M/);
  refused(["-X", "switch=often", "-c", "1"], 2, /^-X switch takes a number/);
  refused(["-X", "gil=none", "-c", "1"], 2, /^unknown policy of the GIL: none/);
  refused(["-c", "1"], 1, /^tollbooth: cannot start: .*core-no-such\.wasm/, { TOLLBOOTH_BUILD: "no-such" });
});

test("stages of the compiler", () => {
  refused(["--dump=trees", "a.py"], 2, /^unknown stage: trees/);
  refused(["--dump=ast"], 2, /^--dump needs a file/);
  refused(["--dump=ast", "no-such.py"], 1, /^no-such\.py: ENOENT/);
});

test("commands", () => {
  refused(["trace"], 2, /^tollbooth trace: needs a program/);
  refused(["trace", "-X", "cpu_count=0", "a.py"], 2, /^tollbooth trace: config_init_cpu_count/);
  refused(["lab", "no-such"], 2, /^tollbooth lab: there is no experiment no-such/);
  refused(["lab", "--html", "no/where.html", "--no-python", "counter"], 2, /^tollbooth lab: cannot write no\/where\.html/);
});
