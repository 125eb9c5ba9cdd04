// What runs in a Worker: one instance of core over the shared memory, one Python thread at a time.
//
// The Worker of index 0 is the main Python thread. Every other takes a thread block from the table of Workers (contract/layout.ts),
// runs it and parks for the next; it never returns to its event loop.
import {
  EXIT_REQUESTED,
  EXIT_STATUS,
  HOST_SIGNAL,
  SIGNAL_ACTION,
  SIGNAL_ACTION_SIZE,
  SIGNALS_OURS,
  SIGNALS_SET,
  SIGNALS_WATCHED,
  WORKERS,
} from "../../contract/layout.ts";
import { errno, type Forked, type ForkPlan, type Host } from "../host/host.ts";
import { UnicodeNames } from "../modules/unicodenames.ts";
import type { Compiler } from "./compiler.ts";
import { marshalData, type RuntimeConfig } from "./config.ts";
import { makeImports, type WorkerServices } from "./imports.ts";
import { PAGE_SIZE, SharedMemory } from "./memory.ts";
import { Pack } from "./pack.ts";

/** What the host thread gives a Worker. */
export interface WorkerData {
  index: number;
  memory: WebAssembly.Memory;
  config: RuntimeConfig;
  packPath: string;
  isTraced: boolean;
  /** How to start a copy of this process; null where there can be none. */
  forkPlan: ForkPlan | null;
  /** What a forked child that still has to say that it is there knows of its parent. */
  forked: Forked | null;
  /** Core, compiled; the first Worker starts while it is still being compiled and gets it as a message. */
  module: WebAssembly.Module | null;
}

/** What a platform gives a Worker besides its Host. */
export interface WorkerPlatform {
  host: Host;
  loadCompiler(lookupName: (name: string) => string | null): Compiler;
  /** The table of character names (src/modules/unicodenames.br), unpacked. */
  readNames(): string;
  post(message: WorkerMessage): void;
}

export type WorkerMessage = { signal: number; action: number };

/** What core exports for its Workers (core/index.ts). */
interface CoreExports {
  /** Boots the runtime, runs the main module, ends the interpreter; the process's exit status. The limit is in 64 KiB chunks, 0 for none. */
  runMain(memoryLimit: number, hashSeed: bigint): number;
  /** In a forked child: goes on with the thread that forked; the process's exit status. */
  runForked(): number;
  /** Runs threads as they come. Does not return. */
  runWorker(index: number): void;
}

Error.stackTraceLimit = 40;
const SIGABRT = 6;

export function startWorker(platform: WorkerPlatform, data: WorkerData, module: WebAssembly.Module): void {
  const memory = new SharedMemory(data.memory);
  let pack: Pack | null = null;
  let compiler: Compiler | null = null;
  let names: UnicodeNames | null = null;
  const openPack = () => new Pack(platform.host, data.packPath, data.config.stdlib);
  const services: WorkerServices = {
    config: () => marshalData(data.config as unknown as Parameters<typeof marshalData>[0]),
    compiler: () => (compiler ??= platform.loadCompiler((name) => services.names().find(name))),
    names: () => (names ??= new UnicodeNames(platform.readNames())),
    packFind: (name, what) => (pack ??= openPack()).find(name, what),
    packNames: () => (pack ??= openPack()).names(),
    forkPlan: () => data.forkPlan,
    forked: () => platform.host.forked(data.forked!),
    watchSignal: (signal, action) => watchSignal(memory, platform, signal, action),
    exit: (status) => requestExit(memory, status),
    abort() {
      if (!data.isTraced) platform.host.abort();
      // The host thread sees to the trace first.
      requestExit(memory, -SIGABRT);
      Atomics.wait(memory.ints(EXIT_REQUESTED, 1), 0, 2);
    },
  };
  const imports = makeImports(memory, platform.host, services);
  const env = {
    memory: data.memory,
    // Reached only by a bug in core: AssemblyScript's own assertions.
    abort(message: number, _file: number, line: number, column: number) {
      throw new Error(`assertion failed in core at ${line}:${column}: ${literal(memory, message)}`);
    },
  };
  const core = new WebAssembly.Instance(module, { env, host: imports as unknown as WebAssembly.ModuleImports })
    .exports as unknown as CoreExports;
  if (data.index !== 0) core.runWorker(data.index);
  else if (data.forked !== null) requestExit(memory, core.runForked());
  else requestExit(memory, core.runMain(Math.ceil(data.config.memoryLimit / PAGE_SIZE), hashSeed(platform.host, data.config)));
  // A Worker that ends takes the FFI down, which then writes to the standard streams: where one is closed the end of the process comes first.
  if (isFolder(platform.host, 1) || isFolder(platform.host, 2)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

/** Whether a standard stream was closed: a folder is there in its place (src/host/node/files.ts). */
function isFolder(host: Host, fd: number): boolean {
  try {
    return (Number(host.fstat(fd)[0]) & 0o170000) === 0o040000;
  } catch {
    return false;
  }
}

/** A string literal of AssemblyScript: UTF-16, its length in bytes before it. */
function literal(memory: SharedMemory, at: number): string {
  if (at === 0) return "";
  const bytes = memory.ints(at - 4, 1)[0]! >>> 0;
  return new TextDecoder("utf-16le").decode(memory.copy(at, bytes));
}

/**
 * Has the process do something else at a signal. Only the host thread can get a handler of Node's, so it is asked, and waited for: a signal may be
 * sent right after. Once the handler is there it is taken away and put back from here.
 */
function watchSignal(memory: SharedMemory, platform: WorkerPlatform, signal: number, action: number): void {
  const words = memory.ints(0, WORKERS / 4);
  if (Atomics.load(words, SIGNALS_OURS / 4) === 1) {
    const bit = signal - 1;
    const isWatched = ((Atomics.load(words, SIGNALS_WATCHED / 4 + (bit >>> 5)) >>> (bit & 31)) & 1) === 1;
    if (action !== 2 || isWatched) {
      try {
        platform.host.signalAction(signal, action, memory.bytes(SIGNAL_ACTION, SIGNAL_ACTION_SIZE), isWatched);
        return;
      } catch (error) {
        // Without an FFI the host thread does what it can.
        if (platform.host.errorNumber(error) !== errno.ENOSYS) throw error;
      }
    }
  }
  const before = Atomics.load(words, SIGNALS_SET / 4);
  platform.post({ signal, action });
  while (Atomics.load(words, SIGNALS_SET / 4) === before) Atomics.wait(words, SIGNALS_SET / 4, before);
}

/** The seed of string hashes: PYTHONHASHSEED's, or a random one. */
function hashSeed(host: Host, config: RuntimeConfig): bigint {
  if (config.hashSeed !== null) return BigInt(config.hashSeed);
  const bytes = new Uint8Array(8);
  host.random(bytes);
  return new DataView(bytes.buffer).getBigUint64(0) | 1n;
}

/** Has the host thread end the process. */
function requestExit(memory: SharedMemory, status: number): void {
  const words = memory.ints(0, WORKERS / 4);
  if (Atomics.compareExchange(words, EXIT_REQUESTED / 4, 0, 1) !== 0) return;
  Atomics.store(words, EXIT_STATUS / 4, status);
  Atomics.store(words, EXIT_REQUESTED / 4, 2);
  Atomics.add(words, HOST_SIGNAL / 4, 1);
  Atomics.notify(words, HOST_SIGNAL / 4);
}
