// Compares scopes and code objects with CPython 3.14's own, instruction by instruction, positions included. CPython is the one inside the
// pyodide package.
// usage: node tools/compare-code.ts [--lib] [--all-diffs] [--optimize=n] [file or folder ...]
//
// Known and accepted differences, which the comparison folds together: operators and comparisons have instructions of their own here;
// TO_BOOL before a jump is not needed; LOAD_FAST_BORROW is LOAD_FAST; superinstructions; jumps that CPython adds late have no handler
// there and the right one here; powers of floats are computed at run time.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { binaryOpSymbols, opCaches, opNames, opOperands } from "../contract/opcodes.ts";
import type { CodeObject, Const } from "../src/codegen/code.ts";
import { type CompileWarning, compile, scopesOf } from "../src/codegen/compile.ts";
import { encodeStr } from "../src/codegen/marshal.ts";
import { readExceptionTable, readLineTable } from "../src/codegen/tables.ts";
import { reprConst } from "../src/codegen/unparse.ts";
import { verifyCode } from "../src/codegen/verify.ts";
import type { Scope } from "../src/symbols/scope.ts";
import { PySyntaxError } from "../src/syntax/errors.ts";
import { parse } from "../src/syntax/parse.ts";
import { readOptions } from "./options.ts";

type Position = [number | null, number | null, number | null, number | null];
interface OracleCode {
  qualname: string;
  name: string;
  flags: number;
  stacksize: number;
  counts: number[];
  firstlineno: number;
  names: string[];
  varnames: string[];
  cellvars: string[];
  freevars: string[];
  consts: string[];
  handlers: [number, number, number, number, boolean][];
  instructions: [number, string, number | string | string[] | null, number | null, Position][];
  inner: OracleCode[];
}
interface OracleScope {
  name: string;
  type: number;
  line: number;
  nested: boolean;
  symbols: Record<string, number>;
  varnames: string[];
  children: OracleScope[];
}
interface Oracle {
  error?: [string, string, ...(number | null)[]];
  code: OracleCode;
  symbols: OracleScope;
  warnings: [string, number][];
}

// Reports

const options = readOptions(["lib", "all-diffs"], ["optimize"]);
const limit = options.has("all-diffs") ? Number.POSITIVE_INFINITY : 10;
let compared = 0;
let differing = 0;
const kinds = new Map<string, number>();

function report(where: string, what: string, theirs: unknown, ours: unknown): void {
  differing++;
  kinds.set(what, (kinds.get(what) ?? 0) + 1);
  if (differing <= limit) console.log(`${where}: ${what}\n    CPython ${show(theirs)}\n    here    ${show(ours)}`);
}
function show(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "undefined");
  return text.length > 900 ? `${text.slice(0, 900)}...` : text;
}
function same(where: string, what: string, theirs: unknown, ours: unknown): boolean {
  if (JSON.stringify(theirs) === JSON.stringify(ours)) return true;
  report(where, what, theirs, ours);
  return false;
}

// Constants in the oracle's notation

function constant(c: Const): string {
  switch (c.type) {
    case "code":
      return `code ${c.value.qualname}`;
    case "tuple":
      return `(${c.value.map((x) => `${constant(x)},`).join("")})`;
    case "frozenset":
      return `{${[...new Set(c.value.map((x) => `${constant(x)},`))].sort().join("")}}`;
    case "slice":
      return `slice${constant({ type: "tuple", value: [c.start, c.stop, c.step] })}`;
    case "str":
      return `s${Buffer.from(encodeStr(c)).toString("hex")}`;
    case "bytes":
      return `b${Buffer.from(c.value).toString("hex")}`;
    case "int":
      return c.value < 0n ? `-0x${(-c.value).toString(16)}` : `0x${c.value.toString(16)}`;
    default:
      return reprConst(c);
  }
}

// Instructions in a common form

interface Line {
  offset: number;
  text: string;
  target: number | null;
  position: string;
}
interface Listing {
  lines: Line[];
  /** For each line, the handler of the exception table. */
  handlers: string[];
}

