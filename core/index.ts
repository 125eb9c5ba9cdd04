// The entry of core.wasm: what the host calls, and the order in which the runtime is set up.
//
// A new type adds its init function to `initTypes` (after the types that it names in defType), a native module itself to
// core/modules/registry.ts.

import { initEarlyTypes } from "./objects/define";
import { initStaticTypes } from "./objects/typeobject";
import { initHeap } from "./memory/alloc";
import { initThreadTypes, init_thread } from "./modules/_thread";
import { initTimeTypes, init_time } from "./modules/time";
import { initNames } from "./names.generated";
import { initGil } from "./threads/gil";
import { enterMainThread, runWorker as runThreads } from "./threads/thread";
import { Value } from "./value";

/** Declares the built-in types. */
function initTypes(): void {
  initThreadTypes();
  initTimeTypes();
}

/** Sets the runtime up, in the main thread. */
function boot(): void {
  initHeap(0);
  initGil();
  enterMainThread();
  initStaticTypes();
  initEarlyTypes();
  initNames();
  initTypes();
}

/** Runs the main module, on the main thread's Worker; the exit status. */
export function runMain(): i32 {
  boot();
  return 0;
}

/** Runs threads as they come, on every other Worker. Does not return. */
export function runWorker(index: u32): void { runThreads(index); }

/** Until a registry of native modules calls them. */
export function keepModules(module: Value): void { init_thread(module); init_time(module); }
