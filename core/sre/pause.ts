// A match that goes on for long lets signals and other threads have their turn. Nothing of a match is shared: the matcher is the call's own, the
// text is held by a reference or an exported buffer, and the program by the pattern that the caller holds.

import { current, Thread } from "../state";
import { Breaker } from "../threads/breaker";
import { yieldGil } from "../threads/gil";
import { handlePending } from "../threads/wait";

/** Looks after what the thread's breaker asks for; false when that raised an exception. */
export function sreBreak(): bool {
  const bits = atomic.load<u32>(changetype<usize>(current()) + offsetof<Thread>("breaker"));
  if (bits & (Breaker.SIGNAL | Breaker.PENDING | Breaker.LIMIT) && handlePending() < 0) return false;
  if (bits & Breaker.GIL_DROP) yieldGil();
  return true;
}