const comparisons: Readonly<Record<string, string>> = { LT: "<", LE: "<=", EQ: "==", NE: "!=", GT: ">", GE: ">=" };
const operators: Readonly<Record<string, string>> = {
  ADD: "+",
  SUBTRACT: "-",
  MULTIPLY: "*",
  TRUE_DIVIDE: "/",
  FLOOR_DIVIDE: "//",
  REMAINDER: "%",
  AND: "&",
  OR: "|",
  XOR: "^",
  LSHIFT: "<<",
  RSHIFT: ">>",
  SUBSCR: "[]",
};
const pairs: Readonly<Record<string, readonly [string, string]>> = {
  LOAD_FAST_LOAD_FAST: ["LOAD_FAST", "LOAD_FAST"],
  STORE_FAST_LOAD_FAST: ["STORE_FAST", "LOAD_FAST"],
  STORE_FAST_STORE_FAST: ["STORE_FAST", "STORE_FAST"],
};

function indexer(lines: readonly Line[]): (offset: number) => number {
  const known = new Map<number, number>();
  lines.forEach((line, i) => {
    if (!known.has(line.offset)) known.set(line.offset, i);
  });
  return (offset) => {
    const found = known.get(offset) ?? lines.findIndex((line) => line.offset >= offset);
    return found < 0 ? lines.length : found;
  };
}

function finish(lines: Line[], handlers: readonly (readonly [number, number, number, number, boolean])[]): Listing {
  const at = indexer(lines);
  for (const line of lines) if (line.target !== null) line.text += ` ->${at(line.target)}`;
  const map: string[] = lines.map(() => "");
  for (const [start, end, target, depth, lasti] of handlers) {
    for (let i = at(start); i < at(end); i++) map[i] = `${at(target)} ${depth} ${lasti}`;
  }
  lines.forEach((line, i) => {
    if (/^(JUMP_|POP_JUMP_|NOP)/.test(line.text)) map[i] = "";
  });
  return { lines, handlers: map };
}

function ours(c: CodeObject): Listing {
  const lines: Line[] = [];
  const places = readLineTable(c.linetable, c.firstlineno);
  let place = 0;
  for (let word = 0; word < c.code.length; ) {
    const op = c.code[word]! & 255;
    const arg = c.code[word]! >>> 8;
    while (places[place]!.end <= word) place++;
    const p = places[place]!;
    const known = (n: number): string => (n < 0 ? "" : String(n));
    const position = p.lineno < 0 ? "-" : `${p.lineno},${p.end_lineno},${known(p.col_offset)},${known(p.end_col_offset)}`;
    const name = opNames[op]!;
    const add = (text: string, target: number | null = null): void => void lines.push({ offset: word, text, target, position });
    switch (opOperands[op]) {
      case "local2": {
        const [first, second] = pairs[name]!;
        add(`${first} ${c.localsplusnames[arg >> 12]}`);
        add(`${second} ${c.localsplusnames[arg & 0xfff]}`);
        lines[lines.length - 1]!.position = "*";
        break;
      }
      case "localconst":
        add(`LOAD_FAST ${c.localsplusnames[arg >> 12]}`);
        add(`LOAD_CONST ${constant(c.consts[arg & 0xfff]!)}`);
        lines[lines.length - 1]!.position = "*";
        break;
      case "local":
      case "deref":
        add(`${name} ${c.localsplusnames[arg]}`);
        break;
      case "const":
        add(`${name} ${constant(c.consts[arg]!)}`);
        break;
      case "name":
        add(`${name} ${c.names[arg]}`);
        break;
      case "name1":
        add(`${name} ${c.names[arg >> 1]} ${arg & 1}`);
        break;
      case "super":
        add(`${name} ${c.names[arg >> 2]} ${arg & 3}`);
        break;
      case "jump":
        add(name, arg);
        break;
      case "binary":
        add(`BINARY_OP ${binaryOpSymbols[arg]}`);
        break;
      default: {
        const own = /^(BINARY|INPLACE|COMPARE)_(?!SLICE)(\w+)$/.exec(name);
        if (name === "TO_BOOL") break;
        if (own?.[1] === "COMPARE") add(`COMPARE_OP ${comparisons[own[2]!]}`);
        else if (own) add(`BINARY_OP ${operators[own[2]!]}${own[1] === "INPLACE" ? "=" : ""}`);
        else add(opOperands[op] === "none" ? name : `${name} ${arg}`);
      }
    }
    word += 1 + opCaches[op]!;
  }
  return finish(
    lines,
    readExceptionTable(c.exceptiontable).map((e) => [e.start, e.end, e.target, e.depth, e.lasti] as const),
  );
}

