// Axes: from values to places, and the values worth a line.

export interface Scale {
  /** Where a value stands, 0 to 1. */
  at(value: number): number;
  ticks: number[];
  logarithmic: boolean;
}

/** A linear axis that begins and ends at round values; `from` and `to` are what it must hold. */
export function linearScale(from: number, to: number, count = 5): Scale {
  const room = to - from > 0 ? to - from : Math.abs(to) > 0 ? Math.abs(to) : 1;
  const step = roundStep(room / count);
  const low = Math.floor(from / step + 1e-9) * step;
  const high = Math.max(low + step, Math.ceil(to / step - 1e-9) * step);
  const ticks: number[] = [];
  for (let i = 0; low + i * step <= high + step * 1e-6; i++) ticks.push(Number((low + i * step).toPrecision(12)));
  return { at: (value) => (value - low) / (high - low), ticks, logarithmic: false };
}

/** A logarithmic axis for positive values. */
export function logScale(from: number, to: number): Scale {
  const low = Math.log10(from);
  const high = Math.max(low + 0.1, Math.log10(to));
  const ticks: number[] = [];
  const fine = high - low < 2.2;
  for (let power = Math.floor(low); power <= Math.ceil(high); power++) {
    for (const times of fine ? [1, 2, 5] : [1]) {
      const tick = Number((times * 10 ** power).toPrecision(6));
      if (Math.log10(tick) >= low - 0.02 && Math.log10(tick) <= high + 0.02) ticks.push(tick);
    }
  }
  const margin = (high - low) * 0.03;
  return { at: (value) => (Math.log10(value) - low + margin) / (high - low + 2 * margin), ticks, logarithmic: true };
}

/** Logarithmic where the values are positive and spread over more than a factor of `spread`. */
export function suitableScale(values: number[], spread: number, zero: boolean): Scale {
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (low > 0 && high / low >= spread) return logScale(low, high);
  return linearScale(zero ? Math.min(0, low) : low, high);
}

/** The least of 1, 2, 2.5 or 5 times a power of ten that is not less than a value. */
function roundStep(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  for (const times of [1, 2, 2.5, 5]) if (power * times >= value * 0.999999) return power * times;
  return power * 10;
}

/** A figure with three digits or so: 0.00123, 4.56, 12 300. */
export function figure(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size >= 1e7 || size < 1e-4) return value.toExponential(2).replace("e+", "e");
  if (size >= 1000)
    return Math.round(value)
      .toString()
      .replace(/\B(?=(\d{3})+$)/g, "\u202f");
  return String(Number(value.toPrecision(3)));
}
