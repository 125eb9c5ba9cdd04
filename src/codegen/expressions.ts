// Expressions: each leaves its value on the stack (or, as a target, takes one from it).

import { BinaryOp, Intrinsic1, Op, ResumeAt } from "../../contract/opcodes.ts";
import { fail, type Location } from "../symbols/error.ts";
import type * as ast from "../syntax/ast.ts";
import { call, loadSuperAttr, superCall } from "./calls.ts";
import { type Const, NONE } from "./code.ts";
import { comprehension } from "./comprehensions.ts";
import { lambda } from "./functions.ts";
import { Block, NO_LOCATION, Pseudo } from "./instructions.ts";
import { checkCompare, checkIndex, checkSubscripter } from "./literals.ts";
import { deleteName, loadName, storeName } from "./names.ts";
import { formattedValue, interpolation, joinedStr, percentFormat, templateStr } from "./strings.ts";
import { type Compiler, STACK_GUIDELINE } from "./unit.ts";

const binaryOps: Readonly<Record<ast.Operator, readonly [plain: number, inplace: number, arg: number]>> = {
  Add: [Op.BINARY_ADD, Op.INPLACE_ADD, 0],
  Sub: [Op.BINARY_SUBTRACT, Op.INPLACE_SUBTRACT, 0],
  Mult: [Op.BINARY_MULTIPLY, Op.INPLACE_MULTIPLY, 0],
  Div: [Op.BINARY_TRUE_DIVIDE, -1, BinaryOp.INPLACE_TRUE_DIVIDE],
  FloorDiv: [Op.BINARY_FLOOR_DIVIDE, -1, BinaryOp.INPLACE_FLOOR_DIVIDE],
  Mod: [Op.BINARY_REMAINDER, -1, BinaryOp.INPLACE_REMAINDER],
  BitAnd: [Op.BINARY_AND, -1, BinaryOp.INPLACE_AND],
  BitOr: [Op.BINARY_OR, -1, BinaryOp.INPLACE_OR],
  BitXor: [Op.BINARY_XOR, -1, BinaryOp.INPLACE_XOR],
  LShift: [Op.BINARY_LSHIFT, -1, BinaryOp.INPLACE_LSHIFT],
  RShift: [Op.BINARY_RSHIFT, -1, BinaryOp.INPLACE_RSHIFT],
  Pow: [-1, -1, BinaryOp.INPLACE_POWER],
  MatMult: [-1, -1, BinaryOp.INPLACE_MATRIX_MULTIPLY],
};
const plainArgs: Readonly<Record<string, number>> = { Pow: BinaryOp.POWER, MatMult: BinaryOp.MATRIX_MULTIPLY };

export function binary(c: Compiler, loc: Location, op: ast.Operator): void {
  const plain = binaryOps[op][0];
  if (plain >= 0) c.unit.emit(loc, plain);
  else c.unit.emit(loc, Op.BINARY_OP, plainArgs[op]!);
}

export function inplace(c: Compiler, loc: Location, op: ast.Operator): void {
  const [, own, arg] = binaryOps[op];
  if (own >= 0) c.unit.emit(loc, own);
  else c.unit.emit(loc, Op.BINARY_OP, arg);
}

export function exprs(c: Compiler, list: readonly ast.Expr[]): void {
  for (const e of list) expr(c, e);
}

