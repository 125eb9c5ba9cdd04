// What the evaluation loop does when its thread's breaker word is not zero. The order is CPython's: signals, pending calls, the collection, giving the GIL
// up, and last an exception that another thread has set.

import { NULL } from "../value";
import { current, runtime, Thread } from "../state";
import { call0 } from "../abstract";
import { raiseObject } from "../errors";
import { decref } from "../memory/refcount";
import { hasFlag, TypeFlag } from "../objects/typeobject";
import { Breaker, clearBreaker } from "../threads/breaker";
import { forkIfAsked } from "../threads/fork";
import { yieldGil } from "../threads/gil";
import { CALL_TICKS, countTicks } from "../threads/policy_ticks";
import { handlePending } from "../threads/wait";
import { collectIfDue } from "./collect";
import { Frame } from "./framelayout";
import { opCaches } from "./opcodes.generated";
import { FAILED, RELOAD, LEAVE } from "./status";

/**
 * Serves the breaker. RELOAD (go on), LEAVE (leave the activation and enter it again), or FAILED with an exception. The frame has been saved.
 * `from` and `to` are the ends of a back edge, which is a way from a higher address to a lower one; both 0 at the start of a function.
 */
export function lookAtBreaker(from: usize, to: usize): usize {
  const t = current();
  const me = changetype<usize>(t);
  const bits = atomic.load<u32>(me + offsetof<Thread>("breaker"));
  // First of all: nothing else is to run between a call of fork and the fork.
  if (bits & Breaker.FORK) forkIfAsked();
  if (bits & (Breaker.SIGNAL | Breaker.PENDING | Breaker.LIMIT)) {
    if (handlePending() < 0) return FAILED;
  }
  if (bits & Breaker.COLLECT && t.inBuffer == 0) {
    clearBreaker(me, Breaker.COLLECT);
    collectIfDue();
  }
  if (bits & Breaker.GIL_DROP || (bits & Breaker.TICK && countTicks(ticksOf(from, to)))) yieldGil();
  if (atomic.load<u32>(me + offsetof<Thread>("breaker")) & Breaker.ASYNC_EXC && t.inBuffer == 0 && !raiseAsync()) return FAILED;
  if (bits & Breaker.YIELD) clearBreaker(me, Breaker.YIELD);
  // A thread that was asked to give the GIL up, or whose host says so, takes the chance to go on in optimized code.
  return bits & (Breaker.YIELD | Breaker.GIL_DROP) ? LEAVE : RELOAD;
}

/** The instructions between the ends of a back edge. */
function ticksOf(from: usize, to: usize): u32 {
  if (!from) return CALL_TICKS;
  let ticks: u32 = 0;
  for (let pc = to; pc < from; ticks++) pc += 4 + (<usize>load<u8>(opCaches + (load<u32>(pc) & 0xFF)) << 2);
  return ticks;
}

/** Raises what another thread has set here; false if there was something. */
function raiseAsync(): bool {
  const t = current();
  clearBreaker(changetype<usize>(t), Breaker.ASYNC_EXC);
  const exc = t.asyncExcValue;
  t.asyncExcValue = NULL;
  if (exc == NULL) return true;
  if (hasFlag(exc, TypeFlag.TYPE_SUBCLASS)) {
    const instance = call0(exc);
    decref(exc);
    if (instance != NULL) raiseObject(instance);
  } else raiseObject(exc);
  return false;
}

/**
 * What the hostile build does before each instruction: collects if anything was tracked since the last one, and lets another thread have the GIL if one
 * waits for it. `-X collect=N` and `-X switch=N` make both rarer.
 */
export function hostileStep(fp: usize, pc: usize, sp: usize): void {
  const t = current();
  assert(t.exc == NULL, "an instruction begins with an exception set");
  changetype<Frame>(fp).pc = <u32>pc;
  changetype<Frame>(fp).sp = <u32>sp;
  if (t.breaker & Breaker.COLLECT) {
    clearBreaker(changetype<usize>(t), Breaker.COLLECT);
    collectIfDue();
  }
  const r = runtime();
  if (r.gilWaiters && ++t.steps >= r.switchEvery) {
    t.steps = 0;
    yieldGil();
  }
}
