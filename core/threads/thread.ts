// Threads: their blocks, and a thread's way from start to end.
//
// newThread (by the parent, with the GIL) → startOnWorker → runWorker on the Worker: takes the GIL, calls the target, drops
// what the thread owned, tells its handle, parks, gives the GIL up. A handle (core/modules/_thread.ts) outlives its thread.

import { MAIN_BREAKER, MAIN_NATIVE_ID } from "../../contract/layout";
import { DROP_ENDED } from "../../contract/traceevents";
import { hostGettid } from "../host.generated";
import { alloc, free } from "../memory/alloc";
import { decref } from "../memory/refcount";
import { Thread, THREAD_SIZE, current, runtime, setThread, thread } from "../state";
import { traceThreadStart } from "../trace";
import { NULL, Value } from "../value";
import { dropGil, takeGil } from "./gil";
import { threadCountWord } from "./fork";
import { park, parkFirst, startOnWorker, waitForTask } from "./pool";

export const enum ThreadState { NEW = 0, RUNNING = 1, ENDED = 2 }

/** Nested native activations; measured to fit the Workers' stacks (src/host/node/threads.ts). */
const NATIVE_LIMIT: u32 = 2000;

/** A new thread block in the list of threads, or 0 when memory is exhausted (no exception set). */
export function newThread(): usize {
  const r = runtime();
  let block = <usize>r.freeThreads;
  if (block) r.freeThreads = changetype<Thread>(block).next;
  else {
    block = alloc(THREAD_SIZE);
    if (!block) return 0;
  }
  memory.fill(block, 0, THREAD_SIZE);
  const t = changetype<Thread>(block);
  t.ident = ++r.nextIdent;
  t.exc = NULL;
  t.context = NULL;
  t.dict = NULL;
  t.traceFunc = NULL;
  t.profileFunc = NULL;
  t.whatEvent = -1;
  t.reprRunning = NULL;
  t.asyncGenFirstIter = NULL;
  t.asyncGenFinalizer = NULL;
  t.target = NULL;
  t.args = NULL;
  t.kwargs = NULL;
  t.handle = NULL;
  t.baseExcInfo0 = NULL;
  t.excInfo = <u32>(block + offsetof<Thread>("baseExcInfo0"));
  t.asyncExcValue = NULL;
  t.localDict = NULL;
  const parent = thread ? current() : changetype<Thread>(0);
  t.pyLimit = thread ? parent.pyLimit : r.recursionLimit;
  t.nativeLimit = NATIVE_LIMIT;
  if (thread) t.signalMask = parent.signalMask;
  t.next = r.threads;
  if (r.threads) changetype<Thread>(r.threads).prev = <u32>block;
  r.threads = <u32>block;
  r.threadCount++;
  return block;
}

/** Makes the main thread's block this Worker's, with the GIL taken. At boot, when the heap and the GIL are set up. */
export function enterMainThread(): void {
  const block = newThread();
  const t = changetype<Thread>(block);
  setThread(block);
  runtime().mainThread = <u32>block;
  atomic.store<u32>(MAIN_BREAKER, <u32>(block + offsetof<Thread>("breaker")));
  t.nativeId = hostGettid();
  store<u32>(MAIN_NATIVE_ID, t.nativeId);
  t.state = ThreadState.RUNNING;
  takeGil();
}

/** Starts a thread that calls `target(*args, **kwargs)`; the values are stolen, kwargs is a dict or NULL. */
export function startThread(block: usize, target: Value, args: Value, kwargs: Value, handle: Value): void {
  const t = changetype<Thread>(block);
  t.target = target;
  t.args = args;
  t.kwargs = kwargs;
  t.handle = handle;
  startOnWorker(block);
}

/** Runs threads as they come; the main function of every Worker but the main thread's. Does not return. */
export function runWorker(index: u32): void {
  let block = parkFirst(index);
  while (true) {
    if (!block) block = waitForTask(index);
    changetype<Thread>(block).worker = index;
    block = runThread(block);
  }
}

/** Returns the next thread for this Worker, or 0 when the Worker is parked. */
function runThread(block: usize): usize {
  setThread(block);
  const t = changetype<Thread>(block);
  t.nativeId = hostGettid();
  traceThreadStart();
  takeGil();
  t.state = ThreadState.RUNNING;
  const handler = runtime().runThreadHandler;
  if (handler) call_indirect<void>(handler, block);
  const worker = t.worker;
  forgetThread(block);
  const next = park(worker);
  dropGil(DROP_ENDED, 0);
  setThread(0);
  return next;
}

/** Drops what a thread owned, and takes it out of the list. */
export function forgetThread(block: usize): void {
  const t = changetype<Thread>(block);
  dropField(block + offsetof<Thread>("target"));
  dropField(block + offsetof<Thread>("args"));
  dropField(block + offsetof<Thread>("kwargs"));
  dropField(block + offsetof<Thread>("localDict"));
  dropField(block + offsetof<Thread>("dict"));
  dropField(block + offsetof<Thread>("context"));
  dropField(block + offsetof<Thread>("traceFunc"));
  dropField(block + offsetof<Thread>("profileFunc"));
  dropField(block + offsetof<Thread>("reprRunning"));
  dropField(block + offsetof<Thread>("asyncGenFirstIter"));
  dropField(block + offsetof<Thread>("asyncGenFinalizer"));
  dropField(block + offsetof<Thread>("asyncExcValue"));
  dropField(block + offsetof<Thread>("exc"));
  // The handle tells those who wait for the thread, so it goes when the thread's own values are gone.
  dropField(block + offsetof<Thread>("handle"));
  for (let chunk = <usize>t.stackBase; chunk; ) {
    const previous = <usize>load<u32>(chunk);
    free(chunk);
    chunk = previous;
  }
  if (t.hostScratch) free(t.hostScratch);
  const r = runtime();
  if (t.prev) changetype<Thread>(t.prev).next = t.next;
  else r.threads = t.next;
  if (t.next) changetype<Thread>(t.next).prev = t.prev;
  r.threadCount--;
  if (r.forkThread) atomic.notify(threadCountWord(), -1);
  t.state = ThreadState.ENDED;
  t.next = r.freeThreads;
  r.freeThreads = <u32>block;
}

function dropField(slot: usize): void {
  const value = load<u64>(slot);
  store<u64>(slot, NULL);
  decref(value);
}