export function expr(c: Compiler, e: ast.Expr): void {
  const unit = c.unit;
  switch (e.kind) {
    case "Name":
      if (e.ctx === "Store") storeName(unit, e, e.id);
      else if (e.ctx === "Del") deleteName(unit, e, e.id);
      else if (e.id === "__debug__") unit.loadConst(e, { type: c.options.optimize > 0 ? "False" : "True" });
      else loadName(unit, e, e.id);
      return;
    case "Constant":
      unit.loadConst(e, e.value);
      return;
    case "Attribute":
      attribute(c, e);
      return;
    case "Call":
      call(c, e);
      return;
    case "Subscript":
      subscript(c, e);
      return;
    case "BinOp":
      if (e.op === "Mod" && percentFormat(c, e)) return;
      expr(c, e.left);
      expr(c, e.right);
      binary(c, e, e.op);
      return;
    case "Compare":
      compare(c, e);
      return;
    case "BoolOp":
      boolOp(c, e);
      return;
    case "UnaryOp":
      expr(c, e.operand);
      if (e.op === "Not") unit.emit(e, Op.UNARY_NOT);
      else if (e.op === "USub") unit.emit(e, Op.UNARY_NEGATIVE);
      else if (e.op === "Invert") unit.emit(e, Op.UNARY_INVERT);
      else unit.emit(e, Op.CALL_INTRINSIC_1, Intrinsic1.UNARY_POSITIVE);
      return;
    case "Tuple":
    case "List":
      if (e.ctx === "Store") unpack(c, e, e.elts);
      else if (e.ctx === "Del") exprs(c, e.elts);
      else if (e.kind === "Tuple") sequence(c, e, e.elts, null, 0, "tuple");
      else sequence(c, e, e.elts, null, 0, "list");
      return;
    case "Set":
      sequence(c, e, e.elts, null, 0, "set");
      return;
    case "Dict":
      dict(c, e);
      return;
    case "IfExp": {
      const end = new Block();
      const otherwise = new Block();
      jumpIf(c, e, e.test, otherwise, false);
      expr(c, e.body);
      unit.jump(NO_LOCATION, Pseudo.JUMP_NO_INTERRUPT, end);
      unit.use(otherwise);
      expr(c, e.orelse);
      unit.use(end);
      return;
    }
    case "JoinedStr":
      joinedStr(c, e);
      return;
    case "FormattedValue":
      formattedValue(c, e);
      return;
    case "TemplateStr":
      templateStr(c, e);
      return;
    case "Interpolation":
      interpolation(c, e);
      return;
    case "Lambda":
      lambda(c, e);
      return;
    case "ListComp":
    case "SetComp":
    case "DictComp":
    case "GeneratorExp":
      comprehension(c, e);
      return;
    case "NamedExpr":
      expr(c, e.value);
      unit.emit(e, Op.COPY, 1);
      expr(c, e.target);
      return;
    case "Yield":
      if (!unit.isFunctionLike()) fail("'yield' outside function", e);
      if (e.value) expr(c, e.value);
      else unit.loadConst(e, NONE);
      yieldValue(c, e);
      return;
    case "YieldFrom":
      if (!unit.isFunctionLike()) fail("'yield from' outside function", e);
      if (unit.type === "async function") fail("'yield from' inside async function", e);
      expr(c, e.value);
      unit.emit(e, Op.GET_YIELD_FROM_ITER);
      unit.loadConst(e, NONE);
      yieldFrom(c, e, ResumeAt.YIELD_FROM);
      return;
    case "Await":
      expr(c, e.value);
      awaitValue(c, e, 0);
      return;
    case "Starred":
      if (e.ctx === "Store") fail("starred assignment target must be in a list or tuple", e);
      fail("can't use starred expression here", e);
    case "Slice":
      slice(c, e);
  }
}

// Attributes and items

/** An attribute access over several lines is blamed on the line of the attribute's name. */
export function attributeLocation(loc: Location, e: ast.Attribute): Location {
  if (loc.lineno === e.end_lineno) return loc;
  const length = e.attr.length;
  const fits = length <= e.end_col_offset;
  return {
    lineno: e.end_lineno,
    end_lineno: Math.max(loc.end_lineno, e.end_lineno),
    col_offset: fits ? e.end_col_offset - length : -1,
    end_col_offset: fits ? loc.end_col_offset : -1,
  };
}

function attribute(c: Compiler, e: ast.Attribute): void {
  const unit = c.unit;
  const loc = attributeLocation(e, e);
  if (e.ctx === "Load") {
    const call = superCall(c, e);
    if (call !== null) {
      loadSuperAttr(c, e, call, false);
      return;
    }
    expr(c, e.value);
    unit.loadAttr(loc, e.attr);
    return;
  }
  if (e.ctx === "Store" && e.value.kind === "Name" && e.value.id === "self") {
    for (let outer = unit.parent; outer !== null; outer = outer.parent) {
      if (outer.type !== "class") continue;
      outer.staticAttributes.add(e.attr);
      break;
    }
  }
  expr(c, e.value);
  unit.emitName(loc, e.ctx === "Store" ? Op.STORE_ATTR : Op.DELETE_ATTR, e.attr);
}

