// Who held the GIL for what share of a stretch of time, for as many stretches as the lane has pixels.
//
// All holds in view are added up: some millions of them in the time of a frame, for a hold costs two comparisons and an addition. Where there are more,
// each stretch is looked at in 64 places instead; they lie on a grid that does not move with the view, so that the picture does not shimmer.

import { firstAfter, longer } from "../arrays.ts";
import type { Booth } from "./booth.ts";

/** More holds than this in a stretch, on average, are not added up one by one. */
const MOST = 400;
const PLACES = 64;

/** For stretch x the entries from `first[x]` to `first[x + 1]`: threads in ascending order, and their shares of the stretch from 0 to 1. */
export interface Shareholders {
  first: Uint32Array;
  thread: Uint16Array;
  share: Float32Array;
}

export class Holders {
  private readonly booth: Booth;
  /** Time of each thread in the stretch that is being added up, and which threads have any. */
  private readonly times: Float64Array;
  private readonly touched: Uint16Array;
  private touchedCount = 0;

  constructor(booth: Booth, threads: number) {
    this.booth = booth;
    this.times = new Float64Array(threads);
    this.touched = new Uint16Array(threads);
  }

  /** The shareholders of `columns` stretches of `width` µs, the first from `from` on. `out` is made wider if it must be. */
  sweep(from: number, width: number, columns: number, out: Shareholders): void {
    const { booth } = this;
    let hold = firstEndingAfter(booth, from);
    const sampled = firstEndingAfter(booth, from + width * columns) - hold > columns * MOST;
    let entries = 0;
    for (let x = 0; x < columns; x++) {
      const left = from + x * width;
      const right = left + width;
      if (sampled) hold = this.sample(left, width, hold);
      else {
        while (hold < booth.count && booth.end[hold]! <= left) hold++;
        for (let i = hold; i < booth.count && booth.start[i]! < right; i++) {
          const begin = Math.max(booth.start[i]!, left);
          this.add(booth.thread[i]!, Math.min(booth.end[i]!, right) - begin);
          hold = i;
        }
      }
      out.first[x] = entries;
      entries = this.emit(out, entries, 1 / width);
    }
    out.first[columns] = entries;
  }

  private add(thread: number, time: number): void {
    if (time <= 0) return;
    if (this.times[thread] === 0) this.touched[this.touchedCount++] = thread;
    this.times[thread]! += time;
  }

  /** Adds up what holds the GIL in a number of places of a stretch. Returns a hold to go on from. */
  private sample(left: number, width: number, from: number): number {
    const { booth } = this;
    // A power of two, so that places stay where they are while the view moves, and most of them when it zooms.
    const step = 2 ** Math.floor(Math.log2(width / PLACES));
    let hold = from;
    for (let at = Math.ceil(left / step) * step; at < left + width; at += step) {
      let stride = 1;
      while (hold + stride < booth.count && booth.start[hold + stride]! <= at) {
        hold += stride;
        stride *= 2;
      }
      for (; stride >= 1; stride >>= 1) if (hold + stride < booth.count && booth.start[hold + stride]! <= at) hold += stride;
      if (hold < booth.count && booth.start[hold]! <= at && booth.end[hold]! > at) this.add(booth.thread[hold]!, step);
    }
    return hold;
  }

  /** Writes the shares that were added up, in order of threads, and forgets them. Returns the number of entries so far. */
  private emit(out: Shareholders, entries: number, scale: number): number {
    const { touched, touchedCount, times } = this;
    const end = entries + touchedCount;
    if (end > out.thread.length) widen(out, end * 2);
    for (let i = 1; i < touchedCount; i++) {
      const thread = touched[i]!;
      let at = i;
      for (; at > 0 && touched[at - 1]! > thread; at--) touched[at] = touched[at - 1]!;
      touched[at] = thread;
    }
    for (let i = 0; i < touchedCount; i++) {
      const thread = touched[i]!;
      out.thread[entries + i] = thread;
      out.share[entries + i] = times[thread]! * scale;
      times[thread] = 0;
    }
    this.touchedCount = 0;
    return end;
  }
}

/** Room for the shareholders of so many stretches. */
export function shareholders(columns: number): Shareholders {
  return { first: new Uint32Array(columns + 1), thread: new Uint16Array(columns * 4), share: new Float32Array(columns * 4) };
}

function widen(out: Shareholders, entries: number): void {
  out.thread = longer(out.thread, entries);
  out.share = longer(out.share, entries);
}

/** The first hold that ends after a time; the number of holds if there is none. */
export function firstEndingAfter(booth: Booth, at: number): number {
  return firstAfter(booth.end, at, 0, booth.count);
}
