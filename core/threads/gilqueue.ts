// The queue of the policy `fair`: threads that wait for the GIL, in two lists, those that came back from a blocking call (or are new) and
// those that compute. Both are in the order in which they came. QUEUE_LOCK guards all of it; it is held for a few instructions and never while waiting.
//
// `gilTurn` of a thread in the queue is the word that it sleeps on:
//   LOOKING  it is awake and will look for itself        ASLEEP   it sleeps; who changes the word wakes it
//   LOOK     the lock was made free, try to take it      MINE     the lock was handed over: it is this thread's, and it is out of the queue
//   PAUSES   it sleeps for a moment and then looks for itself: only who hands the lock over wakes it

import { HOSTILE } from "../build.generated";
import { hostTraceClock } from "../host.generated";
import { Runtime, RUNTIME, Thread } from "../state";
import { HOLDER, interval, LOCKED, SWITCH_NUMBER, WAITERS, withdraw } from "./gilwords";
import { lockWord, unlockWord } from "./word";

export const enum Turn { LOOKING = 0, ASLEEP = 1, LOOK = 2, MINE = 3, PAUSES = 4 }
/** What a holder is, and in which list a waiter stands: RETURNED or COMPUTES. */
export const enum Standing {
  RETURNED = 0, // came back from a blocking call, or is new, and was not asked since
  COMPUTES = 1, // was asked to give the lock up since it last came back
  OWED = 2, //     computes, and got the lock because it had waited long enough
}

const QUEUE_LOCK: usize = RUNTIME + offsetof<Runtime>("gilQueueLock");
const FIRST: usize = RUNTIME + offsetof<Runtime>("gilReturnedFirst"); // and last, then the same of the other list
/** When the lock was last made free while somebody waited, in ns. */
export const FREED: usize = RUNTIME + offsetof<Runtime>("gilFreed");
const RETURNED_COUNT: usize = RUNTIME + offsetof<Runtime>("gilReturnedCount");
const TURN: usize = offsetof<Thread>("gilTurn");

export function clock(): i64 { return <i64>hostTraceClock(); }
export function lockQueue(): void { lockWord(QUEUE_LOCK); }
export function unlockQueue(): void { unlockWord(QUEUE_LOCK); }
function view(block: u32): Thread { return changetype<Thread>(<usize>block); }
export function turnOf(block: u32): usize { return <usize>block + TURN; }

/** Puts a thread at the end of its list. */
export function enqueue(block: u32, standing: Standing, now: i64): void {
  const t = view(block);
  t.gilStanding = standing;
  t.gilDeadline = standing == Standing.COMPUTES ? now + interval() : now;
  t.gilNext = 0;
  const first = FIRST + (<usize>standing << 3);
  atomic.store<u32>(turnOf(block), Turn.LOOKING);
  const last = load<u32>(first, 4);
  if (last) view(last).gilNext = block;
  else store<u32>(first, block);
  store<u32>(first, block, 4);
  if (standing == Standing.RETURNED) atomic.add<u32>(RETURNED_COUNT, 1);
  atomic.add<u32>(WAITERS, 1);
}

/** Takes a thread out of its list, wherever it stands. */
export function unqueue(block: u32): void {
  const first = FIRST + (<usize>view(block).gilStanding << 3);
  let before: u32 = 0;
  for (let at = load<u32>(first); at != block; at = view(at).gilNext) before = at;
  const next = view(block).gilNext;
  if (before) view(before).gilNext = next;
  else store<u32>(first, next);
  if (!next) store<u32>(first, before, 4);
  if (view(block).gilStanding == Standing.RETURNED) atomic.sub<u32>(RETURNED_COUNT, 1);
  atomic.sub<u32>(WAITERS, 1);
}

/** How many of those who wait came back from a blocking call. Moves at any time. */
export function returnedCount(): u32 { return atomic.load<u32>(RETURNED_COUNT); }

/** Who is to have the lock next: the earlier deadline of the two first. 0 when nobody waits. */
export function nextInQueue(): u32 {
  const returned = load<u32>(FIRST), computing = load<u32>(FIRST, 8);
  if (!returned || !computing) return returned | computing;
  return view(returned).gilDeadline <= view(computing).gilDeadline ? returned : computing;
}
/** Whether a waiter's time has come. In the hostile build a bit of the clock may say so before. */
export function isDue(block: u32, now: i64): bool { return view(block).gilDeadline <= now || (HOSTILE && (now & 64) != 0); }

/** Hands the lock, which the caller holds, to the waiter `next`. True when it has to be woken (`wake`). */
export function handOver(next: u32, now: i64): bool {
  unqueue(next);
  withdraw(next);
  const t = view(next);
  if (t.gilStanding == Standing.COMPUTES) t.gilStanding = Standing.OWED;
  t.gilSince = now;
  store<u32>(HOLDER, next);
  atomic.add<u32>(SWITCH_NUMBER, 1);
  atomic.store<u32>(LOCKED, next);
  const turn = atomic.xchg<u32>(turnOf(next), Turn.MINE);
  return turn == Turn.ASLEEP || turn == Turn.PAUSES;
}
/** Tells the waiter `next` that the lock may be free. True when it has to be woken. */
export function tell(next: u32): bool { return atomic.xchg<u32>(turnOf(next), Turn.LOOK) == Turn.ASLEEP; }
export function wake(block: u32): void { atomic.notify(turnOf(block), 1); }
