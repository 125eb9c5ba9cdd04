// Who held the GIL in a stretch of time, at most six threads of it, for as many stretches as the lane has pixels: a pyramid.
//
// The lowest level cuts the trace into equal buckets and knows of each the six threads that held the GIL longest in it, their
// shares, and the share of all together;
// a level higher, two buckets are one. A stretch is read from the level whose buckets are just finer than it. Where the buckets of the
// lowest level are too coarse, few holds are left in view and they are read themselves.

import type { Booth } from "./booth.ts";

const KEPT = 6;
const LOWEST = 1 << 16;

/** The threads that held the GIL in a stretch, longest first, with their shares of it from 0 to 1; a thread of -1 ends them. */
export interface Shareholders {
  thread: Int32Array;
  share: Float32Array;
  /** The share of all threads, one entry for each stretch. */
  held: Float32Array;
}

/** Adds up a few shares and keeps the greatest: a list so short that searching it costs less than anything cleverer. */
class Tally {
  readonly thread = new Int32Array(64);
  readonly share = new Float64Array(64);
  count = 0;
  /** The sum of all shares, of those that no thread is known for too. */
  held = 0;

  clear(): void {
    this.count = 0;
    this.held = 0;
  }
  add(thread: number, share: number): void {
    this.held += share;
    for (let i = 0; i < this.count; i++) {
      if (this.thread[i] === thread) {
        this.share[i]! += share;
        return;
      }
    }
    if (this.count === 64) this.dropSmallest();
    this.thread[this.count] = thread;
    this.share[this.count++] = share;
  }
  /** Takes the thread with the greatest share out of the list: its index, or -1. */
  greatest(): number {
    let best = -1;
    for (let i = 0; i < this.count; i++) if (this.share[i]! > 0 && (best < 0 || this.share[i]! > this.share[best]!)) best = i;
    return best;
  }
  private dropSmallest(): void {
    let least = 0;
    for (let i = 1; i < this.count; i++) if (this.share[i]! < this.share[least]!) least = i;
    this.count--;
    this.thread[least] = this.thread[this.count]!;
    this.share[least] = this.share[this.count]!;
  }
}

interface Level {
  buckets: number;
  thread: Int16Array;
  /** Shares of the bucket in 65535ths. */
  share: Uint16Array;
  held: Uint16Array;
}

export class Holders {
  private readonly booth: Booth;
  private readonly duration: number;
  private readonly levels: Level[] = [];
  private readonly tally = new Tally();

  constructor(booth: Booth, duration: number) {
    this.booth = booth;
    this.duration = Math.max(duration, 1e-3);
    const buckets = Math.min(LOWEST, Math.max(1, 2 ** Math.ceil(Math.log2(booth.count + 1))));
    this.levels.push(this.lowest(buckets));
    while (this.levels.at(-1)!.buckets > 1) this.levels.push(this.above(this.levels.at(-1)!));
  }

  /** The shareholders of `columns` stretches of `width` µs, the first from `from` on, six entries of `out` for each. */
  sweep(from: number, width: number, columns: number, out: Shareholders): void {
    const { booth, tally } = this;
    const first = firstEndingAfter(booth, from);
    const inView = firstEndingAfter(booth, from + width * columns) - first;
    const exact = inView <= columns * 48;
    let hold = first;
    for (let x = 0; x < columns; x++) {
      const left = from + x * width;
      const right = left + width;
      tally.clear();
      if (exact) {
        while (hold < booth.count && booth.end[hold]! <= left) hold++;
        for (let i = hold; i < booth.count && booth.start[i]! < right; i++) {
          tally.add(booth.thread[i]!, (Math.min(right, booth.end[i]!) - Math.max(left, booth.start[i]!)) / width);
        }
      } else this.read(left, right);
      this.keep(out, x * KEPT);
    }
  }

  private keep(out: Shareholders, row: number): void {
    const { tally } = this;
    out.held[row / KEPT] = tally.held;
    for (let k = 0; k < KEPT; k++) {
      const best = tally.greatest();
      out.thread[row + k] = best < 0 ? -1 : tally.thread[best]!;
      out.share[row + k] = best < 0 ? 0 : tally.share[best]!;
      if (best >= 0) tally.share[best] = 0;
    }
  }

  /** Adds the buckets between two times to the tally. */
  private read(left: number, right: number): void {
    const width = right - left;
    let index = 0;
    while (index + 1 < this.levels.length && (this.duration / this.levels[index + 1]!.buckets) * 2 <= width) index++;
    const level = this.levels[index]!;
    const size = this.duration / level.buckets;
    const last = Math.min(level.buckets - 1, Math.floor(right / size));
    for (let b = Math.max(0, Math.floor(left / size)); b <= last; b++) {
      const part = (Math.min(right, (b + 1) * size) - Math.max(left, b * size)) / width;
      if (part <= 0) continue;
      this.addBucket(level, b, part);
    }
  }

  private addBucket(level: Level, bucket: number, part: number): void {
    const { tally } = this;
    const held = tally.held + (level.held[bucket]! / 65535) * part;
    for (let k = bucket * KEPT; k < (bucket + 1) * KEPT && level.thread[k]! >= 0; k++)
      tally.add(level.thread[k]!, (level.share[k]! / 65535) * part);
    tally.held = held;
  }

  private emptyLevel(buckets: number): Level {
    return {
      buckets,
      thread: new Int16Array(buckets * KEPT).fill(-1),
      share: new Uint16Array(buckets * KEPT),
      held: new Uint16Array(buckets),
    };
  }

  private lowest(buckets: number): Level {
    const level = this.emptyLevel(buckets);
    const { booth, tally } = this;
    const size = this.duration / buckets;
    let hold = 0;
    for (let b = 0; b < buckets; b++) {
      const left = b * size;
      const right = left + size;
      tally.clear();
      while (hold < booth.count && booth.end[hold]! <= left) hold++;
      for (let i = hold; i < booth.count && booth.start[i]! < right; i++) {
        tally.add(booth.thread[i]!, (Math.min(right, booth.end[i]!) - Math.max(left, booth.start[i]!)) / size);
      }
      this.store(level, b);
    }
    return level;
  }

  private above(below: Level): Level {
    const level = this.emptyLevel(Math.ceil(below.buckets / 2));
    for (let b = 0; b < level.buckets; b++) {
      this.tally.clear();
      this.addBucket(below, 2 * b, 0.5);
      if (2 * b + 1 < below.buckets) this.addBucket(below, 2 * b + 1, 0.5);
      this.store(level, b);
    }
    return level;
  }

  private store(level: Level, bucket: number): void {
    level.held[bucket] = Math.round(Math.min(1, this.tally.held) * 65535);
    for (let k = 0; k < KEPT; k++) {
      const best = this.tally.greatest();
      if (best < 0) break;
      level.thread[bucket * KEPT + k] = this.tally.thread[best]!;
      level.share[bucket * KEPT + k] = Math.round(Math.min(1, this.tally.share[best]!) * 65535);
      this.tally.share[best] = 0;
    }
  }
}

/** Room for the shareholders of so many stretches. */
export function shareholders(columns: number): Shareholders {
  return { thread: new Int32Array(columns * KEPT), share: new Float32Array(columns * KEPT), held: new Float32Array(columns) };
}

export const SHAREHOLDERS = KEPT;

/** The first hold that ends after a time; the number of holds if there is none. */
export function firstEndingAfter(booth: Booth, at: number): number {
  let low = 0;
  let high = booth.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (booth.end[middle]! <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
