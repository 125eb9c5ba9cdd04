// What Node gives the host thread of a runtime.
import { readFileSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { descriptors } from "../host/node/fork.ts";
import { interruptThread } from "../host/node/interrupt.ts";
import { mostThreads, onSignal, spawnWorker, unlearnSignals, type Written } from "../host/node/threads.ts";
import type { Streams } from "../host/streams.ts";
import { type Command, parseCommandLine } from "../runtime/options.ts";
import type { HostThread } from "../runtime/runtime.ts";

export interface NodePlatformOptions {
  /** The folder of the build. */
  dist: string;
  /** The file that a Worker runs. */
  worker: string;
  /** Whether Python's signal handlers are those of the process. */
  takesSignals: boolean;
  /** Standard streams other than the process's, and where output goes. */
  streams?: { streams: Streams; onOutput: (written: Written) => void };
  /** The program and arguments that start a copy of this process, before those of Python's command line. None: it cannot be forked. */
  command?: string[];
  /** Descriptors that a forked child has from its parent. */
  inherited?: readonly number[];
  /** The build of core that the parent runs. */
  build?: string;
  /** Where a failure of the virtual machine is told; standard error if not given. */
  reportFailure?: (message: string) => void;
}

/** CPython's command line, for the build in the folder `root`. */
export function readCommandLine(words: readonly string[], root: string): Command {
  const dist = join(root, "dist");
  return parseCommandLine(words, {
    environment: process.env,
    executable: join(root, "bin/tollbooth.js"),
    hostProgram: process.execPath,
    stdlib: join(dist, "lib/python3.14"),
    prefix: dist,
    platform: process.platform,
  });
}

/** What tells one build of core from another. */
function buildOf(path: string): string {
  const { size, mtimeMs } = statSync(path);
  return `${size}:${mtimeMs}`;
}

/** The platform for `new Runtime(…)`. TOLLBOOTH_BUILD=debug or hostile chooses another build of core. readCore throws if it is not there. */
export function nodePlatform({
  dist,
  worker,
  takesSignals,
  streams,
  command,
  inherited,
  build,
  reportFailure,
}: NodePlatformOptions): HostThread {
  const wanted = process.env["TOLLBOOTH_BUILD"];
  const core = build?.split(":")[0] ?? (wanted ? `core-${wanted}` : "core");
  if (takesSignals) unlearnSignals();
  const packPath = join(dist, "lib.pack");
  const wasmPath = join(dist, `${core}.wasm`);
  return {
    takesSignals,
    readCore: () => ({ wasm: readFileSync(wasmPath), image: readFileSync(join(dist, `${core}.data`)) }),
    forkPlan() {
      if (command === undefined) return null;
      const own = descriptors().filter((fd) => fd > 2 && !inherited?.includes(fd));
      return { command, args: process.argv.slice(2), own, files: [packPath], build: `${core}:${buildOf(wasmPath)}` };
    },
    spawn: (data, onMessage, onFailure) =>
      streams === undefined
        ? spawnWorker(worker, data, onMessage, onFailure)
        : spawnWorker(worker, { ...data, streams: streams.streams }, onMessage, onFailure, streams.onOutput),
    onSignal: takesSignals ? onSignal : () => {},
    ignoreSignal: takesSignals ? (signal) => onSignal(signal, () => {}) : () => {},
    interrupt: interruptThread,
    mostThreads,
    cpuCount: availableParallelism,
    reportFailure: reportFailure ?? ((message) => process.stderr.write(`${message}\n`)),
    packPath,
  };
}
