// From what an experiment printed to an Outcome. An experiment that fails, or prints something else, has not decided anything.
import { type Measurement, type Outcome, type Plot, VERDICT_WORDS } from "./model.ts";

export interface Finished {
  stdout: string;
  stderr: string;
  /** Null if it was ended, for it took too long. */
  status: number | null;
  seconds: number;
}

export function outcomeOf(interpreter: string, run: Finished): Outcome {
  if (run.status === 0) {
    try {
      const said = JSON.parse(run.stdout.trim().split("\n").at(-1)!) as Outcome;
      const wrong = whatIsWrong(said);
      if (wrong === null) return { ...said, interpreter };
      return undecided(interpreter, run, `its result is not well formed: ${wrong}`);
    } catch {
      return undecided(interpreter, run, "it printed no result");
    }
  }
  const last = run.stderr.trim().split("\n").at(-1) ?? "";
  return undecided(interpreter, run, run.status === null ? `it took longer than ${Math.round(run.seconds)} s` : `it failed: ${last}`);
}

function undecided(interpreter: string, { seconds, stderr }: Finished, why: string): Outcome {
  const listings = stderr.trim() === "" ? [] : [{ title: "what it wrote to standard error", text: stderr.trim() }];
  return { interpreter, verdict: "not-decided", explanation: `not decided here: ${why}`, measured: [], plots: [], listings, seconds };
}

/** What keeps a value from being an outcome, or null. */
export function whatIsWrong(said: Partial<Outcome>): string | null {
  if (!Object.hasOwn(VERDICT_WORDS, said.verdict ?? "")) return `verdict ${JSON.stringify(said.verdict)}`;
  if (typeof said.explanation !== "string" || said.explanation === "") return "no explanation";
  if (!isList(said.measured) || !said.measured.every(isMeasurement)) return "measured";
  if (!isList(said.plots) || !said.plots.every(isPlot)) return "plots";
  if (!isList(said.listings) || !said.listings.every((each) => typeof each.title === "string" && typeof each.text === "string"))
    return "listings";
  return typeof said.seconds === "number" ? null : "seconds";
}

function isList<Item>(value: Item[] | undefined): value is Item[] {
  return Array.isArray(value);
}
function isMeasurement({ what, value, unit }: Measurement): boolean {
  return typeof what === "string" && typeof value === "number" && typeof unit === "string";
}
function isPlot({ title, kind, xLabel, yLabel, series }: Plot): boolean {
  return (
    [title, xLabel, yLabel].every((text) => typeof text === "string") &&
    ["bars", "line", "points", "histogram"].includes(kind) &&
    series.every(({ label, x, y }) => typeof label === "string" && x.length === y.length && y.every(Number.isFinite))
  );
}
