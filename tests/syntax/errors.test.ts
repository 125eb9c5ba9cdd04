// Messages and places of syntax errors, as CPython prints them: [source, message, line, offset, end line, end offset].
// tools/compare-errors.ts compares thousands more with a reference Python.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ParserStackOverflow, PySyntaxError } from "../../src/syntax/errors.ts";
import { parse } from "../../src/syntax/parse.ts";

function failure(source: string | Uint8Array, options = {}): PySyntaxError {
  try {
    parse(source, options);
  } catch (error) {
    if (error instanceof PySyntaxError) return error;
    throw error;
  }
  assert.fail(`${source} was parsed`);
}

const CASES: [string, string, number, number, number, number][] = [
  ["f() = 1\n", "cannot assign to function call here. Maybe you meant '==' instead of '='?", 1, 1, 1, 4],
  ["f(a, b c)\n", "invalid syntax. Perhaps you forgot a comma?", 1, 6, 1, 9],
  ["f(a=1, b)\n", "positional argument follows keyword argument", 1, 9, 1, 10],
  ["f(x for x in L, 1)\n", "Generator expression must be parenthesized", 1, 3, 1, 15],
  ['print "a"\n', "Missing parentheses in call to 'print'. Did you mean print(...)?", 1, 1, 1, 10],
  ["if x = 3:\n   pass\n", "invalid syntax. Maybe you meant '==' or ':=' instead of '='?", 1, 4, 1, 9],
  ["while True\n  pass\n", "expected ':'", 1, 11, 1, 12],
  ["a = 42 if True\n", "expected 'else' after 'if' expression", 1, 5, 1, 15],
  ["x = 1 if 1 else pass\n", "expected expression after 'else', but statement is given", 1, 17, 1, 21],
  ["def f(a=1, b): pass\n", "parameter without a default follows parameter with a default", 1, 12, 1, 13],
  ['(a, "b") = 1\n', "cannot assign to literal", 1, 5, 1, 8],
  ["a = [1, 2\nb = 3\n", "'[' was never closed", 1, 5, 1, 0],
  ["x = (1]\n", "closing parenthesis ']' does not match opening parenthesis '('", 1, 7, 1, 7],
  ["a)\n", "unmatched ')'", 1, 2, 1, 2],
  ["x = 'abc\n", "unterminated string literal (detected at line 1)", 1, 5, 1, 5],
  ["x = 0777\n", "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers", 1, 5, 1, 6],
  ["1abc\n", "invalid decimal literal", 1, 1, 1, 1],
  ["a = £\n", "invalid character '£' (U+00A3)", 1, 5, 1, 5],
  ["a \\ b\n", "unexpected character after line continuation character", 1, 4, 1, 0],
  ["f'{a b}'\n", "invalid syntax. Perhaps you forgot a comma?", 1, 4, 1, 7],
  ["f'{}'\n", "f-string: valid expression required before '}'", 1, 4, 1, 5],
  ["f'{a!x}'\n", "f-string: invalid conversion character 'x': expected 's', 'r', or 'a'", 1, 6, 1, 7],
  ["t'{a' \n", "t-string: expecting '}'", 1, 5, 1, 5],
  ["'a' t'b'\n", "cannot mix t-string literals with string or bytes literals", 1, 1, 1, 9],
  ["ub'a'\n", "'u' and 'b' prefixes are incompatible", 1, 1, 1, 3],
  ["{1:2, 3}\n", "':' expected after dictionary key", 1, 7, 1, 0],
  ["try:\n  pass\nexcept A, B as c:\n  pass\n", "multiple exception types must be parenthesized when using 'as'", 3, 8, 3, 17],
  ["if a:\n  pass\nelse:\n  pass\nelif b:\n  pass\n", "'elif' block follows an 'else' block", 5, 1, 5, 5],
  ["import a as b.c\n", "cannot use attribute as import target", 1, 13, 1, 16],
  ["é = (ü ö)\n", "invalid syntax. Perhaps you forgot a comma?", 1, 6, 1, 9],
];

test("messages and places", () => {
  for (const [source, ...expected] of CASES) {
    const error = failure(source);
    assert.deepEqual([error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset], expected, source);
  }
});

test("indentation", () => {
  const check = (source: string, type: string, message: string): void => {
    const error = failure(source);
    assert.deepEqual([error.type, error.msg], [type, message]);
  };
  check("if x:\npass\n", "IndentationError", "expected an indented block after 'if' statement on line 1");
  check("  x\n", "IndentationError", "unexpected indent");
  check("if x:\n    a\n  b\n", "IndentationError", "unindent does not match any outer indentation level");
  check("if x:\n\ta\n        b\n", "TabError", "inconsistent use of tabs and spaces in indentation");
});

test("nesting that is too deep ends in an error, not in a RangeError", () => {
  assert.equal(failure("(".repeat(1000)).msg, "too many nested parentheses");
  assert.throws(() => parse("-".repeat(100000) + "1"), ParserStackOverflow);
  assert.throws(() => parse("lambda: ".repeat(100000) + "1"), ParserStackOverflow);
  parse("(".repeat(190) + ")".repeat(190));
  parse("x = " + "1+".repeat(20000) + "1");
});

test("input that is not complete", () => {
  const incomplete = (source: string): string => failure(source, { mode: "single", allowIncompleteInput: true }).type;
  assert.equal(incomplete("f(1,\n"), "_IncompleteInputError");
  assert.equal(incomplete("x = '''a\n"), "_IncompleteInputError");
  assert.equal(incomplete("1 +* 2\n"), "SyntaxError");
  assert.equal(failure("a = 1\nb = 2\n", { mode: "single" }).msg, "multiple statements found while compiling a single statement");
});

test("encodings", () => {
  const bytes = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
  assert.equal(parse(bytes('# coding: latin-1\n"\xe9"\n')).encoding, "iso-8859-1");
  assert.match(failure(bytes('x = 1\n"\xe9"\n')).msg, /^Non-UTF-8 code starting with '\\xe9' .*on line 2/);
  assert.equal(failure(bytes("# coding: nosuch\n")).msg, "unknown encoding: nosuch");
  assert.equal(parse(bytes("\xef\xbb\xbfx\n")).encoding, "utf-8-sig");
  assert.equal(failure("a\0b").msg, "source code string cannot contain null bytes");
});
