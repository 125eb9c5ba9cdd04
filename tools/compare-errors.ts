// Compares messages and places of SyntaxErrors with those of a reference Python, over the snippets in test files.
//
//   node tools/compare-errors.ts [--python=pyodide] [--mutate] [--limit=N] [--text] [--mode=single] [--flags=0x4200] file...
//
// --text compares the lines of source in errors and the warnings, too.
// The snippets (string constants and doctests) are taken from the files at run time by tools/oracle-snippets.py.

import { resolve } from "node:path";
import { ParserStackOverflow, PySyntaxError } from "../src/syntax/errors.ts";
import { type ParseOptions, parse } from "../src/syntax/parse.ts";
import type { Mode } from "../src/syntax/parser_base.ts";
import { readOptions } from "./options.ts";
import { type Refusal, runReference } from "./reference.ts";
import { digest } from "./tree-text.ts";

interface Reference extends Refusal {
  source: string;
  digest?: string;
  warnings?: [number, string][];
}

const options = readOptions(["mutate", "text"], ["python", "limit", "mode", "flags"]);
const mode = (options.value("mode") ?? "exec") as Mode;
const compileFlags = Number(options.value("flags") ?? 0);
const parseOptions: ParseOptions = {
  filename: "<unknown>",
  mode,
  dontImplyDedent: (compileFlags & 0x200) !== 0,
  allowIncompleteInput: (compileFlags & 0x4000) !== 0,
  typeComments: (compileFlags & 0x1000) !== 0,
};
const withText = options.has("text");
const script = new URL("./oracle-snippets.py", import.meta.url).pathname;
const extraction = process.argv.slice(2).filter((flag) => /^--(mutate|mode=|flags=)/.test(flag));
const run = runReference(options.value("python") ?? "pyodide", script, [...extraction, ...options.words.map((word) => resolve(word))]);
if (run.status !== 0) throw new Error(run.stderr);

const describe = (error: Reference | PySyntaxError, msg: string): string =>
  `${error.type}: ${msg} @${error.lineno},${error.offset}-${error.end_lineno},${error.end_offset}${
    withText ? " " + JSON.stringify(error.text) : ""
  }`;

const limit = options.number("limit", 50);
let total = 0;
let differences = 0;
let messages = 0;
for (const line of run.stdout.trimEnd().split("\n")) {
  const reference = JSON.parse(line) as Reference;
  total++;
  let ours: string;
  let message = "";
  try {
    const { tree, warnings } = parse(reference.source, parseOptions);
    ours = digest(tree);
    if (withText) ours += JSON.stringify(warnings.map((warning) => [warning.lineno, warning.message]));
  } catch (error) {
    if (error instanceof PySyntaxError) {
      message = error.msg;
      ours = describe(error, error.msg);
    } else if (error instanceof ParserStackOverflow) ours = error.type;
    else {
      console.log(JSON.stringify(reference.source));
      throw error;
    }
  }
  const theirs =
    reference.digest !== undefined
      ? reference.digest + (withText ? JSON.stringify(reference.warnings) : "")
      : describe(reference, reference.error!);
  if (ours === theirs) continue;
  differences++;
  if (message !== (reference.error ?? "")) messages++;
  if (differences <= limit) console.log(`${JSON.stringify(reference.source)}\n  reference: ${theirs}\n  ours:      ${ours}`);
}
console.log(`${total} snippets, ${differences} differences, ${messages} of them in the message`);
process.exitCode = differences === 0 ? 0 : 1;
