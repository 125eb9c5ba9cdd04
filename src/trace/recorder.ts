// Empties the rings of trace events while the program runs, and makes a Trace of what was in them. The protocol of a ring is in
// contract/traceevents.ts and core/trace.ts; this is the reader's side, on the host thread.
import { TRACE_NOWHERE, TRACE_RINGS } from "../../contract/layout.ts";
import {
  RING_CAPACITY,
  RING_HEAD,
  RING_LOST,
  RING_NEXT,
  RING_RECORDS,
  RING_REPORTED,
  RING_SHOWN,
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

/** What was in a ring. */
interface Collected {
  ring: number;
  pieces: Piece[];
}

/** Bytes of records that are kept in memory before they go to the overflow: 4 million events. */
const MOST_IN_MEMORY = 64 << 20;

export class Recorder {
  private readonly memory: RingMemory;
  private readonly overflow: Overflow | null;
  private readonly mostInMemory: number;
  /** By the address of the ring. */
  private readonly rings = new Map<number, Collected>();
  private inMemory = 0;

  constructor(memory: RingMemory, overflow: Overflow | null, mostInMemory = MOST_IN_MEMORY) {
    this.memory = memory;
    this.overflow = overflow;
    this.mostInMemory = mostInMemory;
  }

  /** Reads what the threads show of their rings. */
  drain(): void {
    this.drainTo(RING_SHOWN);
  }

  private drainTo(limit: number): void {
    for (let ring = this.first(); ring !== 0; ) {
      const words = this.memory.ints(ring, RING_RECORDS / 4);
      this.drainRing(ring, words, Atomics.load(words, limit / 4) >>> 0);
      ring = words[RING_NEXT / 4]! >>> 0;
    }
    if (this.inMemory > this.mostInMemory) this.spill();
  }

  private first(): number {
    return Atomics.load(this.memory.ints(TRACE_RINGS, 1), 0) >>> 0;
  }

  private drainRing(ring: number, words: Int32Array, head: number): void {
    const tail = words[RING_TAIL / 4]! >>> 0;
    if (head === tail) return;
    let collected = this.rings.get(ring);
    if (collected === undefined) {
      collected = { ring, pieces: [] };
      this.rings.set(ring, collected);
    }
    const capacity = words[RING_CAPACITY / 4]!;
    const from = tail & (capacity - 1);
    const count = (head - tail) >>> 0;
    const upToEnd = Math.min(count, capacity - from);
    this.keep(collected, ring + RING_RECORDS + from * TRACE_RECORD_SIZE, upToEnd);
    this.keep(collected, ring + RING_RECORDS, count - upToEnd);
    Atomics.store(words, RING_TAIL / 4, head | 0);
  }

  private keep({ pieces }: Collected, address: number, count: number): void {
    if (count === 0) return;
    const bytes = this.memory.copy(address, count * TRACE_RECORD_SIZE);
    pieces.push(bytes);
    this.inMemory += bytes.length;
  }

  private spill(): void {
    if (this.overflow === null) return;
    for (const { pieces } of this.rings.values()) {
      for (const [index, piece] of pieces.entries()) {
        if (piece instanceof Uint8Array) pieces[index] = { at: this.overflow.append(piece), length: piece.length };
      }
    }
    this.inMemory = 0;
  }

  /** The last look at the rings, and the whole trace, which ends at `end` (ns of the clock that stamps the events). */
  finish(about: Pick<Trace, "program" | "policy" | "interval">, end: bigint): Trace {
    // What a thread has not shown yet, too: it may never do so now.
    this.drainTo(RING_HEAD);
    const streams = Array.from(this.rings.values(), (collected) => this.streamOf(collected));
    this.overflow?.close();
    const untraced = this.lostIn(TRACE_NOWHERE);
    return decodeStreams(streams, about, end, untraced);
  }

  /** Events that no LOST record tells of: the ring was full to the end. */
  private lostIn(ring: number): number {
    const words = this.memory.ints(ring, RING_RECORDS / 4);
    return (Atomics.load(words, RING_LOST / 4) - words[RING_REPORTED / 4]!) >>> 0;
  }

  private streamOf({ ring, pieces }: Collected): Stream {
    const parts = pieces.map((piece) => (piece instanceof Uint8Array ? piece : this.overflow!.read(piece.at, piece.length)));
    const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return { bytes, lost: this.lostIn(ring) };
  }
}
