// The summary of a trace for the terminal.
import { type Figures, measure, quantile, type ThreadFigures } from "./figures.ts";
import { duration, number, percent } from "./format.ts";
import type { Trace } from "./model.ts";
import { verdictOf } from "./verdict.ts";

/** Threads that have a line; of a program with more, those that ran or waited longest. */
const MOST_THREADS = 20;
const MOST_CALLS = 3;
const NAME_WIDTH = 24;

export function summaryOf(trace: Trace): string {
  const figures = measure(trace);
  return [
    `${trace.program}: ${duration(trace.duration)}, ${plural(trace.threads.length, "thread")}, ${plural(trace.time.length, "event")}; policy ${trace.policy}, switch interval ${duration(trace.interval * 1e6)}`,
    "",
    ...threadTable(figures),
    "",
    switchLine(figures),
    waitLine(figures),
    `forced waits: ${number(figures.forcedWaits)}; collections: ${number(figures.collections)}; events lost: ${number(figures.lost)}`,
    "",
    verdictOf(trace, figures),
    "",
  ].join("\n");
}

function threadTable({ threads }: Figures): string[] {
  const shown = [...threads].sort((a, b) => b.running + b.waiting - a.running - a.waiting).slice(0, MOST_THREADS);
  shown.sort((a, b) => a.thread.index - b.thread.index);
  const width = Math.min(NAME_WIDTH, Math.max(6, ...shown.map(({ thread }) => thread.name.length)));
  const lines = [`${"thread".padEnd(width)}  lifetime  running  waiting  blocked  native  longest outside the GIL`];
  for (const each of shown) lines.push(threadLine(each, width));
  if (threads.length > shown.length) lines.push(`and ${plural(threads.length - shown.length, "thread")} more that ran less`);
  return lines;
}

function threadLine(figures: ThreadFigures, width: number): string {
  const { thread, lifetime, running, waiting, blocked, native, unknown, calls } = figures;
  const share = (us: number): string => percent(lifetime > 0 ? us / lifetime : 0);
  const name = thread.name.length > width ? `${thread.name.slice(0, width - 1)}…` : thread.name;
  const where = calls
    .slice(0, MOST_CALLS)
    .map((call) => `${call.name} ${duration(call.total)} in ${number(call.count)}`)
    .join(", ");
  const lost = unknown > 0 ? `${where === "" ? "" : "; "}unknown ${share(unknown)}` : "";
  return [
    `${name.padEnd(width)}${duration(lifetime).padStart(10)}`,
    share(running).padStart(7),
    share(waiting).padStart(7),
    share(blocked).padStart(7),
    share(native).padStart(6),
    `${where}${lost}`,
  ]
    .join("  ")
    .trimEnd();
}

function switchLine({ switches, requests }: Figures): string {
  return `switches: ${number(switches.all)} (${number(switches.asked)} asked for, ${number(switches.voluntary)} voluntary); requests: ${number(requests)}`;
}

function waitLine({ waits, atOnce }: Figures): string {
  const took = `waits for the GIL: ${number(waits.length)}, and ${number(atOnce)} times it was free`;
  if (waits.length === 0) return took;
  return `${took}; median ${duration(quantile(waits, 0.5))}, 99 % within ${duration(quantile(waits, 0.99))}, worst ${duration(waits.at(-1)!)}`;
}

function plural(count: number, what: string): string {
  return `${number(count)} ${what}${count === 1 ? "" : "s"}`;
}
