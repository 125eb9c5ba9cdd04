// A few Values on the thread's data stack: arguments of calls that core itself makes. core/interp/frame.ts owns the data stack; what
// is pushed here is popped in the reverse order, above the innermost frame.

import { current } from "../state";
import { raise } from "../errors";
import { T } from "../names.generated";

/** Room for `count` Values, or 0 with RecursionError. */
export function pushArgs(count: u32): usize {
  const t = current();
  const at = <usize>t.stackTop;
  const end = at + (<usize>count << 3);
  if (end > <usize>t.stackLimit) { raise(T.RecursionError, "maximum recursion depth exceeded"); return 0; }
  t.stackTop = <u32>end;
  return at;
}
export function popArgs(at: usize): void { current().stackTop = <u32>at; }
