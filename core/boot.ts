// How the runtime comes to be, and running the main module.

import { NULL, boxPtr, intOf, isInt } from "./value";
import { runtime, RUNTIME, Runtime } from "./state";
import { T, N, name, initNames } from "./names.generated";
import { initHeap } from "./memory/alloc";
import { initMonitors } from "./objects/monitors";
import { initStaticTypes } from "./objects/typeobject";
import { initEarlyTypes } from "./objects/define";
import { tupleNew } from "./objects/tupleobject";
import { internAscii } from "./objects/strnew";
import { initTypes } from "./types";
import { initNativeModules } from "./natives";
import { initBuiltins } from "./modules/builtins";
import { initSys } from "./modules/sys";
import { packCode } from "./modules/_imp";
import { makeNativeModule } from "./modules/registry";
import { dictNew, dictSet } from "./objects/dict";
import { runCode } from "./interp/runcode";
import { finalizeModules, noteFirstBuiltins } from "./modules/finalize";
import { importModule } from "./modules/import";
import { callMethod0 } from "./abstract";
import { decref } from "./memory/refcount";
import { initGil } from "./threads/gil";
import { enterMainThread } from "./threads/thread";
import { initCycles } from "./memory/cycles";
import { initSignalHandling } from "./modules/_signals";
import { reportFatal } from "./modules/fatal";

/** The words of Runtime that hold "no value" at first. */
function clearRuntime(): void {
  const r = runtime();
  // The host has chosen the GIL's policy.
  const policy = runtime().gilPolicy;
  memory.fill(RUNTIME, 0, offsetof<Runtime>());
  runtime().gilPolicy = policy;
  r.importlib = NULL;
  r.mainModule = NULL;
  r.firstBuiltins = NULL;
  r.firstModules = NULL;
  r.warningsModule = NULL;
  r.atexit = NULL;
  r.auditHooks = NULL;
  r.codecSearchPath = NULL;
  r.codecCache = NULL;
  r.codecErrors = NULL;
  r.gcGarbage = NULL;
  r.gcCallbacks = NULL;
  r.emptyStr = NULL;
  r.emptyBytes = NULL;
  r.maxStrDigits = 4300;
  r.recursionLimit = 1000;
}

/** Makes the runtime: heap, types, builtins, sys. `memoryLimit` in chunks of 64 KiB (0: none), `seed` of string hashes. Once, by the main Worker. */
export function boot(memoryLimit: u32, seed: u64): void {
  clearRuntime();
  const r = runtime();
  r.hashSeed = seed;
  initHeap(memoryLimit);
  initMonitors();
  initGil();
  enterMainThread();
  initSignalHandling();
  initCycles();
  initStaticTypes();
  initEarlyTypes();
  initNames();
  r.emptyTuple = tupleNew(0);
  r.blank = internAscii(" ");
  r.newline = internAscii("\n");
  r.stringFilename = internAscii("<string>");
  r.utf8Name = internAscii("utf-8");
  r.bootstrapName = internAscii("importlib._bootstrap");
  r.bootstrapExternalName = internAscii("importlib._bootstrap_external");
  initTypes();
  initBuiltins();
  initSys();
  initNativeModules();
  noteFirstBuiltins();
}

/** Runs the module body of lib/_boot.py, which has no import system yet. False with an exception. */
function runBootModule(): bool {
  const r = runtime();
  const bootName = internAscii("_boot");
  const code = packCode(bootName);
  decref(bootName);
  if (code == NULL) return false;
  const globals = dictNew();
  const imp = makeNativeModule(name(N._imp));
  dictSet(globals, name(N.__builtins__), r.builtinsDict);
  dictSet(globals, name(N.__name__), name(N._boot));
  dictSet(globals, name(N.sys), r.sysModule);
  dictSet(globals, name(N._imp), imp);
  dictSet(globals, name(N.simple_namespace), boxPtr(T.SimpleNamespace));
  decref(imp);
  const result = runCode(code, globals, NULL, NULL);
  decref(code);
  decref(globals);
  if (result == NULL) return false;
  decref(result);
  return true;
}

/** Starts Python up, runs the main module and ends the interpreter; the process's exit status. After `boot`. */
export function runMainModule(): i32 {
  if (runBootModule()) {
    const start = importModule(name(N._start));
    if (start != NULL) {
      const status = callMethod0(start, name(N.main));
      decref(start);
      if (status != NULL) {
        finalizeModules();
        return isInt(status) ? <i32>intOf(status) : 1;
      }
    }
  }
  reportFatal("the interpreter could not start");
  return 1;
}
