// The differential fuzzer: random small programs, run by Tollbooth and by CPython, must print the same.
//   node tools/fuzz/programs.ts [10000] [--seed=1] [--python=COMMAND] [--keep]
// Programs come in batches of one process each. Every program runs in a function of its own and prints its values, or the type of
// its exception. A difference is printed with the program that makes it; --keep leaves the batch in the temporary folder.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readOptions } from "../options.ts";
import { findCPython } from "../python.ts";
import { ROOT } from "../run.ts";
import { random } from "./random.ts";

const options = readOptions(["keep"], ["seed", "python"]);
const count = Number(options.words[0] ?? 10_000);
const firstSeed = options.number("seed", 1);
const BATCH = 250;
const LIMIT_MS = 120_000;

const python = findCPython(13, options.value("python"));
if (python === null) {
  console.error("no CPython 3.13 or newer here; name one with --python=");
  process.exit(1);
}

class Generator {
  private readonly next: () => number;
  constructor(seed: number) {
    this.next = random(seed * 7919 + 13);
  }

  private below(n: number): number {
    return Math.floor(this.next() * n);
  }
  private pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!;
  }

  private atom(): string {
    return this.pick([
      () => this.pick(["a", "b", "c", "d"]),
      () => String(this.below(20) - 5),
      () => this.pick(["0", "1", "-1", "2**63", "10**20", "-(2**47)", "True", "None", "0.5", "-2.5", "1e300", "3j"]),
      () => this.pick(['""', '"ab"', "'é'", '"x,y"', 'b"ab"', "'😀z'", "'%s'", '" pad "']),
      () => this.pick(["[]", "()", "{}", "set()", "[1, 2, 3]", "(1, 'x')", "{1: 2}", "{3, 1}", "range(5)", "slice(1, None)"]),
    ])();
  }

  expression(depth: number): string {
    if (depth <= 0 || this.next() < 0.15) return this.atom();
    const e = () => this.expression(depth - 1);
    return this.pick([
      () => `(${e()} ${this.pick(["+", "-", "*", "//", "%", "/", "&", "|", "^"])} ${e()})`,
      () => `(${e()} ${this.pick(["<", "<=", "==", "!=", ">", ">=", "in", "not in", "is", "is not"])} ${e()})`,
      () => `(${e()} ${this.pick(["and", "or"])} ${e()})`,
      () => `(${this.pick(["-", "+", "~", "not "])}${e()})`,
      () => `(${e()} if ${e()} else ${e()})`,
      () => `${e()}[${this.pick([e, () => `${this.below(4) - 1}:`, () => `:${this.below(4)}`, () => `::${this.pick(["2", "-1"])}`])()}]`,
      () =>
        `${this.pick(["len", "str", "repr", "int", "float", "bool", "list", "tuple", "sorted", "sum", "max", "min", "abs", "type", "reversed", "any", "all", "bytes", "ascii", "round", "dict"])}(${e()})`,
      () => `[${e()}, ${e()}]`,
      () => `(${e()}, ${e()})`,
      () => `{${e()}: ${e()}}`,
      () => `[x for x in ${e()} if ${e()}]`,
      () => `{x: ${e()} for x in ${e()}}`,
      () => `list(map(lambda x: ${e()}, ${e()}))`,
      () => `f"{${this.pick(["a", "b", "c"])}!r:>${this.below(9)}}"`,
      () => `f"{${e().replaceAll("\\", "")}}"`,
      () =>
        `${e()}.${this.pick(["upper()", "split()", "count(1)", "index(2)", "keys()", "real", "copy()", "pop()", "strip()", "join(['p', 'q'])", "bit_length()", "as_integer_ratio()", "hex()", "title()", "find('a')", "replace('a', 'bb')"])}`,
      () => `(lambda *p, k=${e()}: (p, k))(${e()}, *${e()})`,
      () => `(y := ${e()})`,
    ])();
  }

  private statement(depth: number, indent: string): string {
    const body = () => this.block(depth - 1, `${indent}    `);
    const e = () => this.expression(2);
    const name = () => this.pick(["a", "b", "c", "d"]);
    if (depth <= 0) return `${indent}${name()} = ${e()}`;
    return this.pick([
      () => `${indent}${name()} = ${e()}`,
      () => `${indent}${name()} ${this.pick(["+=", "-=", "*=", "|=", "//=", "%="])} ${e()}`,
      () => `${indent}${name()}, ${name()} = ${e()}`,
      () => `${indent}${name()}, *${name()} = ${e()}`,
      () => `${indent}if ${e()}:\n${body()}\n${indent}else:\n${body()}`,
      () => `${indent}for ${name()} in ${e()}:\n${body()}`,
      () => `${indent}for i in range(${this.below(6)}):\n${body()}\n${indent}    if ${e()}: ${this.pick(["break", "continue"])}`,
      () =>
        `${indent}try:\n${body()}\n${indent}except ${this.pick(["Exception", "TypeError", "(ValueError, IndexError)", "ZeroDivisionError"])} as error:\n${indent}    out(type(error).__name__)\n${body()}`,
      () => `${indent}try:\n${body()}\n${indent}finally:\n${indent}    out(${name()})`,
      () => `${indent}def f(p, q=${e()}):\n${body()}\n${indent}    return ${e()}\n${indent}${name()} = f(${e()})`,
      () => `${indent}def g():\n${indent}    yield ${e()}\n${indent}    yield from ${e()}\n${indent}${name()} = list(g())`,
      () => `${indent}class K:\n${indent}    x = ${e()}\n${indent}    def m(self): return ${e()}\n${indent}${name()} = (K.x, K().m())`,
      () =>
        `${indent}match ${e()}:\n${indent}    case [x, *_]: ${name()} = x\n${indent}    case {}: ${name()} = 1\n${indent}    case int(): ${name()} = 2\n${indent}    case _: ${name()} = 3`,
      () => `${indent}out(${e()})`,
      () => `${indent}del ${name()}`,
    ])();
  }

  private block(depth: number, indent: string): string {
    return Array.from({ length: 1 + this.below(3) }, () => this.statement(depth, indent)).join("\n");
  }

  program(): string {
    // Each statement fails for itself, or most programs would end with their first one.
    return Array.from(
      { length: 2 + this.below(5) },
      () => `    try:\n${this.statement(2, "        ")}\n    except Exception as error:\n        out(type(error).__name__)`,
    ).join("\n");
  }
}

