// The breaker word of a thread: one u32 that the evaluation loop looks at on back edges and calls. Zero means "go on".
// Others set bits in it (atomically, they do not hold the GIL); the thread itself clears a bit when it has done what it asks for.

import { thread } from "../state";

export const enum Breaker {
  GIL_DROP = 1, //   another thread wants the GIL
  SIGNAL = 2, //     a signal arrived (main thread only)
  PENDING = 4, //    pending calls
  COLLECT = 8, //    the youngest generation is over its threshold
  ASYNC_EXC = 16, // an exception was set from another thread
  YIELD = 32, //     leave the evaluation loop and enter it again, so that optimized code takes over
  LIMIT = 64, //     an execution limit was reached
  FORK = 256, //     the thread has called os.fork()
  TICK = 128, //     instructions are counted: set all the time under the GIL's policy `ticks`
}

const BREAKER_OFFSET: usize = 24;

export function setBreaker(block: usize, bit: Breaker): void { atomic.or<u32>(block + BREAKER_OFFSET, bit); }
export function clearBreaker(block: usize, bit: Breaker): void { atomic.and<u32>(block + BREAKER_OFFSET, ~(<u32>bit)); }
export function requestCollection(): void { if (thread) setBreaker(thread, Breaker.COLLECT); }
