// Trace events: what each thread did with the GIL, and when. contract/traceevents.ts draws the records and the rings.
//
// Every thread block has the address of the thread's ring; it is 0 while nothing is traced, and then each function here is one load and one
// branch. A thread without a block (`thread` is 0) reads a zero from the guard at the start of memory. These functions are called from where the
// thing happens, and from nowhere else; all of them speak of the calling thread.
//
// Protocol of a ring. Its thread alone writes records, `head` and `shown`; the host thread alone writes `tail`, after it has copied the records. A record
// is whole before `shown` tells of it. An event that finds no room is counted in `lost`, and the next one that finds room puts a LOST record with the
// count before itself. A ring that gets half full asks the host thread to empty the rings at once; otherwise it does so by a timer. A thread whose
// ring is three quarters full, for the host thread does not get to run, moves to a ring of twice the size as soon as it has the GIL.
//
// A ring stays with the Worker when its thread has ended, and the Worker's next thread goes on in it: many short threads share a few rings, and no ring goes
// from one processor's cache to another's. Rings come from the allocator and need the GIL: the first of a Worker is got by the parent of its first thread. A
// ring that nobody writes any more goes on a list, and who needs one takes it from there, as long as it is not half full of what the host has not read.
//
// What an event costs. The clock is most of it (35 ns while everything is in the caches, several times that after a wake-up), then atomic stores. So
// a thread that gets the GIL at once writes one record, WANT_TAKE, with one time; one that has to wait says so (`traceWait`) and writes WANT then. That one
// time is read with the GIL in hand: a thread that loses its processor between a look at the clock and the taking would else seem to hold the GIL
// while another does. And DROP and TAKE need no atomic store of their own: a TAKE shows what was written up to the DROP before it, for the GIL was
// given up by an atomic store and taken by an atomic exchange in between. The last look at a ring, when the program has ended, goes by `head`.
//
// Guarded by tests/trace.

import { TRACE_EVENTS, TRACE_FULL, TRACE_MOST, TRACE_NOWHERE, TRACE_RINGS } from "../contract/layout";
import {
  RING_CAPACITY, RING_DROPPED, RING_HEAD, RING_LIMIT, RING_LOST, RING_NEXT, RING_LAST, RING_NEXT_FREE, RING_RECORDS, RING_REPORTED, RING_SHOWN, RING_TAIL, RING_WAITS, TRACE_COLLECT,
  TRACE_COLLECTED, TRACE_DROP, TRACE_FORCED_DONE, TRACE_FORCED_WAIT, TRACE_LOST, TRACE_MOVED, TRACE_NAME, TRACE_NAME_MOST, TRACE_REQUEST, TRACE_SIGNAL, TRACE_START_SIZE, TRACE_TAKE,
  TRACE_THREAD_END, TRACE_THREAD_START, TRACE_WANT, TRACE_WANT_TAKE,
} from "../contract/traceevents";
import { hostTraceClock } from "./host.generated";
import { alloc } from "./memory/alloc";
import { runtime, Thread, thread } from "./state";
import { keepRing, wakeHost } from "./threads/pool";

const RING: usize = offsetof<Thread>("trace");

/** The calling thread's ring, or 0. */
function ringOf(): usize { return <usize>load<u32>(thread + RING); }

// Rings

/** Gives a new thread a ring, if the program is traced: `kept`, the one of its Worker, if that has one. With the GIL, by the parent. */
export function traceAttach(block: usize, kept: usize): void {
  if (!load<u32>(TRACE_RINGS)) return;
  const ring = kept || idleRing() || newRing(load<u32>(TRACE_EVENTS));
  changetype<Thread>(block).trace = ring ? <u32>ring : TRACE_NOWHERE;
}

/** A ring that nobody writes any more and that has room, or 0. */
function idleRing(): usize {
  const r = runtime();
  const ring = <usize>r.traceFree;
  if (!ring || unread(ring) >= load<u32>(ring, RING_CAPACITY) >>> 1) return 0;
  r.traceFree = load<u32>(ring, RING_NEXT_FREE);
  return ring;
}

function unread(ring: usize): u32 { return load<u32>(ring, RING_HEAD) - atomic.load<u32>(ring, RING_TAIL); }

/** A ring for `capacity` records, or 0. */
function newRing(capacity: u32): usize {
  const ring = alloc(RING_RECORDS + (<usize>capacity << 4));
  if (!ring) return 0;
  memory.fill(ring, 0, RING_RECORDS);
  store<u32>(ring, load<u32>(TRACE_RINGS), RING_NEXT);
  store<u32>(ring, capacity, RING_CAPACITY);
  atomic.store<u32>(TRACE_RINGS, <u32>ring);
  return ring;
}

/** Nobody writes the ring any more. With the GIL. */
function giveAway(ring: usize): void {
  const r = runtime();
  store<u32>(ring, r.traceFree, RING_NEXT_FREE);
  r.traceFree = <u32>ring;
}

