// The Global Interpreter Lock. Guarded by tests/threads/gil_*.py.
//
// Words (core/state.ts): `gilLocked` is 1 while a thread holds the lock; `gilWaiters` counts threads that want it; `gilHolder` is
// the thread block of the last holder; `gilSwitchNumber` counts hand-overs from one thread to another.
//
// Taking. A thread that finds the lock held waits on `gilLocked` for at most one interval (5 ms, sys.setswitchinterval). If it timed
// out and `gilSwitchNumber` did not move meanwhile, nobody is giving the lock up by himself: it sets GIL_DROP in the holder's
// breaker word, and waits on. Whoever takes the lock clears GIL_DROP in its own breaker, for a request made before it took the
// lock was meant for another holder.
//
// Dropping. Giving the lock up is one store and, if somebody waits, one wake-up. A holder that gives it up because it was asked
// (`yieldGil`) then waits until the switch number has moved, that is, until another thread has really taken the lock: without that it
// would take it again before the woken one runs. Waiters may also leave without the lock (the runtime ends), so that wait
// looks at `gilWaiters` now and then.
//
// The end. Once `finalizing` is set, threads other than the one it names never get the lock: they hang here until the process ends.
//
// Policies differ in when a waiter asks and in whether the asked one waits for the switch: `timed` is the one above (since 3.2);
// `ticks` is that of 2.x: it asks at once, the holder gives the lock up after 100 looks at its breaker, and takes its chance to
// get it back. A thread without a block (at boot) uses none of this.
//
// In the hostile build GIL_DROP never goes out: the lock changes hands at every look at the breaker for which somebody waits.

import { HOSTILE } from "../build.generated";
import { current, runtime, thread, RUNTIME } from "../state";
import { Breaker, clearBreaker, setBreaker } from "./breaker";

export const enum GilPolicy { TIMED = 0, TICKS = 1 }

const LOCKED: usize = RUNTIME;
const SWITCH_NUMBER: usize = RUNTIME + 4;
const HOLDER: usize = RUNTIME + 8;
const WAITERS: usize = RUNTIME + 20;
const YIELDING: usize = RUNTIME + 24;
const FINALIZING: usize = RUNTIME + 44;

const MICROSECOND: i64 = 1000;
/** A yielding thread looks this often whether the waiters have left, in ns. */
const RECHECK: i64 = 5_000_000;
const TICKS: u32 = 100;

export function initGil(): void {
  const r = runtime();
  r.gilLocked = 0;
  r.gilSwitchNumber = 0;
  r.gilHolder = 0;
  r.gilInterval = 5000;
  r.gilPolicy = GilPolicy.TIMED;
  r.gilWaiters = 0;
  r.gilYielding = 0;
}

/** Takes the GIL for this thread; returns when it has it. */
export function takeGil(): void {
  const me = <u32>thread;
  hangWhenFinalizing(me);
  if (atomic.cmpxchg<u32>(LOCKED, 0, 1) != 0) waitForGil(me);
  if (load<u32>(HOLDER) != me) {
    store<u32>(HOLDER, me);
    atomic.add<u32>(SWITCH_NUMBER, 1);
    if (atomic.load<u32>(YIELDING)) atomic.notify(SWITCH_NUMBER, -1);
  }
  if (HOSTILE) setBreaker(me, Breaker.GIL_DROP);
  else if (current().breaker & Breaker.GIL_DROP) clearBreaker(me, Breaker.GIL_DROP);
  hangWhenFinalizing(me);
}

function waitForGil(me: u32): void {
  atomic.add<u32>(WAITERS, 1);
  while (atomic.cmpxchg<u32>(LOCKED, 0, 1) != 0) {
    const seen = atomic.load<u32>(SWITCH_NUMBER);
    const r = runtime();
    const isTimed = r.gilPolicy == GilPolicy.TIMED;
    if (!isTimed) askHolder(me);
    const waited = atomic.wait<u32>(LOCKED, 1, <i64>r.gilInterval * MICROSECOND);
    if (waited == 2 && isTimed && atomic.load<u32>(SWITCH_NUMBER) == seen) askHolder(me);
  }
  atomic.sub<u32>(WAITERS, 1);
}

function askHolder(me: u32): void {
  const holder = atomic.load<u32>(HOLDER);
  if (holder && holder != me && atomic.load<u32>(LOCKED)) setBreaker(holder, Breaker.GIL_DROP);
}

/** Gives the GIL up. */
export function dropGil(): void {
  atomic.store<u32>(LOCKED, 0);
  if (atomic.load<u32>(WAITERS)) atomic.notify(LOCKED, 1);
}

/** Does what GIL_DROP in this thread's breaker asks for: lets another thread have the GIL, and takes it again. */
export function yieldGil(): void {
  const me = thread;
  const r = runtime();
  const t = current();
  if (r.gilPolicy == GilPolicy.TICKS) {
    if (++t.ticks < TICKS) return;
    t.ticks = 0;
    clearBreaker(me, Breaker.GIL_DROP);
    dropGil();
    takeGil();
    return;
  }
  if (!HOSTILE) clearBreaker(me, Breaker.GIL_DROP);
  if (!atomic.load<u32>(WAITERS)) return;
  const number = atomic.load<u32>(SWITCH_NUMBER);
  atomic.add<u32>(YIELDING, 1);
  dropGil();
  while (atomic.load<u32>(SWITCH_NUMBER) == number && atomic.load<u32>(WAITERS)) {
    atomic.wait<u32>(SWITCH_NUMBER, number, RECHECK);
  }
  atomic.sub<u32>(YIELDING, 1);
  takeGil();
}

/** Before a host call that runs without the GIL: why (DROP_BLOCKING or DROP_NATIVE) and its row, for the trace. */
export function blockingBegin(why: u32, call: u32): void {
  if (thread) dropGil();
}
/** After it. */
export function blockingEnd(): void {
  if (thread) takeGil();
}

export function gilHeld(): bool { return load<u32>(LOCKED) != 0 && load<u32>(HOLDER) == <u32>thread; }

/** Threads that come too late wait for the end of the process here, without the GIL. */
function hangWhenFinalizing(me: u32): void {
  const finalizing = atomic.load<u32>(FINALIZING);
  if (!finalizing || finalizing == me) return;
  if (load<u32>(HOLDER) == me && load<u32>(LOCKED)) dropGil();
  hang();
}
/** Waits for ever. */
export function hang(): void {
  while (true) atomic.wait<u32>(FINALIZING, atomic.load<u32>(FINALIZING), -1);
}
