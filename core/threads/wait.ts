// Waiting on words in memory without the GIL: for locks, sleeping and the end of threads.
//
// The main thread can be interrupted by a signal. While it waits, MAIN_WAITS_ON names the word, and the host thread, after it
// has set SIGNAL in the breaker, wakes whoever waits there, again and again until the signal was taken: a wake-up that falls
// between the look at the breaker and the wait is made up for by the next one. Only the SIGNAL bit ends a wait early; the caller
// then runs the handlers (`handlePending`) and, unless one raised, waits for what is left (PEP 475).

import { MAIN_WAITS_ON } from "../../contract/layout";
import { DROP_LOCK, DROP_SLEEP } from "../../contract/traceevents";
import { hostClock } from "../host.generated";
import { Thread, runtime, thread } from "../state";
import { Breaker } from "./breaker";
import { dropGil, takeGil } from "./gil";
import { spinForLock, spinWhile } from "./spin";
import { tryLockWord } from "./word";

export const enum Waited { DONE = 0, TIMED_OUT = 1, INTERRUPTED = 2 }

const MONOTONIC: i32 = 1;

/** Monotonic time in ns. */
export function now(): i64 { return hostClock(MONOTONIC); }
/** The moment `timeout` ns from now; a negative timeout has no end and stays negative. */
export function deadlineAfter(timeout: i64): i64 {
  if (timeout < 0) return -1;
  const at = now() + timeout;
  return at < 0 ? i64.MAX_VALUE : at;
}
/** What is left until a deadline, 0 when it has passed, -1 when there is none. */
function remaining(deadline: i64): i64 {
  if (deadline < 0) return -1;
  const left = deadline - now();
  return left > 0 ? left : 0;
}

function isMain(): bool { return <u32>thread == runtime().mainThread; }
function interrupted(): bool { return (atomic.load<u32>(thread + offsetof<Thread>("breaker")) & Breaker.SIGNAL) != 0; }

/** Takes the lock in `word` (see word.ts), giving the GIL up while it waits. */
export function waitForLock(word: usize, deadline: i64): Waited {
  if (tryLockWord(word)) return Waited.DONE;
  const main = isMain();
  let result = Waited.DONE;
  if (main) atomic.store<u32>(MAIN_WAITS_ON, <u32>word);
  dropGil(DROP_LOCK, 0);
  if (!spinForLock(word)) while (atomic.xchg<u32>(word, 2) != 0) {
    if (main && interrupted()) { result = Waited.INTERRUPTED; break; }
    const left = remaining(deadline);
    if (left == 0) { result = Waited.TIMED_OUT; break; }
    atomic.wait<u32>(word, 2, left);
  }
  takeGil();
  if (main) atomic.store<u32>(MAIN_WAITS_ON, 0);
  return result;
}

/** Waits, without the GIL, until the word differs from `value`; `why` is the DROP_… for the trace. */
export function waitWhile(word: usize, value: u32, deadline: i64, why: u32 = DROP_LOCK): Waited {
  const main = isMain();
  let result = Waited.DONE;
  if (main) atomic.store<u32>(MAIN_WAITS_ON, <u32>word);
  dropGil(why, 0);
  if (why == DROP_LOCK) spinWhile(word, value);
  while (atomic.load<u32>(word) == value) {
    if (main && interrupted()) { result = Waited.INTERRUPTED; break; }
    const left = remaining(deadline);
    if (left == 0) { result = Waited.TIMED_OUT; break; }
    atomic.wait<u32>(word, value, left);
  }
  takeGil();
  if (main) atomic.store<u32>(MAIN_WAITS_ON, 0);
  return result;
}

/** Sleeps until the deadline; Thread.wake stays 0 meanwhile. */
export function sleepUntil(deadline: i64): Waited {
  const result = waitWhile(thread + offsetof<Thread>("wake"), 0, deadline, DROP_SLEEP);
  return result == Waited.TIMED_OUT ? Waited.DONE : result;
}
/** Does what the breaker word asks for: signal handlers, asynchronous exceptions. -1 with an exception set. */
export function handlePending(): i32 {
  const handler = runtime().pendingHandler;
  return handler ? call_indirect<i32>(handler) : 0;
}
