// The stretch of time in view, and how it moves. All times in µs.

export interface Range {
  from: number;
  to: number;
}

/** The least that can be in view: five nanoseconds to a pixel on an ordinary screen. */
const LEAST = 5;
/** A little room on either side of the whole trace. */
const MARGIN = 0.01;

export class Viewport {
  from: number;
  to: number;
  readonly duration: number;

  constructor(duration: number) {
    this.duration = Math.max(duration, 1);
    this.from = 0;
    this.to = 0;
    this.show(this.whole());
  }

  whole(): Range {
    const margin = this.duration * MARGIN;
    return { from: -margin, to: this.duration + margin };
  }

  get span(): number {
    return this.to - this.from;
  }

  /** The range nearest to the wanted one that lies within the trace and is not too small to be drawn. */
  within({ from, to }: Range): Range {
    const whole = this.whole();
    const most = whole.to - whole.from;
    const span = Math.min(most, Math.max(LEAST, to - from));
    const middle = (from + to) / 2;
    const start = Math.min(whole.to - span, Math.max(whole.from, middle - span / 2));
    return { from: start, to: start + span };
  }

  show(range: Range): void {
    const { from, to } = this.within(range);
    this.from = from;
    this.to = to;
  }

  /** The range after zooming by a factor (above 1: closer) with the time `around` staying where it is. */
  zoomed(around: number, factor: number): Range {
    const most = this.duration * (1 + 2 * MARGIN);
    const span = Math.min(most, Math.max(LEAST, this.span / factor));
    const part = (around - this.from) / this.span;
    return { from: around - part * span, to: around + (1 - part) * span };
  }

  /** The range after moving by a share of what is in view. */
  moved(share: number): Range {
    const by = this.span * share;
    return { from: this.from + by, to: this.to + by };
  }
}

/** Times for the ruler's ticks: a step of 1, 2 or 5 times a power of ten, at least `gap` µs wide. */
export function tickStep(gap: number): number {
  const power = 10 ** Math.floor(Math.log10(gap));
  for (const times of [1, 2, 5]) if (power * times >= gap) return power * times;
  return power * 10;
}
