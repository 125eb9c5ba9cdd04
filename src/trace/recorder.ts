// Empties the rings of trace events while the program runs, and makes a Trace of what was in them. The protocol of a ring is in
// contract/traceevents.ts and core/trace.ts; this is the reader's side, on the host thread.
import { TRACE_NOWHERE, TRACE_RINGS } from "../../contract/layout.ts";
import {
  RING_CAPACITY,
  RING_ENDED,
  RING_FREE,
  RING_HEAD,
  RING_IDENT,
  RING_LOST,
  RING_NATIVE_ID,
  RING_NEXT,
  RING_RECORDS,
  RING_REPORTED,
  RING_SERIAL,
  RING_STATE,
  RING_TAIL,
  TRACE_RECORD_SIZE,
} from "../../contract/traceevents.ts";
import { decodeStreams, type Stream } from "./decode.ts";
import type { Trace } from "./model.ts";

/** The runtime's memory, as far as this file looks at it. */
export interface RingMemory {
  ints(address: number, count: number): Int32Array<SharedArrayBuffer>;
  copy(address: number, length: number): Uint8Array;
}

/** Where records go that there are too many of to keep in memory: a temporary file. */
export interface Overflow {
  /** Where the bytes now stand. */
  append(bytes: Uint8Array): number;
  read(at: number, length: number): Uint8Array;
  close(): void;
}

/** Records, in memory or at an offset of the overflow. */
type Piece = Uint8Array | { at: number; length: number };

interface Collected {
  serial: number;
  ident: number;
  nativeId: number;
  pieces: Piece[];
  /** Events that no LOST record tells of: the ring was full to the end. */
  lost: number;
}

/** Bytes of records that are kept in memory before they go to the overflow: 4 million events. */
const MOST_IN_MEMORY = 64 << 20;

export class Recorder {
  private readonly memory: RingMemory;
  private readonly overflow: Overflow | null;
  private readonly mostInMemory: number;
  private readonly all: Collected[] = [];
  /** By the address of the ring that the thread has. */
  private readonly live = new Map<number, Collected>();
  private inMemory = 0;

  constructor(memory: RingMemory, overflow: Overflow | null, mostInMemory = MOST_IN_MEMORY) {
    this.memory = memory;
    this.overflow = overflow;
    this.mostInMemory = mostInMemory;
  }

  /** Reads what is in all rings. */
  drain(): void {
    for (let ring = this.first(); ring !== 0; ) {
      const words = this.memory.ints(ring, RING_RECORDS / 4);
      // The state is read before the head: once a thread has ended, its head stands.
      const state = Atomics.load(words, RING_STATE / 4);
      if (state !== RING_FREE) this.drainRing(ring, words, state === RING_ENDED);
      ring = words[RING_NEXT / 4]! >>> 0;
    }
    if (this.inMemory > this.mostInMemory) this.spill();
  }

  private first(): number {
    return Atomics.load(this.memory.ints(TRACE_RINGS, 1), 0) >>> 0;
  }

  private drainRing(ring: number, words: Int32Array, ended: boolean): void {
    const head = Atomics.load(words, RING_HEAD / 4) >>> 0;
    const tail = words[RING_TAIL / 4]! >>> 0;
    const thread = this.threadOf(ring, words);
    if (head !== tail) {
      const capacity = words[RING_CAPACITY / 4]!;
      const from = tail & (capacity - 1);
      const count = (head - tail) >>> 0;
      const upToEnd = Math.min(count, capacity - from);
      this.keep(thread, ring + RING_RECORDS + from * TRACE_RECORD_SIZE, upToEnd);
      this.keep(thread, ring + RING_RECORDS, count - upToEnd);
      Atomics.store(words, RING_TAIL / 4, head | 0);
    }
    if (!ended) return;
    this.noteLost(thread, words);
    this.live.delete(ring);
    Atomics.store(words, RING_STATE / 4, RING_FREE);
  }

  private threadOf(ring: number, words: Int32Array): Collected {
    let thread = this.live.get(ring);
    if (thread === undefined) {
      thread = { serial: words[RING_SERIAL / 4]!, ident: 0, nativeId: 0, pieces: [], lost: 0 };
      this.live.set(ring, thread);
      this.all.push(thread);
    }
    // The thread itself writes these when it starts.
    thread.ident = words[RING_IDENT / 4]! >>> 0;
    thread.nativeId = words[RING_NATIVE_ID / 4]! >>> 0;
    return thread;
  }

  private keep(thread: Collected, address: number, count: number): void {
    if (count === 0) return;
    const bytes = this.memory.copy(address, count * TRACE_RECORD_SIZE);
    thread.pieces.push(bytes);
    this.inMemory += bytes.length;
  }

  private noteLost(thread: Collected, words: Int32Array): void {
    thread.lost = (Atomics.load(words, RING_LOST / 4) - words[RING_REPORTED / 4]!) >>> 0;
  }

  private spill(): void {
    if (this.overflow === null) return;
    for (const { pieces } of this.all) {
      for (const [index, piece] of pieces.entries()) {
        if (piece instanceof Uint8Array) pieces[index] = { at: this.overflow.append(piece), length: piece.length };
      }
    }
    this.inMemory = 0;
  }

  /** The last look at the rings, and the whole trace, which ends at `end` (ns of the clock that stamps the events). */
  finish(about: Pick<Trace, "program" | "policy" | "interval">, end: bigint): Trace {
    this.drain();
    for (const [ring, thread] of this.live) this.noteLost(thread, this.memory.ints(ring, RING_RECORDS / 4));
    const streams = this.all
      .filter((thread) => thread.pieces.length > 0 || thread.lost > 0)
      .sort((a, b) => a.serial - b.serial)
      .map((thread) => this.streamOf(thread));
    this.overflow?.close();
    const untraced = Atomics.load(this.memory.ints(TRACE_NOWHERE, RING_RECORDS / 4), RING_LOST / 4) >>> 0;
    return decodeStreams(streams, about, end, untraced);
  }

  private streamOf({ ident, nativeId, pieces, lost }: Collected): Stream {
    const parts = pieces.map((piece) => (piece instanceof Uint8Array ? piece : this.overflow!.read(piece.at, piece.length)));
    const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return { ident, nativeId, bytes, lost };
  }
}