function isConstantOrNone(e: ast.Expr | null): boolean {
  return e === null || e.kind === "Constant";
}

/** container[start:stop] with parts that are not all constant has an instruction of its own. */
export function isTwoPartSlice(e: ast.Expr): e is ast.Slice {
  return e.kind === "Slice" && e.step === null && !(isConstantOrNone(e.lower) && isConstantOrNone(e.upper));
}

export function slicePart(c: Compiler, loc: Location, e: ast.Expr | null): void {
  if (e) expr(c, e);
  else c.unit.loadConst(loc, NONE);
}

function slice(c: Compiler, e: ast.Slice): void {
  if (isConstantOrNone(e.lower) && isConstantOrNone(e.upper) && isConstantOrNone(e.step)) {
    const value = (part: ast.Expr | null): Const => (part as ast.Constant | null)?.value ?? NONE;
    c.unit.loadConst(e, { type: "slice", start: value(e.lower), stop: value(e.upper), step: value(e.step) });
    return;
  }
  slicePart(c, e, e.lower);
  slicePart(c, e, e.upper);
  if (e.step) expr(c, e.step);
  c.unit.emit(e, Op.BUILD_SLICE, e.step ? 3 : 2);
}

function subscript(c: Compiler, e: ast.Subscript): void {
  const unit = c.unit;
  if (e.ctx === "Load") {
    checkSubscripter(c, e.value);
    checkIndex(c, e.value, e.slice);
  }
  expr(c, e.value);
  if (e.ctx !== "Del" && isTwoPartSlice(e.slice)) {
    slicePart(c, e.slice, e.slice.lower);
    slicePart(c, e.slice, e.slice.upper);
    unit.emit(e, e.ctx === "Load" ? Op.BINARY_SLICE : Op.STORE_SLICE);
    return;
  }
  expr(c, e.slice);
  unit.emit(e, e.ctx === "Load" ? Op.BINARY_SUBSCR : e.ctx === "Store" ? Op.STORE_SUBSCR : Op.DELETE_SUBSCR);
}

// Displays

const displays = {
  tuple: [Op.BUILD_LIST, Op.LIST_APPEND, Op.LIST_EXTEND],
  list: [Op.BUILD_LIST, Op.LIST_APPEND, Op.LIST_EXTEND],
  set: [Op.BUILD_SET, Op.SET_ADD, Op.SET_UPDATE],
} as const;

/** A tuple, list or set of `elts`, after `pushed` values that are on the stack already; `injected` is a name that comes last. */
export function sequence(
  c: Compiler,
  loc: Location,
  elts: readonly ast.Expr[],
  injected: string | null,
  pushed: number,
  kind: "tuple" | "list" | "set",
): void {
  const unit = c.unit;
  const [build, add, extend] = displays[kind];
  const big = elts.length + pushed + (injected === null ? 0 : 1) > STACK_GUIDELINE;
  if (!big && !elts.some((e) => e.kind === "Starred")) {
    exprs(c, elts);
    if (injected !== null) loadName(unit, loc, injected);
    const n = elts.length + pushed + (injected === null ? 0 : 1);
    unit.emit(loc, kind === "tuple" ? Op.BUILD_TUPLE : build, n);
    return;
  }
  let built = big;
  if (big) unit.emit(loc, build, pushed);
  elts.forEach((e, i) => {
    if (e.kind === "Starred") {
      if (!built) unit.emit(loc, build, i + pushed);
      built = true;
      expr(c, e.value);
      unit.emit(loc, extend, 1);
    } else {
      expr(c, e);
      if (built) unit.emit(loc, add, 1);
    }
  });
  if (injected !== null) {
    loadName(unit, loc, injected);
    unit.emit(loc, add, 1);
  }
  if (kind === "tuple") unit.emit(loc, Op.CALL_INTRINSIC_1, Intrinsic1.LIST_TO_TUPLE);
}

function unpack(c: Compiler, loc: Location, elts: readonly ast.Expr[]): void {
  let starred = false;
  elts.forEach((e, i) => {
    if (e.kind !== "Starred") return;
    if (starred) fail("multiple starred expressions in assignment", loc);
    const after = elts.length - i - 1;
    if (i >= 256 || after >= 65536) fail("too many expressions in star-unpacking assignment", loc);
    c.unit.emit(loc, Op.UNPACK_EX, i + (after << 8));
    starred = true;
  });
  if (!starred) c.unit.emit(loc, Op.UNPACK_SEQUENCE, elts.length);
  for (const e of elts) expr(c, e.kind === "Starred" ? e.value : e);
}

