// Workers that wait for threads, and threads that wait for Workers. The words are drawn in contract/layout.ts.
//
// POOL_LOCK guards the two lists; it is held for a few instructions (and, traced, while a ring is made) and never while the GIL is waited for, so it needs no order
// with the GIL. A Worker that has nothing to do is in PARKED and waits on its `task` word; a thread that found no parked Worker is in
// WAITING. At most one of the lists is not empty.
//
// The Worker that was parked last comes first. Others would give threads that are started one after another native ids that differ, as a kernel's do, but
// a Worker that has rested is cold: starting a thread took twice as long, and the first digest in each 5 ms, for loading OpenSSL.

import { PARKED, PARKED_COUNT, POOL_LOCK, SPARES, STARTING, WAITING, WAITING_COUNT, WORKERS, WORKER_SIZE, HOST_SIGNAL } from "../../contract/layout";
import { Thread } from "../state";
import { traceAttach } from "../trace";
import { spinWhile } from "./spin";
import { lockWord, unlockWord } from "./word";

/** Offsets in a Worker's record. */
const RING: usize = 8;
const SPIN: usize = 12;

function record(index: u32): usize { return <usize>WORKERS + <usize>index * <usize>WORKER_SIZE; }

/** Has a Worker run the thread: a parked one at once, else the host thread starts one. With the GIL. */
export function startOnWorker(block: usize): void {
  lockWord(POOL_LOCK);
  const parked = load<u32>(PARKED);
  if (parked) {
    const at = record(parked - 1);
    store<u32>(PARKED, load<u32>(at, 4));
    atomic.sub<u32>(PARKED_COUNT, 1);
    const reserve = load<u32>(PARKED_COUNT) + load<u32>(STARTING);
    unlockWord(POOL_LOCK);
    // The thread may leave the ring for a bigger one, so it is not the Worker's any more.
    traceAttach(block, keepRing(parked - 1, 0));
    atomic.store<u32>(at, <u32>block);
    atomic.notify(at, 1);
    if (reserve * 2 < atomic.load<u32>(SPARES)) wakeHost();
    return;
  }
  traceAttach(block, 0);
  changetype<Thread>(block).spawnNext = load<u32>(WAITING);
  store<u32>(WAITING, <u32>block);
  atomic.add<u32>(WAITING_COUNT, 1);
  unlockWord(POOL_LOCK);
  wakeHost();
}

/**
 * The Worker `index` has nothing to do any more: the next thread for it, or 0, and then it is parked. A Worker whose thread ends says so while it
 * still has the GIL, so that who waits for that end and starts the next thread finds this Worker, and not a cold one.
 */
export function park(index: u32): usize {
  const at = record(index);
  lockWord(POOL_LOCK);
  const waiting = load<u32>(WAITING);
  if (waiting) {
    store<u32>(WAITING, changetype<Thread>(waiting).spawnNext);
    atomic.sub<u32>(WAITING_COUNT, 1);
  } else {
    atomic.store<u32>(at, 0);
    store<u32>(at, load<u32>(PARKED), 4);
    store<u32>(PARKED, index + 1);
    atomic.add<u32>(PARKED_COUNT, 1);
  }
  unlockWord(POOL_LOCK);
  return waiting;
}

/**
 * The same for a Worker that has just come up. For a moment it counts twice, as starting and as parked or busy; a host thread that looked then may
 * have thought that threads in WAITING will find it, and looks again.
 */
export function parkFirst(index: u32): usize {
  const task = park(index);
  atomic.sub<u32>(STARTING, 1);
  if (atomic.load<u32>(WAITING_COUNT)) wakeHost();
  return task;
}

/** Waits until a parked Worker is given a thread: at first awake, for threads that are started one after another. */
export function waitForTask(index: u32): usize {
  const at = record(index);
  spinWhile(at, 0, at + SPIN);
  while (true) {
    const task = atomic.load<u32>(at);
    if (task) return task;
    atomic.wait<u32>(at, 0, -1);
  }
}

/** The trace ring `ring` (or none, 0) is what the Worker keeps for its next thread. Returns the one that it kept, or 0. With the GIL. */
export function keepRing(index: u32, ring: usize): usize {
  const at = record(index), before = load<u32>(at, RING);
  store<u32>(at, <u32>ring, RING);
  return before;
}

/** Has the host thread look at the host block. */
export function wakeHost(): void {
  atomic.add<u32>(HOST_SIGNAL, 1);
  atomic.notify(HOST_SIGNAL, -1);
}
