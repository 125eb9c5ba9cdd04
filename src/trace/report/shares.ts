// What share of a stretch of time a thread spent in each state, for as many stretches as a lane has pixels, in time that does not depend on
// how many spans lie in them. So a lane of a million spans is drawn as fast as one of ten, and exactly.
//
// Every 32nd span of a lane is a checkpoint that knows the total time in each state from the lane's start. The share of a stretch is the
// difference of two checkpoints and, at either end, a walk over fewer than 32 spans. tests/trace/report.test.ts compares it with a plain
// sum over all spans.

import { type Lane, lastNotAfter } from "../lanes.ts";
import { STATES } from "../states.ts";

const STEP = 32;

export class Shares {
  readonly lane: Lane;
  /** Row k: time in each state before span k * STEP, in µs. */
  private readonly totals: Float64Array;

  constructor(lane: Lane) {
    this.lane = lane;
    const { count, start, state } = lane;
    const totals = new Float64Array((Math.floor(count / STEP) + 1) * STATES);
    const running = new Float64Array(STATES);
    for (let i = 0; i < count; i++) {
      if (i % STEP === 0) totals.set(running, (i / STEP) * STATES);
      running[state[i]!]! += start[i + 1]! - start[i]!;
    }
    if (count % STEP === 0) totals.set(running, (count / STEP) * STATES);
    this.totals = totals;
  }

  /**
   * Shares in `columns` stretches of `width` µs, the first from `from` on. Row x of `out` gets the shares, 0 to 1, by state; NONE is not written: it
   * is what the others leave. `whole[x]` is the state that fills stretch x from end to end, or 255: then row x is not written.
   */
  sweep(from: number, width: number, columns: number, out: Float32Array, whole: Uint8Array): void {
    const { count, start, state } = this.lane;
    const end = count > 0 ? start[count]! : 0;
    let span = count > 0 ? lastNotAfter(start, count, from) : -1;
    for (let x = 0; x < columns; x++) {
      const left = from + x * width;
      const right = left + width;
      if (count === 0 || right <= start[0]! || left >= end) {
        whole[x] = 0;
        continue;
      }
      // `span` holds the left edge, or is -1 if the lane begins within this column.
      if (span >= 0 && right <= start[span + 1]!) {
        whole[x] = state[span]!;
        continue;
      }
      whole[x] = 255;
      const row = x * STATES;
      out.fill(0, row, row + STATES);
      const last = right >= end ? count - 1 : this.gallop(Math.max(span, 0), right);
      this.sum(left, right, Math.max(span, 0), last, out, row, 1 / width);
      span = last;
    }
  }

  /** Time in each state from `left` to `right`, in µs, added to `out`. */
  between(left: number, right: number, out: Float64Array): void {
    const { count, start } = this.lane;
    if (count === 0 || right <= start[0]! || left >= start[count]!) return;
    const first = Math.max(0, lastNotAfter(start, count, left));
    this.sum(left, right, first, lastNotAfter(start, count, right), out, 0, 1);
  }

  /** The last span that begins before or at `at`, searched from `from` on in steps that double. */
  private gallop(from: number, at: number): number {
    const { count, start } = this.lane;
    let low = from;
    let step = 1;
    while (low + step < count && start[low + step]! <= at) {
      low += step;
      step *= 2;
    }
    let high = Math.min(count, low + step);
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (start[middle]! <= at) low = middle;
      else high = middle;
    }
    return low;
  }

  /** Adds what spans `first` to `last` have between `left` and `right`, times `scale`. */
  private sum(
    left: number,
    right: number,
    first: number,
    last: number,
    out: Float32Array | Float64Array,
    row: number,
    scale: number,
  ): void {
    const { start, state } = this.lane;
    if (last - first < 2 * STEP) {
      for (let i = first; i <= last; i++) {
        const from = Math.max(start[i]!, left);
        const to = Math.min(start[i + 1]!, right);
        if (to > from) out[row + state[i]!]! += (to - from) * scale;
      }
      return;
    }
    const { totals } = this;
    const begin = Math.ceil((first + 1) / STEP);
    const finish = Math.floor(last / STEP);
    this.sum(left, right, first, begin * STEP - 1, out, row, scale);
    for (let s = 1; s < STATES; s++) out[row + s]! += (totals[finish * STATES + s]! - totals[begin * STATES + s]!) * scale;
    this.sum(left, right, finish * STEP, last, out, row, scale);
  }
}
