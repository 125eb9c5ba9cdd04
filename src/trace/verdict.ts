// The verdict: one sentence in plain words about what the GIL did to a program. The rules, in order; the first that fits speaks:
//
//   too little     no event, or less than a millisecond
//   convoy         contended for a tenth of the time or more, and there are threads that run briefly (a tenth of the interval at most, the median) between
//                  blocking calls, at least ten of them, and spend three times as long waiting for the GIL as running, a tenth of the interval or more
//                  after each call, while others compute: run or wait for the GIL for half of their time or more, and run
//                  for a hundredth of the trace or more
//   CPU-bound      two threads or more want the GIL for half of the time or more
//   native         native code with the GIL released makes up a quarter of the time or more (all threads together)
//   one thread     the GIL was held for half of the time or more, and hardly ever wanted by two
//   I/O-bound      it was held for less than half of the time, and wanted by two for less than a tenth
//   mixed          all else
//
// "Contended" means that at least two threads run or wait for the GIL.
import { type Figures, measure, type ThreadFigures } from "./figures.ts";
import { percent, duration as took } from "./format.ts";
import type { Trace } from "./model.ts";

const MOSTLY = 0.5;
const SELDOM = 0.1;

export function verdictOf(trace: Trace, figures: Figures = measure(trace)): string {
  const { threads, held, contended } = figures;
  if (figures.duration < 1000 || threads.length === 0) return "too short to say anything";
  const heldShare = percent(held);
  const interval = trace.interval * 1e6;
  const stuck = threads.filter(
    ({ returns, medianRun, returnWait, waiting, running }) =>
      returns >= 10 && medianRun <= interval / 10 && returnWait >= interval / 10 && waiting >= 3 * running,
  );
  const computing = threads.filter(
    (thread) =>
      !stuck.includes(thread) && thread.running + thread.waiting >= thread.lifetime * MOSTLY && thread.running >= figures.duration / 100,
  );
  if (contended >= SELDOM && stuck.length > 0 && computing.length > 0) {
    const worst = Math.max(...stuck.map((thread) => thread.returnWait));
    const cure = trace.policy === "fair" ? "" : "; -X gil=fair lets them go first";
    return `convoy: ${count(stuck, "thread")} that run${s(stuck)} only briefly wait${s(stuck)} for the GIL ${took(worst)} after each call that blocks, behind ${count(computing, "thread")} that compute${s(computing)}${cure}`;
  }
  if (contended >= MOSTLY)
    return `CPU-bound: ${Math.max(2, Math.round(figures.contenders))} threads want the GIL ${percent(contended)} of the time; processes or no GIL would help`;
  const native = sum(threads, (thread) => thread.native) / figures.duration;
  if (native >= 0.25)
    return `native code: ${native.toFixed(1)} threads on average run native code outside the GIL, side by side; two want the GIL for ${percent(contended)} of the time`;
  if (held >= MOSTLY && contended < SELDOM)
    return threads.length === 1
      ? `one thread: it has the GIL ${heldShare} of the time and nobody else wants it`
      : `one at a time: the GIL is held ${heldShare} of the time, but two threads want it for only ${percent(contended)}; more threads would not help, a faster program would`;
  if (held < MOSTLY && contended < SELDOM) {
    const outside =
      1 -
      sum(threads, (thread) => thread.running + thread.waiting) /
        Math.max(
          1,
          sum(threads, (thread) => thread.lifetime),
        );
    return `I/O-bound: threads wait ${percent(outside)} of the time outside the GIL; it hardly matters`;
  }
  return `mixed: the GIL is held ${heldShare} of the time, and two threads or more want it ${percent(contended)}; a part of that wait is what it costs`;
}

function sum(threads: readonly ThreadFigures[], of: (thread: ThreadFigures) => number): number {
  return threads.reduce((total, thread) => total + of(thread), 0);
}
/** The ending of a verb. */
function s(threads: readonly unknown[]): string {
  return threads.length === 1 ? "s" : "";
}
function count(threads: readonly unknown[], what: string): string {
  return `${threads.length} ${what}${threads.length === 1 ? "" : "s"}`;
}
