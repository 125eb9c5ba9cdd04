// try, except, except*, finally, with.

import { Intrinsic2, Op, SpecialMethod } from "../../contract/opcodes.ts";
import { fail } from "../symbols/error.ts";
import type * as ast from "../syntax/ast.ts";
import { awaitValue, expr } from "./expressions.ts";
import { Block, NO_LOCATION, Pseudo } from "./instructions.ts";
import { storeName } from "./names.ts";
import { statements } from "./statements.ts";
import type { Compiler } from "./unit.ts";
import { callExitWithNones, forget } from "./unwind.ts";

export function tryStatement(c: Compiler, s: ast.Try | ast.TryStar): void {
  c.unit.inConditionalBlock++;
  if (s.finalbody.length > 0) tryFinally(c, s);
  else tryWithout(c, s);
  c.unit.inConditionalBlock--;
}

function tryWithout(c: Compiler, s: ast.Try | ast.TryStar): void {
  if (s.handlers.length === 0) statements(c, s.body);
  else if (s.kind === "Try") tryExcept(c, s);
  else tryExceptStar(c, s);
}

/** Behind the handler code of a region: the exception that was handled before comes back, and this one goes on. */
function popExceptAndReraise(c: Compiler): void {
  c.unit.emit(NO_LOCATION, Op.COPY, 3);
  c.unit.emit(NO_LOCATION, Op.POP_EXCEPT);
  c.unit.emit(NO_LOCATION, Op.RERAISE, 1);
}

function tryFinally(c: Compiler, s: ast.Try | ast.TryStar): void {
  const unit = c.unit;
  const body = new Block();
  const end = new Block();
  const exit = new Block();
  const cleanup = new Block();
  unit.jump(s, Pseudo.SETUP_FINALLY, end);
  unit.use(body);
  unit.push(s, "finally try", body, end, null, s.finalbody);
  tryWithout(c, s);
  unit.emit(NO_LOCATION, Pseudo.POP_BLOCK);
  unit.pop();
  statements(c, s.finalbody);
  unit.jump(NO_LOCATION, Pseudo.JUMP_NO_INTERRUPT, exit);

  unit.use(end);
  unit.push(s, "finally end", end, null);
  unit.jump(NO_LOCATION, Pseudo.SETUP_CLEANUP, cleanup);
  unit.emit(NO_LOCATION, Op.PUSH_EXC_INFO);
  statements(c, s.finalbody);
  unit.pop();
  unit.emit(NO_LOCATION, Op.RERAISE, 0);
  unit.use(cleanup);
  popExceptAndReraise(c);
  unit.use(exit);
}

function tryExcept(c: Compiler, s: ast.Try): void {
  const unit = c.unit;
  const body = new Block();
  let except = new Block();
  const end = new Block();
  const cleanup = new Block();
  unit.jump(s, Pseudo.SETUP_FINALLY, except);
  unit.use(body);
  unit.push(s, "try except", body, null);
  statements(c, s.body);
  unit.pop();
  unit.emit(NO_LOCATION, Pseudo.POP_BLOCK);
  statements(c, s.orelse);
  unit.jump(NO_LOCATION, Pseudo.JUMP_NO_INTERRUPT, end);

  unit.use(except);
  unit.jump(NO_LOCATION, Pseudo.SETUP_CLEANUP, cleanup);
  unit.emit(NO_LOCATION, Op.PUSH_EXC_INFO);
  unit.push(s, "exception handler", null, null);
  s.handlers.forEach((handler, i) => {
    if (handler.type === null && i < s.handlers.length - 1) fail("default 'except:' must be last", handler);
    except = new Block();
    if (handler.type) {
      expr(c, handler.type);
      unit.emit(handler, Op.CHECK_EXC_MATCH);
      unit.jump(handler, Op.POP_JUMP_IF_FALSE, except);
    }
    if (handler.name !== null) {
      const cleanupEnd = new Block();
      storeName(unit, handler, handler.name);
      unit.jump(handler, Pseudo.SETUP_CLEANUP, cleanupEnd);
      handlerBody(c, handler);
      unit.emit(NO_LOCATION, Pseudo.POP_BLOCK);
      unit.emit(NO_LOCATION, Pseudo.POP_BLOCK);
      unit.emit(NO_LOCATION, Op.POP_EXCEPT);
      forget(c, NO_LOCATION, handler.name);
      unit.jump(NO_LOCATION, Pseudo.JUMP_NO_INTERRUPT, end);
      unit.use(cleanupEnd);
      forget(c, NO_LOCATION, handler.name);
      unit.emit(NO_LOCATION, Op.RERAISE, 1);
    } else {
      unit.emit(handler, Op.POP_TOP);
      handlerBody(c, handler);
      unit.emit(NO_LOCATION, Pseudo.POP_BLOCK);
      unit.emit(NO_LOCATION, Op.POP_EXCEPT);
      unit.jump(NO_LOCATION, Pseudo.JUMP_NO_INTERRUPT, end);
    }
    unit.use(except);
  });
  unit.pop();
  unit.emit(NO_LOCATION, Op.RERAISE, 0);
  unit.use(cleanup);
  popExceptAndReraise(c);
  unit.use(end);
}

