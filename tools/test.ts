// The test run: unit tests (tests/**/*.test.ts) and the corpus of Python programs (tools/corpus.ts).
//   node tools/test.ts [--build=debug|hostile] [--units | --corpus] [FILTER …]
// Without --build the corpus runs on the normal build and, if it is built, on the hostile one.
import { spawnSync } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { findPrograms, inParallel, judge, runProgram } from "./corpus.ts";
import { DIST, ROOT } from "./run.ts";

const options = process.argv.slice(2).filter((arg) => arg.startsWith("--"));
const filters = process.argv.slice(2).filter((arg) => !arg.startsWith("--"));
const named = options.find((option) => option.startsWith("--build="))?.slice("--build=".length);
const builds = named !== undefined ? [named] : existsSync(join(DIST, "core-hostile.wasm")) ? ["", "hostile"] : [""];
/** Programs that the hostile build would run for minutes say so. */
const LIMITS: Record<string, number> = { "": 60, debug: 120, hostile: 240 };

let failed = 0;

if (!options.includes("--corpus")) {
  const units = globSync("tests/**/*.test.ts", { cwd: ROOT }).filter(
    (file) => filters.length === 0 || filters.some((filter) => file.includes(filter)),
  );
  if (units.length > 0) {
    const result = spawnSync(process.execPath, ["--test", "--test-reporter=dot", ...units], { cwd: ROOT, stdio: "inherit" });
    if (result.status !== 0) failed++;
  }
}

if (!options.includes("--units")) {
  const programs = findPrograms(filters);
  for (const build of builds) {
    let passed = 0;
    const failures: string[] = [];
    await inParallel(programs, availableParallelism(), async (program) => {
      const outcome = await runProgram([process.execPath, join(ROOT, "bin/tollbooth.js")], program, LIMITS[build] ?? 60, {
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
  }
}

process.exit(failed === 0 ? 0 : 1);
