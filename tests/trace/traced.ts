// Runs programs under `tollbooth trace` for the tests of this folder.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeTrace } from "../../src/trace/file.ts";
import type { Trace } from "../../src/trace/model.ts";

const LAUNCHER = join(import.meta.dirname, "../../bin/tollbooth.js");
/** Milliseconds for a program: only one that hangs takes so long, on a busy machine too. */
const LIMIT = 600_000;

export interface Traced {
  status: number | null;
  signal: string | null;
  stdout: string;
  stderr: string;
  trace: Trace;
}

/** Runs a program's text; `options` stand before it. */
export async function runTraced(source: string, options: readonly string[] = [], input: unknown = null): Promise<Traced> {
  const folder = mkdtempSync(join(tmpdir(), "tollbooth-test-"));
  try {
    const program = join(folder, "program.py");
    const raw = join(folder, "trace");
    writeFileSync(program, source);
    writeFileSync(join(folder, "input.json"), JSON.stringify(input));
    const outcome = await tollbooth(["trace", "--raw", raw, ...options, program], folder);
    try {
      return { ...outcome, trace: decodeTrace(readFileSync(raw)) };
    } catch (error) {
      throw new Error(`no trace: ${error}\n${outcome.stderr}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function tollbooth(args: readonly string[], cwd: string): Promise<Omit<Traced, "trace">> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [LAUNCHER, ...args], {
      cwd,
      timeout: LIMIT,
      killSignal: "SIGKILL",
      env: { ...process.env, NO_COLOR: "1" },
    });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (text) => {
      stdout += text;
    });
    child.stderr.on("data", (text) => {
      stderr += text;
    });
    child.on("close", (status, signal) => resolve({ status, signal, stdout, stderr }));
  });
}

/** Indices of the events of a kind, in order; those of one thread only if it is given. */
export function eventsOf(trace: Trace, kind: number, thread?: number): number[] {
  const found: number[] = [];
  for (let i = 0; i < trace.kind.length; i++)
    if (trace.kind[i] === kind && (thread === undefined || trace.thread[i] === thread)) found.push(i);
  return found;
}

export function threadNamed(trace: Trace, name: string): number {
  const thread = trace.threads.find((each) => each.name === name);
  if (thread === undefined) throw new Error(`no thread is called ${name}, only ${trace.threads.map((each) => each.name).join(", ")}`);
  return thread.index;
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
