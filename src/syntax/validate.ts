// What compile() checks of a tree that a program made, in CPython's words: the parser's trees need none of it.

import type { Arguments, Comprehension, ConstantValue, Expr, ExprContext, Mod, Node, Pattern, Positioned, Stmt } from "./ast.ts";
import { SCHEMA } from "./schema.ts";
import { TreeError } from "./transfer.ts";

function bad(message: string, type: "TypeError" | "ValueError" = "ValueError"): never {
  throw new TreeError(type, message);
}

/** Throws TreeError if the tree could not have come from the parser. */
export function validate(tree: Mod): void {
  switch (tree.kind) {
    case "Module":
    case "Interactive":
      statements(tree.body);
      break;
    case "Expression":
      expression(tree.body, "Load");
      break;
    case "FunctionType":
      expressions(tree.argtypes, "Load");
      expression(tree.returns, "Load");
      break;
    default:
      bad("impossible module node");
  }
}

function positions(node: Positioned): void {
  const { lineno, col_offset, end_lineno, end_col_offset } = node;
  if (lineno > end_lineno) bad(`AST node line range (${lineno}, ${end_lineno}) is not valid`);
  if ((lineno < 0 && end_lineno !== lineno) || (col_offset < 0 && col_offset !== end_col_offset)) {
    bad(`AST node column range (${col_offset}, ${end_col_offset}) for line range (${lineno}, ${end_lineno}) is not valid`);
  }
  if (lineno === end_lineno && col_offset > end_col_offset) {
    bad(`line ${lineno}, column ${col_offset}-${end_col_offset} is not a valid range`);
  }
}

function name(id: string): void {
  if (id === "None" || id === "True" || id === "False") bad(`identifier field can't represent '${id}' constant`);
}

function nonempty(items: unknown[], what: string, owner: string): void {
  if (items.length === 0) bad(`empty ${what} on ${owner}`);
}

function body(items: Stmt[], owner: string): void {
  nonempty(items, "body", owner);
  statements(items);
}

function statements(items: (Stmt | null)[]): void {
  for (const item of items) {
    if (item === null) bad("None disallowed in statement list");
    statement(item);
  }
}

function expressions(items: (Expr | null)[], ctx: ExprContext, nullable = false): void {
  for (const item of items) {
    if (item !== null) expression(item, ctx);
    else if (!nullable) bad("None disallowed in expression list");
  }
}

function targets(items: Expr[], ctx: ExprContext, owner: string): void {
  nonempty(items, "targets", owner);
  expressions(items, ctx);
}

function statement(node: Stmt): void {
  positions(node);
  switch (node.kind) {
    case "FunctionDef":
    case "AsyncFunctionDef":
      body(node.body, node.kind);
      typeParams(node.type_params);
      parameters(node.args);
      expressions(node.decorator_list, "Load");
      if (node.returns !== null) expression(node.returns, "Load");
      break;
    case "ClassDef":
      body(node.body, node.kind);
      typeParams(node.type_params);
      expressions(node.bases, "Load");
      for (const keyword of node.keywords) expression(keyword.value, "Load");
      expressions(node.decorator_list, "Load");
      break;
    case "Return":
      if (node.value !== null) expression(node.value, "Load");
      break;
    case "Delete":
      targets(node.targets, "Del", node.kind);
      break;
    case "Assign":
      targets(node.targets, "Store", node.kind);
      expression(node.value, "Load");
      break;
    case "AugAssign":
      expression(node.target, "Store");
      expression(node.value, "Load");
      break;
    case "AnnAssign":
      if (node.target.kind !== "Name" && node.simple) bad("AnnAssign with simple non-Name target", "TypeError");
      expression(node.target, "Store");
      if (node.value !== null) expression(node.value, "Load");
      expression(node.annotation, "Load");
      break;
    case "TypeAlias":
      if (node.name.kind !== "Name") bad("TypeAlias with non-Name name", "TypeError");
      expression(node.name, "Store");
      typeParams(node.type_params);
      expression(node.value, "Load");
      break;
    case "For":
    case "AsyncFor":
      expression(node.target, "Store");
      expression(node.iter, "Load");
      body(node.body, node.kind);
      statements(node.orelse);
      break;
    case "While":
    case "If":
      expression(node.test, "Load");
      body(node.body, node.kind);
      statements(node.orelse);
      break;
    case "With":
    case "AsyncWith":
      nonempty(node.items, "items", node.kind);
      for (const item of node.items) {
        expression(item.context_expr, "Load");
        if (item.optional_vars !== null) expression(item.optional_vars, "Store");
      }
      body(node.body, node.kind);
      break;
    case "Match":
      expression(node.subject, "Load");
      nonempty(node.cases, "cases", node.kind);
      for (const { pattern: pattern_, guard, body: body_ } of node.cases) {
        pattern(pattern_, false);
        if (guard !== null) expression(guard, "Load");
        body(body_, "match_case");
      }
      break;
    case "Raise":
      if (node.exc !== null) {
        expression(node.exc, "Load");
        if (node.cause !== null) expression(node.cause, "Load");
      } else if (node.cause !== null) bad("Raise with cause but no exception");
      break;
    case "Try":
    case "TryStar":
      body(node.body, node.kind);
      if (node.handlers.length === 0 && node.finalbody.length === 0) bad(`${node.kind} has neither except handlers nor finalbody`);
      if (node.handlers.length === 0 && node.orelse.length > 0) bad(`${node.kind} has orelse but no except handlers`);
      for (const handler of node.handlers) {
        positions(handler);
        if (handler.type !== null) expression(handler.type, "Load");
        body(handler.body, "ExceptHandler");
      }
      statements(node.finalbody);
      statements(node.orelse);
      break;
    case "Assert":
      expression(node.test, "Load");
      if (node.msg !== null) expression(node.msg, "Load");
      break;
    case "Import":
      nonempty(node.names, "names", node.kind);
      break;
    case "ImportFrom":
      if (node.level !== null && node.level < 0) bad("Negative ImportFrom level");
      nonempty(node.names, "names", node.kind);
      break;
    case "Global":
    case "Nonlocal":
      nonempty(node.names, "names", node.kind);
      break;
    case "Expr":
      expression(node.value, "Load");
      break;
    case "Pass":
    case "Break":
    case "Continue":
      break;
    default:
      bad("unexpected statement");
  }
}