function theirs(c: OracleCode): Listing {
  const lines: Line[] = [];
  for (const [offset, opname, arg, jump, p] of c.instructions) {
    const name = opname.replaceAll("_BORROW", "");
    const position = p[0] === null ? "-" : p.map((n) => n ?? "").join();
    const add = (text: string): void => void lines.push({ offset, text, target: jump, position });
    const n = Number(arg);
    if (pairs[name]) {
      add(`${pairs[name][0]} ${(arg as string[])[0]}`);
      add(`${pairs[name][1]} ${(arg as string[])[1]}`);
      lines[lines.length - 1]!.position = "*";
    } else if (name === "BINARY_OP") add(`BINARY_OP ${n === 26 ? "[]" : binaryOpSymbols[n]}`);
    else if (name === "COMPARE_OP") add(`COMPARE_OP ${Object.values(comparisons)[n >> 5]}`);
    else if (name === "LOAD_GLOBAL" || name === "LOAD_ATTR") add(`${name} ${c.names[n >> 1]} ${n & 1}`);
    else if (name === "LOAD_SUPER_ATTR") add(`${name} ${c.names[n >> 2]} ${n & 3}`);
    else if (/_NAME$|_ATTR$|_GLOBAL$|IMPORT_FROM|DICT_OR_GLOBALS/.test(name)) add(`${name} ${c.names[n]}`);
    else if (arg === null || name === "END_ASYNC_FOR" || name === "CALL_FUNCTION_EX") add(name);
    else add(`${name} ${arg}`);
  }
  return finish(lines, c.handlers);
}

function compareCode(file: string, a: OracleCode, b: CodeObject): void {
  compared++;
  const where = `${file}:${a.firstlineno}: ${a.qualname}`;
  try {
    verifyCode(b);
  } catch (error) {
    report(where, "verifier", "", String(error));
  }
  const named = (bit: number): string[] => b.localsplusnames.filter((_, i) => b.localspluskinds[i]! & bit);
  same(where, "qualname", a.qualname, b.qualname);
  same(where, "flags", a.flags.toString(16), b.flags.toString(16));
  same(where, "counts", a.counts, [b.argcount, b.posonlyargcount, b.kwonlyargcount]);
  same(where, "firstlineno", a.firstlineno, b.firstlineno);
  same(where, "varnames", a.varnames, named(0x20));
  same(where, "cellvars", a.cellvars, named(0x40));
  same(where, "freevars", a.freevars, named(0x80));
  const x = theirs(a);
  const y = ours(b);
  const at = Math.max(x.lines.length, y.lines.length);
  const window = (l: Listing, i: number): string =>
    l.lines
      .slice(Math.max(0, i - 3), i + 5)
      .map((line, k) => `${k === Math.min(3, i) ? ">> " : ""}${line.text} @${line.position}`)
      .join(" | ");
  let equal = true;
  for (let i = 0; i < at && equal; i++) {
    if (x.lines[i]?.text === y.lines[i]?.text) continue;
    report(where, "instructions", window(x, i), window(y, i));
    equal = false;
  }
  for (let i = 0; i < at && equal; i++) {
    if (x.lines[i]!.position === y.lines[i]!.position || x.lines[i]!.position === "*" || y.lines[i]!.position === "*") continue;
    report(where, "positions", window(x, i), window(y, i));
    equal = false;
  }
  if (equal) {
    same(where, "handlers", x.handlers, y.handlers);
    same(where, "names", a.names, b.names);
    same(where, "consts", a.consts, b.consts.map(constant));
    same(where, "stacksize", a.stacksize, b.stacksize);
  }
  const inner = b.consts.flatMap((c) => (c.type === "code" ? [c.value] : []));
  if (a.inner.length !== inner.length)
    report(
      where,
      "inner code",
      a.inner.map((c) => c.qualname),
      inner.map((c) => c.qualname),
    );
  else inner.forEach((c, i) => compareCode(file, a.inner[i]!, c));
}

const scopeTypes = ["function", "class", "module", "annotation", "type alias", "type parameters", "type variable"];

