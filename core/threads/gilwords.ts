// The words of the GIL and what every policy does with them. core/threads/gil.ts tells the whole.
//
//   LOCKED         address of the holder's thread block, 0 while the lock is free. Compare-and-exchange from 0 takes it; so whoever reads the
//                  word knows whom to ask.
//   HOLDER         the last holder, which stays after the lock was given up
//   SWITCH_NUMBER  moves whenever the lock goes to another thread than the last holder, and whenever a waiter leaves without it.
//                  A thread that was asked waits here for the switch (forced switching).
//   WAITERS        how many threads want the lock and do not have it
//   YIELDING       how many wait on SWITCH_NUMBER
//   FINALIZING     the thread that ends the process, or 0: no other gets the lock any more

import { HOSTILE } from "../build.generated";
import { Runtime, runtime, RUNTIME, Thread } from "../state";
import { Breaker, clearBreaker, setBreaker } from "./breaker";
import { traceRequest } from "../trace";

export const LOCKED: usize = RUNTIME + offsetof<Runtime>("gilLocked");
export const SWITCH_NUMBER: usize = RUNTIME + offsetof<Runtime>("gilSwitchNumber");
export const HOLDER: usize = RUNTIME + offsetof<Runtime>("gilHolder");
export const WAITERS: usize = RUNTIME + offsetof<Runtime>("gilWaiters");
export const YIELDING: usize = RUNTIME + offsetof<Runtime>("gilYielding");
export const FINALIZING: usize = RUNTIME + offsetof<Runtime>("finalizing");

/** What atomic.wait returns after the whole time. */
export const TIMED_OUT: i32 = 2;

/** The switch interval in ns. */
export function interval(): i64 { return <i64>runtime().gilInterval * 1000; }

/** Whether this thread came too late: another one ends the process. */
export function mustHang(me: u32): bool {
  const finalizing = atomic.load<u32>(FINALIZING);
  return finalizing != 0 && finalizing != me;
}
/** Waits for ever, without the GIL. */
export function hang(): void {
  while (true) atomic.wait<u32>(FINALIZING, atomic.load<u32>(FINALIZING), -1);
}

/** Asks the holder, who was seen in LOCKED, to give the lock up. */
export function ask(holder: u32): void {
  setBreaker(holder, Breaker.GIL_DROP);
  traceRequest(holder);
}
/**
 * Takes back what others have asked of `block`. A thread does it for itself before it tries to take the lock, never after: a request that is there
 * before was meant for an earlier tenure, one that comes later for the one that begins.
 */
export function withdraw(block: u32): void {
  if (!HOSTILE && changetype<Thread>(block).breaker & Breaker.GIL_DROP) clearBreaker(block, Breaker.GIL_DROP);
}

/** `me` has just taken the lock: tells those who wait for a switch. */
export function noteSwitch(me: u32): void {
  if (load<u32>(HOLDER) == me) return;
  store<u32>(HOLDER, me);
  atomic.add<u32>(SWITCH_NUMBER, 1);
  if (atomic.load<u32>(YIELDING)) atomic.notify(SWITCH_NUMBER, -1);
}

/** Makes the lock free and wakes one of those who sleep on it. */
export function release(): void {
  atomic.store<u32>(LOCKED, 0);
  if (atomic.load<u32>(WAITERS)) atomic.notify(LOCKED, 1);
}

/**
 * A waiter (of `timed` or `ticks`) leaves without the lock, for ever: it clears the request that it made of `asked` (0 if of nobody), has those look again who
 * wait for a switch that it will not make, and passes on a wake-up that may have been meant for it.
 */
export function leave(asked: u32): void {
  if (asked) clearBreaker(asked, Breaker.GIL_DROP);
  atomic.sub<u32>(WAITERS, 1);
  atomic.add<u32>(SWITCH_NUMBER, 1);
  if (atomic.load<u32>(YIELDING)) atomic.notify(SWITCH_NUMBER, -1);
  if (!atomic.load<u32>(LOCKED)) atomic.notify(LOCKED, 1);
  hang();
}
