// Calls: plain ones, methods, super(), argument unpacking, and any/all/tuple over a generator expression.

import { CommonConstant, Intrinsic1, Op } from "../../contract/opcodes.ts";
import { fail, type Location } from "../symbols/error.ts";
import { Binding, Def } from "../symbols/scope.ts";
import type * as ast from "../syntax/ast.ts";
import { bool, str, tuple } from "./code.ts";
import { attributeLocation, expr, exprs, sequence } from "./expressions.ts";
import { Block, NO_LOCATION, Pseudo } from "./instructions.ts";
import { checkCaller } from "./literals.ts";
import { loadName } from "./names.ts";
import { type Compiler, STACK_GUIDELINE } from "./unit.ts";

export function call(c: Compiler, e: ast.Call): void {
  checkKeywords(e.keywords);
  if (methodCall(c, e)) return;
  checkCaller(c, e.func);
  expr(c, e.func);
  const done = new Block();
  overGenerator(c, e, done);
  c.unit.emit(e.func, Op.PUSH_NULL);
  callArguments(c, e, 0, e.args, null, e.keywords);
  c.unit.use(done);
}

function checkKeywords(keywords: readonly ast.Keyword[]): void {
  for (let i = 0; i < keywords.length; i++) {
    const name = keywords[i]!.arg;
    if (name === null) continue;
    for (let j = i + 1; j < keywords.length; j++) {
      if (keywords[j]!.arg === name) fail(`keyword argument repeated: ${name}`, keywords[j]!);
    }
  }
}

function hasUnpacking(args: readonly ast.Expr[], keywords: readonly ast.Keyword[]): boolean {
  return args.some((e) => e.kind === "Starred") || keywords.some((keyword) => keyword.arg === null);
}

/** object.name(...) without * or **: the method form of LOAD_ATTR spares the bound method. */
function methodCall(c: Compiler, e: ast.Call): boolean {
  const unit = c.unit;
  const method = e.func;
  if (method.kind !== "Attribute" || method.ctx !== "Load") return false;
  // An attribute of an imported module is no method.
  if (method.value.kind === "Name" && (c.table.top.symbols.get(method.value.id) ?? 0) & Def.IMPORT) return false;
  if (e.args.length + e.keywords.length + (e.keywords.length > 0 ? 1 : 0) >= STACK_GUIDELINE) return false;
  if (hasUnpacking(e.args, e.keywords)) return false;
  const zuper = superCall(c, method);
  if (zuper !== null) {
    loadSuperAttr(c, method, zuper, true);
  } else {
    expr(c, method.value);
    unit.emit(attributeLocation(method, method), Op.LOAD_ATTR, (unit.nameIndex(unit.mangled(method.attr)) << 1) | 1);
  }
  exprs(c, e.args);
  const loc = attributeLocation(e, method);
  if (e.keywords.length > 0) {
    for (const keyword of e.keywords) expr(c, keyword.value);
    keywordNames(c, zuper !== null ? attributeLocation(method, method) : attributeLocation(method, method), e.keywords);
    unit.emit(loc, Op.CALL_KW, e.args.length + e.keywords.length);
  } else {
    unit.emit(loc, Op.CALL, e.args.length);
  }
  return true;
}

function keywordNames(c: Compiler, loc: Location, keywords: readonly ast.Keyword[]): void {
  c.unit.loadConst(loc, tuple(keywords.map((keyword) => str(keyword.arg!))));
}

/** Calls with `pushed` values on the stack behind callable and NULL; `injected` is a name to be loaded as the last argument. */
export function callArguments(
  c: Compiler,
  loc: Location,
  pushed: number,
  args: readonly ast.Expr[],
  injected: string | null,
  keywords: readonly ast.Keyword[],
): void {
  const unit = c.unit;
  checkKeywords(keywords);
  if (args.length + keywords.length * 2 <= STACK_GUIDELINE && !hasUnpacking(args, keywords)) {
    exprs(c, args);
    let n = pushed + args.length;
    if (injected !== null) {
      loadName(unit, loc, injected);
      n++;
    }
    if (keywords.length > 0) {
      for (const keyword of keywords) expr(c, keyword.value);
      keywordNames(c, loc, keywords);
      unit.emit(loc, Op.CALL_KW, n + keywords.length);
    } else {
      unit.emit(loc, Op.CALL, n);
    }
    return;
  }
  const only = args[0];
  if (pushed === 0 && args.length === 1 && only!.kind === "Starred" && injected === null) expr(c, only!.value);
  else sequence(c, loc, args, injected, pushed, "tuple");
  if (keywords.length === 0) {
    unit.emit(loc, Op.PUSH_NULL);
  } else {
    let have = false;
    let pending = 0;
    const flush = (end: number): void => {
      if (pending === 0) return;
      keywordDict(c, loc, keywords.slice(end - pending, end));
      if (have) unit.emit(loc, Op.DICT_MERGE, 1);
      have = true;
      pending = 0;
    };
    keywords.forEach((keyword, i) => {
      if (keyword.arg !== null) {
        pending++;
        return;
      }
      flush(i);
      if (!have) unit.emit(loc, Op.BUILD_MAP, 0);
      have = true;
      expr(c, keyword.value);
      unit.emit(loc, Op.DICT_MERGE, 1);
    });
    flush(keywords.length);
  }
  unit.emit(loc, Op.CALL_FUNCTION_EX);
}

