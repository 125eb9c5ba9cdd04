// Failing allocations over the corpus: every program of tests/lang runs a few times, each time with another allocation failing once.
//   node tools/fuzz/allocations.ts [--points=4] [--seed=1] [--build=debug] [FILTER …]
// Whatever a program does then (MemoryError is what it should), the interpreter must not trap, hang or leave with a signal. Which
// allocation fails is drawn so that early and late ones come up as often: log-uniform between the first and the two hundred thousandth.
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { findPrograms } from "../corpus.ts";
import { readOptions } from "../options.ts";
import { ROOT } from "../run.ts";
import { random } from "./random.ts";

const options = readOptions([], ["points", "seed", "build"]);
const points = options.number("points", 4);
const next = random(options.number("seed", 1));
const build = options.value("build");
const filters = options.words;
const LIMIT_MS = 120_000;
const LAST_ALLOCATION = 200_000;
const CRASH = /Fatal Python error|wasm:\/\/|wasm-function|RuntimeError: (unreachable|memory access|table index)|\.js:\d+|\.ts:\d+/;

interface Case {
  path: string;
  name: string;
  nth: number;
}

/** What went wrong in one run, or null. */
function runCase({ path, nth }: Case): Promise<string | null> {
  return new Promise((resolve) => {
    const args = [join(ROOT, "bin/tollbooth.js"), join(ROOT, "tools/fuzz/failing_allocation.py"), String(nth), path];
    const child = spawn(process.execPath, args, {
      cwd: dirname(path),
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1", ...(build === undefined ? {} : { TOLLBOOTH_BUILD: build }) },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let stderr = "";
    let hung = false;
    child.stderr.on("data", (piece) => {
      stderr += piece;
    });
    const timer = setTimeout(() => {
      hung = true;
      child.kill("SIGKILL");
    }, LIMIT_MS);
    child.on("close", (status, signal) => {
      clearTimeout(timer);
      if (hung) resolve("hangs");
      else if (CRASH.test(stderr)) resolve(stderr.split("\n").slice(0, 8).join("\n    "));
      else if (signal !== null) resolve(`ended by ${signal}`);
      else if (status !== 0) resolve(`status ${status}: ${stderr.trim().split("\n").at(-1)}`);
      else resolve(null);
    });
  });
}

const cases: Case[] = findPrograms(filters.length > 0 ? filters : ["tests/lang/"]).flatMap(({ path, name }) =>
  Array.from({ length: points }, () => ({ path, name, nth: Math.ceil(LAST_ALLOCATION ** next()) })),
);
const total = cases.length;
let bad = 0;
async function worker(): Promise<void> {
  for (let one = cases.pop(); one !== undefined; one = cases.pop()) {
    const wrong = await runCase(one);
    if (wrong === null) continue;
    bad += 1;
    console.log(`${one.name}, allocation ${one.nth}: ${wrong}`);
  }
}
await Promise.all([worker(), worker()]);
console.log(`${total - bad} of ${total} runs went on after a failing allocation`);
process.exit(bad > 0 ? 1 : 0);
