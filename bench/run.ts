// Times Tollbooth beside the other Pythons of this machine: the programs of bench/programs, or of another folder, each a module with a function bench().
//   node bench/run.ts [--json] [--rounds=N] [--pythons=a,b] [--programs=FOLDER] [NAME …]
// Fair means: every program on every Python in turn, round after round, in one run, so that a busy moment of the machine hits all
// alike; each timing is the best of the rounds, and within a round the program itself is run three times and the best one counts.
// Every result is compared: a Python that computes something else has no time.
import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { readOptions } from "../tools/options.ts";
import { describe, findCPython } from "../tools/python.ts";
import { ROOT } from "../tools/run.ts";

interface Contestant {
  name: string;
  command: string[];
}

const options = readOptions(["json"], ["rounds", "pythons", "programs"]);
const names = options.words;
const rounds = options.number("rounds", 2);
const json = options.has("json");
const LIMIT_MS = 300_000;

const FOLDER = options.value("programs") ?? join(ROOT, "bench/programs");

/** Runs `bench()` of a module three times: best seconds and the result's repr. */
const SCRIPT = `import sys, time
sys.path.insert(0, sys.argv[1])
bench = __import__(sys.argv[2]).bench
best = 1e9
for _ in range(3):
    start = time.perf_counter()
    result = bench()
    best = min(best, time.perf_counter() - start)
print(repr(best))
print(repr(result))`;

function contestants(): Contestant[] {
  const found: Contestant[] = [{ name: "tollbooth", command: [process.execPath, join(ROOT, "bin/tollbooth.js")] }];
  const named = options.value("pythons")?.split(",");
  if (named !== undefined) {
    for (const command of named) {
      const python = describe(command);
      if (python !== null) found.push({ name: `${basename(command)} ${python.version}`, command: [command] });
    }
    return found;
  }
  const seen = new Set<string>();
  for (const command of ["/usr/bin/python3.11", "/usr/bin/python3.12", "/usr/bin/python3.13", "/usr/bin/python3", "pypy3"]) {
    const python = describe(command);
    if (python === null || seen.has(python.version)) continue;
    seen.add(python.version);
    found.push({ name: command.startsWith("pypy") ? `pypy ${python.version}` : `cpython ${python.version}`, command: [command] });
  }
  const newest = findCPython(13);
  if (newest !== null && !seen.has(newest.version)) found.push({ name: `cpython ${newest.version}`, command: [newest.command] });
  return found;
}

function time(contestant: Contestant, program: string): { seconds: number; result: string } | string {
  const [command, ...args] = contestant.command;
  const run = spawnSync(command!, [...args, "-c", SCRIPT, FOLDER, program], {
    encoding: "utf8",
    timeout: LIMIT_MS,
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
  });
  if (run.status !== 0) return run.signal !== null ? "too slow" : (run.stderr.trimEnd().split("\n").at(-1) ?? `status ${run.status}`);
  const [seconds, result] = run.stdout.split("\n");
  return { seconds: Number(seconds), result: result! };
}

const programs = globSync("*.py", { cwd: FOLDER })
  .filter((file) => /^def bench\(/m.test(readFileSync(join(FOLDER, file), "utf8")))
  .map((file) => file.slice(0, -3))
  .sort();
const unknown = names.find((name) => !programs.includes(name));
if (unknown !== undefined || programs.length === 0) {
  console.error(programs.length === 0 ? `no programs in ${FOLDER}` : `there is no program ${unknown}; there is ${programs.join(", ")}`);
  process.exit(2);
}
const chosen = names.length === 0 ? programs : names;

const pythons = contestants();
const best = new Map<string, Map<string, number>>();
const failures: string[] = [];
for (const name of chosen) {
  const times = new Map<string, number>();
  const results = new Map<string, string>();
  for (let round = 0; round < rounds; round++) {
    for (const python of pythons) {
      if (round > 0 && !times.has(python.name)) continue;
      const outcome = time(python, name);
      if (typeof outcome === "string") {
        failures.push(`${name} on ${python.name}: ${outcome}`);
        continue;
      }
      times.set(python.name, Math.min(times.get(python.name) ?? Number.POSITIVE_INFINITY, outcome.seconds));
      results.set(python.name, outcome.result);
    }
  }
  const reference = pythons.slice(1).find((python) => results.has(python.name));
  for (const python of pythons) {
    if (reference !== undefined && results.has(python.name) && results.get(python.name) !== results.get(reference.name)) {
      failures.push(`${name} on ${python.name}: the result is ${results.get(python.name)}, not ${results.get(reference.name)}`);
      times.delete(python.name);
    }
  }
  best.set(name, times);
  if (!json) console.log(line(name, times));
}

function ratio(times: Map<string, number>, python: Contestant): number | null {
  const ours = times.get("tollbooth");
  const theirs = times.get(python.name);
  return ours === undefined || theirs === undefined ? null : ours / theirs;
}

function line(name: string, times: Map<string, number>): string {
  const cells = pythons.map((python) => {
    const seconds = times.get(python.name);
    const over = ratio(times, python);
    return (
      seconds === undefined ? "-" : `${seconds.toFixed(3)} s${python.name === "tollbooth" || over === null ? "" : ` (${over.toFixed(2)})`}`
    ).padStart(22);
  });
  return `${name.padEnd(16)}${cells.join("")}`;
}

const means = new Map(
  pythons.slice(1).map((python) => {
    const ratios = Array.from(best.values(), (times) => ratio(times, python)).filter((each) => each !== null);
    return [
      python.name,
      ratios.length === 0 ? null : Math.exp(ratios.reduce((sum, each) => sum + Math.log(each), 0) / ratios.length),
    ] as const;
  }),
);

if (json) {
  const programsOut = Object.fromEntries(Array.from(best, ([name, times]) => [name, Object.fromEntries(times)]));
  console.log(
    JSON.stringify(
      {
        node: process.version,
        pythons: pythons.map((python) => python.name),
        seconds: programsOut,
        geometricMeans: Object.fromEntries(means),
        failures,
      },
      null,
      2,
    ),
  );
} else {
  console.log(`\n${"".padEnd(16)}${pythons.map((python) => python.name.padStart(22)).join("")}`);
  for (const [name, mean] of means)
    if (mean !== null) console.log(`geometric mean of Tollbooth's times over ${name}'s: ${mean.toFixed(2)}`);
  for (const failure of failures) console.log(`no time: ${failure}`);
}
process.exit(failures.some((failure) => failure.includes(" on tollbooth")) ? 1 : 0);
