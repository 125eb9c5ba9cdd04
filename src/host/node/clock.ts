// Clocks and local time on Node.
import { readlinkSync } from "node:fs";
import { type Host, HostError } from "../host.ts";
import { libc } from "./libc.ts";

const Clock = {
  real: 0,
  monotonic: 1,
  process: 2,
  thread: 3,
} as const;

/** Real time minus the monotonic clock, in ns; taken anew when the system's clock was set. */
let realOffset = 0n;

function realTime(): bigint {
  const monotonic = process.hrtime.bigint();
  const now = BigInt(Date.now()) * 1_000_000n;
  const drift = monotonic + realOffset - now;
  // Date.now() is whole milliseconds; within that (and one more for slewing) the anchored clock is finer and agrees.
  if (drift < -1_000_000n || drift > 2_000_000n) {
    realOffset = BigInt(Math.round((performance.timeOrigin + performance.now()) * 1000)) * 1000n - monotonic;
    const anchored = monotonic + realOffset - now;
    if (anchored < -1_000_000n || anchored > 2_000_000n) realOffset = now - monotonic;
  }
  return monotonic + realOffset;
}

function threadTime(): bigint {
  if (process.threadCpuUsage !== undefined) {
    const { user, system } = process.threadCpuUsage();
    return BigInt(user + system) * 1000n;
  }
  return systemTime(Clock.thread);
}

/** The time of any clock of the system. */
function systemTime(which: number): bigint {
  const time = new BigInt64Array(2);
  libc("int clock_gettime(int clock, _Out_ int64_t *time)", which, time);
  return time[0]! * 1_000_000_000n + time[1]!;
}

/** Offset east of Greenwich in seconds at a moment. */
function offsetAt(date: Date): number {
  return -date.getTimezoneOffset() * 60;
}

/** Whether local time is UTC, told without loading Intl's tables (20 ms). */
function isUtc(): boolean {
  const zone = process.env["TZ"];
  if (zone !== undefined) return zone === "" || /^:?(Etc\/)?(UTC|UCT|Zulu|Universal)(0)?$/.test(zone);
  try {
    return /(UTC|UCT|Zulu|Universal)$/.test(readlinkSync("/etc/localtime"));
  } catch {
    return offsetAt(new Date(0)) === 0 && offsetAt(new Date(1_720_000_000_000)) === 0;
  }
}

/** What isUtc() said, and of which TZ. */
let utc: { zone: string | undefined; is: boolean } | null = null;

export const clocks = {
  // As fast as performance.now() (both take 50 ns, of which 40 are the system's), exact, and one clock for all threads.
  monotonic: process.hrtime.bigint,
  clock(which) {
    switch (which) {
      case Clock.real:
        return realTime();
      case Clock.monotonic:
        return process.hrtime.bigint();
      case Clock.process: {
        const { user, system } = process.cpuUsage();
        return BigInt(user + system) * 1000n;
      }
      case Clock.thread:
        return threadTime();
      default:
        return systemTime(which);
    }
  },
  localTime(seconds) {
    const date = new Date(seconds * 1000);
    if (Number.isNaN(date.getTime())) throw new HostError(75);
    const year = date.getFullYear();
    const offset = offsetAt(date);
    const standard = Math.min(offsetAt(new Date(year, 0, 1)), offsetAt(new Date(year, 6, 1)));
    const zone = process.env["TZ"];
    if (utc === null || utc.zone !== zone) utc = { zone, is: isUtc() };
    const dayOfYear = Math.round((Date.UTC(year, date.getMonth(), date.getDate()) - Date.UTC(year, 0, 1)) / 86_400_000) + 1;
    return {
      fields: [
        year,
        date.getMonth() + 1,
        date.getDate(),
        date.getHours(),
        date.getMinutes(),
        date.getSeconds(),
        (date.getDay() + 6) % 7,
        dayOfYear,
        offset > standard ? 1 : 0,
        offset,
      ],
      zone: utc.is ? "UTC" : zoneName(date),
    };
  },
  makeTime(fields) {
    const date = new Date(2000, 0, 1);
    date.setFullYear(fields[0]!, fields[1]! - 1, fields[2]!);
    date.setHours(fields[3]!, fields[4]!, fields[5]!, 0);
    return date.getTime() / 1000;
  },
} satisfies Partial<Host>;

function zoneName(date: Date): string {
  const part = new Intl.DateTimeFormat("en-US", { timeZoneName: "short" }).formatToParts(date).find((each) => each.type === "timeZoneName");
  return part?.value ?? "UTC";
}
