// Spinning: a thread that has to wait looks for some microseconds, again and again and without the GIL, whether the wait is over before it sleeps. It does so for a
// lock, for the end of a thread or a queue's next item, and, under the policy `timed`, for the GIL; a Worker whose thread has ended does it for the next one.
//
// Why. A thread on another processor that holds a lock for a moment gives it back within less than a microsecond; to be put to sleep and woken up takes 20,
// most of them the other processor's way out of idling. Two threads that pass a token to and fro hand over 50 times as fast, through events and queues, where
// who is woken finds the GIL held by the one that woke him, 4 to 20 times.
//
// For how long. About as long as sleeping and waking take, so that a spin in vain costs no more than twice what sleeping would. And only while it helps: a
// thread that spun in vain sleeps at once the next time, after two such failures the next three times, after n of them the next 2ⁿ - 1, at most 255. A spin
// that helped halves the failures. So who waits for long does not spin, nor do threads that share a processor (where there is only one, the host says
// so: SPIN_TURNS is 0), nor who wants the GIL of a thread that computes. What was free at once tells nothing.
//
// Nothing relies on it: to spin is to take a lock as anyone may, by compare-and-exchange from 0. Who spins for the GIL is not in WAITERS and asks nobody.

import { SPIN_TURNS } from "../../contract/layout";
import { HOSTILE } from "../build.generated";
import { Thread, thread } from "../state";
import { LOCKED, withdraw } from "./gilwords";
import { tryLockWord } from "./word";

/** Got within so many looks, the lock was as good as free. */
const AT_ONCE: u32 = 16;
const MOST_FAILURES: u32 = 8;
/** What is remembered, a u32: the failures, and from this bit on how many times more there will be no spinning. */
const SKIP_SHIFT: u32 = 8;

/** What a thread remembers of its spinning. */
const LOCK_SPIN: usize = offsetof<Thread>("lockSpin");

/** Tries for a while to take the lock in `word` (see word.ts), without the GIL. */
export function spinForLock(word: usize): bool {
  const state = thread + LOCK_SPIN, most = turns(state);
  for (let i: u32 = 0; i < most; i++) {
    if (atomic.load<u32>(word) == 0 && tryLockWord(word)) return helped(state, i);
  }
  return failed(state, most);
}

/** Tries for a while to take the GIL. */
export function spinForGil(): bool {
  const me = <u32>thread, state = thread + offsetof<Thread>("gilSpin"), most = turns(state);
  for (let i: u32 = 0; i < most; i++) {
    if (atomic.load<u32>(LOCKED) != 0) continue;
    withdraw(me);
    if (atomic.cmpxchg<u32>(LOCKED, 0, me) == 0) return helped(state, i);
  }
  return failed(state, most);
}

/** Looks for a while whether `word` is not `value` any more, without the GIL; what is remembered of it is in the u32 at `state`, the calling thread's if none is given. */
export function spinWhile(word: usize, value: u32, state: usize = thread + LOCK_SPIN): bool {
  const most = turns(state);
  for (let i: u32 = 0; i < most; i++) {
    if (atomic.load<u32>(word) != value) return helped(state, i);
  }
  return failed(state, most);
}

/** How often to look this time. */
function turns(state: usize): u32 {
  const before = load<u32>(state);
  if (before >>> SKIP_SHIFT) {
    store<u32>(state, before - (1 << SKIP_SHIFT));
    return 0;
  }
  return HOSTILE ? 64 : load<u32>(SPIN_TURNS);
}
function helped(state: usize, looks: u32): bool {
  if (looks >= AT_ONCE) store<u32>(state, load<u32>(state) >>> 1);
  return true;
}
function failed(state: usize, looks: u32): bool {
  if (!looks) return false;
  const failures = min(load<u32>(state) + 1, MOST_FAILURES);
  store<u32>(state, failures | (((1 << failures) - 1) << SKIP_SHIFT));
  return false;
}