function compareScopes(file: string, a: OracleScope, b: Scope): void {
  const where = `${file}:${a.line}: scope ${a.name}`;
  same(where, "scope", [a.name, scopeTypes[a.type], a.line, a.nested], [b.name, b.type, b.lineno, b.nested]);
  same(where, "scope varnames", a.varnames, b.varnames);
  same(where, "symbols", Object.entries(a.symbols).sort(), [...b.symbols].sort());
  if (a.children.length !== b.children.length)
    report(
      where,
      "children",
      a.children.map((c) => c.name),
      b.children.map((c) => c.name),
    );
  else a.children.forEach((child, i) => compareScopes(file, child, b.children[i]!));
}

// Files

function* pythonFiles(path: string): Generator<string> {
  if (!statSync(path).isDirectory()) {
    yield path;
    return;
  }
  for (const name of readdirSync(path).sort()) {
    if (name === "__pycache__") continue;
    const inner = join(path, name);
    if (statSync(inner).isDirectory()) yield* pythonFiles(inner);
    else if (name.endsWith(".py")) yield inner;
  }
}

interface Pyodide {
  runPython(code: string): unknown;
  globals: { get(name: string): (...args: unknown[]) => string; set(name: string, value: unknown): void };
}

const pyodideFile = createRequire(import.meta.url).resolve("pyodide/pyodide.mjs");
const { loadPyodide } = (await import(pathToFileURL(pyodideFile).href)) as { loadPyodide(): Promise<Pyodide> };
const py = await loadPyodide();
py.runPython(readFileSync(join(import.meta.dirname, "compare-code.py"), "utf8"));
const dump = py.globals.get("dump");
py.runPython("import unicodedata\ndef _lookup(name):\n    try: return unicodedata.lookup(name)\n    except KeyError: return ''");
const lookup = py.globals.get("_lookup");
const lookupName = (name: string): string | null => lookup(name) || null;

const optimize = Number(options.value("optimize") ?? 0);
const paths = options.words;
const sources: [string, string][] = [];
if (options.has("lib")) {
  py.runPython("import zipfile, sys; _zip = zipfile.ZipFile([p for p in sys.path if p.endswith('.zip')][0])");
  const names = JSON.parse(py.runPython("json.dumps([n for n in _zip.namelist() if n.endswith('.py')])") as string) as string[];
  py.runPython("def _read(name): return _zip.read(name).decode()");
  for (const name of names) sources.push([name, py.globals.get("_read")(name)]);
}
for (const path of paths) {
  for (const file of pythonFiles(path)) {
    const bytes = readFileSync(file);
    try {
      sources.push([file, new TextDecoder("utf-8", { fatal: true }).decode(bytes)]);
    } catch {
      console.log(`${file}: not UTF-8, left out`);
    }
  }
}
let spent = 0;
for (const [file, source] of sources) {
  const oracle = JSON.parse(dump(source, file, optimize)) as Oracle;
  let mine: CodeObject | null = null;
  let warnings: CompileWarning[] = [];
  let error: unknown[] | null = null;
  const start = performance.now();
  try {
    ({ code: mine, warnings } = compile(source, { filename: file, optimize, lookupName }));
  } catch (e) {
    if (e instanceof PySyntaxError) error = [e.type, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset];
    else
      error = [
        String((e as Error).stack)
          .split("\n")
          .slice(0, 3)
          .join(" "),
      ];
  }
  spent += performance.now() - start;
  if (oracle.error || mine === null) {
    compared++;
    same(file, "error", oracle.error ?? null, error);
    continue;
  }
  const found = warnings.map((w) => [w.message, w.lineno] as [string, number]);
  const unique = found.filter((w, i) => !found.slice(0, i).some((v) => v[0] === w[0] && v[1] === w[1]));
  same(file, "warnings", [...oracle.warnings].sort(), unique.sort());
  const tree = parse(source, { filename: file, lookupName }).tree;
  compareScopes(file, oracle.symbols, scopesOf(tree).top);
  compareCode(file, oracle.code, mine);
}
const summary = [...kinds].map(([kind, n]) => `${n} ${kind}`).join(", ");
console.log(
  `${sources.length} files, ${compared} code objects, ${differing} differences${summary ? `: ${summary}` : ""} (compiled in ${Math.round(spent)} ms)`,
);
process.exitCode = differing > 0 ? 1 : 0;
