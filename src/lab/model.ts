// What `tollbooth lab` found out: the terminal, --json and the page all show this and nothing else.

/** What the measurement says of the claim. `not-decided`: this machine, or this moment, cannot tell; the explanation says why. */
export type Verdict = "holds" | "holds-with-a-limit" | "does-not-hold" | "not-decided";

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  holds: "holds",
  "holds-with-a-limit": "holds, with a limit",
  "does-not-hold": "does not hold",
  "not-decided": "not decided",
};

/** One figure. `low` and `high` are the smallest and the largest of its repetitions; `value` is their median. */
export interface Measurement {
  what: string;
  value: number;
  /** As it is printed behind the figure: "ms", "µs", "x", "threads", "%". Empty for a plain count. */
  unit: string;
  low?: number;
  high?: number;
  /** How many repetitions there were. */
  of?: number;
}

/** One line, row of bars or cloud of points: as many `x` as `y`. */
export interface Series {
  label: string;
  /** Numbers, or names for bars. */
  x: (number | string)[];
  y: number[];
}

export interface Plot {
  title: string;
  kind: "bars" | "line" | "points" | "histogram";
  xLabel: string;
  /** With the unit: "time of one thread (x)". */
  yLabel: string;
  series: Series[];
  /** A value of y to draw a line at, e.g. what the claim says. */
  mark?: { y: number; label: string };
}

/** What one interpreter showed in one experiment. */
export interface Outcome {
  /** The `id` of an interpreter of the report. */
  interpreter: string;
  verdict: Verdict;
  /** One or two sentences with the figures that decided. */
  explanation: string;
  measured: Measurement[];
  plots: Plot[];
  /** Facts that are no figures: a listing of instructions, a table. Each is printed under its title in a fixed font. */
  listings: { title: string; text: string }[];
  /** How long the experiment took. */
  seconds: number;
}

export interface Experiment {
  /** As on the command line: `tollbooth lab contention`. */
  name: string;
  title: string;
  /** The claim in one sentence, as people tell it. */
  claim: string;
  /** One paragraph: how it is measured, and what is behind it. */
  about: string;
}

export interface ExperimentResult extends Experiment {
  /** One for each interpreter, in the order of the report's interpreters. */
  outcomes: Outcome[];
}

export interface Interpreter {
  /** "tollbooth" or "cpython". */
  id: string;
  /** "Tollbooth 0.1.0, Python 3.14.0", "CPython 3.13.0". */
  name: string;
  /** The command that runs it. */
  command: string[];
}

export interface LabReport {
  /** ISO 8601, when the lab began. */
  when: string;
  machine: { system: string; processors: number; load: number };
  /** Few repetitions and small sizes: figures of a quick run are only to be looked at. */
  quick: boolean;
  interpreters: Interpreter[];
  results: ExperimentResult[];
}
