// The clock of the trace and of the policy `fair`.

import { TRACE_EVENTS } from "../../contract/layout";
import { hostTraceClock } from "../host.generated";
import { Thread, thread } from "../state";

const TIME: usize = offsetof<Thread>("time");
/** So many calls, and V8 has optimized the way to the clock (its TurboFan comes after 3,000). */
const WARM_UP = 4000;

/** Monotonic time in ns, for a thread that has a block. The host writes it there: a result that is a BigInt would be an object each time. */
export function clock(): i64 {
  hostTraceClock(thread + TIME);
  return load<i64>(thread + TIME);
}

/**
 * If there will be a trace: reads the clock, into the u64 at `scratch`, until that is fast. A new Worker does it before its first thread; the first
 * thousands of events would else cost several times what the later ones do.
 */
export function warmClock(scratch: usize): void {
  if (!load<u32>(TRACE_EVENTS)) return;
  for (let i = 0; i < WARM_UP; i++) hostTraceClock(scratch);
}
