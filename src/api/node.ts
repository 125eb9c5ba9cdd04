// What Node gives the host thread of a runtime.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { interruptThread } from "../host/node/interrupt.ts";
import { onSignal, spawnWorker, unlearnSignals, type Written } from "../host/node/threads.ts";
import type { Streams } from "../host/streams.ts";
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
  /** Where a failure of the virtual machine is told; standard error if not given. */
  reportFailure?: (message: string) => void;
}

/** The platform for `new Runtime(…)`. TOLLBOOTH_BUILD=debug or hostile chooses another build of core. Throws if the build is not there. */
export function nodePlatform({ dist, worker, takesSignals, streams, reportFailure }: NodePlatformOptions): HostThread {
  const build = process.env["TOLLBOOTH_BUILD"];
  const core = build === "debug" || build === "hostile" ? `core-${build}` : "core";
  if (takesSignals) unlearnSignals();
  return {
    takesSignals,
    readCore: () => ({ wasm: readFileSync(join(dist, `${core}.wasm`)), image: readFileSync(join(dist, `${core}.data`)) }),
    spawn: (data, onMessage, onFailure) =>
      streams === undefined
        ? spawnWorker(worker, data, onMessage, onFailure)
        : spawnWorker(worker, { ...data, streams: streams.streams }, onMessage, onFailure, streams.onOutput),
    onSignal: takesSignals ? onSignal : () => {},
    ignoreSignal: takesSignals ? (signal) => onSignal(signal, () => {}) : () => {},
    interrupt: interruptThread,
    reportFailure: reportFailure ?? ((message) => process.stderr.write(`${message}\n`)),
    packPath: join(dist, "lib.pack"),
  };
}