function dict(c: Compiler, e: ast.Dict): void {
  const unit = c.unit;
  let have = false;
  let pending = 0;
  const flush = (end: number): void => {
    if (pending === 0) return;
    subDict(c, e, end - pending, end);
    if (have) unit.emit(e, Op.DICT_UPDATE, 1);
    have = true;
    pending = 0;
  };
  e.keys.forEach((key, i) => {
    if (key === null) {
      flush(i);
      if (!have) unit.emit(e, Op.BUILD_MAP, 0);
      have = true;
      expr(c, e.values[i]!);
      unit.emit(e, Op.DICT_UPDATE, 1);
    } else if (pending * 2 > STACK_GUIDELINE) {
      pending++;
      flush(i + 1);
    } else {
      pending++;
    }
  });
  flush(e.keys.length);
  if (!have) unit.emit(e, Op.BUILD_MAP, 0);
}

function subDict(c: Compiler, e: ast.Dict, begin: number, end: number): void {
  const n = end - begin;
  const big = n * 2 > STACK_GUIDELINE;
  if (big) c.unit.emit(e, Op.BUILD_MAP, 0);
  for (let i = begin; i < end; i++) {
    expr(c, e.keys[i]!);
    expr(c, e.values[i]!);
    if (big) c.unit.emit(e, Op.MAP_ADD, 1);
  }
  if (!big) c.unit.emit(e, Op.BUILD_MAP, n);
}

// Conditions

function compareOp(c: Compiler, loc: Location, op: ast.CompareOperator): void {
  const unit = c.unit;
  switch (op) {
    case "Lt":
      return unit.emit(loc, Op.COMPARE_LT);
    case "LtE":
      return unit.emit(loc, Op.COMPARE_LE);
    case "Eq":
      return unit.emit(loc, Op.COMPARE_EQ);
    case "NotEq":
      return unit.emit(loc, Op.COMPARE_NE);
    case "Gt":
      return unit.emit(loc, Op.COMPARE_GT);
    case "GtE":
      return unit.emit(loc, Op.COMPARE_GE);
    case "Is":
      return unit.emit(loc, Op.IS_OP, 0);
    case "IsNot":
      return unit.emit(loc, Op.IS_OP, 1);
    case "In":
      return unit.emit(loc, Op.CONTAINS_OP, 0);
    case "NotIn":
      return unit.emit(loc, Op.CONTAINS_OP, 1);
  }
}

function compare(c: Compiler, e: ast.Compare): void {
  const unit = c.unit;
  checkCompare(c, e);
  expr(c, e.left);
  const n = e.ops.length - 1;
  if (n === 0) {
    expr(c, e.comparators[0]!);
    compareOp(c, e, e.ops[0]!);
    return;
  }
  const cleanup = new Block();
  const end = new Block();
  for (let i = 0; i < n; i++) {
    comparePair(c, e, i);
    unit.jump(e, Pseudo.JUMP_IF_FALSE, cleanup);
    unit.emit(e, Op.POP_TOP);
  }
  expr(c, e.comparators[n]!);
  compareOp(c, e, e.ops[n]!);
  unit.jump(NO_LOCATION, Pseudo.JUMP_NO_INTERRUPT, end);
  unit.use(cleanup);
  unit.emit(e, Op.SWAP, 2);
  unit.emit(e, Op.POP_TOP);
  unit.use(end);
}

/** One comparison of a chain: keeps the right operand below the result. */
function comparePair(c: Compiler, e: ast.Compare, i: number): void {
  expr(c, e.comparators[i]!);
  c.unit.emit(e, Op.SWAP, 2);
  c.unit.emit(e, Op.COPY, 2);
  compareOp(c, e, e.ops[i]!);
}

function boolOp(c: Compiler, e: ast.BoolOp): void {
  const jump = e.op === "And" ? Pseudo.JUMP_IF_FALSE : Pseudo.JUMP_IF_TRUE;
  const end = new Block();
  e.values.forEach((value, i) => {
    expr(c, value);
    if (i === e.values.length - 1) return;
    c.unit.jump(e, jump, end);
    c.unit.emit(e, Op.POP_TOP);
  });
  c.unit.use(end);
}