function typeParams(params: Node[]): void {
  for (const param of params) {
    if (param.kind !== "TypeVar" && param.kind !== "ParamSpec" && param.kind !== "TypeVarTuple") continue;
    positions(param);
    name(param.name);
    if (param.kind === "TypeVar" && param.bound !== null) expression(param.bound, "Load");
    if (param.default_value !== null) expression(param.default_value, "Load");
  }
}

function parameters(args: Arguments): void {
  const all = [...args.posonlyargs, ...args.args, ...args.kwonlyargs, args.vararg, args.kwarg];
  for (const arg of all) {
    if (arg === null) continue;
    positions(arg);
    if (arg.annotation !== null) expression(arg.annotation, "Load");
  }
  if (args.defaults.length > args.posonlyargs.length + args.args.length) bad("more positional defaults than args on arguments");
  if (args.kw_defaults.length !== args.kwonlyargs.length) bad("length of kwonlyargs is not the same as kw_defaults on arguments");
  expressions(args.defaults, "Load");
  expressions(args.kw_defaults, "Load", true);
}

function comprehension(generators: Comprehension[]): void {
  if (generators.length === 0) bad("comprehension with no generators");
  for (const { target, iter, ifs } of generators) {
    expression(target, "Store");
    expression(iter, "Load");
    expressions(ifs, "Load");
  }
}

function contextOf(node: Expr): ExprContext | null {
  switch (node.kind) {
    case "Attribute":
    case "Subscript":
    case "Starred":
    case "Name":
    case "List":
    case "Tuple":
      return node.ctx;
    default:
      return null;
  }
}

function expression(node: Expr, ctx: ExprContext): void {
  positions(node);
  const own = contextOf(node);
  if (own === null) {
    if (ctx !== "Load") bad(`expression which can't be assigned to in ${ctx} context`);
  } else if (own !== ctx) bad(`expression must have ${ctx} context but has ${own} instead`);
  switch (node.kind) {
    case "BoolOp":
      if (node.values.length < 2) bad("BoolOp with less than 2 values");
      expressions(node.values, "Load");
      break;
    case "BinOp":
      expression(node.left, "Load");
      expression(node.right, "Load");
      break;
    case "UnaryOp":
      expression(node.operand, "Load");
      break;
    case "Lambda":
      parameters(node.args);
      expression(node.body, "Load");
      break;
    case "IfExp":
      expression(node.test, "Load");
      expression(node.body, "Load");
      expression(node.orelse, "Load");
      break;
    case "Dict":
      if (node.keys.length !== node.values.length) bad("Dict doesn't have the same number of keys as values");
      // A key of None is an unpacking.
      expressions(node.keys, "Load", true);
      expressions(node.values, "Load");
      break;
    case "Set":
      expressions(node.elts, "Load");
      break;
    case "ListComp":
    case "SetComp":
    case "GeneratorExp":
      comprehension(node.generators);
      expression(node.elt, "Load");
      break;
    case "DictComp":
      comprehension(node.generators);
      expression(node.key, "Load");
      expression(node.value, "Load");
      break;
    case "Yield":
      if (node.value !== null) expression(node.value, "Load");
      break;
    case "YieldFrom":
    case "Await":
      expression(node.value, "Load");
      break;
    case "Compare":
      if (node.comparators.length === 0) bad("Compare with no comparators");
      if (node.comparators.length !== node.ops.length) bad("Compare has a different number of comparators and operands");
      expressions(node.comparators, "Load");
      expression(node.left, "Load");
      break;
    case "Call":
      expression(node.func, "Load");
      expressions(node.args, "Load");
      for (const keyword of node.keywords) expression(keyword.value, "Load");
      break;
    case "Constant":
      break;
    case "JoinedStr":
    case "TemplateStr":
      expressions(node.values, "Load");
      break;
    case "FormattedValue":
    case "Interpolation":
      expression(node.value, "Load");
      if (node.format_spec !== null) expression(node.format_spec, "Load");
      break;
    case "Attribute":
      expression(node.value, "Load");
      break;
    case "Subscript":
      expression(node.slice, "Load");
      expression(node.value, "Load");
      break;
    case "Starred":
      expression(node.value, ctx);
      break;
    case "List":
    case "Tuple":
      expressions(node.elts, ctx);
      break;
    case "Slice":
      if (node.lower !== null) expression(node.lower, "Load");
      if (node.upper !== null) expression(node.upper, "Load");
      if (node.step !== null) expression(node.step, "Load");
      break;
    case "NamedExpr":
      if (node.target.kind !== "Name") bad("NamedExpr target must be a Name", "TypeError");
      expression(node.target, "Store");
      expression(node.value, "Load");
      break;
    case "Name":
      name(node.id);
      break;
    default:
      bad("unexpected expression");
  }
}

