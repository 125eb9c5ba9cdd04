// A report of the lab with invented figures: every kind of plot, verdict and listing, for the tests and the pictures of its page.

import type { LabReport, Outcome, Plot } from "../../src/lab/model.ts";

function outcome(interpreter: string, parts: Partial<Outcome>): Outcome {
  return { interpreter, verdict: "holds", explanation: "", measured: [], plots: [], listings: [], seconds: 1.2, ...parts };
}

function bell(middle: number, width: number, bins: number, from: number, step: number): { x: number[]; y: number[] } {
  const x = Array.from({ length: bins }, (_, i) => Number((from + i * step).toPrecision(6)));
  return { x, y: x.map((at) => Math.round(400 * Math.exp(-(((at + step / 2 - middle) / width) ** 2)))) };
}

const contention = (times: number[]): Plot => ({
  title: "The same work on more threads",
  kind: "line",
  xLabel: "threads",
  yLabel: "time of one thread (x)",
  series: [
    { label: "pure Python", x: [1, 2, 4, 8, 16], y: times },
    { label: "zlib.compress", x: [1, 2, 4, 8, 16], y: [1, 0.54, 0.53, 0.55, 0.56] },
  ],
  mark: { y: 1, label: "no gain" },
});
const convoy = (values: number[]): Plot => ({
  title: "An echo of one byte beside computing threads",
  kind: "bars",
  xLabel: "computing threads",
  yLabel: "time of an echo (µs)",
  series: ["timed", "ticks", "fair"].map((label, i) => ({ label, x: ["0", "1", "2"], y: values.slice(i * 3, i * 3 + 3) })),
});
const gaps = (middle: number): Plot => ({
  title: "Time between two switches",
  kind: "histogram",
  xLabel: "ms",
  yLabel: "switches",
  series: [{ label: "", ...bell(middle, 0.12, 30, 4.5, 0.05) }],
  mark: { y: 0, label: "" },
});
const sizes = (shift: number): Plot => ({
  title: "Waits for the GIL by switch interval",
  kind: "points",
  xLabel: "switch interval (ms)",
  yLabel: "wait (ms)",
  series: [
    {
      label: "median wait",
      x: [0.05, 0.1, 0.5, 1, 5, 10, 50, 100],
      y: [0.06, 0.11, 0.51, 1.02, 5.03, 10.1, 50.2, 101].map((y) => y * shift),
    },
  ],
});

export const invented: LabReport = {
  when: "2026-11-21T04:40:12Z",
  machine: { system: "Linux 6.1 x86-64", processors: 2, load: 0.42 },
  quick: true,
  interpreters: [
    { id: "tollbooth", name: "Tollbooth 0.1.0, Python 3.14.0", command: ["tollbooth"] },
    { id: "cpython", name: "CPython 3.13.0", command: ["/usr/bin/python3.13"] },
  ],
  results: [
    {
      name: "contention",
      title: "Threads that compute",
      claim: "Two threads that compute are no faster than one.",
      about:
        "The same number of turns of a loop, in one thread and divided between several. Only one thread runs Python at a time, so dividing it wins nothing.",
      outcomes: [
        outcome("tollbooth", {
          explanation: "Two threads took 1.02 times as long as one; compressing, which needs no GIL, took 0.54 times as long.",
          measured: [
            { what: "one thread", value: 812, unit: "ms", low: 799, high: 840, of: 5 },
            { what: "two threads", value: 828, unit: "ms", low: 811, high: 901, of: 5 },
            { what: "ratio", value: 1.02, unit: "x" },
          ],
          plots: [contention([1, 1.02, 1.03, 1.05, 1.08])],
        }),
        outcome("cpython", {
          explanation: "Two threads took 1.05 times as long as one.",
          measured: [
            { what: "one thread", value: 1204, unit: "ms", low: 1180, high: 1290, of: 5 },
            { what: "two threads", value: 1264, unit: "ms", low: 1230, high: 1340, of: 5 },
            { what: "ratio", value: 1.05, unit: "x" },
          ],
          plots: [contention([1, 1.05, 1.06, 1.09, 1.14])],
        }),
      ],
    },
    {
      name: "convoy",
      title: "The convoy",
      claim: "A thread that does I/O waits five milliseconds for the GIL behind one that computes.",
      about: "A byte is echoed over two pipes, alone and beside threads that compute.",
      outcomes: [
        outcome("tollbooth", {
          verdict: "holds-with-a-limit",
          explanation: "With timed an echo takes 5.1 ms beside one computing thread and 31 µs alone; with fair it takes 62 µs.",
          measured: [{ what: "echo beside one thread, timed", value: 5100, unit: "µs", low: 4900, high: 5800, of: 9 }],
          plots: [convoy([31, 5100, 10_200, 30, 900, 1900, 31, 62, 75])],
        }),
        outcome("cpython", {
          explanation: "An echo takes 5.2 ms beside one computing thread and 18 µs alone.",
          measured: [{ what: "echo beside one thread, timed", value: 5200, unit: "µs", low: 5100, high: 6100, of: 9 }],
          plots: [{ ...convoy([18, 5200, 10_400]), series: convoy([18, 5200, 10_400]).series.slice(0, 1) }],
        }),
      ],
    },
    {
      name: "interval",
      title: "The five milliseconds",
      claim: "The GIL changes hands every 5 ms.",
      about: "Two threads that only compute note the time whenever they run again.",
      outcomes: [
        outcome("tollbooth", { explanation: "The median is 5.02 ms.", plots: [gaps(5.02), sizes(1)] }),
        outcome("cpython", { explanation: "The median is 5.11 ms.", plots: [gaps(5.11), sizes(1.03)] }),
      ],
    },
    {
      name: "counter",
      title: "A counter without a lock",
      claim: "x += 1 loses increments <when two threads do it>.",
      about: "Two threads add one to a global a million times each.",
      outcomes: [
        outcome("tollbooth", {
          verdict: "does-not-hold",
          explanation: "Nothing was lost in ten runs: switches happen on back edges and calls only, and there is none within x += 1.",
          listings: [{ title: "What x += 1 is made of", text: "LOAD_GLOBAL   x\nLOAD_SMALL_INT 1\nBINARY_OP     +=\nSTORE_GLOBAL  x" }],
        }),
        outcome("cpython", {
          verdict: "not-decided",
          explanation: "Nothing was lost in ten runs, but that proves nothing.",
          listings: [
            {
              title: "What x += 1 is made of",
              text: "LOAD_GLOBAL              0 (x)\nLOAD_CONST               1 (1)\nBINARY_OP               13 (+=)\nSTORE_GLOBAL             0 (x)",
            },
          ],
        }),
      ],
    },
  ],
};
