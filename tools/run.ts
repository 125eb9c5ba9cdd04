// Small helpers that the scripts share: where things are, how to run a program, how to write what is generated.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export const ROOT = join(import.meta.dirname, "..");
export const DIST = join(ROOT, "dist");

/** Runs a program of node_modules/.bin (or `node`) with its output shown; ends this process with its status when it fails. */
export function run(program: string, args: string[], label = `${program} ${args[0] ?? ""}`): void {
  const command = program === "node" ? process.execPath : join(ROOT, "node_modules", ".bin", program);
  const result = spawnSync(command, args, { cwd: ROOT, stdio: "inherit" });
  if (result.status !== 0) {
    console.error(`${label}: failed with status ${result.status ?? result.signal}`);
    process.exit(result.status || 1);
  }
}

export interface Ran {
  stdout: string;
  stderr: string;
  status: number | null;
  signal: NodeJS.Signals | null;
  timedOut: boolean;
  seconds: number;
}

/** Runs a program with a time limit in seconds. Its environment is this process's, plain text and no files of bytecode, and `env`; without `input` it reads from /dev/null. */
export function runLimited(
  command: readonly string[],
  limit: number,
  { cwd, env = {}, input }: { cwd: string; env?: Record<string, string>; input?: string },
): Promise<Ran> {
  const start = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command[0]!, command.slice(1), {
      cwd,
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1", NO_COLOR: "1", ...env },
      stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    });
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill("SIGKILL");
    }, limit * 1000);
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout!.on("data", (data: Buffer) => stdout.push(data));
    child.stderr!.on("data", (data: Buffer) => stderr.push(data));
    // A program that ends without reading its input breaks the pipe.
    child.stdin?.on("error", () => {});
    child.stdin?.end(input);
    child.on("close", (status, signal) => {
      clearTimeout(timer);
      const [out, err] = [stdout, stderr].map((data) => Buffer.concat(data).toString());
      resolve({ stdout: out!, stderr: err!, status, signal, timedOut, seconds: (performance.now() - start) / 1000 });
    });
  });
}

/** Writes a generated file, unless it stands there already: what is made of it is then not out of date. */
export function writeGenerated(path: string, text: string): void {
  if (existsSync(path) && readFileSync(path, "utf8") === text) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Makes what the types of core and src need: the generated files. */
export function generate(): void {
  for (const tool of ["names", "opcodes", "hostcalls", "step"]) run("node", [`tools/${tool}.ts`]);
}

/** Calls `step` and says on one line how long it took. */
export async function timed<R>(label: string, step: () => R | Promise<R>): Promise<R> {
  const start = performance.now();
  const result = await step();
  console.log(`${label.padEnd(28)} ${(performance.now() - start).toFixed(0).padStart(6)} ms`);
  return result;
}
