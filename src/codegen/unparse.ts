// Source text of an expression, for annotations under `from __future__ import annotations`, and repr() of constants for messages.

import type * as ast from "../syntax/ast.ts";
import type { Const } from "./code.ts";

/** Binding strength, weakest first. An expression weaker than its place asks for gets parentheses. */
const Level = {
  TUPLE: 0,
  TEST: 1,
  OR: 2,
  AND: 3,
  NOT: 4,
  COMPARE: 5,
  BIT_OR: 6,
  BIT_XOR: 7,
  BIT_AND: 8,
  SHIFT: 9,
  ARITH: 10,
  TERM: 11,
  FACTOR: 12,
  POWER: 13,
  AWAIT: 14,
  ATOM: 15,
} as const;

const binaryOperators: Readonly<Record<ast.Operator, readonly [string, number]>> = {
  Add: [" + ", Level.ARITH],
  Sub: [" - ", Level.ARITH],
  Mult: [" * ", Level.TERM],
  MatMult: [" @ ", Level.TERM],
  Div: [" / ", Level.TERM],
  Mod: [" % ", Level.TERM],
  FloorDiv: [" // ", Level.TERM],
  LShift: [" << ", Level.SHIFT],
  RShift: [" >> ", Level.SHIFT],
  BitOr: [" | ", Level.BIT_OR],
  BitXor: [" ^ ", Level.BIT_XOR],
  BitAnd: [" & ", Level.BIT_AND],
  Pow: [" ** ", Level.POWER],
};
const compareOperators: Readonly<Record<ast.CompareOperator, string>> = {
  Eq: " == ",
  NotEq: " != ",
  Lt: " < ",
  LtE: " <= ",
  Gt: " > ",
  GtE: " >= ",
  Is: " is ",
  IsNot: " is not ",
  In: " in ",
  NotIn: " not in ",
};

export function unparse(e: ast.Expr): string {
  return text(e, Level.TEST);
}

function parenthesize(yes: boolean, inner: string): string {
  return yes ? `(${inner})` : inner;
}

function list(items: readonly ast.Expr[], level: number): string {
  return items.map((item) => text(item, level)).join(", ");
}

