// Throws broken programs at the parser: nothing but the SyntaxError family may come out, and every tree must print.
//
//   npm run fuzz:parser -- [count] [--seed=N] [file...]
//
// Three sources: random bytes, random tokens, and mutations of the files named (or of the programs below). The seed of each case is
// printed when it fails; the same seed makes the same cases.

import { readFileSync } from "node:fs";
import { dumpAst } from "../../src/syntax/dump.ts";
import { ParserStackOverflow, PySyntaxError } from "../../src/syntax/errors.ts";
import { parse } from "../../src/syntax/parse.ts";
import { rawTokens } from "../../src/syntax/tokenize.ts";
import { readOptions } from "../options.ts";
import { random32 } from "./random.ts";

const options = readOptions([], ["seed"]);
const count = Number(options.words.find((word) => /^\d+$/.test(word)) ?? 10000);
const seed = options.number("seed", 1);
const files = options.words.filter((word) => !/^\d+$/.test(word));

const PROGRAMS = [
  'def f(a, /, b: int = 1, *args, c=2, **kw) -> str:\n    """doc"""\n    return f"{a!r:>{b}} {c=} {{}}" + t"{x}" b""\n',
  "class C[T: int, *Ts, **P](B, metaclass=M):\n    x: int = 3\n    async def m(self):\n        async with a as b, c: pass\n        return [i async for i in await x if i]\n",
  "try:\n    pass\nexcept A, B:\n    raise X from None\nelse:\n    del a.b, c[0]\nfinally:\n    global g\n",
  "try: pass\nexcept* (E, F) as e: ...\nwhile (n := n - 1) > 0: continue\nelse: break\n",
  'match x, y:\n    case [1, -2.5, *rest] if z: pass\n    case {"k": v, **kw} | C(a, b=None) as q: pass\n    case a.b | (c) | "s" "t" | _: pass\n',
  'with (open(a) as f, g() as (h, *i)):\n\tif a: pass\n\telif not b and c or d: x = lambda *, k=1: (yield)\n\telse: y = {**a, "b": 1}; z = {1, *q}\n',
  "from . import a as b, c\nfrom .x.y import (d, e,)\nimport os.path as p\ntype X[T] = list[T]\n@dec.o[1](2)\ndef g(): nonlocal n; yield from h\n",
  'x = 0x_ff + 0b1 + 0o17 + 1_000.5e-3j if a else ~b ** -c // d @ e\nassert x[1:2, ::3, ...], "m"\nfor i, in a: print(*a, **k, sep="\\n")\n',
  "s = rb'\\x' b'\\x00' ; t = '\\u00e9\\N{DIGIT ONE}\\7\\q' '''\n  multi\n''' ; u = f'''{\n a # c\n}'''\n# -*- comment\n",
];
const WORDS = (
  "and as assert async await break class continue def del elif else except finally for from global if import in is lambda " +
  "nonlocal not or pass raise return try while with yield None True False match case type _ print exec x y 0 1 1.5 2j 0x1 ( ) [ ] { } " +
  ', : ; . = == := -> + - * ** / // % @ & | ^ ~ << >> < > <= >= != <> += ... ! $ ? \\ \\\n \n \n \n\t \n    \n  # "s" \'s\' """d""" f"{ }" ' +
  "f' t\" rb\"b\" u'u' ' \" ''' { } {{ }} !r :> \t é € 𝒳 \ufeff \u00a0"
).split(" ");

const corpus = files.length > 0 ? files.map((file) => readFileSync(file, "utf8")) : PROGRAMS;

function randomCase(next: () => number): { source: string | Uint8Array; mode: "exec" | "eval" | "single" | "func_type" } {
  const mode = (["exec", "exec", "exec", "exec", "eval", "single", "func_type"] as const)[next() % 7];
  const kind = next() % 10;
  if (kind === 0) {
    const bytes = new Uint8Array(next() % 64);
    for (let at = 0; at < bytes.length; at++) bytes[at] = next() % 3 === 0 ? next() : 32 + (next() % 95);
    return { source: bytes, mode };
  }
  if (kind <= 3) {
    let source = "";
    const length = next() % 40;
    for (let at = 0; at < length; at++) source += WORDS[next() % WORDS.length] + (next() % 3 > 0 ? " " : "");
    return { source, mode };
  }
  let source = corpus[next() % corpus.length];
  if (source.length > 4000) {
    const start = source.indexOf("\n", next() % (source.length - 2000)) + 1;
    source = source.slice(start, start + 2000);
  }
  const edits = 1 + (next() % 4);
  for (let edit = 0; edit < edits; edit++) {
    const at = next() % (source.length + 1);
    const end = Math.min(source.length, at + (next() % 8));
    switch (next() % 4) {
      case 0:
        source = source.slice(0, at) + source.slice(end);
        break;
      case 1:
        source = source.slice(0, at) + WORDS[next() % WORDS.length] + source.slice(at);
        break;
      case 2:
        source = source.slice(0, end) + source.slice(at);
        break;
      case 3: {
        const from = next() % (source.length + 1);
        source = source.slice(0, at) + source.slice(from, from + (next() % 30)) + source.slice(end);
        break;
      }
    }
  }
  return { source, mode };
}

const outcomes = new Map<string, number>();
const start = performance.now();
for (let index = 0; index < count; index++) {
  const next = random32(seed * 1_000_003 + index);
  const { source, mode } = randomCase(next);
  let outcome: string;
  try {
    const { tree } = parse(source, {
      mode,
      typeComments: index % 5 === 0,
      dontImplyDedent: index % 7 === 0,
      allowIncompleteInput: index % 3 === 0,
    });
    if (index % 10 === 0) dumpAst(tree);
    if (index % 10 === 1 && typeof source === "string") for (const _ of rawTokens(source));
    outcome = "parsed";
  } catch (error) {
    if (!(error instanceof PySyntaxError) && !(error instanceof ParserStackOverflow)) {
      console.log(`case ${index} of seed ${seed}, mode ${mode}: ${typeof source === "string" ? JSON.stringify(source) : source}`);
      throw error;
    }
    outcome = error.msg.replace(/'[^']*'|\d+|\(.*\)/g, "…").slice(0, 60);
  }
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
}
const seconds = (performance.now() - start) / 1000;
const top = [...outcomes].sort((a, b) => b[1] - a[1]).slice(0, 12);
for (const [outcome, number] of top) console.log(String(number).padStart(8), outcome);
console.log(`${count} cases, ${outcomes.size} outcomes, ${seconds.toFixed(1)} s, ${Math.round(count / seconds)} a second`);