/** Moves the calling thread to a ring of twice the size, if there may be one; 0 if not. */
function grow(ring: usize): usize {
  const capacity = load<u32>(ring, RING_CAPACITY);
  if (!capacity || capacity >= load<u32>(TRACE_MOST) || runtime().gilLocked != <u32>thread) return 0;
  const bigger = newRing(capacity << 1);
  if (!bigger) return 0;
  store<u32>(bigger, load<u32>(ring, RING_LOST) - load<u32>(ring, RING_REPORTED), RING_LOST);
  store<u32>(ring, load<u32>(ring, RING_LOST), RING_REPORTED);
  store<u32>(bigger, load<u32>(ring, RING_DROPPED), RING_DROPPED);
  put(bigger, hostTraceClock(), <u64>TRACE_MOVED | (<u64>identLow() << 32));
  show(ring);
  giveAway(ring);
  changetype<Thread>(thread).trace = <u32>bigger;
  return bigger;
}

/** Starts the trace, if the host wants one: the main program is about to run. Called by the main thread, which has the GIL. */
export function traceBegin(): void {
  if (!load<u32>(TRACE_EVENTS) || load<u32>(TRACE_RINGS)) return;
  const ring = newRing(load<u32>(TRACE_EVENTS));
  changetype<Thread>(thread).trace = ring ? <u32>ring : TRACE_NOWHERE;
  traceThreadStart();
  record(ringOf(), TRACE_TAKE, 0, 0, runtime().gilSwitchNumber);
}

/** The low 32 bits of the calling thread's ident. */
function identLow(): u32 { return <u32>changetype<Thread>(thread).ident; }

/** Whether the calling thread is traced. */
export function isTraced(): bool { return ringOf() != 0; }

// Records

function write(ring: usize, head: u32, time: u64, word: u64): void {
  const at = ring + (<usize>(head & (load<u32>(ring, RING_CAPACITY) - 1)) << 4);
  store<u64>(at, time, RING_RECORDS);
  store<u64>(at, word, RING_RECORDS + 8);
}

/** The ring where the calling thread has room for `count` records; 0 has counted `events` as lost. */
function roomIn(ring: usize, count: u32, events: u32): usize {
  const left = load<u32>(ring, RING_LIMIT) - load<u32>(ring, RING_HEAD);
  return left >= count && left <= load<u32>(ring, RING_CAPACITY) ? ring : findRoom(ring, count, events);
}

/** The same where nothing is known about the room: after half a ring, when it is nearly full, and while it is full. A LOST record that is due is written. */
function findRoom(ring: usize, count: u32, events: u32): usize {
  let capacity = load<u32>(ring, RING_CAPACITY);
  if (unread(ring) + count > capacity - (capacity >>> 2)) {
    ring = grow(ring) || ring;
    capacity = load<u32>(ring, RING_CAPACITY);
  }
  const lost = load<u32>(ring, RING_LOST) - load<u32>(ring, RING_REPORTED);
  if (unread(ring) + count + (lost != 0 ? 1 : 0) > capacity) {
    // Several threads may share the ring without room.
    atomic.add<u32>(ring, events, RING_LOST);
    return 0;
  }
  if (lost) {
    put(ring, hostTraceClock(), <u64>TRACE_LOST | (<u64>lost << 32));
    store<u32>(ring, load<u32>(ring, RING_REPORTED) + lost, RING_REPORTED);
  }
  const used = unread(ring), half = capacity >>> 1, most = capacity - (capacity >>> 2);
  if (used + count >= half && !atomic.xchg<u32>(TRACE_FULL, 1)) {
    show(ring);
    wakeHost();
  }
  // Beyond three quarters every event tries to grow, as long as that may be.
  let until = capacity;
  if (used + count < half) until = half;
  else if (capacity < load<u32>(TRACE_MOST)) until = used + count <= most ? most : used + count;
  store<u32>(ring, load<u32>(ring, RING_HEAD) + until - used, RING_LIMIT);
  return ring;
}

function put(ring: usize, time: u64, word: u64): void {
  const head = load<u32>(ring, RING_HEAD);
  write(ring, head, time, word);
  store<u64>(ring, time, RING_LAST);
  store<u32>(ring, head + 1, RING_HEAD);
}
/** Lets the host read what was put. */
function show(ring: usize): void { atomic.store<u32>(ring, load<u32>(ring, RING_HEAD), RING_SHOWN); }

function record(ring: usize, kind: u32, why: u32, call: u32, value: u32): void {
  ring = roomIn(ring, 1, 1);
  if (!ring) return;
  put(ring, hostTraceClock(), <u64>(kind | (why << 8) | (call << 16)) | (<u64>value << 32));
  show(ring);
}

/** What happens together with the event before it, which has the time. */
function recordAtOnce(ring: usize, kind: u32): void {
  ring = roomIn(ring, 1, 1);
  if (!ring) return;
  put(ring, load<u64>(ring, RING_LAST), kind);
  show(ring);
}

