// The compatibility runner: CPython's own test modules under Tollbooth, each in a process of its own with a time limit, beside the
// CPython they come from.
//   node tools/compat.ts [--python COMMAND] [--limit SECONDS] [--build hostile|debug] [--gil POLICY] [--verbose] [MODULE …]
// Without modules it runs the list below. docs/compatibility.md has a table for each way of running (the normal build, another one,
// another policy of the GIL), with a row a module: the rows of what was run are renewed, the others stay as they are.
// docs/known-failures.txt gives reasons: `pattern: reason` lines, the pattern a glob over test ids (test_int.IntTest*.test_x).
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { inParallel } from "./corpus.ts";
import { readOptions } from "./options.ts";
import { findCPython } from "./python.ts";
import { DIST, ROOT, runLimited } from "./run.ts";

const MODULES = (
  "test_grammar test_int test_float test_str test_bytes test_list test_tuple test_dict test_set test_range test_slice test_iter " +
  "test_generators test_class test_descr test_exceptions test_scope test_unpack test_with test_call test_fstring test_patma " +
  "test_dataclasses test_enum test_itertools test_collections test_functools test_queue " +
  "test_thread test_threading test_threading_local test_threadsignals test_threadedtempfile test_sched test_context test_concurrent_futures.test_thread_pool " +
  "test_signal test_subprocess"
).split(" ");

type Result = "ok" | "fail" | "skip";
interface ModuleReport {
  module: string;
  python: string;
  cpython: Record<string, Result>;
  tollbooth: Record<string, Result>;
  /** Why the module did not run to its end, if it did not. */
  broken: string | null;
}

const options = readOptions(["verbose"], ["python", "limit", "build", "gil"]);
const found = findCPython(13, options.value("python"));
const limit = options.number("limit", 300);
const build = options.value("build");
const gil = options.value("gil");
const verbose = options.has("verbose");
const chosen = options.words;
if (found === null) {
  console.error("no CPython 3.13 or newer here; name one with --python");
  process.exit(1);
}
const python = found;

const RUNNER = join(ROOT, "tools/compat_runner.py");
const PAGE = join(ROOT, "docs/compatibility.md");
const KNOWN = join(ROOT, "docs/known-failures.txt");

// Tests start Tollbooths of their own, which are to find the package `test` in their library as a CPython does.
const TESTS = join(DIST, "lib/python3.14/test");
rmSync(TESTS, { force: true });
symlinkSync(join(python.library, "test"), TESTS);
process.on("exit", () => rmSync(TESTS, { force: true }));

const ways = { ...(build === undefined ? {} : { TOLLBOOTH_BUILD: build }), ...(gil === undefined ? {} : { TOLLBOOTH_GIL: gil }) };

interface Run {
  results: Record<string, Result>;
  broken: string | null;
}

async function runModule(command: string[], module: string): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), "compat-"));
  const { stdout, stderr, status, timedOut } = await runLimited([...command, RUNNER, python.library, module], limit, {
    cwd: folder,
    env: ways,
  });
  rmSync(folder, { recursive: true, force: true });
  const results: Record<string, Result> = {};
  let last = "";
  for (const line of stdout.split("\n")) {
    const match = /@@ (start|ok|fail|skip) (.*)$/.exec(line);
    if (match === null) continue;
    if (match[1] === "start") last = match[2]!;
    else {
      results[match[2]!] = match[1] as Result;
      if (last === match[2]) last = "";
    }
  }
  let broken: string | null = null;
  if (timedOut) broken = `no end after ${limit} s, in ${last || "import"}`;
  else if (!stdout.includes("@@ end"))
    broken = `status ${status}${last === "" ? "" : ` in ${last}`}: ${stderr.trimEnd().split("\n").at(-1) ?? ""}`;
  if (last !== "" && broken !== null) results[last] = "fail";
  if (verbose) process.stderr.write(stderr);
  return { results, broken };
}

const reports: ModuleReport[] = [];
await inParallel(chosen.length > 0 ? chosen : MODULES, Math.max(1, Math.floor(availableParallelism() / 2)), async (module) => {
  const theirs = await runModule([python.command, "-X", "utf8"], module);
  const ours = await runModule([process.execPath, join(ROOT, "bin/tollbooth.js")], module);
  const report = { module, python: python.version, cpython: theirs.results, tollbooth: ours.results, broken: ours.broken };
  reports.push(report);
  const { passed, expected } = count(report);
  console.log(`${module.padEnd(20)} ${passed} of the ${expected} that CPython passes${ours.broken === null ? "" : `   (${ours.broken})`}`);
  if (verbose)
    for (const [id, result] of Object.entries(report.cpython))
      if (result === "ok" && report.tollbooth[id] !== "ok") console.log(`  ${report.tollbooth[id] ?? "not run"} ${id}`);
});