/** Jumps to `target` if the truth of `e` is `when`; otherwise falls through. */
export function jumpIf(c: Compiler, loc: Location, e: ast.Expr, target: Block, when: boolean): void {
  const unit = c.unit;
  switch (e.kind) {
    case "UnaryOp":
      if (e.op !== "Not") break;
      jumpIf(c, loc, e.operand, target, !when);
      return;
    case "BoolOp": {
      const short = e.op === "Or";
      const shortTarget = short === when ? target : new Block();
      for (let i = 0; i < e.values.length - 1; i++) jumpIf(c, loc, e.values[i]!, shortTarget, short);
      jumpIf(c, loc, e.values[e.values.length - 1]!, target, when);
      if (shortTarget !== target) unit.use(shortTarget);
      return;
    }
    case "IfExp": {
      const end = new Block();
      const otherwise = new Block();
      jumpIf(c, loc, e.test, otherwise, false);
      jumpIf(c, loc, e.body, target, when);
      unit.jump(NO_LOCATION, Pseudo.JUMP_NO_INTERRUPT, end);
      unit.use(otherwise);
      jumpIf(c, loc, e.orelse, target, when);
      unit.use(end);
      return;
    }
    case "Compare": {
      const n = e.ops.length - 1;
      if (n === 0) break;
      checkCompare(c, e);
      const cleanup = new Block();
      const end = new Block();
      expr(c, e.left);
      for (let i = 0; i < n; i++) {
        comparePair(c, e, i);
        unit.jump(e, Op.POP_JUMP_IF_FALSE, cleanup);
      }
      expr(c, e.comparators[n]!);
      compareOp(c, e, e.ops[n]!);
      unit.jump(e, when ? Op.POP_JUMP_IF_TRUE : Op.POP_JUMP_IF_FALSE, target);
      unit.jump(NO_LOCATION, Pseudo.JUMP_NO_INTERRUPT, end);
      unit.use(cleanup);
      unit.emit(e, Op.POP_TOP);
      if (!when) unit.jump(NO_LOCATION, Pseudo.JUMP_NO_INTERRUPT, target);
      unit.use(end);
      return;
    }
  }
  expr(c, e);
  unit.jump(e, when ? Op.POP_JUMP_IF_TRUE : Op.POP_JUMP_IF_FALSE, target);
}

// Yield and await

export function yieldValue(c: Compiler, loc: Location): void {
  const unit = c.unit;
  if (unit.scope.generator && unit.scope.coroutine) unit.emit(loc, Op.CALL_INTRINSIC_1, Intrinsic1.ASYNC_GEN_WRAP);
  unit.emit(loc, Op.YIELD_VALUE, 0);
  unit.emit(loc, Op.RESUME, ResumeAt.YIELD);
}

/** Awaits the top. `from`: 1 if it came from __aenter__, 2 from __aexit__. */
export function awaitValue(c: Compiler, loc: Location, from: number): void {
  c.unit.emit(loc, Op.GET_AWAITABLE, from);
  c.unit.loadConst(loc, NONE);
  yieldFrom(c, loc, ResumeAt.AWAIT);
}

/** Drives the iterator below the top until it returns; its result replaces both. */
export function yieldFrom(c: Compiler, loc: Location, resumeAt: number): Block {
  const unit = c.unit;
  const send = new Block();
  const failed = new Block();
  const exit = new Block();
  unit.use(send);
  unit.jump(loc, Op.SEND, exit);
  // A StopIteration that close() or throw() brings ends the delegation with its value.
  unit.jump(loc, Pseudo.SETUP_FINALLY, failed);
  unit.emit(loc, Op.YIELD_VALUE, 1);
  unit.emit(NO_LOCATION, Pseudo.POP_BLOCK);
  unit.emit(loc, Op.RESUME, resumeAt);
  unit.jump(loc, Pseudo.JUMP_NO_INTERRUPT, send);
  unit.use(failed);
  unit.emit(loc, Op.CLEANUP_THROW);
  unit.use(exit);
  unit.emit(loc, Op.END_SEND);
  return send;
}
