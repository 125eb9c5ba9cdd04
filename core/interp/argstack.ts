// A few Values on the thread's data stack: arguments of calls that core itself makes. core/interp/frame.ts owns the data stack; what
// is pushed here is popped in the reverse order, above the innermost frame.

import { current } from "../state";
import { growStack, popStack } from "./frame";

/** Room for `count` Values, or 0 with MemoryError. */
export function pushArgs(count: u32): usize {
  const t = current();
  let at = <usize>t.stackTop;
  const size = <usize>count << 3;
  if (at + size > <usize>t.stackLimit) {
    at = growStack(size);
    if (!at) return 0;
  }
  t.stackTop = <u32>(at + size);
  return at;
}
export function popArgs(at: usize): void { popStack(current(), at); }
