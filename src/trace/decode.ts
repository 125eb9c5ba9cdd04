// From the records of the rings to the columns of a Trace: all threads together in order of time, data taken out of the way.
import { hostCalls } from "../../contract/hostcalls.ts";
import {
  TRACE_LOST,
  TRACE_MOVED,
  TRACE_NAME,
  TRACE_RECORD_SIZE,
  TRACE_TAKE,
  TRACE_THREAD_START,
  TRACE_WANT,
  TRACE_WANT_TAKE,
} from "../../contract/traceevents.ts";
import { emptyColumns, type Trace, type TraceThread } from "./model.ts";

/** What was in a ring: the records of the threads that had it, one after the other. */
export interface Stream {
  /** Records, contract/traceevents.ts. */
  bytes: Uint8Array<ArrayBuffer>;
  /** Events that found the ring full after the last record. */
  lost: number;
}

/** Records that follow one another in a ring and are of one thread. */
interface Piece {
  /** The stream's records, as words. */
  words: Uint32Array;
  /** Where they begin, at a THREAD_START or MOVED, and end. */
  from: number;
  to: number;
  /** Events that found the ring full after the last record. */
  lost: number;
}

/** What a thread wrote. */
interface Part {
  pieces: Piece[];
  events: number;
  /** Events that were lost after the last record. */
  lost: number;
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
  const parts = partsOf(streams.flatMap(piecesOf));
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
    ...emptyColumns(count),
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

/** Cuts a stream where another thread begins, or goes on. */
function piecesOf({ bytes, lost }: Stream): Piece[] {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, (bytes.length / TRACE_RECORD_SIZE) * WORDS);
  const pieces: Piece[] = [];
  for (let at = 0; at < words.length; ) {
    const next = at + lengthAt(words, at);
    if (isFirst(kindAt(words, at))) pieces.push({ words, from: at, to: at, lost: 0 });
    const piece = pieces.at(-1);
    if (piece !== undefined) piece.to = next;
    at = next;
  }
  if (pieces.length > 0) pieces.at(-1)!.lost = lost;
  return pieces;
}

function isFirst(kind: number): boolean {
  return kind === TRACE_THREAD_START || kind === TRACE_MOVED;
}

/** Puts the pieces of each thread together, and the threads in their order. */
function partsOf(pieces: readonly Piece[]): Part[] {
  const byIdent = Map.groupBy(pieces, ({ words, from }) => words[from + (kindAt(words, from) === TRACE_MOVED ? 3 : WORDS)]!);
  return Array.from(byIdent, ([ident, own]) => partOf(ident, own)).sort((a, b) => a.ident - b.ident);
}

function partOf(ident: number, pieces: Piece[]): Part {
  pieces.sort((a, b) => timeAt(a.words, a.from) - timeAt(b.words, b.from));
  const part: Part = { pieces, events: 0, lost: 0, ident, nativeId: 0, name: null };
  for (const { words, from, to, lost } of pieces) {
    part.lost += lost;
    for (let at = from; at < to; at += lengthAt(words, at)) {
      const kind = kindAt(words, at);
      part.events += eventsIn(kind);
      if (kind === TRACE_NAME) part.name = textAt(words, at + WORDS, words[at + 3]!);
      else if (kind === TRACE_THREAD_START) {
        part.ident = words[at + WORDS]! + words[at + WORDS + 1]! * 0x1_0000_0000;
        part.nativeId = words[at + WORDS + 2]!;
      }
    }
  }
  return part;
}

/** How many events a record stands for. */
function eventsIn(kind: number): number {
  return kind === TRACE_WANT_TAKE ? 2 : kind === TRACE_MOVED ? 0 : 1;
}

function kindAt(words: Uint32Array, at: number): number {
  return words[at + 2]! & 0xff;
}

/** Words of a record and its data. */
function lengthAt(words: Uint32Array, at: number): number {
  const kind = kindAt(words, at);
  return kind === TRACE_NAME || kind === TRACE_THREAD_START ? WORDS * (1 + Math.ceil(words[at + 3]! / TRACE_RECORD_SIZE)) : WORDS;
}

function textAt(words: Uint32Array, at: number, length: number): string {
  return new TextDecoder().decode(new Uint8Array(words.buffer, words.byteOffset + at * 4, length).slice());
}

function timeAt(words: Uint32Array, at: number): number {
  return words[at]! + words[at + 1]! * 0x1_0000_0000;
}

function* firstTimes(parts: readonly Part[]): Generator<number> {
  for (const { pieces } of parts) yield timeAt(pieces[0]!.words, pieces[0]!.from);
}

/** One thread's events on their way into the columns. After the last record comes one for the events that were lost since. */
class Cursor {
  readonly thread: number;
  private readonly part: Part;
  private readonly base: number;
  private readonly end: number;
  /** The number of the piece, its words, and the place in them. */
  private number = 0;
  private words: Uint32Array;
  private at: number;
  /** Of a WANT_TAKE the WANT is told already. */
  private isHalfTold = false;
  private isPast = false;
  kind = 0;
  /** ns since the trace began of the event at the cursor; NO_TIME behind the last. */
  time = 0;

  constructor(part: Part, thread: number, base: number, end: number) {
    this.part = part;
    this.thread = thread;
    this.base = base;
    this.end = end;
    this.words = part.pieces[0]!.words;
    this.at = part.pieces[0]!.from;
    this.look();
  }

  get why(): number {
    return this.isPast ? 0 : (this.words[this.at + 2]! >>> 8) & 0xff;
  }
  get call(): number {
    return this.isPast ? 0 : this.words[this.at + 2]! >>> 16;
  }
  get value(): number {
    if (this.isPast) return this.part.lost;
    if (this.kind === TRACE_THREAD_START) return this.part.ident >>> 0;
    return this.kind === TRACE_WANT ? 0 : this.words[this.at + 3]!;
  }

  next(): void {
    if (this.isPast) {
      this.time = NO_TIME;
      return;
    }
    if (kindAt(this.words, this.at) === TRACE_WANT_TAKE && !this.isHalfTold) {
      this.isHalfTold = true;
      this.kind = TRACE_TAKE;
      return;
    }
    this.isHalfTold = false;
    this.at += lengthAt(this.words, this.at);
    this.look();
  }

  private look(): void {
    while (this.at === this.part.pieces[this.number]!.to || kindAt(this.words, this.at) === TRACE_MOVED) {
      if (this.at < this.part.pieces[this.number]!.to) this.at += WORDS;
      else if (this.number + 1 < this.part.pieces.length) {
        const { words, from } = this.part.pieces[++this.number]!;
        this.words = words;
        this.at = from;
      } else {
        this.isPast = true;
        this.kind = TRACE_LOST;
        this.time = this.part.lost > 0 ? Math.max(this.end, this.time) : NO_TIME;
        return;
      }
    }
    const kind = kindAt(this.words, this.at);
    this.kind = kind === TRACE_WANT_TAKE ? TRACE_WANT : kind;
    this.time = timeAt(this.words, this.at) - this.base;
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
