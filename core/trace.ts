// Trace events: what each thread did with the GIL, and when. contract/traceevents.ts draws the records and the rings.
//
// Every thread block has the address of the thread's ring; it is 0 while nothing is traced, and then each function here is one load and one
// branch. A thread without a block (`thread` is 0) reads a zero from the guard at the start of memory. These functions are called from where the
// thing happens, and from nowhere else; all of them speak of the calling thread.
//
// Protocol of a ring. Its thread alone writes records and `head`; the host thread alone writes `tail`, after it has copied the records. A record
// is whole before `head` shows it. An event that finds no room is counted in `lost`, and the next one that finds room puts a LOST record with the
// count before itself. A ring that gets half full asks the host thread to empty the rings at once; otherwise it does so by a timer.
//
// A ring whose thread has ended goes on a list, and the next thread takes it, as long as it is not half full of what the host has not read yet. So
// many short threads share a few rings. Rings come from the allocator, and like the list they need the GIL: a new thread's is got by its parent.
//
// The clock is most of what an event costs (40 ns of 60 while everything is in the caches, several times that after a wake-up). So WANT only notes its time: a thread that
// gets the GIL at once writes WANT and TAKE together, with one time; one that has to wait says so (`traceWait`) and writes WANT then, as it does
// before any other record.
//
// Guarded by tests/trace.

import { TRACE_EVENTS, TRACE_FULL, TRACE_NOWHERE, TRACE_RINGS } from "../contract/layout";
import {
  RING_CAPACITY, RING_DROPPED, RING_HEAD, RING_LIMIT, RING_LOST, RING_NEXT, RING_NEXT_FREE, RING_RECORDS, RING_REPORTED, RING_TAIL, RING_WANTED, TRACE_COLLECT, TRACE_COLLECTED, TRACE_DROP,
  TRACE_FORCED_DONE, TRACE_FORCED_WAIT, TRACE_LOST, TRACE_NAME, TRACE_NAME_MOST, TRACE_REQUEST, TRACE_SIGNAL, TRACE_START_SIZE, TRACE_TAKE,
  TRACE_THREAD_END, TRACE_THREAD_START, TRACE_WANT,
} from "../contract/traceevents";
import { hostTraceClock } from "./host.generated";
import { alloc } from "./memory/alloc";
import { Runtime, runtime, RUNTIME, Thread, thread } from "./state";
import { wakeHost } from "./threads/pool";

const RING: usize = offsetof<Thread>("trace");

/** The calling thread's ring, or 0. */
function ringOf(): usize { return <usize>load<u32>(thread + RING); }

// Rings

/** Gives a new thread a ring, if the program is traced. With the GIL, by the parent. */
export function traceAttach(block: usize): void {
  if (!load<u32>(TRACE_RINGS)) return;
  const r = runtime();
  const ring = <usize>r.traceFree;
  if (ring && unread(ring) < load<u32>(ring, RING_CAPACITY) >>> 1) {
    r.traceFree = load<u32>(ring, RING_NEXT_FREE);
    changetype<Thread>(block).trace = <u32>ring;
  } else changetype<Thread>(block).trace = <u32>newRing();
}

function unread(ring: usize): u32 { return load<u32>(ring, RING_HEAD) - atomic.load<u32>(ring, RING_TAIL); }

function newRing(): usize {
  const capacity = load<u32>(TRACE_EVENTS);
  const ring = alloc(RING_RECORDS + (<usize>capacity << 4));
  if (!ring) return TRACE_NOWHERE;
  memory.fill(ring, 0, RING_RECORDS);
  store<u32>(ring, load<u32>(TRACE_RINGS), RING_NEXT);
  store<u32>(ring, capacity, RING_CAPACITY);
  atomic.store<u32>(TRACE_RINGS, <u32>ring);
  return ring;
}

/** Starts the trace, if the host wants one: the main program is about to run. Called by the main thread, which has the GIL. */
export function traceBegin(): void {
  if (!load<u32>(TRACE_EVENTS) || load<u32>(TRACE_RINGS)) return;
  changetype<Thread>(thread).trace = <u32>newRing();
  traceThreadStart();
  traceTake();
}

/** Whether the calling thread is traced. */
export function isTraced(): bool { return ringOf() != 0; }

// Records

function write(ring: usize, head: u32, time: u64, word: u64): void {
  const at = ring + (<usize>(head & (load<u32>(ring, RING_CAPACITY) - 1)) << 4);
  store<u64>(at, time, RING_RECORDS);
  store<u64>(at, word, RING_RECORDS + 8);
}

/** Room for `count` records; false counts an event as lost. */
function makeRoom(ring: usize, count: u32): bool {
  const left = load<u32>(ring, RING_LIMIT) - load<u32>(ring, RING_HEAD);
  return left >= count && left <= load<u32>(ring, RING_CAPACITY) ? true : findRoom(ring, count);
}

