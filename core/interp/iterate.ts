// Iteration: GET_ITER and the generic FOR_ITER.

import { Value, NULL } from "../value";
import { Slot, slotOf } from "../objects/typeobject";
import { getIter, iterNext } from "../abstract";
import { errorMatches, errorOccurred, swallow } from "../errors";
import { T } from "../names.generated";
import { FAILED, EXHAUSTED } from "./status";
import { replace1 } from "./operators";
import { due, specializeIter } from "./caches";
import { Event } from "../objects/codemonitor";
import { reportHere, wanted } from "./tracecalls";

export function getIterOp(sp: usize): usize { return replace1(sp, getIter(load<u64>(sp - 8))); }

/** iter -- iter, next; EXHAUSTED when there is nothing more. */
export function forIter(sp: usize, pc: usize): usize {
  if (due(pc)) specializeIter(load<u64>(sp - 8), pc);
  const v = iterNext(load<u64>(sp - 8));
  if (v != NULL) { store<u64>(sp, v); return sp + 8; }
  if (errorOccurred()) {
    if (wanted(Event.RAISE) && errorMatches(T.StopIteration)) reportHere(Event.RAISE);
    if (!swallow(T.StopIteration)) return FAILED;
  }
  return EXHAUSTED;
}
