// The policy `timed`: CPython's since 3.2, and the default.
//
// Taking. A thread that finds the lock held looks at it for a moment (spin.ts), and then waits on LOCKED for at most one interval (5 ms,
// sys.setswitchinterval). When the whole interval has passed and SWITCH_NUMBER did not move meanwhile, nobody is giving the lock up by himself: it sets GIL_DROP in the holder's breaker word and waits on.
//
// Dropping. The holder looks at its breaker on back edges and calls. When it was asked, it makes the lock free, wakes one waiter, and
// then waits until SWITCH_NUMBER has moved, that is, until another thread has really taken the lock (forced switching): without that it would take it again
// before the woken one runs. It does so whatever it drops the lock for, a blocking call too; only the end of the thread is final. A thread
// that was not asked makes the lock free and goes.
//
// Leaving. A waiter that must not go on (the process ends) clears the request that it made and moves SWITCH_NUMBER: a holder that
// waits for the switch would otherwise wait for ever. Requests that others made of the same holder may go with it; they ask again after an interval.
//
// Why nobody sleeps for ever: a waiter adds itself to WAITERS before it looks at LOCKED, and the holder clears LOCKED before it looks at WAITERS, so
// one of them sees the other; who was woken in vain, because somebody was quicker, waits again and will be woken by that one.
// tests/threads/gil_model.test.ts goes through every order of three threads, step by step of the functions below and of the spinning.
//
// What follows of it, as in CPython: a thread that comes back from a blocking call waits a whole interval for a computing one (the convoy effect).

import { HOSTILE } from "../build.generated";
import { DROP_ASKED, DROP_ENDED } from "../../contract/traceevents";
import { current } from "../state";
import { traceDrop, traceForcedDone, traceForcedWait, traceWait } from "../trace";
import { Breaker, clearBreaker } from "./breaker";
import { ask, FINALIZING, interval, leave, LOCKED, mustHang, noteSwitch, release, SWITCH_NUMBER, TIMED_OUT, WAITERS, withdraw, YIELDING } from "./gilwords";
import { spinForGil } from "./spin";

export function timedTake(me: u32): void {
  withdraw(me);
  if (atomic.cmpxchg<u32>(LOCKED, 0, me) != 0) timedWait(me);
  noteSwitch(me);
}

function timedWait(me: u32): void {
  let asked: u32 = 0;
  traceWait();
  if (spinForGil()) return;
  atomic.add<u32>(WAITERS, 1);
  while (true) {
    withdraw(me);
    const holder = atomic.cmpxchg<u32>(LOCKED, 0, me);
    if (!holder) break;
    const seen = atomic.load<u32>(SWITCH_NUMBER);
    const waited = atomic.wait<u32>(LOCKED, holder, interval());
    if (mustHang(me)) leave(asked);
    if (waited == TIMED_OUT && atomic.load<u32>(SWITCH_NUMBER) == seen) {
      const now = atomic.load<u32>(LOCKED);
      if (now) {
        asked = now;
        ask(now);
      }
    }
  }
  atomic.sub<u32>(WAITERS, 1);
}

export function timedDrop(me: u32, why: u32): void {
  if (current().breaker & Breaker.GIL_DROP && why != DROP_ENDED) forcedDrop(me);
  else release();
}

/** Drops the lock because it was asked for. */
function forcedDrop(me: u32): void {
  const number = atomic.load<u32>(SWITCH_NUMBER);
  if (!HOSTILE) clearBreaker(me, Breaker.GIL_DROP);
  if (!atomic.load<u32>(WAITERS)) {
    release();
    return;
  }
  traceForcedWait();
  atomic.add<u32>(YIELDING, 1);
  release();
  if (HOSTILE) {
    // Those who are counted as waiters may wait here as well, and some of them for ever once the process ends.
    while (atomic.load<u32>(SWITCH_NUMBER) == number && atomic.load<u32>(WAITERS) > 1 && !atomic.load<u32>(FINALIZING)) atomic.wait<u32>(SWITCH_NUMBER, number, interval());
  } else while (atomic.load<u32>(SWITCH_NUMBER) == number) atomic.wait<u32>(SWITCH_NUMBER, number, -1);
  atomic.sub<u32>(YIELDING, 1);
  traceForcedDone();
}

/** The breaker says GIL_DROP. True when the lock was given up, and is to be taken again. */
export function timedYield(me: u32): bool {
  if (!atomic.load<u32>(WAITERS)) {
    // The one who asked has got the lock in between, or has left.
    if (!HOSTILE) clearBreaker(me, Breaker.GIL_DROP);
    return false;
  }
  traceDrop(DROP_ASKED, 0);
  if (HOSTILE) atomic.add<u32>(WAITERS, 1);
  forcedDrop(me);
  return true;
}
/** After `timedYield` and the taking. */
export function timedYielded(): void {
  if (HOSTILE) atomic.sub<u32>(WAITERS, 1);
}