function text(e: ast.Expr, level: number): string {
  switch (e.kind) {
    case "Name":
      return e.id;
    case "Constant":
      return (e.stringKind ?? "") + sourceOf(e.value);
    case "Attribute": {
      const value = text(e.value, Level.ATOM);
      const gap = e.value.kind === "Constant" && e.value.value.type === "int" ? " " : "";
      return `${value}${gap}.${e.attr}`;
    }
    case "Subscript":
      return `${text(e.value, Level.ATOM)}[${text(e.slice, Level.TUPLE)}]`;
    case "Call": {
      const only = e.args[0];
      if (e.args.length === 1 && e.keywords.length === 0 && only!.kind === "GeneratorExp") return text(e.func, Level.ATOM) + text(only!, 0);
      const keywords = e.keywords.map((k) => (k.arg === null ? `**${text(k.value, Level.TEST)}` : `${k.arg}=${text(k.value, Level.TEST)}`));
      return `${text(e.func, Level.ATOM)}(${[...e.args.map((arg) => text(arg, Level.TEST)), ...keywords].join(", ")})`;
    }
    case "BinOp": {
      const [operator, own] = binaryOperators[e.op];
      const right = e.op === "Pow";
      return parenthesize(level > own, text(e.left, right ? own + 1 : own) + operator + text(e.right, right ? own : own + 1));
    }
    case "UnaryOp": {
      const own = e.op === "Not" ? Level.NOT : Level.FACTOR;
      const operator = { Not: "not ", USub: "-", UAdd: "+", Invert: "~" }[e.op];
      return parenthesize(level > own, operator + text(e.operand, own));
    }
    case "BoolOp": {
      const own = e.op === "And" ? Level.AND : Level.OR;
      return parenthesize(level > own, e.values.map((value) => text(value, own + 1)).join(e.op === "And" ? " and " : " or "));
    }
    case "Compare": {
      let out = text(e.left, Level.COMPARE + 1);
      e.ops.forEach((op, i) => {
        out += compareOperators[op] + text(e.comparators[i]!, Level.COMPARE + 1);
      });
      return parenthesize(level > Level.COMPARE, out);
    }
    case "IfExp": {
      const parts = `${text(e.body, Level.TEST + 1)} if ${text(e.test, Level.TEST + 1)} else ${text(e.orelse, Level.TEST)}`;
      return parenthesize(level > Level.TEST, parts);
    }
    case "Lambda": {
      const args = parameters(e.args);
      return parenthesize(level > Level.TEST, `lambda${args === "" ? "" : ` ${args}`}: ${text(e.body, Level.TEST)}`);
    }
    case "NamedExpr":
      return parenthesize(level > Level.TUPLE, `${text(e.target, Level.ATOM)} := ${text(e.value, Level.ATOM)}`);
    case "Tuple":
      if (e.elts.length === 0) return "()";
      return parenthesize(level > Level.TUPLE, list(e.elts, Level.TEST) + (e.elts.length === 1 ? "," : ""));
    case "List":
      return `[${list(e.elts, Level.TEST)}]`;
    case "Set":
      return `{${list(e.elts, Level.TEST)}}`;
    case "Dict": {
      const items = e.keys.map((key, i) => {
        const value = e.values[i]!;
        return key ? `${text(key, Level.TEST)}: ${text(value, Level.TEST)}` : `**${text(value, Level.BIT_OR)}`;
      });
      return `{${items.join(", ")}}`;
    }
    case "ListComp":
      return `[${text(e.elt, Level.TEST)}${loops(e.generators)}]`;
    case "SetComp":
      return `{${text(e.elt, Level.TEST)}${loops(e.generators)}}`;
    case "GeneratorExp":
      return `(${text(e.elt, Level.TEST)}${loops(e.generators)})`;
    case "DictComp":
      return `{${text(e.key, Level.TEST)}: ${text(e.value, Level.TEST)}${loops(e.generators)}}`;
    case "Await":
      return parenthesize(level > Level.AWAIT, `await ${text(e.value, Level.ATOM)}`);
    case "Yield":
      return e.value ? `(yield ${text(e.value, Level.TEST)})` : "(yield)";
    case "YieldFrom":
      return `(yield from ${text(e.value, Level.TEST)})`;
    case "Starred":
      return `*${text(e.value, Level.BIT_OR)}`;
    case "Slice": {
      let out = `${e.lower ? text(e.lower, Level.TEST) : ""}:${e.upper ? text(e.upper, Level.TEST) : ""}`;
      if (e.step) out += `:${text(e.step, Level.TEST)}`;
      return out;
    }
    case "JoinedStr":
      return `f${reprStr(stringBody(e.values))}`;
    case "TemplateStr":
      return `t${reprStr(stringBody(e.values))}`;
    case "FormattedValue":
    case "Interpolation":
      return `f${reprStr(stringBody([e]))}`;
  }
}

function loops(generators: readonly ast.Comprehension[]): string {
  return generators
    .map((g) => {
      const ifs = g.ifs.map((condition) => ` if ${text(condition, Level.TEST + 1)}`).join("");
      return ` ${g.is_async ? "async " : ""}for ${text(g.target, Level.TUPLE)} in ${text(g.iter, Level.TEST + 1)}${ifs}`;
    })
    .join("");
}

function parameters(a: ast.Arguments): string {
  const out: string[] = [];
  const positional = [...a.posonlyargs, ...a.args];
  positional.forEach((arg, i) => {
    const value = a.defaults[i - (positional.length - a.defaults.length)];
    out.push(value ? `${arg.arg}=${text(value, Level.TEST)}` : arg.arg);
    if (a.posonlyargs.length > 0 && i === a.posonlyargs.length - 1) out.push("/");
  });
  if (a.vararg) out.push(`*${a.vararg.arg}`);
  else if (a.kwonlyargs.length > 0) out.push("*");
  a.kwonlyargs.forEach((arg, i) => {
    const value = a.kw_defaults[i];
    out.push(value ? `${arg.arg}=${text(value, Level.TEST)}` : arg.arg);
  });
  if (a.kwarg) out.push(`**${a.kwarg.arg}`);
  return out.join(", ");
}