/** The same where nothing is known about the room: after half a ring, and while it is full. A LOST record that is due is written. */
function findRoom(ring: usize, count: u32): bool {
  const capacity = load<u32>(ring, RING_CAPACITY);
  const lost = load<u32>(ring, RING_LOST) - load<u32>(ring, RING_REPORTED);
  if (unread(ring) + count + (lost != 0 ? 1 : 0) > capacity) {
    // Several threads may share the ring without room.
    atomic.add<u32>(ring, 1, RING_LOST);
    return false;
  }
  if (lost) {
    put(ring, hostTraceClock(), <u64>TRACE_LOST | (<u64>lost << 32));
    store<u32>(ring, load<u32>(ring, RING_REPORTED) + lost, RING_REPORTED);
  }
  const used = unread(ring), half = capacity >>> 1;
  if (used + count >= half && !atomic.xchg<u32>(TRACE_FULL, 1)) wakeHost();
  store<u32>(ring, load<u32>(ring, RING_HEAD) + (used + count < half ? half - used : capacity - used), RING_LIMIT);
  return true;
}

function put(ring: usize, time: u64, word: u64): void {
  const head = load<u32>(ring, RING_HEAD);
  write(ring, head, time, word);
  atomic.store<u32>(ring, head + 1, RING_HEAD);
}

function record(ring: usize, kind: u32, why: u32, call: u32, value: u32): void {
  if (load<u64>(ring, RING_WANTED)) flushWant(ring);
  if (makeRoom(ring, 1)) put(ring, hostTraceClock(), <u64>(kind | (why << 8) | (call << 16)) | (<u64>value << 32));
}

/** What happens together with the event before it, which has the time. */
function recordAtOnce(ring: usize, kind: u32): void {
  if (!makeRoom(ring, 1)) return;
  // If that one was lost, a LOST record stands here now.
  const last = (load<u32>(ring, RING_HEAD) - 1) & (load<u32>(ring, RING_CAPACITY) - 1);
  put(ring, load<u64>(ring + (<usize>last << 4), RING_RECORDS), kind);
}

function flushWant(ring: usize): void {
  const time = load<u64>(ring, RING_WANTED);
  store<u64>(ring, 0, RING_WANTED);
  if (makeRoom(ring, 1)) put(ring, time, TRACE_WANT);
}

/** The calling thread wants the GIL. */
export function traceWant(): void {
  const ring = ringOf();
  // The ring without room is shared, so it has no place for a time.
  if (ring && load<u32>(ring, RING_CAPACITY)) store<u64>(ring, hostTraceClock(), RING_WANTED);
  else if (ring) makeRoom(ring, 1);
}
/** It was not free: the thread is going to wait. */
export function traceWait(): void {
  const ring = ringOf();
  if (ring && load<u64>(ring, RING_WANTED)) flushWant(ring);
}
/** It has it. */
export function traceTake(): void {
  const ring = ringOf();
  if (!ring) return;
  const time = load<u64>(ring, RING_WANTED);
  if (!time) { record(ring, TRACE_TAKE, 0, 0, runtime().gilSwitchNumber); return; }
  store<u64>(ring, 0, RING_WANTED);
  const take = <u64>TRACE_TAKE | (<u64>runtime().gilSwitchNumber << 32);
  if (makeRoom(ring, 2)) {
    const head = load<u32>(ring, RING_HEAD);
    write(ring, head, time, TRACE_WANT);
    write(ring, head + 1, time, take);
    atomic.store<u32>(ring, head + 2, RING_HEAD);
  } else if (makeRoom(ring, 1)) put(ring, time, take);
}
/** It gives it up, now; `why` is a DROP_…, `call` the host call of BLOCKING and NATIVE. */
export function traceDrop(why: u32, call: u32): void {
  const ring = ringOf();
  if (!ring) return;
  store<u32>(ring, (why << 8) | (call << 16), RING_DROPPED);
  record(ring, TRACE_DROP, why, call, 0);
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
  const ring = ringOf();
  if (!ring || !makeRoom(ring, 2)) return;
  const t = changetype<Thread>(thread);
  const head = load<u32>(ring, RING_HEAD);
  write(ring, head, hostTraceClock(), <u64>TRACE_THREAD_START | (<u64>TRACE_START_SIZE << 32));
  write(ring, head + 1, t.ident, <u64>t.nativeId | (<u64>atomic.add<u32>(RUNTIME + offsetof<Runtime>("traceSerial"), 1) << 32));
  atomic.store<u32>(ring, head + 2, RING_HEAD);
}
/** The thread's last event, after its last DROP. Called with the GIL, just before it is really given up: the next thread may have the ring. */
export function traceThreadEnd(): void {
  const ring = ringOf();
  if (!ring) return;
  recordAtOnce(ring, TRACE_THREAD_END);
  changetype<Thread>(thread).trace = 0;
  if (!load<u32>(ring, RING_CAPACITY)) return;
  const r = runtime();
  store<u32>(ring, r.traceFree, RING_NEXT_FREE);
  r.traceFree = <u32>ring;
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
/** The thread's name, in UTF-8. */
export function traceName(text: usize, length: u32): void {
  const ring = ringOf();
  if (!ring) return;
  length = min(length, TRACE_NAME_MOST);
  const count = 1 + ((length + 15) >>> 4);
  if (!makeRoom(ring, count)) return;
  const head = load<u32>(ring, RING_HEAD);
  write(ring, head, hostTraceClock(), <u64>TRACE_NAME | (<u64>length << 32));
  for (let i: u32 = 0; i < length; i++) {
    const at = (head + 1 + (i >>> 4)) & (load<u32>(ring, RING_CAPACITY) - 1);
    store<u8>(ring + (<usize>at << 4) + (i & 15), load<u8>(text + i), RING_RECORDS);
  }
  atomic.store<u32>(ring, head + count, RING_HEAD);
}
