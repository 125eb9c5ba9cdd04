// Threads and signals of the process on Node, for the host thread.
import { readFileSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { MessageChannel, receiveMessageOnPort, SHARE_ENV, Worker } from "node:worker_threads";
import { leaveRemovedFolder } from "./folder.ts";
import { libc } from "./libc.ts";

/** Deep native recursion (nested containers, C-level calls) needs stack; pages that are not used cost nothing. */
const STACK_MEGABYTES = 64;

/**
 * By how much Linux may put the end of a timed wait off so that it goes with others', in ns: it does so by 50 µs unless told otherwise, a tenth of a switch
 * interval of 0.5 ms. A thread has it from the one that starts it.
 */
const TIMER_SLACK = 1;

/** Mappings of a Worker's heap, code and stack: 37 on Node 26. V8 ends the process when the kernel refuses it one. */
const MAPPINGS_OF_WORKER = 40;

/** How many Workers the process may have: 1,638 where the kernel's limit on mappings is 65,530, its default. */
export function mostThreads(): number {
  if (process.platform !== "linux") return Number.POSITIVE_INFINITY;
  try {
    return Math.floor(Number(readFileSync("/proc/sys/vm/max_map_count", "latin1")) / MAPPINGS_OF_WORKER);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

export interface SpawnedWorker {
  post(message: unknown): void;
  /** Ends the Worker, whatever it does; what it has written before is handed out first. */
  end(): Promise<void>;
}

/** Sets the timer slack of the calling thread, for the threads that it starts; 0 is the system's. */
function setTimerSlack(ns: number): void {
  if (process.platform !== "linux") return;
  try {
    writeFileSync("/proc/self/timerslack_ns", String(ns));
  } catch {
    // Timed waits stay a little longer.
  }
}

/** A chunk that a Worker wrote to a standard stream. */
export type Written = { fd: number; chunk: Uint8Array };

/**
 * Starts a Worker. With `onOutput` it finds a port in `data.output`, to which it posts what is written to the standard streams: a port of its own,
 * because that can be read to the end once the Worker's program is done.
 */
export function spawnWorker<Data, Message>(
  entry: string,
  data: Data,
  onMessage: (message: Message) => void,
  onFailure: (error: Error) => void,
  onOutput?: (written: Written) => void,
): SpawnedWorker {
  const channel = onOutput === undefined ? null : new MessageChannel();
  setTimerSlack(TIMER_SLACK);
  const goBack = leaveRemovedFolder();
  const worker = new Worker(entry, {
    workerData: channel === null ? data : { ...data, output: channel.port1 },
    transferList: channel === null ? [] : [channel.port1],
    env: SHARE_ENV,
    execArgv: [],
    trackUnmanagedFds: false,
    // Else Node would open its own streams on the standard ones to pass on what a Worker prints, and make pipes non-blocking.
    stdout: true,
    stderr: true,
    resourceLimits: { stackSizeMb: STACK_MEGABYTES },
  });
  setTimerSlack(0);
  worker.once("online", goBack);
  worker.once("exit", goBack);
  worker.on("message", onMessage);
  worker.on("error", onFailure);
  channel?.port2.on("message", onOutput!);
  return {
    post: (message) => worker.postMessage(message),
    async end() {
      if (channel !== null) {
        for (let left = receiveMessageOnPort(channel.port2); left !== undefined; left = receiveMessageOnPort(channel.port2))
          onOutput!(left.message as Written);
        channel.port2.close();
      }
      await worker.terminate();
    },
  };
}

const names = new Map(Object.entries(constants.signals).map(([name, number]) => [number, name as NodeJS.Signals]));
const handlers = new Map<number, () => void>();

/** Has `handler` called for a signal, or, with null, lets the signal have its default effect again. */
export function onSignal(signal: number, handler: (() => void) | null): void {
  const name = names.get(signal);
  if (name === undefined || name === "SIGKILL" || name === "SIGSTOP") return;
  const old = handlers.get(signal);
  if (old !== undefined) process.off(name, old);
  handlers.delete(signal);
  if (handler !== null) {
    handlers.set(signal, handler);
    process.on(name, handler);
  }
}

/**
 * Node starts its debugger at SIGUSR1, and at SIGTERM runs a handler before the process ends; handlers that come and go leave the system's
 * defaults.
 */
export function unlearnSignals(): void {
  for (const signal of [constants.signals.SIGUSR1, constants.signals.SIGTERM]) {
    onSignal(signal, () => {});
    onSignal(signal, null);
  }
}

/** Whether Node was asked for something that it writes at its own end, as --cpu-prof does. */
function owesOutput(): boolean {
  return process.execArgv.length > 0 || process.env["NODE_V8_COVERAGE"] !== undefined;
}

/**
 * Ends the process; a negative status dies of that signal, as a program that was interrupted should.
 *
 * Node's own end waits for threads: for Python's, of which one may be in a system call, and for V8's, of which one may wait for the very thread that
 * ends to collect its garbage (it compiles a function of the host thread's and is out of room), so that the process hangs. It also takes
 * the FFI down, which flushes its own streams and complains or hangs if Python closed a standard stream. So the process ends without it: all
 * that Python wrote has been written with system calls.
 */
export function exitProcess(status: number): never {
  const name = status < 0 ? names.get(-status) : undefined;
  if (name !== undefined) {
    onSignal(-status, null);
    process.kill(process.pid, name);
    // The signal may take a moment.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
  }
  const shown = status < 0 ? 128 - status : status;
  if (!owesOutput()) {
    try {
      libc("void _exit(int status)", shown);
    } catch {
      // There is no FFI.
    }
  }
  process.exit(shown);
}
