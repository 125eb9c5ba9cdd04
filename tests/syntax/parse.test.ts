// Trees in the words of ast.dump; what is new in 3.14 above all. tools/compare-ast.ts compares whole libraries.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Expr } from "../../src/syntax/ast.ts";
import { dumpAst } from "../../src/syntax/dump.ts";
import { parse } from "../../src/syntax/parse.ts";
import { dumpTokens } from "../../src/syntax/tokenize.ts";

function expression(source: string): Expr {
  const { tree } = parse(source, { mode: "eval" });
  assert.equal(tree.kind, "Expression");
  return (tree as { body: Expr }).body;
}

test("expressions", () => {
  const check = (source: string, dump: string): void => assert.equal(dumpAst(expression(source)), dump);
  check(
    "a if not b else -1",
    "IfExp(test=UnaryOp(op=Not(), operand=Name(id='b', ctx=Load())), body=Name(id='a', ctx=Load()), orelse=UnaryOp(op=USub(), " +
      "operand=Constant(value=1)))",
  );
  check(
    "f(*a, b=1, **c)",
    "Call(func=Name(id='f', ctx=Load()), args=[Starred(value=Name(id='a', ctx=Load()), ctx=Load())], keywords=[keyword(arg='b', " +
      "value=Constant(value=1)), keyword(value=Name(id='c', ctx=Load()))])",
  );
  check(
    "a < b is not c",
    "Compare(left=Name(id='a', ctx=Load()), ops=[Lt(), IsNot()], comparators=[Name(id='b', ctx=Load()), Name(id='c', ctx=Load())])",
  );
  check(
    "f'{a!r:>{w}}' 'x'",
    "JoinedStr(values=[FormattedValue(value=Name(id='a', ctx=Load()), conversion=114, " +
      "format_spec=JoinedStr(values=[Constant(value='>'), FormattedValue(value=Name(id='w', ctx=Load()), conversion=-1)])), Constant(value='x')])",
  );
  check(
    "t'{ a = }'",
    "TemplateStr(values=[Constant(value=' a = '), Interpolation(value=Name(id='a', ctx=Load()), str=' a', conversion=114)])",
  );
  check("1_000.5e3j", "Constant(value=1000500j)");
  check("u'a' 'b'", "Constant(value='ab', kind='u')");
});

test("statements that 3.14 has new", () => {
  const dump = (source: string): string => dumpAst(parse(source).tree);
  assert.match(
    dump("try: pass\nexcept A, B: pass\n"),
    /ExceptHandler\(type=Tuple\(elts=\[Name\(id='A', ctx=Load\(\)\), Name\(id='B', ctx=Load\(\)\)\], ctx=Load\(\)\)/,
  );
  assert.match(dump("try: pass\nexcept* A, B: pass\n"), /^Module\(body=\[TryStar/);
  assert.match(
    dump("class C[T: int = str, *Ts = *A, **P = []]: pass\n"),
    /default_value=Starred\(value=Name\(id='A', ctx=Load\(\)\), ctx=Load\(\)\)/,
  );
});

test("indented dump", () => {
  assert.equal(
    dumpAst(parse("x = y\n").tree, { indent: 2 }),
    [
      "Module(",
      "  body=[",
      "    Assign(",
      "      targets=[",
      "        Name(id='x', ctx=Store())],",
      "      value=Name(id='y', ctx=Load()))])",
    ].join("\n"),
  );
});

test("positions count bytes", () => {
  const sum = expression("é + ü");
  assert.deepEqual([sum.col_offset, sum.end_col_offset], [0, 7]);
});

test("surrogates written with escapes stay two characters", () => {
  const value = (expression("'\\ud83d\\ude00'") as { value: { points?: number[] } }).value;
  assert.deepEqual(value.points, [0xd83d, 0xde00]);
  assert.deepEqual((expression("'\\U0001f600'") as { value: unknown }).value, { type: "str", value: "\u{1f600}" });
});

test("warnings", () => {
  const { warnings } = parse("a = 1\nb = '''\n\\d\\q''' '\\777'\nc = 1if a else 2\n");
  assert.deepEqual(
    warnings.map((warning) => [warning.lineno, warning.message.slice(0, 40)]),
    [
      [3, '"\\d" is an invalid escape sequence. Such'],
      [3, '"\\777" is an invalid octal escape sequen'],
      [4, "invalid decimal literal"],
    ],
  );
});

test("type comments", () => {
  const { tree } = parse("def f(a, # type: int\n      b):\n  # type: (...) -> str\n  x = 1 # type: float\ny = 2 # type: ignore[a]\n", {
    typeComments: true,
  });
  const dump = dumpAst(tree);
  assert.match(dump, /arg\(arg='a', type_comment='int'\)/);
  assert.match(dump, /type_comment='\(\.\.\.\) -> str'/);
  assert.match(dump, /type_comment='float'/);
  assert.match(dump, /type_ignores=\[TypeIgnore\(lineno=5, tag='\[a\]'\)\]/);
});

test("tokens", () => {
  assert.equal(
    dumpTokens('if a: # c\n  f"{b}"'),
    [
      "0,0-0,0:            ENCODING       'utf-8'",
      "1,0-1,2:            NAME           'if'",
      "1,3-1,4:            NAME           'a'",
      "1,4-1,5:            OP             ':'",
      "1,6-1,9:            COMMENT        '# c'",
      "1,9-1,10:           NEWLINE        '\\n'",
      "2,0-2,2:            INDENT         '  '",
      "2,2-2,4:            FSTRING_START  'f\"'",
      "2,4-2,5:            OP             '{'",
      "2,5-2,6:            NAME           'b'",
      "2,6-2,7:            OP             '}'",
      "2,7-2,8:            FSTRING_END    '\"'",
      "2,8-2,9:            NEWLINE        ''",
      "3,0-3,0:            DEDENT         ''",
      "3,0-3,0:            ENDMARKER      ''",
      "",
    ].join("\n"),
  );
});
