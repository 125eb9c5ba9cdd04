// os.fork(), as far as threads go. src/host/node/fork.ts tells how the child gets this process's memory.
//
// Calls between Python functions do not nest on the WebAssembly stack: when the evaluation loop has stored pc and sp of the innermost frame, all that the child
// needs to go on is in memory, except for native functions that have called Python ones (core/modules/forked.ts). `requestFork`, a native function, is
// still on the stack itself. So it only asks, by FORK in the thread's breaker, which the loop looks at after every call, and `forkIfAsked`
// forks there. In the parent it returns; the child begins in `enterForked`.

import { HOSTILE } from "../build.generated";
import { MAIN_BREAKER, MAIN_NATIVE_ID } from "../../contract/layout";
import { hostFork, hostGettid } from "../host.generated";
import { Runtime, runtime, RUNTIME, setThread, Thread, thread } from "../state";
import { Breaker, clearBreaker, setBreaker } from "./breaker";
import { resetGil } from "./gil";

/** Has this thread fork when the calling instruction of the innermost frame is over. */
export function requestFork(): void {
  const r = runtime();
  r.forkFrame = changetype<Thread>(thread).frame;
  r.forkThread = <u32>thread;
  setBreaker(thread, Breaker.FORK);
}

/** The breaker says FORK. The frame has been saved. */
export function forkIfAsked(): void {
  const r = runtime();
  clearBreaker(thread, Breaker.FORK);
  if (r.forkThread != <u32>thread || r.forkFrame != changetype<Thread>(thread).frame) return;
  r.forkFrame = 0;
  r.forkedFromMain = r.mainThread == <u32>thread ? 1 : 0;
  r.forkResult = 0; // what the child sees
  r.forkResult = hostFork(r.heapEnd);
}

/** Whether a request of this thread still waits. */
export function isForkPending(): bool { return runtime().forkFrame != 0; }

/** In the child: makes the thread that forked this Worker's, the main thread, and the holder of the GIL. What others had asked of it is void. */
export function enterForked(): void {
  const r = runtime();
  const block = <usize>r.forkThread;
  const t = changetype<Thread>(block);
  setThread(block);
  resetGil(<u32>block);
  r.mainThread = <u32>block;
  r.traceFree = 0;
  t.trace = 0;
  t.worker = 0;
  t.gilTurn = 0;
  t.gilNext = 0;
  t.spawnNext = 0;
  // Native activations are gone, and what they had begun will not be ended.
  t.nativeDepth = 0;
  t.trashDepth = 0;
  t.signalsPutOff = 0;
  t.breaker &= Breaker.ASYNC_EXC | Breaker.TICK | (HOSTILE ? Breaker.GIL_DROP : 0);
  // No signal is pending in a new process.
  r.signalsHeld = 0;
  t.signalsPending = 0;
  atomic.store<u32>(MAIN_BREAKER, <u32>(block + offsetof<Thread>("breaker")));
  t.nativeId = hostGettid();
  store<u32>(MAIN_NATIVE_ID, t.nativeId);
}

const COUNT: usize = RUNTIME + offsetof<Runtime>("threadCount");
/** The word that counts threads: a forked child whose own thread is done waits here for the others (core/modules/forked.ts). */
export function threadCountWord(): usize { return COUNT; }