function handlerBody(c: Compiler, handler: ast.ExceptHandler): void {
  const start = new Block();
  c.unit.use(start);
  c.unit.push(handler, "handler cleanup", start, null, handler.name);
  statements(c, handler.body);
  c.unit.pop();
}

// except*: the stack holds the original group, a list of what the handlers raised, and the rest that is not handled yet.

function tryExceptStar(c: Compiler, s: ast.TryStar): void {
  const unit = c.unit;
  const body = new Block();
  const except = new Block();
  const orelse = new Block();
  const end = new Block();
  const cleanup = new Block();
  const reraiseStar = new Block();
  const reraise = new Block();
  unit.jump(s, Pseudo.SETUP_FINALLY, except);
  unit.use(body);
  unit.push(s, "try except", body, orelse);
  statements(c, s.body);
  unit.pop();
  unit.emit(NO_LOCATION, Pseudo.POP_BLOCK);
  unit.jump(NO_LOCATION, Pseudo.JUMP_NO_INTERRUPT, orelse);

  unit.use(except);
  unit.jump(NO_LOCATION, Pseudo.SETUP_CLEANUP, cleanup);
  unit.emit(NO_LOCATION, Op.PUSH_EXC_INFO);
  unit.push(s, "exception group handler", null, null);
  s.handlers.forEach((handler, i) => {
    const next = new Block();
    const nextWithError = new Block();
    const noMatch = new Block();
    if (i === 0) {
      unit.emit(handler, Op.BUILD_LIST, 0);
      unit.emit(handler, Op.COPY, 2);
    }
    if (handler.type) {
      expr(c, handler.type);
      unit.emit(handler, Op.CHECK_EG_MATCH);
      unit.emit(handler, Op.COPY, 1);
      unit.jump(handler, Op.POP_JUMP_IF_NONE, noMatch);
    }
    const cleanupEnd = new Block();
    if (handler.name !== null) storeName(unit, handler, handler.name);
    else unit.emit(handler, Op.POP_TOP);
    unit.jump(handler, Pseudo.SETUP_CLEANUP, cleanupEnd);
    handlerBody(c, handler);
    unit.emit(NO_LOCATION, Pseudo.POP_BLOCK);
    if (handler.name !== null) forget(c, NO_LOCATION, handler.name);
    unit.jump(NO_LOCATION, Pseudo.JUMP_NO_INTERRUPT, next);

    // The handler raised: the exception joins the list.
    unit.use(cleanupEnd);
    if (handler.name !== null) forget(c, NO_LOCATION, handler.name);
    unit.emit(NO_LOCATION, Op.LIST_APPEND, 3);
    unit.emit(NO_LOCATION, Op.POP_TOP);
    unit.jump(NO_LOCATION, Pseudo.JUMP_NO_INTERRUPT, nextWithError);

    unit.use(next);
    unit.emit(NO_LOCATION, Op.NOP);
    unit.jump(NO_LOCATION, Pseudo.JUMP_NO_INTERRUPT, nextWithError);
    unit.use(noMatch);
    unit.emit(handler, Op.POP_TOP);
    unit.use(nextWithError);
    if (i === s.handlers.length - 1) {
      unit.emit(NO_LOCATION, Op.LIST_APPEND, 1);
      unit.jump(NO_LOCATION, Pseudo.JUMP_NO_INTERRUPT, reraiseStar);
    }
  });
  unit.pop();

  unit.use(reraiseStar);
  unit.emit(NO_LOCATION, Op.CALL_INTRINSIC_2, Intrinsic2.PREP_RERAISE_STAR);
  unit.emit(NO_LOCATION, Op.COPY, 1);
  unit.jump(NO_LOCATION, Op.POP_JUMP_IF_NOT_NONE, reraise);
  unit.emit(NO_LOCATION, Op.POP_TOP);
  unit.emit(NO_LOCATION, Pseudo.POP_BLOCK);
  unit.emit(NO_LOCATION, Op.POP_EXCEPT);
  unit.jump(NO_LOCATION, Pseudo.JUMP_NO_INTERRUPT, end);
  unit.use(reraise);
  unit.emit(NO_LOCATION, Pseudo.POP_BLOCK);
  unit.emit(NO_LOCATION, Op.SWAP, 2);
  unit.emit(NO_LOCATION, Op.POP_EXCEPT);
  unit.emit(NO_LOCATION, Op.RERAISE, 0);
  unit.use(cleanup);
  popExceptAndReraise(c);
  unit.use(orelse);
  statements(c, s.orelse);
  unit.use(end);
}

