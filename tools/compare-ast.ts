// Compares our trees with those of a reference Python, over every .py file below the folders given.
//
//   node tools/compare-ast.ts [--python=python3.13] [--show] folder...
//
// The reference prints a digest for each file (tools/oracle-ast.py); --show prints the first difference of each tree that differs.
// Files that the reference refuses must be refused with the same message and place.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ConstantValue, Node } from '../src/syntax/ast.ts';
import { reprFloat } from '../src/syntax/dump.ts';
import { ParserStackOverflow, PySyntaxError } from '../src/syntax/errors.ts';
import { codePoints } from '../src/syntax/literals.ts';
import { parse } from '../src/syntax/parse.ts';
import { SCHEMA } from '../src/syntax/schema.ts';

function hexPoints(points: number[]): string { return 's' + points.map((point) => point.toString(16)).join(','); }

function constant(value: ConstantValue): string {
  switch (value.type) {
    case 'str': return hexPoints(codePoints(value));
    case 'bytes': return 'b' + Buffer.from(value.value).toString('hex');
    case 'int': return 'i0x' + value.value.toString(16);
    case 'float': return 'f' + reprFloat(value.value);
    case 'complex': return `c${reprFloat(value.real)},${reprFloat(value.imag)}`;
    default: return value.type;
  }
}

function write(value: unknown, out: string[]): void {
  if (Array.isArray(value)) {
    out.push('[');
    for (const element of value) write(element, out);
    out.push(']');
  } else if (value === null) out.push('None');
  else if (typeof value === 'string') out.push(hexPoints(Array.from(value, (char) => char.codePointAt(0)!)));
  else if (typeof value === 'number') out.push(String(value));
  else {
    const node = value as Node & { [key: string]: unknown };
    const schema = SCHEMA.get(node.kind)!;
    out.push('(' + node.kind);
    for (const field of schema.fields) {
      const item = node[field.key];
      if (field.type === 'constant') out.push(constant(item as ConstantValue));
      else if (field.type === 'cmpop') out.push('[', ...(item as string[]), ']');
      else if (['operator', 'boolop', 'unaryop', 'expr_context'].includes(field.type)) out.push(item as string);
      else write(item, out);
    }
    if (schema.positioned) out.push(`@${node.lineno},${node.col_offset},${node.end_lineno},${node.end_col_offset}`);
    out.push(')\n');
  }
}

function* pythonFiles(path: string): Generator<string> {
  if (statSync(path).isFile()) {
    yield path;
    return;
  }
  for (const name of readdirSync(path).sort()) {
    const child = join(path, name);
    if (statSync(child, { throwIfNoEntry: false })?.isDirectory()) yield* pythonFiles(child);
    else if (name.endsWith('.py')) yield child;
  }
}

interface Reference {
  path: string; digest?: string; names: { [name: string]: string }; error?: string; type?: string;
  lineno?: number; offset?: number; end_lineno?: number; end_offset?: number; text?: string;
}

const flags = process.argv.slice(2).filter((word) => word.startsWith('--'));
const folders = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const python = flags.find((flag) => flag.startsWith('--python='))?.slice(9) ?? 'python3.13';
const oracle = new URL('./oracle-ast.py', import.meta.url).pathname;
const files = folders.flatMap((folder) => [...pythonFiles(folder)]);
const run = spawnSync(python, [oracle], { input: files.join('\n') + '\n', maxBuffer: 1 << 30, encoding: 'utf8' });
if (run.status !== 0) throw new Error(run.stderr);

let differences = 0;
let bytes = 0;
let milliseconds = 0;
for (const line of run.stdout.trimEnd().split('\n')) {
  const reference = JSON.parse(line) as Reference;
  const source = readFileSync(reference.path);
  const lookupName = (name: string): string | null => reference.names[name] ?? null;
  let ours: string;
  let text = '';
  try {
    const start = performance.now();
    const { tree } = parse(source, { filename: '<unknown>', lookupName, intMaxStrDigits: 0 });
    milliseconds += performance.now() - start;
    bytes += source.length;
    const out: string[] = [];
    write(tree, out);
    text = out.join(' ');
    ours = createHash('sha1').update(text).digest('hex');
  } catch (error) {
    if (error instanceof PySyntaxError) {
      ours = `${error.type}: ${error.msg} ${error.lineno},${error.offset},${error.end_lineno},${error.end_offset}`;
    } else if (error instanceof ParserStackOverflow) ours = `${error.type}: ${error.msg}`;
    else throw error;
  }
  const theirs = reference.digest ?? (reference.lineno === undefined ? `${reference.type}: ${reference.error}`
    : `${reference.type}: ${reference.error} ${reference.lineno},${reference.offset},${reference.end_lineno},${reference.end_offset}`);
  if (ours === theirs) continue;
  differences++;
  console.log(reference.path);
  if (reference.digest === undefined || text === '') console.log(`  reference: ${theirs}\n  ours:      ${ours}`);
  else if (flags.includes('--show')) {
    const expected = spawnSync(python, [oracle, reference.path], { maxBuffer: 1 << 30, encoding: 'utf8' }).stdout.trimEnd().split('\n');
    const got = text.trimEnd().split('\n');
    const at = got.findIndex((item, index) => item !== expected[index]);
    console.log(`  reference: ${expected.slice(Math.max(0, at - 1), at + 2).join('')}\n  ours:      ${got.slice(Math.max(0, at - 1), at + 2).join('')}`);
  }
}
console.log(`${files.length} files, ${differences} differences; ${(bytes / 1e6).toFixed(1)} MB parsed at ${(bytes / 1e3 / milliseconds).toFixed(2)} MB/s`);
process.exitCode = differences === 0 ? 0 : 1;
