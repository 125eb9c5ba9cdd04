// The policy `fair`: ours. A thread that comes back from a blocking call or a wait gets the GIL ahead of those that only compute, at once, so that
// there is no convoy effect; and nobody starves.
//
// The queue (gilqueue.ts). Every waiter has a deadline: a thread that came back, or is new, the moment at which it began to wait; a thread that
// computes and was asked to stop, one interval (5 ms, sys.setswitchinterval) after that moment. The next one is the one with the earliest deadline. Who
// came back therefore stands ahead of all who compute, but not of those who have waited for a whole interval already.
//
// Dropping. The holder looks at the next one. If its deadline has passed, the lock is *handed over*: it is never free in between, so nobody can be quicker. If
// it has not (it only computes and has not waited for long), the lock is made free and the next one is told to look; a thread whose call
// takes a few microseconds finds it free when it is back, and nobody has switched in vain.
//
// Pausing. One that computes and was told does not take the free lock at once: it leaves it to those who come and go, until it has been free for PAUSE
// or its own deadline has passed. Two threads that pass a byte to and fro would else have it run between them at every step, on the processor that
// the other one is about to wake up on: the kernel lets it have that processor up to its next tick (4 ms), and knows nothing of who has which claim
// to the GIL. The price: a computing thread stands still for PAUSE whenever the holder blocks, and gets no more than its due (below) beside threads
// that block for less than that.
//
// Asking. A thread that came back and finds the lock with one that computes sets GIL_DROP in its breaker at once, and looks a little while whether it gets the lock
// before it goes to sleep, if it is the only one: the holder looks at its breaker within a microsecond. It gives a holder that itself has just come back a
// twentieth of an interval (50 µs at least), since that one mostly waits again soon. Where n threads have come back, each looks n times as rarely whether the holder
// is to be asked, though at least once in an interval (or a millisecond): they would else keep the processors from those who work. A computing waiter
// asks after an interval, as in `timed`. The asked holder hands the lock over and queues up as
// one that computes. There is no forced switching, because a lock that is handed over needs none. A request whose maker was served
// meanwhile is forgotten: when nobody's deadline has passed the holder goes on.
//
// What computes is not squeezed out: a thread that got the lock because it had waited for a whole interval (OWED) is left alone for a twentieth of one.
//
// Why nobody starves. A waiter's deadline d is fixed when it begins to wait, and the clock does not go back. (1) Once d has passed, the lock is not made free
// any more but handed over, each time to a deadline of at most d: at every drop there is a waiter whose time has come, and the earliest is
// taken. Deadlines before d belong to threads that began to wait before d, and a thread that was served and comes again has a later one; so at most as
// many hand-overs as there are threads go by. (2) Every holder drops the lock in bounded time: it blocks or ends, or a waiter asks it, at the latest
// when an interval, or a millisecond, passes without a switch, and it looks at its breaker at the next back edge or call. (Code of ours that runs long
// without one holds everybody up, under every policy.) So a waiter's time to wait is bounded by its own interval and one tenure of each other thread.
//
// Why no wake-up is lost. A waiter enters the queue and then tries the lock, both under the queue's lock; a holder that saw nobody waiting makes
// the lock free and then looks at WAITERS again. So a free lock with a queue always has a holder on the way to `ring`, or a waiter that was told
// to look and has not looked yet; one that pauses looks by itself when its pause is over. tests/threads/gil_model.test.ts goes through every order of three threads.

import { DROP_ASKED } from "../../contract/traceevents";
import { HOSTILE } from "../build.generated";
import { current, Thread } from "../state";
import { traceDrop, traceWait } from "../trace";
import { Breaker, clearBreaker } from "./breaker";
import {
  clock, enqueue, FREED, handOver, isDue, lockQueue, nextInQueue, returnedCount, Standing, tell, Turn, turnOf, unlockQueue, unqueue, wake,
} from "./gilqueue";
import { ask, hang, interval, LOCKED, mustHang, noteSwitch, SWITCH_NUMBER, TIMED_OUT, WAITERS, withdraw } from "./gilwords";

/** How often a thread that has asked looks before it sleeps: some ten microseconds. */
const LOOKS: i32 = 10_000;
/** The part of an interval for which a holder is left alone that has just come back, or that waited a whole one. */
const GRACE_PART: i64 = 20;
/** And at least so long, in ns: a thread that the lock was handed to while it slept needs it to wake up, and should then get something done. */
const LEAST_GRACE: i64 = 50_000;
/** How long one that came back sleeps at most before it looks whether the holder is to be asked, in ns, where that is longer than an interval. */
const MOST_PATIENCE: i64 = 1_000_000;

/** How long a thread that computes leaves the lock to those who come and go, in ns, since it was last made free. */
const PAUSE: i64 = 100_000;

function grace(): i64 { return max(interval() / GRACE_PART, LEAST_GRACE); }

export function fairTake(me: u32): void {
  withdraw(me);
  const now = clock();
  // Before the lock is taken: whoever finds this thread in LOCKED reads them.
  const t = current();
  t.gilStanding = Standing.RETURNED;
  t.gilSince = now;
  if (atomic.cmpxchg<u32>(LOCKED, 0, me) == 0) {
    noteSwitch(me);
    return;
  }
  lockQueue();
  enqueue(me, Standing.RETURNED, now);
  const isFree = takeInQueue(me);
  unlockQueue();
  if (!isFree) waitInQueue(me, Standing.RETURNED);
}

/** Tries to take the lock for a thread in the queue; with the queue's lock. */
function takeInQueue(me: u32): bool {
  withdraw(me);
  if (atomic.cmpxchg<u32>(LOCKED, 0, me) != 0) return false;
  unqueue(me);
  current().gilSince = clock();
  noteSwitch(me);
  return true;
}