const PRELUDE = `import sys, warnings
warnings.simplefilter("ignore")
sys.set_int_max_str_digits(0)
def show(v):
    if isinstance(v, (set, frozenset)):
        return type(v).__name__ + repr(sorted(map(show, v)))
    if isinstance(v, (list, tuple)):
        return type(v).__name__ + "[" + ", ".join(map(show, v)) + "]"
    if isinstance(v, dict):
        return "{" + ", ".join(show(k) + ": " + show(x) for k, x in v.items()) + "}"
    text = repr(v)
    return text.split(" at 0x")[0][:300]
def run(number, f):
    lines = []
    def out(*values):
        if len(lines) < 20:
            lines.append(" ".join(map(show, values)))
    try:
        f(out)
    except RecursionError:
        lines.append("RecursionError")
    except Exception as error:
        lines.append(type(error).__name__)
    print(number, "|", *lines)
`;

/** The text of program `seed`: a function of its own. */
function text(seed: number): string {
  const body = new Generator(seed).program();
  return `def p${seed}(out):\n    a, b, c, d = 1, "two", [3, 4], {5: 6.5}\n${body}\n    out(a, b, c, d)\n`;
}

function outcome(command: string[], file: string): Map<number, string> {
  const run = spawnSync(command[0]!, [...command.slice(1), file], {
    encoding: "utf8",
    timeout: LIMIT_MS,
    env: { ...process.env, PYTHONHASHSEED: "0", PYTHONDONTWRITEBYTECODE: "1" },
    maxBuffer: 1 << 28,
  });
  const lines = new Map<number, string>();
  for (const line of run.stdout.split("\n")) {
    const match = /^(\d+) \| ?(.*)$/.exec(line);
    if (match !== null) lines.set(Number(match[1]), match[2]!);
  }
  if (run.status !== 0)
    console.log(`${command[0]} ended with ${run.status ?? run.signal}: ${run.stderr.trimEnd().split("\n").slice(-3).join(" / ")}`);
  return lines;
}

const folder = mkdtempSync(join(tmpdir(), "fuzz-"));
let different = 0;
for (let seed = firstSeed; seed < firstSeed + count; seed += BATCH) {
  const seeds = Array.from({ length: Math.min(BATCH, firstSeed + count - seed) }, (_, i) => seed + i);
  const file = join(folder, `batch${seed}.py`);
  // A program that CPython cannot compile is one that Tollbooth must not compile either: each is compiled by itself.
  const programs = seeds.map(
    (each) => `source = ${JSON.stringify(text(each))}
try:
    exec(compile(source, "p", "exec"))
except SyntaxError:
    print(${each}, "| SyntaxError")
else:
    run(${each}, p${each})`,
  );
  writeFileSync(file, `${PRELUDE}${programs.join("\n")}\n`);
  const theirs = outcome([python.command], file);
  const ours = outcome([process.execPath, join(ROOT, "bin/tollbooth.js")], file);
  for (const each of seeds) {
    if (theirs.get(each) === ours.get(each) || !theirs.has(each)) continue;
    different++;
    console.log(`--- program ${each}\n${text(each)}\n  CPython:   ${theirs.get(each)}\n  Tollbooth: ${ours.get(each) ?? "(nothing)"}`);
  }
}
if (!options.has("keep")) rmSync(folder, { recursive: true });
console.log(`${count} programs, ${different} different`);
process.exit(different === 0 ? 0 : 1);
