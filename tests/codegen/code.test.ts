// Code objects: what they hold, that their code is sound, that they survive marshal. tools/compare-code.ts compares with CPython in full.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { CodeFlag, opNames } from "../../contract/opcodes.ts";
import type { CodeObject } from "../../src/codegen/code.ts";
import { type CompileOptions, compile } from "../../src/codegen/compile.ts";
import { disassemble } from "../../src/codegen/disassemble.ts";
import { dumpCode, dumps, loads } from "../../src/codegen/marshal.ts";
import { readExceptionTable, readLineTable, writeExceptionTable } from "../../src/codegen/tables.ts";
import { reprConst, unparse } from "../../src/codegen/unparse.ts";
import { verifyCode } from "../../src/codegen/verify.ts";
import { parse } from "../../src/syntax/parse.ts";

function code(source: string, options: CompileOptions = {}): CodeObject {
  return compile(source, options).code;
}
function inner(c: CodeObject, name: string): CodeObject {
  for (const constant of c.consts) if (constant.type === "code" && constant.value.name === name) return constant.value;
  throw new Error(`no code ${name}`);
}
function ops(c: CodeObject): string {
  return disassemble({ ...c, consts: c.consts.map((x) => (x.type === "code" ? { type: "None" } : x)) })
    .split("ExceptionTable")[0]!
    .split("\n")
    .flatMap((line) => /[A-Z][A-Z_0-9]+.*$/.exec(line.replace(/L\d+:/, ""))?.[0] ?? [])
    .map((line) => line.replace(/ +/g, " "))
    .join("; ");
}
function everyCode(c: CodeObject, visit: (c: CodeObject) => void): void {
  visit(c);
  for (const constant of c.consts) if (constant.type === "code") everyCode(constant.value, visit);
}

test("a function's shape", () => {
  const f = inner(code("def f(a, /, b=1, *args, c, d=2, **kw):\n  'doc'\n  x = a\n  return lambda: (x, b)\n"), "f");
  assert.deepEqual([f.argcount, f.posonlyargcount, f.kwonlyargcount], [2, 1, 2]);
  assert.deepEqual(f.localsplusnames, ["a", "b", "c", "d", "args", "kw", "x"]);
  assert.deepEqual([...f.localspluskinds], [0x22, 0x66, 0x24, 0x24, 0x2a, 0x2c, 0x40]);
  const expected = CodeFlag.OPTIMIZED | CodeFlag.NEWLOCALS | CodeFlag.VARARGS | CodeFlag.VARKEYWORDS | CodeFlag.HAS_DOCSTRING;
  assert.equal(f.flags, expected);
  assert.equal(f.qualname, "f");
  assert.equal(inner(f, "<lambda>").qualname, "f.<locals>.<lambda>");
  assert.deepEqual(f.consts[0], { type: "str", value: "doc" });
});

test("constants fold within limits", () => {
  const consts = (source: string): string[] => code(source, { mode: "eval" }).consts.map(reprConst);
  assert.deepEqual(consts("1000 + 24 * 3"), ["1000", "1072"]);
  assert.deepEqual(consts("(1, (2.5, 'a'), b'x')").at(-1), "(1, (2.5, 'a'), b'x')");
  assert.deepEqual(consts("x in {1, 2, 3}").at(-1), "frozenset({1, 2, 3})");
  assert.match(ops(code("2 ** 1000", { mode: "eval" })), /BINARY_OP/);
  assert.match(ops(code("'a' * 5000", { mode: "eval" })), /BINARY_MULTIPLY/);
  assert.doesNotMatch(ops(code("-0.0 + 'abc'[1:]", { mode: "eval" })), /UNARY|SUBSCR/);
  assert.match(ops(code("7 // -2, 7 % -2, -7 // 2", { mode: "eval" })), /\(-4, -1, -4\)/);
});

test("conditions on constants disappear", () => {
  assert.equal(ops(inner(code("def f():\n  if 0: x()\n  while 1: y()\n"), "f")).includes("x"), false);
  assert.match(ops(code("if a is None: b\n")), /LOAD_NAME 0 \(a\); POP_JUMP_IF_NOT_NONE/);
  assert.match(ops(code("assert x, y\n")), /POP_JUMP_IF_TRUE.*LOAD_COMMON_CONSTANT 0 \(AssertionError\)/);
  assert.doesNotMatch(ops(code("assert x, y\n", { optimize: 1 })), /LOAD_NAME/);
});

test("unbound locals are checked, others are not", () => {
  const f = ops(inner(code("def f(a):\n  if a: b = 1\n  b\n  b\n  del a\n  a\n"), "f"));
  assert.equal(f.match(/LOAD_FAST_CHECK/g)?.length, 2);
});

test("a comprehension is inlined and leaves the locals alone", () => {
  const f = inner(code("def f(x):\n  return [x for x in x if (lambda: x)]\n"), "f");
  assert.match(ops(f), /LOAD_FAST_AND_CLEAR 0 \(x\); MAKE_CELL/);
  assert.equal(f.consts.filter((c) => c.type === "code").length, 1);
  assert.equal(readExceptionTable(f.exceptiontable).length, 1);
});