function isNumber(value: ConstantValue): boolean {
  return value.type === "int" || value.type === "float" || value.type === "complex";
}

/** A literal number, negated or not, or the sum of a real and an imaginary one. */
function isNumericPattern(node: Expr): boolean {
  if (node.kind === "Constant") return isNumber(node.value);
  if (node.kind === "UnaryOp") return node.op === "USub" && node.operand.kind === "Constant" && isNumber(node.operand.value);
  if (node.kind !== "BinOp" || (node.op !== "Add" && node.op !== "Sub")) return false;
  const right = node.right;
  if (right.kind !== "Constant" || right.value.type !== "complex") return false;
  const left = node.left.kind === "UnaryOp" && node.left.op === "USub" ? node.left.operand : node.left;
  return left.kind === "Constant" && (left.value.type === "int" || left.value.type === "float");
}

function patternValue(node: Expr): void {
  expression(node, "Load");
  switch (node.kind) {
    case "Constant":
      if (isNumber(node.value) || node.value.type === "str" || node.value.type === "bytes") return;
      bad("unexpected constant inside of a literal pattern");
      break;
    case "Attribute":
    case "JoinedStr":
    case "TemplateStr":
      // f-strings have a better error later, in the compiler.
      return;
    case "UnaryOp":
    case "BinOp":
      if (isNumericPattern(node)) return;
  }
  bad("patterns may only match literals and attribute lookups");
}

function capture(id: string): void {
  if (id === "_") bad("can't capture name '_' in patterns");
  name(id);
}

function subpatterns(patterns: Pattern[], starOk: boolean): void {
  for (const item of patterns) pattern(item, starOk);
}

function pattern(node: Pattern, starOk: boolean): void {
  positions(node);
  switch (node.kind) {
    case "MatchValue":
      patternValue(node.value);
      break;
    case "MatchSingleton":
      if (node.value.type !== "None" && node.value.type !== "True" && node.value.type !== "False") {
        bad("MatchSingleton can only contain True, False and None");
      }
      break;
    case "MatchSequence":
      subpatterns(node.patterns, true);
      break;
    case "MatchMapping":
      if (node.keys.length !== node.patterns.length) bad("MatchMapping doesn't have the same number of keys as patterns");
      if (node.rest !== null) capture(node.rest);
      for (const key of node.keys) {
        const singleton = key.kind === "Constant" && (key.value.type === "None" || key.value.type === "True" || key.value.type === "False");
        if (!singleton) patternValue(key);
      }
      subpatterns(node.patterns, false);
      break;
    case "MatchClass": {
      if (node.kwd_attrs.length !== node.kwd_patterns.length) {
        bad("MatchClass doesn't have the same number of keyword attributes as patterns");
      }
      expression(node.cls, "Load");
      let cls = node.cls;
      while (cls.kind === "Attribute") cls = cls.value;
      if (cls.kind !== "Name") bad("MatchClass cls field can only contain Name or Attribute nodes.");
      for (const attr of node.kwd_attrs) name(attr);
      subpatterns(node.patterns, false);
      subpatterns(node.kwd_patterns, false);
      break;
    }
    case "MatchStar":
      if (!starOk) bad("can't use MatchStar here");
      if (node.name !== null) capture(node.name);
      break;
    case "MatchAs":
      if (node.name !== null) capture(node.name);
      if (node.pattern !== null) {
        if (node.name === null) bad("MatchAs must specify a target name if a pattern is given");
        pattern(node.pattern, false);
      }
      break;
    case "MatchOr":
      if (node.patterns.length < 2) bad("MatchOr requires at least 2 patterns");
      subpatterns(node.patterns, false);
      break;
    default:
      bad(`unexpected pattern ${SCHEMA.has((node as Node).kind) ? "" : "node"}`);
  }
}
