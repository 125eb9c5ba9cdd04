// Iteration: GET_ITER and the generic FOR_ITER.

import { Value, NULL } from "../value";
import { Slot, isExact, slotOf } from "../objects/typeobject";
import { callMethod0, getIter, iterNext } from "../abstract";
import { errorMatches, errorOccurred, swallow } from "../errors";
import { T, N, name } from "../names.generated";
import { slotIternext } from "../objects/slotcalls";
import { FAILED, EXHAUSTED } from "./status";
import { replace1 } from "./operators";
import { due, specializeIter } from "./caches";
import { Event } from "../objects/codemonitor";
import { reportEnd, reportHere, wanted } from "./tracecalls";

export function getIterOp(sp: usize): usize { return replace1(sp, getIter(load<u64>(sp - 8))); }

/** iter -- iter, next; EXHAUSTED when there is nothing more. */
export function forIter(sp: usize, pc: usize): usize {
  if (due(pc)) specializeIter(load<u64>(sp - 8), pc);
  const it = load<u64>(sp - 8);
  const slot = slotOf(it, Slot.iternext);
  // Through the slot, the StopIteration of a __next__ written in Python would be lost to those who want to hear of it.
  const heard = slot == slotIternext.index && wanted(Event.RAISE);
  const v = heard ? callMethod0(it, name(N.__next__)) : slot ? call_indirect<Value>(slot, it) : iterNext(it); // which raises
  if (v != NULL) { store<u64>(sp, v); return sp + 8; }
  if (errorOccurred()) {
    if (wanted(Event.RAISE) && errorMatches(T.StopIteration)) reportHere(Event.RAISE);
    if (isExact(it, T.generator)) reportEnd();
    if (!swallow(T.StopIteration)) return FAILED;
  }
  return EXHAUSTED;
}
