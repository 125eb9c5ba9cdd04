// The test run: unit tests (tests/**/*.test.ts) and the corpus of Python programs (tools/corpus.ts).
//   node tools/test.ts [--build=debug|hostile] [--units | --corpus] [FILTER …]
// Without --build the corpus runs on the normal build and on the hostile one. What is older than its sources is built first (tools/stale.ts).
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { findPrograms, forgetSettings, inParallel, judge, runProgram, whatIsMissing } from "./corpus.ts";
import { readOptions } from "./options.ts";
import { ROOT } from "./run.ts";
import { buildStale } from "./stale.ts";

const options = readOptions(["units", "corpus"], ["build"]);
const filters = options.words;
const named = options.value("build");
const builds = named !== undefined ? [named] : ["", "hostile"];
buildStale(ROOT, options.has("units") ? [""] : ["", ...builds.filter((build) => build !== "")]);

/** Seconds for a program: many times what it takes, for a machine that has other things to do. What hangs is found all the same. */
const LIMITS: Record<string, number> = { "": 240, debug: 480, hostile: 600 };

forgetSettings();
let failed = 0;
let passedInAll = 0;

if (!options.has("corpus")) {
  const units = globSync("tests/**/*.test.ts", { cwd: ROOT }).filter(
    (file) => filters.length === 0 || filters.some((filter) => file.includes(filter)),
  );
  if (units.length > 0) {
    const result = spawnSync(process.execPath, ["--test", "--test-reporter=dot", ...units], { cwd: ROOT, stdio: "inherit" });
    if (result.status !== 0) failed++;
    else passedInAll += units.length;
  }
}

if (!options.has("units")) {
  const missing = await whatIsMissing();
  const found = findPrograms(filters);
  const programs = found.filter((program) => !program.needs.some((need) => missing.has(need)));
  if (programs.length < found.length) {
    console.log(`${found.length - programs.length} programs are not run, for this machine has no ${[...missing].join(" and no ")}`);
  }
  for (const build of builds) {
    let passed = 0;
    const failures: string[] = [];
    await inParallel(programs, availableParallelism(), async (program) => {
      const outcome = await runProgram([process.execPath, join(ROOT, "bin/tollbooth.js")], program, LIMITS[build] ?? 240, {
        TOLLBOOTH_BUILD: build,
      });
      const wrong = judge(program, outcome);
      if (wrong === null) passed++;
      else failures.push(`${program.name}: ${wrong}`);
    });
    failures.sort();
    for (const failure of failures) console.log(`FAIL ${build === "" ? "" : `[${build}] `}${failure}`);
    console.log(`corpus${build === "" ? "" : ` (${build})`}: ${passed} of ${programs.length} programs as expected`);
    failed += failures.length;
    passedInAll += passed;
  }
  if (filters.length === 0 && builds.includes("")) leakCheck(programs.map((program) => program.path));
}

/** Runs the language programs several times in one process each and fails for those that leave memory behind. */
function leakCheck(paths: string[]): void {
  const files = paths.filter((path) => path.includes("tests/lang/") && !path.includes("/nets/"));
  const result = spawnSync(process.execPath, [join(ROOT, "bin/tollbooth.js"), join(ROOT, "tools/leak_check.py"), ...files], {
    cwd: ROOT,
    stdio: "inherit",
    timeout: 900_000,
  });
  if (result.status !== 0) failed++;
  else passedInAll++;
}

if (filters.length > 0 && passedInAll + failed === 0) {
  console.error(`no test has ${filters.join(" or ")} in its name`);
  process.exit(2);
}
console.log(`${passedInAll} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
