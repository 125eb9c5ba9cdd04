// Numbers as people read them.

const THIN = "\u202f";
/** Between a number and its unit no line is broken. */
const TIED = "\u00a0";

/** Digits in groups of three. */
export function count(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, THIN);
}

const UNITS = [
  { size: 1e6, name: "s" },
  { size: 1e3, name: "ms" },
  { size: 1, name: "µs" },
  { size: 1e-3, name: "ns" },
] as const;

/** A duration in µs, three significant digits, in the unit that suits it. */
export function duration(us: number): string {
  const size = Math.abs(us);
  if (size === 0) return `0${TIED}s`;
  const unit = UNITS.find((u) => size >= u.size * 0.9995) ?? UNITS[3];
  const value = us / unit.size;
  const digits = unit.name === "ns" || Math.abs(value) >= 99.95 ? 0 : Math.abs(value) >= 9.995 ? 1 : 2;
  const text = Math.abs(value) >= 1000 ? count(value) : value.toFixed(digits);
  return `${text}${TIED}${unit.name}`;
}

/** A point in time in µs to the last nanosecond, digits in groups: 12.345 678 901 s. */
export function instant(us: number): string {
  const [whole, part] = (us / 1e6).toFixed(9).split(".") as [string, string];
  return `${count(Number(whole))}.${part.slice(0, 3)}${THIN}${part.slice(3, 6)}${THIN}${part.slice(6)}${TIED}s`;
}

/** A duration to the nanosecond, for where the exact figure matters. */
export function exactly(us: number): string {
  const ns = Math.round(us * 1000);
  return us >= 1000 ? `${duration(us)} (${count(ns)} ns)` : duration(us);
}

/** A share of 1 as a percentage; small ones are not rounded away. */
export function percent(share: number): string {
  const value = share * 100;
  if (value === 0) return `0${TIED}%`;
  if (value < 0.1) return `<0.1${TIED}%`;
  return `${value < 10 ? value.toFixed(1) : value.toFixed(0)}${TIED}%`;
}

/** Label of a tick: as many decimals as the step needs. */
export function tick(us: number, step: number): string {
  const unit = UNITS.find((u) => Math.max(Math.abs(us), step) >= u.size) ?? UNITS[3];
  const decimals = Math.max(0, Math.min(9, -Math.floor(Math.log10(step / unit.size) + 1e-9)));
  return `${(us / unit.size).toFixed(decimals)} ${unit.name}`;
}
