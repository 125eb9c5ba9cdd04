// Small helpers that the build scripts share: where things are, and how to run a program.
import { spawnSync } from "node:child_process";
import { join } from "node:path";

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

/** Calls `step` and says on one line how long it took. */
export async function timed<R>(label: string, step: () => R | Promise<R>): Promise<R> {
  const start = performance.now();
  const result = await step();
  console.log(`${label.padEnd(28)} ${(performance.now() - start).toFixed(0).padStart(6)} ms`);
  return result;
}
