// Scopes: what the names of a program are. tools/compare-code.ts compares with Python's symtable in full.

import assert from "node:assert/strict";
import { test } from "node:test";
import { scopesOf } from "../../src/codegen/compile.ts";
import { dumpSymbols } from "../../src/symbols/dump.ts";
import { mangle } from "../../src/symbols/mangle.ts";
import { Binding, type Scope } from "../../src/symbols/scope.ts";
import { parse } from "../../src/syntax/parse.ts";

function scopes(source: string): Scope {
  return scopesOf(parse(source).tree).top;
}
function child(scope: Scope, ...names: string[]): Scope {
  return names.reduce((s, name) => s.children.find((c) => c.name === name && c.type !== "annotation")!, scope);
}

test("locals, cells, free variables, globals", () => {
  const f = child(scopes("def f(a):\n  b = 1\n  global c\n  def g():\n    nonlocal b\n    return a, b, c, d\n"), "f");
  assert.equal(f.binding("a"), Binding.CELL);
  assert.equal(f.binding("b"), Binding.CELL);
  assert.equal(f.binding("c"), Binding.GLOBAL_EXPLICIT);
  const g = child(f, "g");
  assert.equal(g.binding("a"), Binding.FREE);
  assert.equal(g.binding("c"), Binding.GLOBAL_IMPLICIT);
  assert.equal(g.binding("d"), Binding.GLOBAL_IMPLICIT);
  assert.equal(g.nested, true);
});

test("class bodies are passed over", () => {
  const c = child(scopes("class C:\n  x = 1\n  def f(self): return x, super().y\n"), "C");
  assert.equal(child(c, "f").binding("x"), Binding.GLOBAL_IMPLICIT);
  assert.equal(child(c, "f").binding("__class__"), Binding.FREE);
  assert.equal(c.needsClassClosure, true);
});

test("a comprehension's names move into the block around it", () => {
  const f = child(scopes("def f(y):\n  return [(x, lambda: x) for x in y]\n"), "f");
  assert.equal(f.binding("x"), Binding.CELL);
  assert.deepEqual(
    f.children.map((c) => c.name),
    ["lambda"],
  );
});

test("type parameters have a scope of their own", () => {
  const outer = child(scopes("def f[T](x: T) -> T: return T\n"), "f");
  assert.equal(outer.type, "type parameters");
  assert.equal(outer.binding("T"), Binding.CELL);
});

test("mangling", () => {
  assert.equal(mangle("_C", "__x"), "_C__x");
  assert.equal(mangle("C", "__x__"), "__x__");
  assert.equal(mangle("C", "__a.b"), "__a.b");
  assert.equal(mangle("__", "__x"), "__x");
  assert.equal(mangle(null, "__x"), "__x");
});

test("the dump", () => {
  assert.match(dumpSymbols(scopes("def f(a): return lambda: a\n")), /function f \(line 1\)\n {6}a: cell \(parameter\)/);
});
