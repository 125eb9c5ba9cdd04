// `tollbooth lab`: runs the experiments of lab/experiments, each in a process of its own, on Tollbooth and on a CPython beside it, and reports
// what holds. One after another, for each wants the machine to itself.
import { spawn } from "node:child_process";
import { closeSync, openSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { arch, cpus, loadavg, platform, release } from "node:os";
import { join } from "node:path";
import { inOrder, type ListedExperiment, readExperiment } from "../lab/experiments.ts";
import type { Interpreter, LabReport } from "../lab/model.ts";
import { type Finished, outcomeOf } from "../lab/outcome.ts";
import { headText, listText, outcomeText, tableText } from "../lab/text.ts";
import { TOLLBOOTH_VERSION, VERSION } from "../runtime/options.ts";
import { LAB_HELP, type LabOptions, parseLabArguments } from "./laboptions.ts";
import { complain, print, reasonOf, USAGE_ERROR } from "./output.ts";
import { labHtml } from "./report.ts";

const IS_SOURCE = import.meta.filename.endsWith(".ts");
const ROOT = join(import.meta.dirname, IS_SOURCE ? "../.." : "..");
const LAB = IS_SOURCE ? join(ROOT, "lab") : join(ROOT, "dist/lab");
/** No experiment takes this long, in ms; one that hangs must not hang the lab. */
const LIMIT = 600_000;

export async function labCommand(args: readonly string[]): Promise<void> {
  const options = parseLabArguments(args);
  if (options.kind === "help") {
    print(LAB_HELP);
    return;
  }
  if (options.kind === "usage error") return fail(options.message);
  const all = experiments();
  const unknown = options.names.find((name) => !all.some((each) => each.name === name));
  if (unknown !== undefined) return fail(`there is no experiment ${unknown}; tollbooth lab --list shows all`);
  const chosen = options.names.length === 0 ? all : all.filter(({ name }) => options.names.includes(name));
  if (options.list) print(options.json ? `${JSON.stringify(chosen.map(({ file: _, ...rest }) => rest))}\n` : listText(chosen));
  else await run(chosen, options);
}

function fail(message: string): void {
  complain(`tollbooth lab: ${message}`);
  process.exitCode = USAGE_ERROR;
}

/** The experiments there are, in their order. */
export function experiments(): ListedExperiment[] {
  const folder = join(LAB, "experiments");
  const files = readdirSync(folder).filter((file) => file.endsWith(".py"));
  return inOrder(files.map((file) => readExperiment(join(folder, file), readFileSync(join(folder, file), "utf8"))));
}

async function run(chosen: ListedExperiment[], options: LabOptions): Promise<void> {
  const interpreters = await findInterpreters(options);
  if (interpreters === null || !canWrite(options.html)) return;
  const report: LabReport = {
    when: new Date().toISOString(),
    machine: { system: `${platform()} ${release()} ${arch()}`, processors: cpus().length, load: loadavg()[0]! },
    quick: options.quick,
    interpreters,
    results: [],
  };
  const say = (text: string) => {
    if (!options.json) print(text);
  };
  for (const { file, order: _, ...experiment } of chosen) {
    say(headText(experiment));
    const outcomes = [];
    for (const interpreter of interpreters) {
      const [command, ...first] = interpreter.command;
      const quick = options.quick ? ["--quick"] : [];
      const outcome = outcomeOf(interpreter.id, await finish(command!, [...first, join(LAB, "harness.py"), file, ...quick], LIMIT));
      outcomes.push(outcome);
      say(outcomeText(outcome, interpreter));
    }
    report.results.push({ ...experiment, outcomes });
  }
  if (report.results.length > 1) say(tableText(report));
  if (options.json) print(`${JSON.stringify(report)}\n`);
  if (options.html === null) return;
  try {
    writeFileSync(options.html, labHtml(report));
  } catch (error) {
    fail(`cannot write ${options.html}: ${reasonOf(error)}`);
  }
}

/** Whether the file of --html can be written, asked before the minutes that the experiments take. */
function canWrite(file: string | null): boolean {
  if (file === null) return true;
  try {
    closeSync(openSync(file, "a"));
    return true;
  } catch (error) {
    fail(`cannot write ${file}: ${reasonOf(error)}`);
    return false;
  }
}

/** Tollbooth, and the CPython that was asked for or found. Null when the one asked for is none. */
async function findInterpreters({ python }: LabOptions): Promise<Interpreter[] | null> {
  const found: Interpreter[] = [
    {
      id: "tollbooth",
      name: `Tollbooth ${TOLLBOOTH_VERSION}, Python ${VERSION}`,
      command: [process.execPath, join(ROOT, "bin/tollbooth.js")],
    },
  ];
  if (python === "") return found;
  for (const command of python === null ? ["python3", "python"] : [python]) {
    const words = command.split(" ").filter((word) => word !== "");
    const asked = await finish(words[0]!, [...words.slice(1), "-c", ASK], 20_000);
    if (asked.status !== 0) continue;
    found.push({ id: "cpython", name: asked.stdout.trim(), command: words });
    return found;
  }
  if (python === null) return found;
  fail(`${python} is no Python that runs`);
  return null;
}
const ASK = `import platform, sys
gil = getattr(sys, "_is_gil_enabled", lambda: True)()
print(platform.python_implementation(), platform.python_version() + ("" if gil else " without a GIL"))`;

/** Runs a program to its end, or to the limit in ms. */
function finish(command: string, args: string[], limit: number): Promise<Finished> {
  const start = performance.now();
  const seconds = () => (performance.now() - start) / 1000;
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      child.kill("SIGKILL");
    }, limit);
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("error", (error) => {
      clearTimeout(timer);
      resolve({ stdout, stderr: error.message, status: 127, seconds: seconds() });
    });
    child.on("close", (status) => {
      clearTimeout(timer);
      resolve({ stdout, stderr, status: isLate ? null : (status ?? 1), seconds: seconds() });
    });
  });
}
