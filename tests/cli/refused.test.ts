// What the command line refuses, in a sentence and without a stack of JavaScript's. What CPython refuses as well is in settings.py.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
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
  refused(["-X", "memory=1K", "-c", "1"], 2, /^-X memory takes a size of at least 8M/);
  refused(["-X", "switch=often", "-c", "1"], 2, /^-X switch takes a number/);
  refused(["-X", "gil=none", "-c", "1"], 2, /^unknown policy of the GIL: none/);
  refused(["-c", "1"], 1, /^tollbooth: cannot start: .*core-no-such\.wasm/, { TOLLBOOTH_BUILD: "no-such" });
});

test("stages of the compiler", () => {
  refused(["--dump=trees", "a.py"], 2, /^unknown stage: trees/);
  refused(["--dump=ast"], 2, /^--dump needs a file/);
  refused(["--dump=ast", "no-such.py"], 2, /^tollbooth: can't open file 'no-such\.py': \[Errno 2\] No such file or directory\n$/);
  refused(["--dump=ast", "."], 2, /^tollbooth: can't open file '\.': \[Errno 21\] Illegal operation on a directory\n$/);
});

test("commands", () => {
  refused(["trace"], 2, /^tollbooth trace: needs a program/);
  refused(["trace", "-X", "cpu_count=0", "a.py"], 2, /^tollbooth trace: config_init_cpu_count/);
  refused(["trace", "--out=a.json", "--raw=./a.json", "-c", "1"], 2, /^tollbooth trace: \.\/a\.json would be overwritten/);
  refused(["trace", "--read", "no-such"], 2, /^tollbooth trace: cannot read no-such: No such file or directory\n$/);
  refused(["lab", "no-such"], 2, /^tollbooth lab: there is no experiment no-such/);
  refused(["lab", "--html", "no/where.html", "--no-python", "counter"], 2, /^tollbooth lab: cannot write no\/where\.html/);
});

test("output that nobody takes", { skip: !existsSync("/dev/full") }, () => {
  for (const args of [["-V"], ["-h"], ["lab", "--list"], ["trace", "-h"], ["--dump=ast", join(import.meta.dirname, "argv.py")]]) {
    const full = openSync("/dev/full", "w");
    const ran = spawnSync(process.execPath, [PROGRAM, ...args], { stdio: ["ignore", full, "pipe"], encoding: "utf8" });
    closeSync(full);
    assert.equal(ran.status, 1, args.join(" "));
    assert.doesNotMatch(ran.stderr, /^ {4}at /m);
  }
});
