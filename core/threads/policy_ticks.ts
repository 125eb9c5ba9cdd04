// The policy `ticks`: that of Python 2, and of 3.0 and 3.1.
//
// A thread keeps the lock for sys.setcheckinterval ticks (100 by default); then it makes it free, wakes one waiter and asks for it again at once. Nobody
// asks it to, waiters wait without a time limit, and there is no forced switch: mostly the thread that gave the lock up has it
// again before the woken one runs, and with several cores the woken ones wake in vain, many times a second. That is what this policy is here to show.
//
// A tick. Python 2 counted instructions, by the counter that the loop decremented for each. Here the loop is left as it is, and the count is made where a thread
// looks at its breaker, which has TICK set all the time under this policy: a back edge counts the instructions between its target and
// itself (all of them: a branch not taken counts too), and the start of a function counts CALL_TICKS. So the count is exact for a plain loop and near
// for other code, and it is never made in the middle of straight code.
//
// With nobody waiting, giving the lock up and taking it again is left out: it would change nothing. When the process ends its waiters leave as those of
// `timed` do, but they pass their wake-up on with more reason: nobody here wakes by himself.

import { DROP_TICKS } from "../../contract/traceevents";
import { current, runtime } from "../state";
import { traceDrop, traceWait } from "../trace";
import { leave, LOCKED, mustHang, noteSwitch, release, WAITERS, withdraw } from "./gilwords";

/** What a call of a Python function counts: so many instructions a function runs outside loops, as a rule. */
export const CALL_TICKS: u32 = 10;

export function ticksTake(me: u32): void {
  withdraw(me);
  if (atomic.cmpxchg<u32>(LOCKED, 0, me) != 0) {
    traceWait();
    atomic.add<u32>(WAITERS, 1);
    while (true) {
      const holder = atomic.cmpxchg<u32>(LOCKED, 0, me);
      if (!holder) break;
      atomic.wait<u32>(LOCKED, holder, -1);
      if (mustHang(me)) leave(0);
    }
    atomic.sub<u32>(WAITERS, 1);
  }
  noteSwitch(me);
}

export function ticksDrop(): void { release(); }

/** Counts; true when the check interval has run out. */
export function countTicks(ticks: u32): bool {
  const t = current();
  t.ticks += ticks;
  if (t.ticks < runtime().checkInterval) return false;
  t.ticks = 0;
  return true;
}

/** The check interval has run out. True when the lock was given up, and is to be taken again. */
export function ticksYield(): bool {
  if (!atomic.load<u32>(WAITERS)) return false;
  traceDrop(DROP_TICKS, 0);
  release();
  return true;
}