/** The inside of an f-string or t-string, not yet quoted. */
function stringBody(values: readonly ast.Expr[]): string {
  let out = "";
  for (const value of values) {
    if (value.kind === "Constant" && value.value.type === "str") {
      out += value.value.value.replaceAll("{", "{{").replaceAll("}", "}}");
    } else if (value.kind === "FormattedValue" || value.kind === "Interpolation") {
      const inner = text(value.value, Level.TEST + 1);
      out += `{${inner.startsWith("{") ? " " : ""}${inner}`;
      if (value.conversion > 0) out += `!${String.fromCharCode(value.conversion)}`;
      if (value.format_spec)
        out += `:${stringBody(value.format_spec.kind === "JoinedStr" ? value.format_spec.values : [value.format_spec])}`;
      out += "}";
    } else if (value.kind === "JoinedStr" || value.kind === "TemplateStr") {
      out += stringBody(value.values);
    }
  }
  return out;
}

/** A constant as source: infinity has no literal but one that overflows. */
function sourceOf(c: Const): string {
  switch (c.type) {
    case "float":
    case "complex":
      return reprConst(c).replaceAll("inf", "1e309");
    case "Ellipsis":
      return "...";
    default:
      return reprConst(c);
  }
}

// repr()

export function reprConst(c: Const): string {
  switch (c.type) {
    case "int":
      return String(c.value);
    case "float":
      return reprFloat(c.value);
    case "complex": {
      const imag = formatFloat(c.imag);
      if (Object.is(c.real, 0)) return `${imag}j`;
      return `(${formatFloat(c.real)}${imag.startsWith("-") || imag.startsWith("n") ? "" : "+"}${imag}j)`;
    }
    case "str":
      return reprStr(c.value);
    case "bytes":
      return `b${quote(Array.from(c.value, (b) => (b < 32 || b > 126 ? escapeByte(b) : b === 92 ? "\\\\" : String.fromCharCode(b))))}`;
    case "tuple":
      return `(${c.value.map(reprConst).join(", ")}${c.value.length === 1 ? "," : ""})`;
    case "frozenset":
      return c.value.length === 0 ? "frozenset()" : `frozenset({${c.value.map(reprConst).join(", ")}})`;
    case "slice":
      return `slice(${reprConst(c.start)}, ${reprConst(c.stop)}, ${reprConst(c.step)})`;
    case "code":
      return `<code object ${c.value.name}, file "${c.value.filename}", line ${c.value.firstlineno}>`;
    default:
      return c.type;
  }
}

function reprFloat(x: number): string {
  const out = formatFloat(x);
  return /^-?\d+$/.test(out) ? `${out}.0` : out;
}

/** The shortest digits that read back as x, with an exponent from 1e16 on and below 1e-4. */
function formatFloat(x: number): string {
  if (Number.isNaN(x)) return "nan";
  if (!Number.isFinite(x)) return x < 0 ? "-inf" : "inf";
  if (Object.is(x, -0)) return "-0";
  if (x === 0) return "0";
  const [digits, exponent] = Math.abs(x).toExponential().split("e") as [string, string];
  const sign = x < 0 ? "-" : "";
  const e = Number(exponent);
  if (e < -4 || e >= 16) return `${sign}${digits}e${e < 0 ? "-" : "+"}${String(Math.abs(e)).padStart(2, "0")}`;
  const all = digits.replace(".", "");
  if (e < 0) return `${sign}0.${"0".repeat(-e - 1)}${all}`;
  if (all.length <= e + 1) return sign + all + "0".repeat(e + 1 - all.length);
  return `${sign}${all.slice(0, e + 1)}.${all.slice(e + 1)}`;
}

export function reprStr(s: string): string {
  return quote(Array.from(s, escapeChar));
}

function quote(chars: readonly string[]): string {
  const single = chars.includes("'") && !chars.includes('"');
  const mark = single ? '"' : "'";
  return mark + chars.map((ch) => (ch === "'" && !single ? "\\'" : ch)).join("") + mark;
}

function escapeByte(b: number): string {
  if (b === 9) return "\\t";
  if (b === 10) return "\\n";
  if (b === 13) return "\\r";
  return `\\x${b.toString(16).padStart(2, "0")}`;
}

function escapeChar(ch: string): string {
  const p = ch.codePointAt(0)!;
  if (ch === "\\") return "\\\\";
  if (p >= 32 && p < 127) return ch;
  if (p < 32 || p === 127) return escapeByte(p);
  if (!/[\p{C}\p{Z}]/u.test(ch)) return ch;
  if (p < 256) return `\\x${p.toString(16).padStart(2, "0")}`;
  return p < 65536 ? `\\u${p.toString(16).padStart(4, "0")}` : `\\U${p.toString(16).padStart(8, "0")}`;
}