/** Waits, in the queue, until the lock is this thread's. */
function waitInQueue(me: u32, standing: Standing): void {
  const turn = turnOf(me);
  traceWait();
  let asked: u32 = 0;
  let toldToLook = false;
  while (true) {
    const seen = atomic.load<u32>(SWITCH_NUMBER);
    let asleep = Turn.ASLEEP;
    let patience = interval();
    if (standing == Standing.RETURNED) {
      const holder = atomic.load<u32>(LOCKED);
      // Who finds the lock free may be passed by one who is quicker, and is not told of it: it looks again as soon as that one's grace is over.
      const left = holder ? graceOf(holder) : grace();
      const others = returnedCount();
      // The holder hands over to the first of those who came back, whoever asks: each leaves the asking to the others in turn.
      const share: i64 = others > 1 ? others : 1;
      patience = max(patience, MOST_PATIENCE);
      if (left > 0) patience = min(patience, left * share);
      else {
        asked = holder;
        ask(holder);
        // The one who was asked may hand over to another: that one has its grace, and is then to be asked.
        patience = min(patience, grace() * share);
        if (share == 1) for (let i = 0; i < LOOKS && atomic.load<u32>(turn) == Turn.LOOKING; i++) {}
      }
    } else if (toldToLook) {
      const pause = pauseOf(me);
      if (pause > 0) {
        asleep = Turn.PAUSES;
        patience = pause;
      } else {
        if (takeIfFree(me, turn)) return;
        toldToLook = false;
      }
    }
    let waited = 0;
    if (atomic.cmpxchg<u32>(turn, Turn.LOOKING, asleep) == Turn.LOOKING) waited = atomic.wait<u32>(turn, asleep, patience);
    const now = atomic.load<u32>(turn);
    if (now == Turn.MINE) return;
    if (mustHang(me)) leaveQueue(me, asked);
    if (atomic.cmpxchg<u32>(turn, now, Turn.LOOKING) == Turn.MINE) return;
    if (asleep == Turn.PAUSES) continue;
    if (now == Turn.LOOK) {
      if (standing == Standing.COMPUTES) toldToLook = true;
      else if (takeIfFree(me, turn)) return;
    } else if (waited == TIMED_OUT && atomic.load<u32>(SWITCH_NUMBER) == seen) {
      const holder = atomic.load<u32>(LOCKED);
      if (holder) {
        asked = holder;
        ask(holder);
      }
    }
  }
}

/** Tries to take the lock for a thread that was in the queue and may have been handed the lock meanwhile. */
function takeIfFree(me: u32, turn: usize): bool {
  lockQueue();
  const isMine = atomic.load<u32>(turn) == Turn.MINE || takeInQueue(me);
  unlockQueue();
  return isMine;
}

/** For how long, in ns, a thread that computes still leaves the free lock to those who come and go; not above 0 when it need not. */
function pauseOf(me: u32): i64 {
  const now = clock();
  return isDue(me, now) ? 0 : min(atomic.load<i64>(FREED) + PAUSE - now, PAUSE);
}

/** For how long, in ns, a holder may go on although a thread that came back waits; not above 0 if it is to be asked at once. */
function graceOf(holder: u32): i64 {
  const t = changetype<Thread>(<usize>holder);
  return t.gilStanding == Standing.COMPUTES ? 0 : t.gilSince + grace() - clock();
}

/** A waiter leaves without the lock, for ever. */
function leaveQueue(me: u32, asked: u32): void {
  if (asked) clearBreaker(asked, Breaker.GIL_DROP);
  lockQueue();
  const isMine = atomic.load<u32>(turnOf(me)) == Turn.MINE;
  if (!isMine) unqueue(me);
  unlockQueue();
  if (isMine) fairDrop(me);
  else ring();
  hang();
}

/** The lock was made free, or a wake-up may have gone to one who left: tells the next one. */
function ring(): void {
  lockQueue();
  const next = nextInQueue();
  const sleeps = next != 0 && atomic.load<u32>(LOCKED) == 0 && tell(next);
  unlockQueue();
  if (sleeps) wake(next);
}

export function fairDrop(me: u32): void {
  if (!atomic.load<u32>(WAITERS)) {
    atomic.store<u32>(LOCKED, 0);
    if (atomic.load<u32>(WAITERS)) ring();
    return;
  }
  const now = clock();
  lockQueue();
  const next = nextInQueue();
  let sleeps = false;
  if (next != 0 && isDue(next, now)) sleeps = handOver(next, now);
  else {
    atomic.store<i64>(FREED, now);
    atomic.store<u32>(LOCKED, 0);
    if (next) sleeps = tell(next);
  }
  unlockQueue();
  if (sleeps) wake(next);
}

/** The breaker says GIL_DROP: hands the lock over to one whose time has come, and takes it again in its turn. */
export function fairYield(me: u32): bool {
  if (!HOSTILE) clearBreaker(me, Breaker.GIL_DROP);
  if (!atomic.load<u32>(WAITERS)) return false;
  const now = clock();
  lockQueue();
  const next = nextInQueue();
  if (next == 0 || !isDue(next, now)) {
    unlockQueue();
    return false;
  }
  traceDrop(DROP_ASKED, 0);
  enqueue(me, Standing.COMPUTES, now);
  const sleeps = handOver(next, now);
  unlockQueue();
  if (sleeps) wake(next);
  return true;
}
/** After `fairYield`, which has queued this thread up. */
export function fairTakeAgain(me: u32): void { waitInQueue(me, Standing.COMPUTES); }
