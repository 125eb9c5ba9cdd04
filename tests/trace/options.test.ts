// The command line of `tollbooth trace`.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { parseTraceArguments, type TraceOptions } from "../../src/cli/traceoptions.ts";
import { tollbooth } from "./traced.ts";

function parsed(...args: string[]): Partial<TraceOptions> {
  const options = parseTraceArguments(args);
  assert.equal(options.kind, "trace");
  return Object.fromEntries(Object.entries(options).filter(([name, value]) => value !== null && name !== "kind"));
}
function refused(...args: string[]): string {
  const options = parseTraceArguments(args);
  assert.equal(options.kind, "usage error");
  return options.kind === "usage error" ? options.message : "";
}

test("our options and Python's, in any order, before the program", () => {
  assert.deepEqual(parsed("p.py", "--out", "x"), { python: ["p.py", "--out", "x"] });
  assert.deepEqual(parsed("--out", "o", "-X", "gil=fair", "--html=h", "-u", "p.py", "a"), {
    out: "o",
    html: "h",
    python: ["-X", "gil=fair", "-u", "p.py", "a"],
  });
  assert.deepEqual(parsed("-Xgil=fair", "--events", "100", "-c", "--out", "b"), {
    events: 100,
    python: ["-Xgil=fair", "-c", "--out", "b"],
  });
  assert.deepEqual(parsed("-m", "this", "--raw", "b"), { python: ["-m", "this", "--raw", "b"] });
  assert.deepEqual(parsed("--read", "r", "--out", "o"), { read: "r", out: "o", python: [] });
  assert.deepEqual(parsed("-"), { python: ["-"] });
});

test("what is not understood", () => {
  assert.match(refused("--outs", "x", "p.py"), /unknown option --outs/);
  assert.match(refused("--out"), /--out needs a file/);
  assert.match(refused("--events", "many", "p.py"), /--events needs a number, not 'many'/);
  assert.match(refused(), /needs a program/);
  assert.match(refused("--read", "x", "p.py"), /runs no program/);
});

test("a run: the program's output and status, a report that can be read again", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tollbooth-test-"));
  try {
    writeFileSync(join(folder, "trace"), "print('a file called trace')\n");
    const run = await tollbooth(
      ["trace", "--raw", "raw", "--out", "out.json", "-c", "import sys; print(sys.argv); sys.exit(5)", "--out"],
      folder,
    );
    assert.deepEqual([run.status, run.stdout], [5, "['-c', '--out']\n"]);
    assert.ok(Array.isArray(JSON.parse(readFileSync(join(folder, "out.json"), "utf8")).traceEvents));
    const again = await tollbooth(["trace", "--read", "raw", "--out", "again.json"], folder);
    assert.deepEqual([again.status, again.stdout, again.stderr], [0, "", run.stderr]);
    assert.equal(readFileSync(join(folder, "again.json"), "utf8"), readFileSync(join(folder, "out.json"), "utf8"));
    assert.equal((await tollbooth(["./trace"], folder)).stdout, "a file called trace\n");

    for (const args of [["--what", "x"], [], ["--read", "trace"], ["--read", "nowhere"], ["--out", "no/where", "trace"], ["-Z", "trace"]]) {
      const { status, stdout, stderr } = await tollbooth(["trace", ...args], folder);
      assert.deepEqual([status, stdout], [2, ""], args.join(" "));
      assert.match(stderr, /^tollbooth trace: [^\n]+\n$/);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