/** The calling thread wants the GIL, and it was not free: the thread is going to wait. */
export function traceWait(): void {
  const ring = ringOf();
  // The ring without room is shared; what is missing there is counted by the TAKE.
  if (!ring || !load<u32>(ring, RING_CAPACITY)) return;
  store<u32>(ring, 1, RING_WAITS);
  const to = roomIn(ring, 1, 1);
  if (to) put(to, hostTraceClock(), TRACE_WANT);
}
/** It has it. */
export function traceTake(): void {
  const ring = ringOf();
  if (!ring) return;
  const waited = load<u32>(ring, RING_WAITS);
  store<u32>(ring, 0, RING_WAITS);
  store<u32>(ring, load<u32>(ring, RING_HEAD), RING_SHOWN);
  const to = roomIn(ring, 1, waited ? 1 : 2);
  if (to) put(to, hostTraceClock(), <u64>(waited ? TRACE_TAKE : TRACE_WANT_TAKE) | (<u64>runtime().gilSwitchNumber << 32));
}
/** It gives it up, now; `why` is a DROP_…, `call` the host call of BLOCKING and NATIVE. */
export function traceDrop(why: u32, call: u32): void {
  const ring = ringOf();
  if (!ring) return;
  const reason = (why << 8) | (call << 16);
  store<u32>(ring, reason, RING_DROPPED);
  const to = roomIn(ring, 1, 1);
  if (to) put(to, hostTraceClock(), TRACE_DROP | reason);
}
/** It has asked the holder (a thread block) to give it up. */
export function traceRequest(holder: usize): void {
  const ring = ringOf();
  if (ring) record(ring, TRACE_REQUEST, 0, 0, <u32>changetype<Thread>(holder).ident);
}
/** It was asked and waits until another thread has the GIL; right behind its DROP. */
export function traceForcedWait(): void {
  const ring = ringOf();
  if (ring) recordAtOnce(ring, TRACE_FORCED_WAIT);
}
export function traceForcedDone(): void {
  const ring = ringOf();
  if (ring) record(ring, TRACE_FORCED_DONE | load<u32>(ring, RING_DROPPED), 0, 0, 0);
}
/** The thread's first event: it runs on its Worker, and its block has its native id. */
export function traceThreadStart(): void {
  let ring = ringOf();
  if (!ring) return;
  ring = roomIn(ring, 2, 1);
  if (!ring) return;
  const t = changetype<Thread>(thread);
  put(ring, hostTraceClock(), <u64>TRACE_THREAD_START | (<u64>TRACE_START_SIZE << 32));
  const head = load<u32>(ring, RING_HEAD);
  write(ring, head, t.ident, t.nativeId);
  store<u32>(ring, head + 1, RING_HEAD);
  show(ring);
}
/** The thread's last event, after its last DROP. Called with the GIL, just before it is really given up: the Worker's next thread may have the ring. */
export function traceThreadEnd(): void {
  let ring = ringOf();
  if (!ring) return;
  recordAtOnce(ring, TRACE_THREAD_END);
  ring = ringOf();
  const t = changetype<Thread>(thread);
  t.trace = 0;
  const capacity = load<u32>(ring, RING_CAPACITY);
  if (!capacity) return;
  // A thread that waited for a Worker came with a ring of its own. And the next one's THREAD_START needs room: it cannot move without the GIL.
  const isKept = unread(ring) < capacity >>> 1;
  const before = keepRing(t.worker, isKept ? ring : 0);
  if (!isKept) giveAway(ring);
  if (before && before != ring) giveAway(before);
}
export function traceCollect(generation: u32): void {
  const ring = ringOf();
  if (ring) record(ring, TRACE_COLLECT, generation, 0, 0);
}
export function traceCollected(freed: u32): void {
  const ring = ringOf();
  if (ring) record(ring, TRACE_COLLECTED, 0, 0, freed);
}
export function traceSignal(signal: u32): void {
  const ring = ringOf();
  if (ring) record(ring, TRACE_SIGNAL, 0, 0, signal);
}
/** The thread's name, in UTF-8. It has the time of the event before it: names are set where a thread begins. */
export function traceName(text: usize, length: u32): void {
  let ring = ringOf();
  if (!ring) return;
  length = min(length, TRACE_NAME_MOST);
  const count = 1 + ((length + 15) >>> 4);
  ring = roomIn(ring, count, 1);
  if (!ring) return;
  put(ring, load<u64>(ring, RING_LAST), <u64>TRACE_NAME | (<u64>length << 32));
  const head = load<u32>(ring, RING_HEAD);
  for (let i: u32 = 0; i < length; i++) {
    const at = (head + (i >>> 4)) & (load<u32>(ring, RING_CAPACITY) - 1);
    store<u8>(ring + (<usize>at << 4) + (i & 15), load<u8>(text + i), RING_RECORDS);
  }
  store<u32>(ring, head + count - 1, RING_HEAD);
  show(ring);
}
