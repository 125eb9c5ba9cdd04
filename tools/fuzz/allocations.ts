// Failing allocations over the corpus: every program of tests/lang runs a few times, each time with another allocation failing once.
//   node tools/fuzz/allocations.ts [--points=4] [--seed=1] [--build=debug] [FILTER …]
// Whatever a program does then (MemoryError is what it should), the interpreter must not trap, hang or leave with a signal. Which
// allocation fails is drawn so that early and late ones come up as often: log-uniform between the first and the two hundred thousandth.
import { dirname, join } from "node:path";
import { findPrograms, inParallel } from "../corpus.ts";
import { readOptions } from "../options.ts";
import { ROOT, runLimited } from "../run.ts";
import { random } from "./random.ts";

const options = readOptions([], ["points", "seed", "build"]);
const points = options.number("points", 4);
const next = random(options.number("seed", 1));
const build = options.value("build");
const filters = options.words;
const LIMIT = 120;
const LAST_ALLOCATION = 200_000;
const CRASH = /Fatal Python error|wasm:\/\/|wasm-function|RuntimeError: (unreachable|memory access|table index)|\.js:\d+|\.ts:\d+/;

interface Case {
  path: string;
  name: string;
  nth: number;
}

/** What went wrong in one run, or null. */
async function runCase({ path, nth }: Case): Promise<string | null> {
  const command = [process.execPath, join(ROOT, "bin/tollbooth.js"), join(ROOT, "tools/fuzz/failing_allocation.py"), String(nth), path];
  const env: Record<string, string> = build === undefined ? {} : { TOLLBOOTH_BUILD: build };
  const { stderr, status, signal, timedOut } = await runLimited(command, LIMIT, { cwd: dirname(path), env });
  if (timedOut) return "hangs";
  if (CRASH.test(stderr)) return stderr.split("\n").slice(0, 8).join("\n    ");
  if (signal !== null) return `ended by ${signal}`;
  return status === 0 ? null : `status ${status}: ${stderr.trim().split("\n").at(-1)}`;
}

const cases: Case[] = findPrograms(filters.length > 0 ? filters : ["tests/lang/"]).flatMap(({ path, name }) =>
  Array.from({ length: points }, () => ({ path, name, nth: Math.ceil(LAST_ALLOCATION ** next()) })),
);
let bad = 0;
await inParallel(cases, 2, async (one) => {
  const wrong = await runCase(one);
  if (wrong === null) return;
  bad += 1;
  console.log(`${one.name}, allocation ${one.nth}: ${wrong}`);
});
console.log(`${cases.length - bad} of ${cases.length} runs went on after a failing allocation`);
process.exit(bad > 0 ? 1 : 0);
