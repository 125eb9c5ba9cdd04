// Threads and signals of the process on Node, for the host thread.
import { constants } from "node:os";
import { SHARE_ENV, Worker } from "node:worker_threads";

/** Deep native recursion (nested containers, C-level calls) needs stack; pages that are not used cost nothing. */
const STACK_MEGABYTES = 64;

export function spawnWorker<Data, Message>(
  entry: string,
  data: Data,
  onMessage: (message: Message) => void,
  onFailure: (error: Error) => void,
): { post(message: unknown): void } {
  const worker = new Worker(entry, {
    workerData: data,
    env: SHARE_ENV,
    execArgv: [],
    trackUnmanagedFds: false,
    resourceLimits: { stackSizeMb: STACK_MEGABYTES },
  });
  worker.on("message", onMessage);
  worker.on("error", onFailure);
  return { post: (message) => worker.postMessage(message) };
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

/** Ends the process; a negative status dies of that signal, as a program that was interrupted should. */
export function exitProcess(status: number): never {
  const name = status < 0 ? names.get(-status) : undefined;
  if (name !== undefined) {
    onSignal(-status, null);
    process.kill(process.pid, name);
    // The signal may take a moment.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
    process.exit(128 - status);
  }
  process.exit(status);
}
