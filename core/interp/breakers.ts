// What the evaluation loop does when its thread's breaker word is not zero.

import { Value, NULL, isPtr } from "../value";
import { current, Thread } from "../state";
import { Breaker, clearBreaker } from "../threads/breaker";
import { yieldGil } from "../threads/gil";
import { handlePending } from "../threads/wait";
import { collectIfDue } from "./collect";
import { FAILED, RELOAD, LEAVE } from "./status";

/** Serves the breaker. RELOAD (go on), LEAVE (leave the activation and enter it again), or FAILED with an exception. The frame has been saved. */
export function lookAtBreaker(): usize {
  const t = current();
  const me = changetype<usize>(t);
  const bits = atomic.load<u32>(me + offsetof<Thread>("breaker"));
  if (bits & (Breaker.SIGNAL | Breaker.PENDING | Breaker.ASYNC_EXC | Breaker.LIMIT)) {
    if (handlePending() < 0) return FAILED;
  }
  if (bits & Breaker.COLLECT) {
    clearBreaker(me, Breaker.COLLECT);
    collectIfDue();
  }
  if (bits & Breaker.GIL_DROP) yieldGil();
  if (bits & Breaker.YIELD) clearBreaker(me, Breaker.YIELD);
  // A thread that was asked to give the GIL up, or whose host says so, takes the chance to go on in optimized code.
  return bits & (Breaker.YIELD | Breaker.GIL_DROP) ? LEAVE : RELOAD;
}
