// From the records of the rings to the columns of a Trace: all threads together in order of time, data taken out of the way.
import { hostCalls } from "../../contract/hostcalls.ts";
import { TRACE_LOST, TRACE_NAME, TRACE_RECORD_SIZE, TRACE_THREAD_START } from "../../contract/traceevents.ts";
import type { Trace, TraceThread } from "./model.ts";

/** What was in a ring: the records of the threads that had it, one after the other. */
export interface Stream {
  /** Records, contract/traceevents.ts. */
  bytes: Uint8Array<ArrayBuffer>;
  /** Events that found the ring full after the last record. */
  lost: number;
}

/** One thread's part of a stream. */
interface Part {
  /** The stream's records, as words. */
  words: Uint32Array;
  /** Where the thread's begin and end. */
  from: number;
  to: number;
  events: number;
  lost: number;
  /** Its number in the trace. */
  serial: number;
  ident: number;
  nativeId: number;
  name: string | null;
}

const WORDS = TRACE_RECORD_SIZE / 4;
const NO_TIME = Number.POSITIVE_INFINITY;
const MOST_THREADS = 0xffff;

/**
 * A Trace of what was in the rings. `end` is the time at which the program ended, in ns of the clock of the records; `untraced` counts
 * events of threads that got no ring.
 */
export function decodeStreams(
  streams: readonly Stream[],
  about: Pick<Trace, "program" | "policy" | "interval">,
  end: bigint,
  untraced: number,
): Trace {
  const parts = streams.flatMap(partsOf).sort((a, b) => a.serial - b.serial);
  if (parts.length > MOST_THREADS) throw new RangeError(`${parts.length} threads are too many for one trace`);
  const base = Math.min(Number(end), ...firstTimes(parts));
  const last = Number(end) - base;
  const count = parts.reduce((sum, { events, lost }) => sum + events + (lost > 0 ? 1 : 0), 0);
  const trace: Trace = {
    ...about,
    duration: 0,
    threads: parts.map(
      ({ ident, nativeId, name }, index): TraceThread => ({ index, ident, nativeId, name: name ?? nameless(index, ident) }),
    ),
    time: new Float64Array(count),
    thread: new Uint16Array(count),
    kind: new Uint8Array(count),
    why: new Uint8Array(count),
    call: new Uint16Array(count),
    value: new Uint32Array(count),
    calls: hostCalls.map(([, name]) => name),
    lost: untraced,
  };
  merge(
    parts.map((part, index) => new Cursor(part, index, base, last)),
    (cursor, index) => {
      trace.time[index] = cursor.time / 1000;
      trace.thread[index] = cursor.thread;
      trace.kind[index] = cursor.kind;
      trace.why[index] = cursor.why;
      trace.call[index] = cursor.call;
      trace.value[index] = cursor.value;
      if (cursor.kind === TRACE_LOST) trace.lost += cursor.value;
    },
  );
  trace.duration = Math.max(last / 1000, trace.time.at(-1) ?? 0);
  return trace;
}

/** Not every thread comes from `threading`, which names the others. */
function nameless(index: number, ident: number): string {
  return index === 0 ? "MainThread" : `thread ${ident}`;
}

/** Cuts a stream at each THREAD_START. */
function partsOf({ bytes, lost }: Stream): Part[] {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, (bytes.length / TRACE_RECORD_SIZE) * WORDS);
  const parts: Part[] = [];
  for (let at = 0; at < words.length; ) {
    const kind = words[at + 2]! & 0xff;
    const next = at + lengthAt(words, at);
    if (kind === TRACE_THREAD_START) {
      const [low, high, nativeId, serial] = words.subarray(at + WORDS, at + 2 * WORDS) as unknown as [number, number, number, number];
      parts.push({ words, from: at, to: at, events: 0, lost: 0, serial, ident: low + high * 0x1_0000_0000, nativeId, name: null });
    }
    const part = parts.at(-1);
    if (part !== undefined) {
      part.to = next;
      part.events++;
      if (kind === TRACE_NAME) part.name = textAt(words, at + WORDS, words[at + 3]!);
    }
    at = next;
  }
  if (parts.length > 0) parts.at(-1)!.lost = lost;
  return parts;
}

/** Words of a record and its data. */
function lengthAt(words: Uint32Array, at: number): number {
  const kind = words[at + 2]! & 0xff;
  return kind === TRACE_NAME || kind === TRACE_THREAD_START ? WORDS * (1 + Math.ceil(words[at + 3]! / TRACE_RECORD_SIZE)) : WORDS;
}

function textAt(words: Uint32Array, at: number, length: number): string {
  return new TextDecoder().decode(new Uint8Array(words.buffer, words.byteOffset + at * 4, length).slice());
}

function timeAt(words: Uint32Array, at: number): number {
  return words[at]! + words[at + 1]! * 0x1_0000_0000;
}

function* firstTimes(parts: readonly Part[]): Generator<number> {
  for (const { words, from } of parts) yield timeAt(words, from);
}

/** One thread's events on their way into the columns. After the last record comes one for the events that were lost since. */
class Cursor {
  readonly thread: number;
  private readonly part: Part;
  private readonly base: number;
  private readonly end: number;
  private at: number;
  /** ns since the trace began of the event at the cursor; NO_TIME behind the last. */
  time = 0;

  constructor(part: Part, thread: number, base: number, end: number) {
    this.part = part;
    this.thread = thread;
    this.base = base;
    this.end = end;
    this.at = part.from;
    this.look();
  }

  get kind(): number {
    return this.isRecord ? this.part.words[this.at + 2]! & 0xff : TRACE_LOST;
  }
  get why(): number {
    return this.isRecord ? (this.part.words[this.at + 2]! >>> 8) & 0xff : 0;
  }
  get call(): number {
    return this.isRecord ? this.part.words[this.at + 2]! >>> 16 : 0;
  }
  get value(): number {
    if (!this.isRecord) return this.part.lost;
    return this.kind === TRACE_THREAD_START ? this.part.ident >>> 0 : this.part.words[this.at + 3]!;
  }

  private get isRecord(): boolean {
    return this.at < this.part.to;
  }

  next(): void {
    this.at += this.isRecord ? lengthAt(this.part.words, this.at) : WORDS;
    this.look();
  }

  private look(): void {
    if (this.isRecord) this.time = timeAt(this.part.words, this.at) - this.base;
    else if (this.at === this.part.to && this.part.lost > 0) this.time = Math.max(this.end, this.time);
    else this.time = NO_TIME;
  }
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