function keywordDict(c: Compiler, loc: Location, keywords: readonly ast.Keyword[]): void {
  const big = keywords.length * 2 > STACK_GUIDELINE;
  if (big) c.unit.emit(NO_LOCATION, Op.BUILD_MAP, 0);
  for (const keyword of keywords) {
    c.unit.loadConst(loc, str(keyword.arg!));
    expr(c, keyword.value);
    if (big) c.unit.emit(NO_LOCATION, Op.MAP_ADD, 1);
  }
  if (!big) c.unit.emit(loc, Op.BUILD_MAP, keywords.length);
}

// super()

/** The call of `super` whose attribute `e` is, if it is plainly the builtin one; null otherwise. */
export function superCall(c: Compiler, e: ast.Attribute): ast.Call | null {
  const unit = c.unit;
  const made = e.value;
  if (e.attr === "__class__") return null;
  if (made.kind !== "Call" || made.func.kind !== "Name" || made.func.id !== "super" || made.keywords.length > 0) return null;
  if (unit.scope.binding("super") !== Binding.GLOBAL_IMPLICIT || c.table.top.binding("super") !== Binding.NONE) return null;
  if (made.args.length === 2) return made.args.some((arg) => arg.kind === "Starred") ? null : made;
  if (made.args.length !== 0) return null;
  // Without arguments it takes __class__ and the first parameter.
  if (unit.argcount + unit.posonlyargcount === 0) return null;
  return unit.scope.binding("__class__") === Binding.FREE ? made : null;
}

export function loadSuperAttr(c: Compiler, e: ast.Attribute, made: ast.Call, method: boolean): void {
  const unit = c.unit;
  expr(c, made.func);
  if (made.args.length > 0) {
    exprs(c, made.args);
  } else {
    loadName(unit, made, "__class__");
    loadName(unit, made, unit.varnames.keys().next().value!);
  }
  const loc = method ? e : attributeLocation(e, e);
  const bits = (made.args.length > 0 ? 2 : 0) | (method ? 1 : 0);
  unit.emit(loc, Op.LOAD_SUPER_ATTR, (unit.nameIndex(unit.mangled(e.attr)) << 2) | bits);
  unit.emit(loc, Op.NOP);
}

// any(), all(), tuple() over a generator expression: the loop runs here, if the name really is the builtin.

function overGenerator(c: Compiler, e: ast.Call, done: Block): void {
  const unit = c.unit;
  const func = e.func;
  if (func.kind !== "Name" || e.args.length !== 1 || e.keywords.length > 0 || e.args[0]!.kind !== "GeneratorExp") return;
  let constant: number;
  if (func.id === "all") constant = CommonConstant.all;
  else if (func.id === "any") constant = CommonConstant.any;
  else if (func.id === "tuple") constant = CommonConstant.tuple;
  else return;
  const isTuple = func.id === "tuple";
  const normal = new Block();
  const loop = new Block();
  const cleanup = new Block();
  unit.emit(func, Op.COPY, 1);
  unit.emit(func, Op.LOAD_COMMON_CONSTANT, constant);
  unit.emit(func, Op.IS_OP, 0);
  unit.jump(func, Op.POP_JUMP_IF_FALSE, normal);
  unit.emit(func, Op.POP_TOP);
  if (isTuple) unit.emit(func, Op.BUILD_LIST, 0);
  expr(c, e.args[0]!);
  unit.use(loop);
  unit.jump(func, Op.FOR_ITER, cleanup);
  if (isTuple) {
    unit.emit(func, Op.LIST_APPEND, 2);
    unit.jump(func, Pseudo.JUMP, loop);
  } else {
    unit.jump(func, func.id === "all" ? Op.POP_JUMP_IF_TRUE : Op.POP_JUMP_IF_FALSE, loop);
    unit.emit(NO_LOCATION, Op.POP_ITER);
    unit.loadConst(func, bool(func.id === "any"));
    unit.jump(func, Pseudo.JUMP, done);
  }
  unit.use(cleanup);
  unit.emit(func, Op.END_FOR);
  unit.emit(func, Op.POP_ITER);
  if (isTuple) unit.emit(func, Op.CALL_INTRINSIC_1, Intrinsic1.LIST_TO_TUPLE);
  else unit.loadConst(func, bool(func.id === "all"));
  unit.jump(func, Pseudo.JUMP, done);
  unit.use(normal);
}
