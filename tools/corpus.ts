// The corpus of Python programs below tests/: how one is run and what it must print.
//
// A program's expectation is NAME.out beside it, recorded from CPython by tools/record.ts, or its own comments:
//   # expect: text           one line of standard output; all such lines in order are the whole output
//   # exit: 3                the exit status, if it is not 0
//   # error: ValueError: x   the last line of standard error
//   # args: -O               options before the program's name
//   # stdin: text            one line of standard input
//   # needs: loopback        what a machine may lack (see whatIsMissing); there the program is not run, and the test run says so
import { existsSync, globSync, readFileSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { dirname, join, relative } from "node:path";
import { type Ran, ROOT, runLimited } from "./run.ts";

export interface Program {
  path: string;
  name: string;
  stdout: string | null;
  status: number;
  lastError: string | null;
  options: string[];
  stdin: string;
  needs: string[];
}

/** Takes out of this process's environment, which programs inherit, the settings of a Python that whoever runs the tests has made for himself. */
export function forgetSettings(): void {
  for (const name of Object.keys(process.env)) if (/^(PYTHON|TOLLBOOTH_)/.test(name)) delete process.env[name];
}

/** The programs whose name contains one of the filters (all without filters). */
export function findPrograms(filters: readonly string[] = []): Program[] {
  return globSync("tests/{lang,threads,cli,lib}/**/*.py", { cwd: ROOT })
    .filter((file) => !/(^|\/)_/.test(relative("tests", file)))
    .filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)))
    .sort()
    .map(readProgram);
}

function readProgram(file: string): Program {
  const path = join(ROOT, file);
  const source = readFileSync(path, "utf8");
  const comments = (word: string): string[] => Array.from(source.matchAll(new RegExp(`# ${word}:[ ]?(.*)$`, "gm")), (match) => match[1]!);
  const recorded = path.replace(/\.py$/, ".out");
  const expected = comments("expect");
  return {
    path,
    name: file,
    stdout:
      expected.length > 0 ? expected.map((line) => `${line}\n`).join("") : existsSync(recorded) ? readFileSync(recorded, "utf8") : null,
    status: Number(comments("exit")[0] ?? 0),
    lastError: comments("error")[0] ?? null,
    options: (comments("args")[0] ?? "").split(" ").filter((word) => word !== ""),
    stdin: comments("stdin")
      .map((line) => `${line}\n`)
      .join(""),
    needs: comments("needs"),
  };
}

/** Which of the things that programs may need this machine lacks. */
export async function whatIsMissing(): Promise<Set<string>> {
  const missing = new Set<string>();
  if (!existsSync("/dev/ptmx")) missing.add("terminals");
  if (!(await connectsToItself())) missing.add("loopback");
  return missing;
}

/** Whether TCP to 127.0.0.1 works: a network namespace of its own may have the interface down. */
function connectsToItself(): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    const end = (works: boolean): void => {
      server.close();
      resolve(works);
    };
    server.on("error", () => end(false));
    server.listen(0, "127.0.0.1", () => {
      const client = connect((server.address() as AddressInfo).port, "127.0.0.1", () => {
        client.destroy();
        end(true);
      });
      client.on("error", () => end(false));
    });
  });
}

/** Runs a Python program in `command` with a time limit in seconds. */
export function runProgram(command: readonly string[], program: Program, limit: number, env: Record<string, string> = {}): Promise<Ran> {
  return runLimited([...command, ...program.options, program.path], limit, { cwd: dirname(program.path), env, input: program.stdin });
}

/** What is wrong with an outcome, in one text, or null. */
export function judge(program: Program, outcome: Ran): string | null {
  const tail = outcome.stderr === "" ? "" : `\n    standard error ends: ${outcome.stderr.trimEnd().split("\n").slice(-6).join("\n      ")}`;
  if (outcome.timedOut) return `timed out after ${outcome.seconds.toFixed(1)} s${tail}`;
  if (program.stdout === null) return "has no expectation: run tools/record.ts";
  if (outcome.stdout !== program.stdout) return firstDifference(program.stdout, outcome.stdout) + tail;
  if (outcome.status !== program.status) return `exit status ${outcome.status}, expected ${program.status}${tail}`;
  const lastLine = outcome.stderr.trimEnd().split("\n").at(-1) ?? "";
  if (program.lastError !== null && lastLine !== program.lastError)
    return `last line of standard error: ${lastLine}\n    expected: ${program.lastError}`;
  return null;
}

function firstDifference(expected: string, actual: string): string {
  const want = expected.split("\n");
  const have = actual.split("\n");
  const at = want.findIndex((line, index) => line !== have[index]);
  const index = at < 0 ? want.length : at;
  return `line ${index + 1} of the output\n    expected: ${want[index] ?? "(the end)"}\n    is:       ${have[index] ?? "(the end)"}`;
}

/** Calls `work` on every item, a few at a time. */
export async function inParallel<Item>(items: readonly Item[], count: number, work: (item: Item) => Promise<void>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: count }, async () => {
      while (next < items.length) await work(items[next++]!);
    }),
  );
}
