// Compares our trees with those of a reference Python, over every .py file below the folders given.
//
//   node tools/compare-ast.ts [--python=pyodide] [--show] folder...
//
// The reference prints a digest for each file (tools/oracle-ast.py); --show prints the first difference of each tree that differs.
// Files that the reference refuses must be refused with the same message and place.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { ParserStackOverflow, PySyntaxError } from "../src/syntax/errors.ts";
import { parse } from "../src/syntax/parse.ts";
import { readOptions } from "./options.ts";
import { type Refusal, runReference } from "./reference.ts";
import { digest, treeText } from "./tree-text.ts";

function* pythonFiles(path: string): Generator<string> {
  if (statSync(path).isFile()) {
    yield path;
    return;
  }
  for (const name of readdirSync(path).sort()) {
    const child = join(path, name);
    if (statSync(child, { throwIfNoEntry: false })?.isDirectory()) yield* pythonFiles(child);
    else if (name.endsWith(".py")) yield child;
  }
}

interface Reference extends Refusal {
  path: string;
  digest?: string;
  names: { [name: string]: string };
}

const options = readOptions(["show"], ["python"]);
const folders = options.words.map((word) => resolve(word));
const python = options.value("python") ?? "pyodide";
const oracle = new URL("./oracle-ast.py", import.meta.url).pathname;
const files = folders.flatMap((folder) => [...pythonFiles(folder)]);
const run = runReference(python, oracle, [], files.join("\n") + "\n");
if (run.status !== 0) throw new Error(run.stderr);

let differences = 0;
let bytes = 0;
let milliseconds = 0;
for (const line of run.stdout.trimEnd().split("\n")) {
  const reference = JSON.parse(line) as Reference;
  const source = readFileSync(reference.path);
  const lookupName = (name: string): string | null => reference.names[name] ?? null;
  let ours: string;
  let text = "";
  try {
    const start = performance.now();
    const { tree } = parse(source, { filename: "<unknown>", lookupName, intMaxStrDigits: 0 });
    milliseconds += performance.now() - start;
    bytes += source.length;
    text = treeText(tree);
    ours = digest(tree);
  } catch (error) {
    if (error instanceof PySyntaxError) {
      ours = `${error.type}: ${error.msg} ${error.lineno},${error.offset},${error.end_lineno},${error.end_offset}`;
    } else if (error instanceof ParserStackOverflow) ours = `${error.type}: ${error.msg}`;
    else throw error;
  }
  const theirs =
    reference.digest ??
    (reference.lineno === undefined
      ? `${reference.type}: ${reference.error}`
      : `${reference.type}: ${reference.error} ${reference.lineno},${reference.offset},${reference.end_lineno},${reference.end_offset}`);
  if (ours === theirs) continue;
  differences++;
  console.log(reference.path);
  if (reference.digest === undefined || text === "") console.log(`  reference: ${theirs}\n  ours:      ${ours}`);
  else if (options.has("show")) {
    const expected = runReference(python, oracle, [reference.path]).stdout.trimEnd().split("\n");
    const got = text.trimEnd().split("\n");
    const at = got.findIndex((item, index) => item !== expected[index]);
    console.log(
      `  reference: ${expected.slice(Math.max(0, at - 1), at + 2).join("")}\n  ours:      ${got.slice(Math.max(0, at - 1), at + 2).join("")}`,
    );
  }
}
console.log(
  `${files.length} files, ${differences} differences; ${(bytes / 1e6).toFixed(1)} MB parsed at ${(bytes / 1e3 / milliseconds).toFixed(2)} MB/s`,
);
process.exitCode = differences === 0 ? 0 : 1;
