// Numbers as the summary shows them.

/** A time in µs, with three digits: "4.98 ms". */
export function duration(us: number): string {
  if (us < 0.9995) return `${Math.round(us * 1000)} ns`;
  if (us < 999.5) return `${us.toPrecision(3)} µs`;
  if (us < 999_500) return `${(us / 1000).toPrecision(3)} ms`;
  return us < 99_950_000 ? `${(us / 1e6).toPrecision(3)} s` : `${Math.round(us / 1e6)} s`;
}

/** A share between 0 and 1; what is more than nothing and less than a hundredth shows as "<1 %". */
export function percent(share: number): string {
  return share > 0 && share < 0.005 ? "<1 %" : `${Math.round(share * 100)} %`;
}

/** A count with a comma before each three digits. */
export function number(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}
