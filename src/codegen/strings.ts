// f-strings, t-strings, and "..." % (...) with literal format.

import { Conversion, Op } from "../../contract/opcodes.ts";
import { fail } from "../symbols/error.ts";
import type * as ast from "../syntax/ast.ts";
import { str } from "./code.ts";
import { expr, exprs } from "./expressions.ts";
import { NO_LOCATION } from "./instructions.ts";
import { type Compiler, STACK_GUIDELINE } from "./unit.ts";

export function joinedStr(c: Compiler, e: ast.JoinedStr): void {
  const unit = c.unit;
  const n = e.values.length;
  if (n > STACK_GUIDELINE) {
    unit.loadConst(e, str(""));
    unit.emit(e, Op.LOAD_ATTR, (unit.nameIndex("join") << 1) | 1);
    unit.emit(e, Op.BUILD_LIST, 0);
    for (const value of e.values) {
      expr(c, value);
      unit.emit(e, Op.LIST_APPEND, 1);
    }
    unit.emit(e, Op.CALL, 1);
    return;
  }
  exprs(c, e.values);
  if (n > 1) unit.emit(e, Op.BUILD_STRING, n);
  else if (n === 0) unit.loadConst(e, str(""));
}

function conversion(e: ast.FormattedValue | ast.Interpolation): number {
  switch (e.conversion) {
    case -1:
      return Conversion.NONE;
    case 115: // s
      return Conversion.STR;
    case 114: // r
      return Conversion.REPR;
    case 97: // a
      return Conversion.ASCII;
    default:
      fail(`Unrecognized conversion character ${e.conversion}`, e);
  }
}

export function formattedValue(c: Compiler, e: ast.FormattedValue): void {
  const unit = c.unit;
  expr(c, e.value);
  const how = conversion(e);
  if (how !== Conversion.NONE) unit.emit(e, Op.CONVERT_VALUE, how);
  if (e.format_spec) {
    expr(c, e.format_spec);
    unit.emit(e, Op.FORMAT_WITH_SPEC);
  } else {
    unit.emit(e, Op.FORMAT_SIMPLE);
  }
}

export function templateStr(c: Compiler, e: ast.TemplateStr): void {
  const unit = c.unit;
  // Strings and interpolations alternate, a string first and last.
  let strings = 0;
  let interpolations = 0;
  let afterString = false;
  for (const value of e.values) {
    if (value.kind === "Interpolation") {
      if (!afterString) {
        unit.loadConst(e, str(""));
        strings++;
      }
      afterString = false;
      interpolations++;
    } else {
      expr(c, value);
      strings++;
      afterString = true;
    }
  }
  if (!afterString) {
    unit.loadConst(e, str(""));
    strings++;
  }
  unit.emit(e, Op.BUILD_TUPLE, strings);
  for (const value of e.values) if (value.kind === "Interpolation") expr(c, value);
  unit.emit(e, Op.BUILD_TUPLE, interpolations);
  unit.emit(e, Op.BUILD_TEMPLATE);
}

export function interpolation(c: Compiler, e: ast.Interpolation): void {
  const unit = c.unit;
  expr(c, e.value);
  unit.loadConst(e, e.str);
  let arg = 2 | (conversion(e) << 2);
  if (e.format_spec) {
    expr(c, e.format_spec);
    arg |= 1;
  }
  unit.emit(e, Op.BUILD_INTERPOLATION, arg);
}

// "%s and %r" % (a, b) is compiled like f"{a!s} and {b!r}", for %s, %r and %a with flags -, width and precision, and %%.

export function percentFormat(c: Compiler, e: ast.BinOp): boolean {
  if (e.left.kind !== "Constant" || e.left.value.type !== "str" || e.left.value.points) return false;
  if (e.right.kind !== "Tuple" || e.right.elts.some((elt) => elt.kind === "Starred")) return false;
  const values = parsePercent(e.left.value.value, e.right.elts);
  if (values === null) return false;
  joinedStr(c, { ...position(e), kind: "JoinedStr", values });
  return true;
}

function position(e: ast.Positioned): ast.Positioned {
  return { lineno: e.lineno, col_offset: e.col_offset, end_lineno: e.end_lineno, end_col_offset: e.end_col_offset };
}

/** The pieces of the format have no place of their own in the source. */
function constant(value: string): ast.Constant {
  return { ...NO_LOCATION, kind: "Constant", value: { type: "str", value }, stringKind: null };
}

function parsePercent(format: string, elts: readonly ast.Expr[]): ast.Expr[] | null {
  const values: ast.Expr[] = [];
  let literal = "";
  let next = 0;
  const finish = (): void => {
    if (literal !== "") values.push(constant(literal));
    literal = "";
  };
  for (let i = 0; i < format.length; i++) {
    if (format[i] !== "%") {
      literal += format[i];
      continue;
    }
    const spec = /%(%|(-?)(\d{0,2})(?:\.(\d{0,2}))?([sra]))/y;
    spec.lastIndex = i;
    const found = spec.exec(format);
    if (found === null) return null;
    i += found[0].length - 1;
    if (found[1] === "%") {
      literal += "%";
      continue;
    }
    finish();
    const value = elts[next++];
    if (value === undefined) return null;
    const [, , minus, width, precision, type] = found;
    if (width!.startsWith("0")) return null;
    // %5s is right aligned, str's format spec is not.
    let text = "";
    if (width !== "" && minus === "") text += ">";
    text += width;
    if (precision !== undefined) text += `.${precision === "" ? "0" : precision}`;
    let formatSpec: ast.Expr | null = null;
    if (text !== "") formatSpec = { ...NO_LOCATION, kind: "JoinedStr", values: [constant(text)] };
    values.push({ ...position(value), kind: "FormattedValue", value, conversion: type!.charCodeAt(0), format_spec: formatSpec });
  }
  finish();
  return next === elts.length ? values : null;
}
