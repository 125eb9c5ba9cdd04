// break, continue and return: leaving what is open between here and there, innermost first.

import { Op } from "../../contract/opcodes.ts";
import { fail, type Location } from "../symbols/error.ts";
import type * as ast from "../syntax/ast.ts";
import { NONE } from "./code.ts";
import { awaitValue, expr } from "./expressions.ts";
import { NO_LOCATION, Pseudo } from "./instructions.ts";
import { deleteName, storeName } from "./names.ts";
import { statements } from "./statements.ts";
import type { Compiler, FrameBlock } from "./unit.ts";

/** __exit__(None, None, None) */
export function callExitWithNones(c: Compiler, loc: Location): void {
  for (let i = 0; i < 3; i++) c.unit.loadConst(loc, NONE);
  c.unit.emit(loc, Op.CALL, 3);
}

/** Leaves one block; `keepTop`: a return value is on top and must stay there. Returns the location for what follows. */
function unwindOne(c: Compiler, loc: Location, block: FrameBlock, keepTop: boolean): Location {
  const unit = c.unit;
  switch (block.type) {
    case "while":
    case "exception handler":
    case "exception group handler":
    case "async comprehension":
    case "stop iteration":
      return loc;
    case "for":
    case "async for":
      if (keepTop) unit.emit(loc, Op.SWAP, 2);
      unit.emit(loc, Op.POP_TOP);
      return loc;
    case "try except":
      unit.emit(loc, Pseudo.POP_BLOCK);
      return loc;
    case "finally try":
      unit.emit(loc, Pseudo.POP_BLOCK);
      if (keepTop) unit.push(loc, "pop value", null, null);
      statements(c, block.finalbody!);
      if (keepTop) unit.pop();
      // The finally block has its own lines; what follows belongs to none.
      return NO_LOCATION;
    case "finally end":
      if (keepTop) unit.emit(loc, Op.SWAP, 2);
      unit.emit(loc, Op.POP_TOP);
      if (keepTop) unit.emit(loc, Op.SWAP, 2);
      unit.emit(loc, Pseudo.POP_BLOCK);
      unit.emit(loc, Op.POP_EXCEPT);
      return loc;
    case "with":
    case "async with":
      unit.emit(block.loc, Pseudo.POP_BLOCK);
      if (keepTop) {
        unit.emit(block.loc, Op.SWAP, 3);
        unit.emit(block.loc, Op.SWAP, 2);
      }
      callExitWithNones(c, block.loc);
      if (block.type === "async with") awaitValue(c, block.loc, 2);
      unit.emit(block.loc, Op.POP_TOP);
      return NO_LOCATION;
    case "handler cleanup":
      if (block.name !== null) unit.emit(loc, Pseudo.POP_BLOCK);
      if (keepTop) unit.emit(loc, Op.SWAP, 2);
      unit.emit(loc, Pseudo.POP_BLOCK);
      unit.emit(loc, Op.POP_EXCEPT);
      if (block.name !== null) forget(c, loc, block.name);
      return loc;
    case "pop value":
      if (keepTop) unit.emit(loc, Op.SWAP, 2);
      unit.emit(loc, Op.POP_TOP);
      return loc;
  }
}

/** name = None; del name */
export function forget(c: Compiler, loc: Location, name: string): void {
  c.unit.loadConst(loc, NONE);
  storeName(c.unit, loc, name);
  deleteName(c.unit, loc, name);
}

interface Unwound {
  loc: Location;
  loop: FrameBlock | null;
}

/** Leaves all blocks, or those inside the innermost loop. They are open again afterwards. */
function unwindStack(c: Compiler, loc: Location, keepTop: boolean, toLoop: boolean): Unwound {
  const blocks = c.unit.frameBlocks;
  const top = blocks[blocks.length - 1];
  if (top === undefined) return { loc, loop: null };
  if (top.type === "exception group handler") {
    fail("'break', 'continue' and 'return' cannot appear in an except* block", loc);
  }
  if (toLoop && (top.type === "while" || top.type === "for" || top.type === "async for")) return { loc, loop: top };
  blocks.pop();
  const after = unwindOne(c, loc, top, keepTop);
  const result = unwindStack(c, after, keepTop, toLoop);
  blocks.push(top);
  return result;
}

export function returnStatement(c: Compiler, s: ast.Return): void {
  const unit = c.unit;
  if (!unit.isFunctionLike()) fail("'return' outside function", s);
  if (s.value && unit.scope.coroutine && unit.scope.generator) fail("'return' with value in async generator", s);
  const value = s.value;
  const keepTop = value !== null && value.kind !== "Constant";
  let loc: Location = s;
  if (keepTop) {
    expr(c, value);
  } else if (value !== null) {
    loc = value;
    unit.emit(loc, Op.NOP);
  }
  if (value === null || value.lineno !== s.lineno) {
    loc = s;
    unit.emit(loc, Op.NOP);
  }
  loc = unwindStack(c, loc, keepTop, false).loc;
  if (value === null) unit.loadConst(loc, NONE);
  else if (!keepTop) unit.loadConst(loc, (value as ast.Constant).value);
  unit.emit(loc, Op.RETURN_VALUE);
}

export function breakStatement(c: Compiler, s: ast.Break): void {
  c.unit.emit(s, Op.NOP);
  const { loc, loop } = unwindStack(c, s, false, true);
  if (loop === null) fail("'break' outside loop", s);
  c.unit.jump(unwindOne(c, loc, loop, false), Pseudo.JUMP, loop.exit!);
}

export function continueStatement(c: Compiler, s: ast.Continue): void {
  c.unit.emit(s, Op.NOP);
  const { loc, loop } = unwindStack(c, s, false, true);
  if (loop === null) fail("'continue' not properly in loop", s);
  c.unit.jump(loc, Pseudo.JUMP, loop.start!);
}
