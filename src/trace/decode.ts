// From the records of each thread to the columns of a Trace: all threads together in order of time, text taken out of the way.
import { hostCalls } from "../../contract/hostcalls.ts";
import { TRACE_LOST, TRACE_NAME, TRACE_RECORD_SIZE } from "../../contract/traceevents.ts";
import type { Trace, TraceThread } from "./model.ts";

/** What one thread wrote. */
export interface Stream {
  ident: number;
  nativeId: number;
  /** Records, contract/traceevents.ts. */
  bytes: Uint8Array<ArrayBuffer>;
  /** Events that found the ring full after the last record. */
  lost: number;
}

const WORDS = TRACE_RECORD_SIZE / 4;
const NO_TIME = Number.POSITIVE_INFINITY;
/** Names of threads that never got one. */
const MAIN_NAME = "MainThread";

/** One thread's events on their way into the columns. */
class Cursor {
  readonly words: Uint32Array;
  readonly thread: number;
  private readonly base: number;
  private readonly lost: number;
  private readonly end: number;
  at = 0;
  /** ns since the trace began of the event at the cursor. */
  time = NO_TIME;

  constructor(stream: Stream, thread: number, base: number, end: number) {
    this.words = new Uint32Array(stream.bytes.buffer, stream.bytes.byteOffset, (stream.bytes.length / TRACE_RECORD_SIZE) * WORDS);
    this.thread = thread;
    this.base = base;
    this.lost = stream.lost;
    this.end = end;
    this.look();
  }

  get kind(): number {
    return this.at < this.words.length ? this.words[this.at + 2]! & 0xff : TRACE_LOST;
  }
  get why(): number {
    return this.at < this.words.length ? (this.words[this.at + 2]! >>> 8) & 0xff : 0;
  }
  get call(): number {
    return this.at < this.words.length ? this.words[this.at + 2]! >>> 16 : 0;
  }
  get value(): number {
    return this.at < this.words.length ? this.words[this.at + 3]! : this.lost;
  }

  next(): void {
    this.at += this.kind === TRACE_NAME ? WORDS * (1 + textRecords(this.value)) : WORDS;
    this.look();
  }

  /** After the last record comes one for the events that were lost since. */
  private look(): void {
    if (this.at < this.words.length) this.time = timeOf(this.words, this.at) - this.base;
    else if (this.at === this.words.length && this.lost > 0) this.time = Math.max(this.end, this.last());
    else this.time = NO_TIME;
  }
  private last(): number {
    return Number.isFinite(this.time) ? this.time : 0;
  }
}

function timeOf(words: Uint32Array, at: number): number {
  return words[at]! + words[at + 1]! * 0x1_0000_0000;
}

function textRecords(length: number): number {
  return Math.ceil(length / TRACE_RECORD_SIZE);
}

/**
 * A Trace of the threads' records; the first stream is the main thread's. `end` is the time at which the program ended, in ns of the
 * clock of the records; `untraced` counts events of threads that got no ring.
 */
export function decodeStreams(
  streams: readonly Stream[],
  about: Pick<Trace, "program" | "policy" | "interval">,
  end: bigint,
  untraced: number,
): Trace {
  if (streams.length > 0xffff) throw new RangeError(`a trace of ${streams.length} threads: the most are 65535`);
  const starts = streams.map(({ bytes }) =>
    bytes.length > 0 ? Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true)) : NO_TIME,
  );
  const base = Math.min(Number(end), ...starts);
  const last = Number(end) - base;
  const cursors = streams.map((stream, index) => new Cursor(stream, index, base, last));
  const names = cursors.map((cursor, index) => nameOf(cursor.words) ?? (index === 0 ? MAIN_NAME : `Thread-${streams[index]!.ident}`));

  const count = cursors.reduce((sum, { words }, index) => sum + countEvents(words) + (streams[index]!.lost > 0 ? 1 : 0), 0);
  const trace: Trace = {
    ...about,
    duration: 0,
    threads: streams.map(({ ident, nativeId }, index): TraceThread => ({ index, ident, nativeId, name: names[index]! })),
    time: new Float64Array(count),
    thread: new Uint16Array(count),
    kind: new Uint8Array(count),
    why: new Uint8Array(count),
    call: new Uint16Array(count),
    value: new Uint32Array(count),
    calls: hostCalls.map(([, name]) => name),
    lost: untraced,
  };
  merge(cursors, (cursor, index) => {
    trace.time[index] = cursor.time / 1000;
    trace.thread[index] = cursor.thread;
    trace.kind[index] = cursor.kind;
    trace.why[index] = cursor.why;
    trace.call[index] = cursor.call;
    trace.value[index] = cursor.value;
    if (cursor.kind === TRACE_LOST) trace.lost += cursor.value;
  });
  trace.duration = Math.max(last / 1000, trace.time.at(-1) ?? 0);
  return trace;
}

function countEvents(words: Uint32Array): number {
  let count = 0;
  for (let at = 0; at < words.length; at += WORDS) {
    count++;
    if ((words[at + 2]! & 0xff) === TRACE_NAME) at += WORDS * textRecords(words[at + 3]!);
  }
  return count;
}

/** The last name that a thread gave itself, or null. */
function nameOf(words: Uint32Array): string | null {
  let name: string | null = null;
  for (let at = 0; at < words.length; at += WORDS) {
    if ((words[at + 2]! & 0xff) !== TRACE_NAME) continue;
    const length = words[at + 3]!;
    name = new TextDecoder().decode(new Uint8Array(words.buffer, words.byteOffset + (at + WORDS) * 4, length).slice());
    at += WORDS * textRecords(length);
  }
  return name;
}

/** Calls `take` with the cursor of each event, in order of time: a heap of cursors. */
function merge(cursors: readonly Cursor[], take: (cursor: Cursor, index: number) => void): void {
  const heap = cursors.filter((cursor) => cursor.time !== NO_TIME);
  for (let at = heap.length >> 1; at-- > 0; ) sink(heap, at);
  for (let index = 0; heap.length > 0; index++) {
    const cursor = heap[0]!;
    take(cursor, index);
    cursor.next();
    if (cursor.time === NO_TIME) {
      const moved = heap.pop()!;
      if (heap.length === 0) return;
      if (moved !== cursor) heap[0] = moved;
    }
    sink(heap, 0);
  }
}

function sink(heap: Cursor[], at: number): void {
  const cursor = heap[at]!;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
    if (!isBefore(heap[child]!, cursor)) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = cursor;
}

function isBefore(a: Cursor, b: Cursor): boolean {
  return a.time < b.time || (a.time === b.time && a.thread < b.thread);
}
