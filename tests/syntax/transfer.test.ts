// Trees as plain data and back, and what is refused on the way back.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Mod } from "../../src/syntax/ast.ts";
import { dumpAst } from "../../src/syntax/dump.ts";
import { parse } from "../../src/syntax/parse.ts";
import { fromPlain, type Plain, TreeError, toPlain } from "../../src/syntax/transfer.ts";
import { validate } from "../../src/syntax/validate.ts";

const PROGRAM = `
@d
def f(a, /, b=1, *c, d: int = 2, e, **g) -> str:
    global h
    return f"{a!r:>{b}}" + t"{c}" if a < b is not c else [i async for i in j if k]
match x:
    case {"k": [1, -2.5j, *_], **r} | C(a.b, z=None) as q: del x[1:2], y.z
    case _: x: int = lambda: (yield)
try: import a.b as c
except* A as b: raise X from Y
class C[T: int = str](B, m=1): type X = {1: 2, **z}
`;

test("there and back", () => {
  const { tree } = parse(PROGRAM);
  const back = fromPlain(toPlain(tree)) as Mod;
  assert.equal(dumpAst(back, { includeAttributes: true }), dumpAst(tree, { includeAttributes: true }));
  validate(back);
});

const str = (value: string): Plain => ({ type: "str", value });
const int = (value: number): Plain => ({ type: "int", value: BigInt(value) });
const tuple = (...value: Plain[]): Plain => ({ type: "tuple", value });
const list = (...value: Plain[]): Plain => ({ type: "list", value });
const at = [int(1), int(0), int(1), int(1)];
const name = (id: string, ctx: string): Plain => tuple(str("Name"), str(id), tuple(str(ctx)), ...at);

function refused(plain: Plain): [string, string] {
  try {
    validate(fromPlain(plain) as Mod);
  } catch (error) {
    if (error instanceof TreeError) return [error.type, error.msg];
    throw error;
  }
  assert.fail("was accepted");
}

test("what is refused", () => {
  const module = (...body: Plain[]): Plain => tuple(str("Module"), list(...body), list());
  const expr = (value: Plain): Plain => module(tuple(str("Expr"), value, ...at));
  assert.deepEqual(refused(expr(name("x", "Store"))), ["ValueError", "expression must have Load context but has Store instead"]);
  assert.deepEqual(refused(expr(name("None", "Load"))), ["ValueError", "identifier field can't represent 'None' constant"]);
  assert.deepEqual(refused(module(tuple(str("Delete"), list(), ...at))), ["ValueError", "empty targets on Delete"]);
  assert.deepEqual(refused(expr(tuple())), ["TypeError", 'required field "value" missing from Expr']);
  assert.deepEqual(refused(module(tuple(str("Pass")))), ["TypeError", 'required field "lineno" missing from stmt']);
  assert.deepEqual(refused(tuple(str("Module"), tuple(), tuple(str("x")))), [
    "TypeError",
    'Module field "type_ignores" must be a list, not a tuple',
  ]);
  assert.deepEqual(refused(expr(int(3))), ["TypeError", "expected some sort of expr, but got int"]);
});
