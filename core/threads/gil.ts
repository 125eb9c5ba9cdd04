// The Global Interpreter Lock: one interface, and a choice of policies behind it.
//
// What every policy keeps to:
// - One word, LOCKED, says who holds the lock. gilwords.ts draws it and its neighbours.
// - Waiting is sleeping on a word in memory; nobody spins for longer than 20 microseconds (spin.ts).
// - A holder is asked by GIL_DROP in its breaker word, which it looks at on back edges and calls (core/interp/breakers.ts).
// - Every taking and dropping goes through `takeGil`, `dropGil` and `yieldGil` below, and so every one is in the trace: WANT and TAKE, DROP with its reason.
// - Once `finalizing` is set, threads other than the one it names never get the lock: they hang until the process ends, wherever they come to
//   want it. A waiter that leaves so puts in order what others could wait for.
//
// The policies, each with its protocol in prose: policy_timed.ts (CPython since 3.2, the default), policy_ticks.ts (Python 2), policy_fair.ts (ours). They
// differ in who asks the holder and when, in who comes next, and in whether the one who was asked waits for the switch. A policy is chosen
// by the host before the runtime boots (`-X gil=`, TOLLBOOTH_GIL, the API) and stays.
//
// In the hostile build GIL_DROP never goes out: the lock changes hands before every instruction for which somebody waits
// (hostileStep in core/interp/breakers.ts), and who gives it up so counts as a waiter at once.
// Guarded by tests/threads/gil_*.

import { HOSTILE } from "../build.generated";
import { runtime, thread } from "../state";
import { DROP_ENDED } from "../../contract/traceevents";
import { traceDrop, traceTake, traceThreadEnd } from "../trace";
import { Breaker, setBreaker } from "./breaker";
import { FINALIZING, hang, LOCKED, mustHang } from "./gilwords";
import { fairDrop, fairTake, fairTakeAgain, fairYield } from "./policy_fair";
import { ticksDrop, ticksTake, ticksYield } from "./policy_ticks";
import { timedDrop, timedTake, timedYield, timedYielded } from "./policy_timed";

export const enum GilPolicy { TIMED = 0, TICKS = 1, FAIR = 2 }

export function initGil(): void {
  const r = runtime();
  r.gilSwitchNumber = 0;
  r.gilInterval = 5000;
  r.checkInterval = 100;
  resetGil(0);
}

/** The GIL as it is while nobody waits for it: `holder`, a thread's block, has it, or nobody (0). For a process with no other thread. */
export function resetGil(holder: u32): void {
  const r = runtime();
  r.gilLocked = holder;
  r.gilHolder = holder;
  r.gilWaiters = 0;
  r.gilYielding = 0;
  r.gilQueueLock = 0;
  r.gilReturnedCount = 0;
  r.gilReturnedFirst = 0;
  r.gilReturnedLast = 0;
  r.gilComputingFirst = 0;
  r.gilComputingLast = 0;
}

/** Takes the GIL for this thread; returns when it has it. */
export function takeGil(): void {
  const me = <u32>thread;
  if (mustHang(me)) hang();
  const policy = runtime().gilPolicy;
  if (policy == GilPolicy.TIMED) timedTake(me);
  else if (policy == GilPolicy.FAIR) fairTake(me);
  else ticksTake(me);
  hasTaken(me);
}

function hasTaken(me: u32): void {
  if (HOSTILE) setBreaker(me, Breaker.GIL_DROP);
  if (runtime().gilPolicy == GilPolicy.TICKS) setBreaker(me, Breaker.TICK);
  if (mustHang(me)) {
    dropByPolicy(me, DROP_ENDED);
    hang();
  }
  traceTake();
}

/** Gives the GIL up: why (a DROP_…), and the host call's row when it is for one. */
export function dropGil(why: u32, call: u32): void {
  traceDrop(why, call);
  // From the moment the lock is free on, this thread's block may serve another thread.
  if (why == DROP_ENDED) traceThreadEnd();
  dropByPolicy(<u32>thread, why);
}

function dropByPolicy(me: u32, why: u32): void {
  const policy = runtime().gilPolicy;
  if (policy == GilPolicy.TIMED) timedDrop(me, why);
  else if (policy == GilPolicy.FAIR) fairDrop(me);
  else ticksDrop();
}

/** Does what GIL_DROP in this thread's breaker (or, under `ticks`, the check interval) asks for: lets another thread have the GIL, and takes it again. */
export function yieldGil(): void {
  const me = <u32>thread;
  const policy = runtime().gilPolicy;
  if (policy == GilPolicy.FAIR) {
    if (!fairYield(me)) return;
    fairTakeAgain(me);
    hasTaken(me);
  } else if (policy == GilPolicy.TIMED) {
    if (!timedYield(me)) return;
    takeGil();
    timedYielded();
  } else if (ticksYield()) takeGil();
}

/** The calling thread is the one that ends the process: no other gets the GIL from here on. */
export function beginFinalizing(): void {
  atomic.store<u32>(FINALIZING, <u32>thread);
  atomic.notify(LOCKED, -1);
}

/** Before a host call that runs without the GIL: why (DROP_BLOCKING or DROP_NATIVE) and its row, for the trace. */
export function blockingBegin(why: u32, call: u32): void {
  if (thread) dropGil(why, call);
}
/** After it. */
export function blockingEnd(): void {
  if (thread) takeGil();
}
