// The entry of core.wasm: what the host calls. How the runtime comes to be is in boot.ts.

import { boot, runMainModule } from "./boot";
import { runForked as goOnForked } from "./modules/forked";
import { runWorker as runThreads } from "./threads/thread";

/**
 * Boots, runs the main module and ends the interpreter, on the main thread's Worker; the process's exit status.
 * `memoryLimit` in chunks of 64 KiB, 0 for none; `seed` of string hashes.
 */
export function runMain(memoryLimit: u32, seed: u64): i32 {
  boot(memoryLimit, seed);
  return runMainModule();
}

/** In a forked child, whose memory is its parent's: goes on with the thread that forked; the process's exit status. */
export function runForked(): i32 { return goOnForked(); }

/** Runs threads as they come, on every other Worker. Does not return. */
export function runWorker(index: u32): void { runThreads(index); }
