// The lab's results as text for the terminal.
import {
  type Experiment,
  type ExperimentResult,
  type Interpreter,
  type LabReport,
  type Measurement,
  type Outcome,
  VERDICT_WORDS,
} from "./model.ts";

/** A figure with as many digits as it deserves: three, or all before the point. */
export function figureText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Number.isInteger(value)) return String(value);
  const size = Math.abs(value);
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
}

function measurementText({ what, value, unit, low, high, of }: Measurement): string {
  const behind = unit === "" ? "" : ` ${unit}`;
  const spread = low === undefined || high === undefined ? "" : `  (${figureText(low)} to ${figureText(high)}, ${of} times)`;
  return `${what}: ${figureText(value)}${behind}${spread}`;
}

/** Words in lines of at most `width` characters, each behind `indent`. */
export function wrapped(text: string, width: number, indent: string): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    if (line !== "" && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line);
      line = word;
    } else line += line === "" ? word : ` ${word}`;
  }
  if (line !== "") lines.push(indent + line);
  return lines.join("\n");
}

const WIDTH = 110;

export function listText(experiments: readonly Experiment[]): string {
  const longest = Math.max(...experiments.map(({ name }) => name.length));
  return `${experiments.map(({ name, claim }) => `${name.padEnd(longest)}  ${wrapped(claim, WIDTH, " ".repeat(longest + 2)).trimStart()}`).join("\n")}\n`;
}

export function headText({ name, title, claim, about }: Experiment): string {
  return `${name}: ${title}\n${wrapped(claim, WIDTH, "  “").replaceAll("\n  “", "\n   ")}”\n\n${wrapped(about, WIDTH, "  ")}\n\n`;
}

export function outcomeText(outcome: Outcome, interpreter: Interpreter): string {
  const lines = [
    `  ${interpreter.name}: ${VERDICT_WORDS[outcome.verdict].toUpperCase()}`,
    wrapped(outcome.explanation, WIDTH, "    "),
    ...outcome.measured.map((each) => `      ${measurementText(each)}`),
    ...outcome.listings.map(({ title, text }) => `      ${title}:\n${text.replace(/^/gm, "        ")}`),
  ];
  return `${lines.join("\n")}\n\n`;
}

/** The verdicts in a table. */
export function tableText({ results, interpreters, quick }: LabReport): string {
  const longest = Math.max(...results.map(({ name }) => name.length));
  const columns = interpreters.map(({ name }) => Math.max(name.length, 19));
  const row = (head: string, cells: string[]) =>
    `${head.padEnd(longest)}  ${cells.map((cell, i) => cell.padEnd(columns[i]!)).join("  ")}`.trimEnd();
  const lines = [
    row(
      "",
      interpreters.map(({ name }) => name),
    ),
    ...results.map((result) =>
      row(
        result.name,
        interpreters.map(({ id }) => verdictOf(result, id)),
      ),
    ),
  ];
  if (quick) lines.push("", "A quick run: few repetitions and small sizes. Its figures are only to be looked at.");
  return `${lines.join("\n")}\n`;
}
function verdictOf({ outcomes }: ExperimentResult, interpreter: string): string {
  const outcome = outcomes.find((each) => each.interpreter === interpreter);
  return outcome === undefined ? "" : VERDICT_WORDS[outcome.verdict];
}
