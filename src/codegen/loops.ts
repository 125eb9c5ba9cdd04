// for, async for, while.

import { Op, ResumeAt } from "../../contract/opcodes.ts";
import type { Location } from "../symbols/error.ts";
import type * as ast from "../syntax/ast.ts";
import { NONE } from "./code.ts";
import { requireAsync } from "./exceptions.ts";
import { expr, jumpIf, yieldFrom } from "./expressions.ts";
import { Block, NO_LOCATION, Pseudo } from "./instructions.ts";
import { statements } from "./statements.ts";
import type { Compiler } from "./unit.ts";

export function forLoop(c: Compiler, s: ast.For): void {
  const unit = c.unit;
  const start = new Block();
  const cleanup = new Block();
  const end = new Block();
  unit.push(s, "for", start, end);
  expr(c, s.iter);
  unit.emit(s.iter, Op.GET_ITER);
  unit.use(start);
  unit.jump(s.iter, Op.FOR_ITER, cleanup);
  // For the line of a target that is not on the iterable's.
  unit.emit(s.target, Op.NOP);
  expr(c, s.target);
  unit.inConditionalBlock++;
  statements(c, s.body);
  unit.jump(NO_LOCATION, Pseudo.JUMP, start);
  unit.use(cleanup);
  unit.emit(NO_LOCATION, Op.END_FOR);
  unit.emit(NO_LOCATION, Op.POP_ITER);
  unit.pop();
  statements(c, s.orelse);
  unit.inConditionalBlock--;
  unit.use(end);
}

export function asyncFor(c: Compiler, s: ast.AsyncFor): void {
  const unit = c.unit;
  const loc: Location = s.iter;
  const start = new Block();
  const except = new Block();
  const end = new Block();
  requireAsync(c, s, "async for");
  expr(c, s.iter);
  unit.emit(loc, Op.GET_AITER);
  unit.use(start);
  unit.push(s, "async for", start, end);
  // StopAsyncIteration of __anext__ ends the loop; one of the body does not.
  unit.jump(s, Pseudo.SETUP_FINALLY, except);
  unit.emit(s, Op.GET_ANEXT);
  unit.loadConst(s, NONE);
  yieldFrom(c, s, ResumeAt.AWAIT);
  unit.emit(s, Pseudo.POP_BLOCK);
  expr(c, s.target);
  unit.inConditionalBlock++;
  statements(c, s.body);
  unit.jump(NO_LOCATION, Pseudo.JUMP, start);
  unit.pop();
  unit.use(except);
  unit.emit(loc, Op.END_ASYNC_FOR);
  statements(c, s.orelse);
  unit.inConditionalBlock--;
  unit.use(end);
}

export function whileLoop(c: Compiler, s: ast.While): void {
  const unit = c.unit;
  const loop = new Block();
  const end = new Block();
  const anchor = new Block();
  unit.use(loop);
  unit.push(s, "while", loop, end);
  jumpIf(c, s, s.test, anchor, false);
  unit.inConditionalBlock++;
  statements(c, s.body);
  unit.jump(NO_LOCATION, Pseudo.JUMP, loop);
  unit.pop();
  unit.use(anchor);
  statements(c, s.orelse);
  unit.inConditionalBlock--;
  unit.use(end);
}