test("annotations are evaluated late, or are strings", () => {
  const late = code("x: int = 1\ndef f(a: b) -> c: pass\n");
  assert.equal(late.consts.filter((c) => c.type === "code" && c.value.name === "__annotate__").length, 2);
  const early = code("from __future__ import annotations\nx: a [ 1:2 ] = 1\n");
  assert.ok(early.consts.some((c) => c.type === "str" && c.value === "a[1:2]"));
  assert.ok(early.flags & CodeFlag.FUTURE_ANNOTATIONS);
});

test("class bodies", () => {
  const c = inner(code("class C:\n  def f(self):\n    self.b = self.a = 1\n    return super().f\n"), "C");
  assert.ok(c.consts.some((x) => reprConst(x) === "('a', 'b')"));
  assert.match(ops(c), /__firstlineno__.*__static_attributes__.*__classcell__/);
  assert.match(ops(inner(c, "f")), /LOAD_SUPER_ATTR \d+ \(f\)/);
});

test("private names are mangled", () => {
  const c = code("class __C:\n  def __f(self): return self.__x, __y, self.__z__\n");
  const f = inner(inner(c, "__C"), "__f");
  assert.deepEqual(f.names, ["_C__x", "_C__y", "__z__"]);
});

test("docstrings are dedented", () => {
  const doc = (source: string): string => reprConst(inner(code(source), "f").consts[0]!);
  assert.equal(doc('def f():\n    """  One.\n\n      Two\n        three\n    """\n'), "'One.\\n\\nTwo\\n  three\\n'");
  assert.notEqual(doc("def f(): 'x'; return 1.5\n"), "1.5");
  assert.equal(inner(code("def f(): 'x'; return 1.5\n", { optimize: 2 }), "f").consts.length, 1);
});

test("modes", () => {
  assert.match(ops(code("a", { mode: "eval" })), /LOAD_NAME 0 \(a\); RETURN_VALUE/);
  assert.match(ops(code("a\n", { mode: "single" })), /CALL_INTRINSIC_1 1 \(PRINT\)/);
  assert.ok(code("await x\n", { flags: 0x2000 }).flags & CodeFlag.COROUTINE);
});

test("expressions as source", () => {
  const same = ["-a ** (-b)", "(a + b) * c", "f(*a, **b, c=1)", "a[1:2, ..., ::3]", "lambda x, /, y=1, *a, z, w=2, **k: x + 1", "x[a,]"];
  same.push("a if b else c", "not (a and b)", "{**a, 'b': 1}", "[x for x in y if z for a, b in c]", "f'{a!r:>{w}} {{x}} \\n'", "1e+16");
  for (const text of same) {
    const { tree } = parse(text, { mode: "eval" });
    assert.equal(unparse((tree as unknown as { body: Parameters<typeof unparse>[0] }).body), text);
  }
});

test("the library's own files are sound and survive marshal", () => {
  const folder = join(import.meta.dirname, "../../lib");
  for (const name of readdirSync(folder, { recursive: true }) as string[]) {
    if (!name.endsWith(".py")) continue;
    const made = code(readFileSync(join(folder, name), "utf8"), { filename: name });
    everyCode(made, verifyCode);
    const back = loads(dumpCode(made));
    assert.deepEqual(back, { type: "code", value: made });
  }
});

test("marshal carries every kind of value", () => {
  const text = "f(1, -2**40, 2**100, -0.0, 1e300, 2j, None, True, ..., 'é\\ud800', b'\\0', (), a[1:None], x in {1, 2}, 'x' * 300)\n";
  const made = code(text);
  assert.deepEqual(loads(dumpCode(made)), { type: "code", value: made });
  const data = {
    type: "dict" as const,
    value: [
      [
        { type: "str" as const, value: "k" },
        { type: "list" as const, value: [] },
      ] as [never, never],
    ],
  };
  assert.deepEqual(loads(dumps(data as never)), data);
});

test("tables read back as written", () => {
  const entries = [
    { start: 0, end: 70, target: 5000, depth: 3, lasti: true },
    { start: 70, end: 71, target: 300000, depth: 0, lasti: false },
  ];
  assert.deepEqual(readExceptionTable(writeExceptionTable(entries)), entries);
  const f = code(`x = [\n${"  a +\n".repeat(40)}  b]\ny = ${"z".repeat(200)}.q\n`);
  const lines = readLineTable(f.linetable, f.firstlineno);
  assert.equal(lines.at(-1)!.end, f.code.length);
  assert.ok(lines.some((l) => l.end_col_offset === 206));
});

test("every instruction of a sound program is in the table", () => {
  everyCode(code("async def f():\n  async with a as b:\n    async for c in d: yield c\n"), (c) => {
    verifyCode(c);
    assert.ok(opNames[c.code[0]! & 255]);
  });
});