function count(report: ModuleReport): { passed: number; failed: number; skipped: number; expected: number } {
  const ids = Object.keys(report.cpython).filter((id) => report.cpython[id] === "ok");
  const passed = ids.filter((id) => report.tollbooth[id] === "ok").length;
  const skipped = ids.filter((id) => report.tollbooth[id] === "skip").length;
  return { passed, skipped, failed: ids.length - passed - skipped, expected: ids.length };
}

/** Reasons for known failures: a glob over test ids and what it lacks. */
function knownReasons(): { pattern: RegExp; reason: string }[] {
  if (!existsSync(KNOWN)) return [];
  return readFileSync(KNOWN, "utf8")
    .split("\n")
    .filter((line) => line.includes(": ") && !line.startsWith("#"))
    .map((line) => {
      const [glob, ...reason] = line.split(": ");
      const pattern = new RegExp(
        `^${glob!
          .trim()
          .replace(/[.+^${}()|[\]\\]/g, "\\$&")
          .replaceAll("*", ".*")}$`,
      );
      return { pattern, reason: reason.join(": ") };
    });
}

const reasons = knownReasons();

function rowOf(report: ModuleReport): string {
  const { passed, failed, skipped, expected } = count(report);
  const notes = new Map<string, number>();
  for (const [id, result] of Object.entries(report.cpython)) {
    if (result !== "ok" || report.tollbooth[id] === "ok") continue;
    const reason = reasons.find(({ pattern }) => pattern.test(id))?.reason;
    if (reason !== undefined) notes.set(reason, (notes.get(reason) ?? 0) + 1);
  }
  const text = [
    ...(report.broken === null ? [] : [report.broken.replaceAll("|", "\\|")]),
    ...Array.from(notes, ([reason, times]) => `${reason} (${times})`),
  ].join("; ");
  return `| ${report.module} | ${expected} | ${passed} | ${failed} | ${skipped} | ${text} |`;
}

/** The tables of the page as it is: by heading, the rows by module. */
function tablesOfPage(): Map<string, Map<string, string>> {
  const tables = new Map<string, Map<string, string>>();
  let table: Map<string, string> | undefined;
  for (const line of existsSync(PAGE) ? readFileSync(PAGE, "utf8").split("\n") : []) {
    const heading = /^## (.*)$/.exec(line)?.[1];
    if (heading !== undefined) tables.set(heading, (table = new Map()));
    const module = /^\| (test_\S+) \|/.exec(line)?.[1];
    if (module !== undefined) table?.set(module, line);
  }
  return tables;
}

const NORMAL = "The normal build";
const tables = tablesOfPage();
const heading = `The ${build ?? "normal"} build${gil === undefined ? "" : `, \`-X gil=${gil}\``}`;
const renewed = tables.get(heading) ?? new Map<string, string>();
for (const report of reports) renewed.set(report.module, rowOf(report));
tables.set(heading, renewed);

const lines = [
  "# Compatibility",
  "",
  "Written by `npm run compat`: CPython's own test modules, run under Tollbooth beside the CPython they come from. Tests are those that",
  "CPython passes; reasons for known failures are in [known-failures.txt](known-failures.txt).",
];
for (const title of [NORMAL, ...[...tables.keys()].filter((key) => key !== NORMAL).sort()]) {
  const table = tables.get(title);
  if (table === undefined) continue;
  const names = [...MODULES, ...[...table.keys()].filter((name) => !MODULES.includes(name)).sort()].filter((name) => table.has(name));
  const rows = names.map((name) => table.get(name)!);
  const sum = (column: number): number => rows.reduce((all, row) => all + Number(row.split("|")[column]), 0);
  const [tests, passed] = [sum(2), sum(3)];
  const share = `${passed} of ${tests} (${((100 * passed) / Math.max(tests, 1)).toFixed(1)} %)`;
  lines.push(
    "",
    `## ${title}`,
    "",
    "| module | tests | passed | failed | skipped | |",
    "| --- | ---: | ---: | ---: | ---: | --- |",
    ...rows,
  );
  lines.push(`| **together** | ${tests} | ${passed} (${((100 * passed) / Math.max(tests, 1)).toFixed(1)} %) | ${sum(4)} | ${sum(5)} | |`);
  if (title === heading) console.log(`together: ${share}`);
}
writeFileSync(PAGE, `${lines.join("\n")}\n`);