// with

export function withStatement(c: Compiler, s: ast.With | ast.AsyncWith): void {
  const unit = c.unit;
  if (s.kind === "AsyncWith") requireAsync(c, s, "async with");
  unit.inConditionalBlock++;
  withItem(c, s, 0);
  unit.inConditionalBlock--;
}

export function requireAsync(c: Compiler, s: ast.Stmt, what: string): void {
  if (c.unit.type === "async function") return;
  if (c.options.topLevelAwait && c.unit.type === "module") return;
  fail(`'${what}' outside async function`, s);
}

function withItem(c: Compiler, s: ast.With | ast.AsyncWith, index: number): void {
  const unit = c.unit;
  const isAsync = s.kind === "AsyncWith";
  const item = s.items[index]!;
  const loc = item.context_expr;
  const block = new Block();
  const final = new Block();
  const exit = new Block();
  const cleanup = new Block();
  expr(c, item.context_expr);
  unit.emit(loc, Op.COPY, 1);
  unit.emit(loc, Op.LOAD_SPECIAL, isAsync ? SpecialMethod.AEXIT : SpecialMethod.EXIT);
  unit.emit(loc, Op.SWAP, 2);
  unit.emit(loc, Op.SWAP, 3);
  unit.emit(loc, Op.LOAD_SPECIAL, isAsync ? SpecialMethod.AENTER : SpecialMethod.ENTER);
  unit.emit(loc, Op.CALL, 0);
  if (isAsync) awaitValue(c, loc, 1);
  unit.jump(loc, Pseudo.SETUP_WITH, final);
  unit.use(block);
  unit.push(loc, isAsync ? "async with" : "with", block, final);
  if (item.optional_vars) expr(c, item.optional_vars);
  else unit.emit(loc, Op.POP_TOP);
  if (index + 1 < s.items.length) withItem(c, s, index + 1);
  else statements(c, s.body);
  unit.emit(isAsync ? loc : NO_LOCATION, Pseudo.POP_BLOCK);
  unit.pop();

  // The body ended well.
  callExitWithNones(c, loc);
  if (isAsync) awaitValue(c, loc, 2);
  unit.emit(loc, Op.POP_TOP);
  unit.jump(loc, Pseudo.JUMP, exit);

  // It raised: the exit function sees the exception and may swallow it.
  unit.use(final);
  unit.jump(loc, Pseudo.SETUP_CLEANUP, cleanup);
  unit.emit(loc, Op.PUSH_EXC_INFO);
  unit.emit(loc, Op.WITH_EXCEPT_START);
  if (isAsync) awaitValue(c, loc, 2);
  const suppress = new Block();
  unit.jump(NO_LOCATION, Op.POP_JUMP_IF_TRUE, suppress);
  unit.emit(NO_LOCATION, Op.RERAISE, 2);
  unit.use(suppress);
  unit.emit(NO_LOCATION, Op.POP_TOP);
  unit.emit(NO_LOCATION, Pseudo.POP_BLOCK);
  unit.emit(NO_LOCATION, Op.POP_EXCEPT);
  unit.emit(NO_LOCATION, Op.POP_TOP);
  unit.emit(NO_LOCATION, Op.POP_TOP);
  unit.emit(NO_LOCATION, Op.POP_TOP);
  unit.jump(NO_LOCATION, Pseudo.JUMP_NO_INTERRUPT, exit);
  unit.use(cleanup);
  popExceptAndReraise(c);
  unit.use(exit);
}
