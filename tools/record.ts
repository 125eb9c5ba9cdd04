// Records what CPython prints for programs of the corpus, as NAME.out beside NAME.py.
//   node tools/record.ts [--python COMMAND] [--all] [FILTER …]
// Without --all only those without an expectation are recorded, and those that were changed since. A program about something newer than the CPython of
// this machine says `# python: 3.14`; it is run on the CPython that the pyodide package has inside (tools/reference.ts).
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findPrograms, forgetSettings, runProgram } from "./corpus.ts";
import { readOptions } from "./options.ts";
import { findCPython } from "./python.ts";
import { ROOT } from "./run.ts";

forgetSettings();
const options = readOptions(["all"], ["python"]);
const all = options.has("all");
const python = findCPython(13, options.value("python"));
if (python === null) {
  console.error("no CPython 3.13 or newer here; name one with --python");
  process.exit(1);
}

for (const program of findPrograms(options.words)) {
  if (/# expect:/.test(readFileSync(program.path, "utf8"))) continue;
  const recorded = program.path.replace(/\.py$/, ".out");
  if (!all && existsSync(recorded) && statSync(recorded).mtimeMs >= statSync(program.path).mtimeMs) continue;
  const isNewer = /^# python: 3\.14$/m.test(readFileSync(program.path, "utf8"));
  const command = isNewer ? [process.execPath, "--stack-size=4000", join(ROOT, "tools/reference.ts")] : [python.command];
  const outcome = await runProgram(command, program, 60);
  if (outcome.status !== program.status || outcome.timedOut) {
    console.error(`${program.name}: CPython ends with ${outcome.status}\n${outcome.stderr}`);
    process.exitCode = 1;
    continue;
  }
  if (outcome.stdout.includes(ROOT)) {
    console.error(`${program.name}: prints the path of this checkout, which is another one elsewhere`);
    process.exitCode = 1;
    continue;
  }
  writeFileSync(recorded, outcome.stdout);
  console.log(`recorded ${program.name}`);
}
