// The lab: its experiments say what they must, run on Tollbooth in the quick mode with well-formed results (what they measure is no test's business:
// the rules of judgement are in tests/lib/lab), and the command line.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { parseLabArguments } from "../../src/cli/laboptions.ts";
import { inOrder, readExperiment } from "../../src/lab/experiments.ts";
import type { LabReport } from "../../src/lab/model.ts";
import { outcomeOf, whatIsWrong } from "../../src/lab/outcome.ts";
import { figureText, wrapped } from "../../src/lab/text.ts";
import { ROOT } from "../../tools/run.ts";

const files = globSync("lab/experiments/*.py", { cwd: ROOT });
const listed = inOrder(files.map((file) => readExperiment(file, readFileSync(join(ROOT, file), "utf8"))));
const tollbooth = (...args: string[]) =>
  spawnSync(process.execPath, [join(ROOT, "bin/tollbooth.js"), ...args], { encoding: "utf8", timeout: 1_800_000 });

test("every experiment says its title, its claim and what it is about, and is in docs/lab.md", () => {
  assert.ok(listed.length >= 14);
  assert.equal(new Set(listed.map(({ name }) => name)).size, listed.length);
  const page = readFileSync(join(ROOT, "docs/lab.md"), "utf8");
  for (const { name, title, claim, about, order } of listed) {
    assert.ok(title && order > 0, name);
    assert.match(claim, /^[A-Z].*\.$/, name);
    assert.match(about, /\.$/, name);
    assert.ok(page.includes(`| \`${name}\` | ${claim} |`), `docs/lab.md lists ${name} with its claim`);
  }
});

test("a docstring without a claim is told", () => {
  assert.throws(() => readExperiment("x.py", '"""Title\n\norder: 1\nabout: It.\n"""'), /"claim: …"/);
  assert.throws(() => readExperiment("x.py", "import os"), /begins with a docstring/);
  const read = readExperiment("a/two_words.py", '"""Title\n\norder: 1\nclaim: A\n    b.\nabout: C.\n"""\n');
  assert.deepEqual([read.name, read.title, read.claim], ["two-words", "Title", "A b."]);
});

test("all experiments run and give results", () => {
  const run = tollbooth("lab", "--quick", "--json", "--no-python");
  assert.equal(run.status, 0, run.stderr);
  const report = JSON.parse(run.stdout) as LabReport;
  assert.deepEqual(
    report.results.map(({ name }) => name),
    listed.map(({ name }) => name),
  );
  for (const { name, outcomes } of report.results) {
    assert.equal(outcomes.length, 1, name);
    assert.equal(whatIsWrong(outcomes[0]!), null, name);
    assert.ok(outcomes[0]!.measured.length > 0, `${name}: ${outcomes[0]!.explanation}`);
  }
});

test("what an experiment prints becomes an outcome, whatever it is", () => {
  const good = { verdict: "holds", explanation: "So it is.", measured: [], plots: [], listings: [], seconds: 1 };
  const run = (stdout: string, status: number | null = 0, stderr = "") => outcomeOf("cpython", { stdout, stderr, status, seconds: 2 });
  assert.deepEqual(run(`noise\n${JSON.stringify(good)}\n`), { ...good, interpreter: "cpython" });
  assert.match(run("").explanation, /no result/);
  assert.match(run(JSON.stringify({ ...good, verdict: "perhaps" })).explanation, /not well formed: verdict "perhaps"/);
  assert.match(run(JSON.stringify({ ...good, measured: [{ what: "x" }] })).explanation, /measured/);
  assert.match(run("", 1, "Traceback\nValueError: no").explanation, /it failed: ValueError: no/);
  assert.match(run("", null).explanation, /longer than 2 s/);
  assert.equal(run("", 1).verdict, "not-decided");
});

test("arguments", () => {
  assert.deepEqual(parseLabArguments(["os_threads", "--quick", "--html=a.html", "--python", "py -3"]), {
    kind: "lab",
    names: ["os-threads"],
    list: false,
    json: false,
    quick: true,
    html: "a.html",
    python: "py -3",
  });
  assert.equal(parseLabArguments(["-h"]).kind, "help");
  assert.equal(parseLabArguments(["--nonsense"]).kind, "usage error");
  assert.equal(parseLabArguments(["--html"]).kind, "usage error");
});

test("the command line: a list, a name that is none, and a page", () => {
  const list = tollbooth("lab", "--list");
  for (const { name } of listed) assert.ok(list.stdout.includes(name));
  const unknown = tollbooth("lab", "no-such-thing");
  assert.equal(unknown.status, 2);
  assert.match(unknown.stderr, /there is no experiment no-such-thing/);
  const folder = mkdtempSync(join(tmpdir(), "tollbooth-lab-"));
  const page = join(folder, "lab.html");
  const run = tollbooth("lab", "deadlock", "--quick", "--no-python", "--html", page);
  assert.match(run.stdout, /DEADLOCK|deadlock: Deadlock/);
  assert.match(readFileSync(page, "utf8"), /<html/);
  rmSync(folder, { recursive: true });
});

test("text", () => {
  assert.deepEqual([0.1234, 1.234, 12.34, 1234.5, 3].map(figureText), ["0.123", "1.23", "12.3", "1235", "3"]);
  assert.equal(wrapped("one two three", 9, "  "), "  one two\n  three");
});
