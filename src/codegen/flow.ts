// Control-flow clean-up of a unit's blocks.
//
// Order: regions become handlers (`markHandlers`); dead blocks go; lines are settled; constants fold (fold.ts); jumps to jumps, NOPs and
// jumps to the next instruction go; loads of possibly unbound locals get their check (unbound.ts); rarely executed blocks (those that only
// a handler reaches) move to the end. What may be removed is limited by lines: a line of the program that had an instruction keeps
// one, so that tracing and coverage see it.

import { Op, ResumeAt } from "../../contract/opcodes.ts";
import type { Location } from "../symbols/error.ts";
import { foldBlock, foldLoads } from "./fold.ts";
import {
  Block,
  endsBlock,
  exitsScope,
  fallsThrough,
  Instr,
  isJump,
  isUnconditionalJump,
  loadsConst,
  NEXT_LOCATION,
  NO_LOCATION,
  nextNonEmpty,
  opensRegion,
  Pseudo,
} from "./instructions.ts";
import { checkUnboundLocals } from "./unbound.ts";
import type { Unit } from "./unit.ts";

export function optimize(unit: Unit): void {
  const entry = unit.entry;
  joinBlocks(entry);
  markHandlers(entry);
  inlineSmallExits(entry);
  removeUnreachable(entry);
  settleLines(entry);
  for (let b: Block | null = entry; b !== null; b = b.next) foldLoads(unit, b);
  for (let b: Block | null = entry; b !== null; b = b.next) {
    threadJumps(b);
    foldBlock(unit, b);
  }
  removeRedundantPairs(entry);
  removeUnreachable(entry);
  removeRedundantNopsAndJumps(entry);
  removeUnusedConsts(unit);
  checkUnboundLocals(unit);
  moveColdBlocks(entry);
  settleLines(entry);
}

/** Labels in a row are one, and a label that nothing points at is none. */
function joinBlocks(entry: Block): void {
  for (let b: Block | null = entry; b !== null; b = b.next) {
    b.next = nextNonEmpty(b.next);
    b.mark = 0;
  }
  for (let b: Block | null = entry; b !== null; b = b.next) {
    for (const instr of b.instrs) {
      if (instr.target === null) continue;
      instr.target = nextNonEmpty(instr.target)!;
      instr.target.mark = 1;
    }
  }
  for (let b: Block | null = entry; b !== null; b = b.next) {
    for (let next = b.next; next !== null && next.mark === 0; next = b.next) {
      const last = b.last();
      if (last !== null && (isJump(last.op) || endsBlock(last.op))) break;
      for (const instr of next.instrs) b.instrs.push(instr);
      b.next = next.next;
    }
  }
}

// Handlers

/** Gives each instruction the handler of the innermost region it is in. Regions of a block are those of the way that reaches it. */
function markHandlers(entry: Block): void {
  const stacks = new Map<Block, Block[]>();
  const todo: Block[] = [entry];
  stacks.set(entry, []);
  const visit = (block: Block, stack: readonly Block[]): void => {
    if (stacks.has(block)) return;
    stacks.set(block, [...stack]);
    todo.push(block);
  };
  for (let block = todo.pop(); block !== undefined; block = todo.pop()) {
    const stack = stacks.get(block)!;
    let handler = stack[stack.length - 1] ?? null;
    let yieldDepth = -1;
    for (const instr of block.instrs) {
      instr.handler = handler;
      if (opensRegion(instr.op)) {
        const target = instr.target!;
        target.isHandler = true;
        target.preserveLasti = instr.op !== Pseudo.SETUP_FINALLY;
        visit(target, stack);
        stack.push(target);
        handler = target;
      } else if (instr.op === Pseudo.POP_BLOCK) {
        stack.pop();
        handler = stack[stack.length - 1] ?? null;
        instr.become(Op.NOP, 0);
      } else if (isJump(instr.op)) {
        visit(instr.target!, stack);
      } else if (instr.op === Op.YIELD_VALUE) {
        yieldDepth = stack.length;
      } else if (instr.op === Op.RESUME) {
        if (instr.arg !== ResumeAt.START) {
          if (yieldDepth === 1) instr.arg |= ResumeAt.DEPTH1;
          yieldDepth = -1;
        }
      } else if (instr.op === Op.RETURN_GENERATOR) {
        instr.handler = null;
      }
    }
    if (block.next !== null && fallsThrough(block)) visit(block.next, stack);
  }
}

// Reachability

export function removeUnreachable(entry: Block): void {
  for (let b: Block | null = entry; b !== null; b = b.next) {
    b.reached = false;
    b.predecessors = 0;
  }
  const todo: Block[] = [entry];
  entry.reached = true;
  entry.predecessors = 1;
  const arrive = (b: Block): void => {
    if (!b.reached) {
      b.reached = true;
      todo.push(b);
    }
    b.predecessors++;
  };
  for (let b = todo.pop(); b !== undefined; b = todo.pop()) {
    for (const instr of b.instrs) if (instr.target !== null) arrive(instr.target);
    if (b.next !== null && fallsThrough(b)) arrive(b.next);
  }
  // Unlink them; an emptied handler is none any more.
  let previous = entry;
  for (let b = entry.next; b !== null; b = b.next) {
    if (b.reached) {
      previous.next = b;
      previous = b;
    } else {
      b.instrs.length = 0;
      b.isHandler = false;
    }
  }
  previous.next = null;
}

function hasNoLines(b: Block): boolean {
  return b.instrs.every((instr) => instr.loc.lineno < 0);
}

const MAX_INLINED_EXIT = 4;

/** A jump to a few instructions that leave the frame becomes these instructions. */
function inlineSmallExits(entry: Block): void {
  for (let changed = true; changed; ) {
    changed = false;
    for (let b: Block | null = entry; b !== null; b = b.next) {
      const last = b.last();
      if (last === null || !isUnconditionalJump(last.op)) continue;
      const target = last.target!;
      const targetLast = target.last();
      const smallExit = targetLast !== null && exitsScope(targetLast.op) && target.instrs.length <= MAX_INLINED_EXIT;
      const lineless = hasNoLines(target) && !fallsThrough(target);
      if (!smallExit && !lineless) continue;
      const op = last.op;
      last.become(Op.NOP, 0);
      for (const instr of target.instrs) b.instrs.push(copyInstr(instr));
      const newLast = b.last()!;
      if (lineless && isUnconditionalJump(newLast.op) && op === Pseudo.JUMP) newLast.op = Pseudo.JUMP;
      target.predecessors--;
      changed = true;
    }
  }
}

function copyInstr(instr: Instr): Instr {
  const copy = new Instr(instr.op, instr.arg, instr.loc, instr.target);
  copy.handler = instr.handler;
  return copy;
}

// Lines

/** Instructions without a line take that of the instruction control comes from; exits that several lines lead to are duplicated. */
function settleLines(entry: Block): void {
  duplicateLinelessExits(entry);
  propagateLines(entry);
}

function isLinelessExit(b: Block): boolean {
  const last = b.last();
  if (last === null) return false;
  if (!exitsScope(last.op) && !b.instrs.some((instr) => checksBreaker(instr.op))) return false;
  return hasNoLines(b);
}

function checksBreaker(op: number): boolean {
  return (
    op === Pseudo.JUMP || op === Op.RESUME || op === Op.CALL || op === Op.CALL_KW || op === Op.CALL_FUNCTION_EX || op === Op.JUMP_BACKWARD
  );
}

function duplicateLinelessExits(entry: Block): void {
  for (let b: Block | null = entry; b !== null; b = b.next) {
    const last = b.last();
    if (last === null || !isJump(last.op)) continue;
    const target = nextNonEmpty(last.target);
    if (target === null || target.predecessors <= 1 || !isLinelessExit(target)) continue;
    const copy = new Block();
    copy.instrs = target.instrs.map(copyInstr);
    copy.instrs[0]!.loc = last.loc;
    copy.predecessors = 1;
    copy.cold = target.cold;
    copy.warm = target.warm;
    copy.isHandler = target.isHandler;
    copy.preserveLasti = target.preserveLasti;
    last.target = copy;
    target.predecessors--;
    copy.next = target.next;
    target.next = copy;
  }
  for (let b: Block | null = entry; b !== null; b = b.next) {
    const last = b.last();
    if (last === null || b.next === null || !fallsThrough(b)) continue;
    if (isLinelessExit(b.next)) b.next.instrs[0]!.loc = last.loc;
  }
}

function propagateLines(entry: Block): void {
  for (let b: Block | null = entry; b !== null; b = b.next) {
    const last = b.last();
    if (last === null) continue;
    let loc = NO_LOCATION;
    for (let i = b.instrs.length - 1; i >= 0; i--) {
      const instr = b.instrs[i]!;
      if (instr.loc.lineno === NEXT_LOCATION.lineno) instr.loc = b.instrs[i + 1]?.loc ?? NO_LOCATION;
    }
    for (const instr of b.instrs) {
      if (instr.loc.lineno === -1) instr.loc = loc;
      else loc = instr.loc;
    }
    if (fallsThrough(b) && b.next !== null && b.next.predecessors === 1) inherit(b.next, loc);
    if (isJump(last.op) && last.target!.predecessors === 1) inherit(last.target!, loc);
  }
}

function inherit(b: Block, loc: Location): void {
  const first = b.instrs[0];
  if (first !== undefined && first.loc.lineno === -1) first.loc = loc;
}

// Jumps

/** Jumps that lead to other jumps go straight to the end of the way. */
function threadJumps(b: Block): void {
  for (let i = 0; i < b.instrs.length; i++) {
    const instr = b.instrs[i]!;
    if (instr.target === null || !isJump(instr.op)) continue;
    const target = nextNonEmpty(instr.target)?.instrs[0];
    if (target === undefined) continue;
    let again = false;
    switch (instr.op) {
      case Op.POP_JUMP_IF_TRUE:
      case Op.POP_JUMP_IF_FALSE:
      case Op.POP_JUMP_IF_NONE:
      case Op.POP_JUMP_IF_NOT_NONE:
        if (target.op === Pseudo.JUMP) again = thread(b, instr, target, instr.op);
        break;
      case Pseudo.JUMP_IF_FALSE:
      case Pseudo.JUMP_IF_TRUE:
        if (target.op === Pseudo.JUMP || target.op === instr.op) {
          again = thread(b, instr, target, instr.op);
        } else if (target.op === Pseudo.JUMP_IF_FALSE || target.op === Pseudo.JUMP_IF_TRUE) {
          // The other condition fails there: on to what follows it.
          const after = nextNonEmpty(instr.target)!.next!;
          instr.target = after;
          again = true;
        }
        break;
      case Pseudo.JUMP:
        if (target.op === Pseudo.JUMP) again = thread(b, instr, target, Pseudo.JUMP);
        else if (target.op === Pseudo.JUMP_NO_INTERRUPT) again = thread(b, instr, target, instr.op);
        break;
      case Pseudo.JUMP_NO_INTERRUPT:
        if (target.op === Pseudo.JUMP || target.op === Pseudo.JUMP_NO_INTERRUPT) again = thread(b, instr, target, target.op);
        break;
    }
    if (again) i--;
  }
}

/** The old jump stays as a NOP for its line; the new one has the line of the jump it replaces at the target. */
function thread(b: Block, instr: Instr, target: Instr, op: number): boolean {
  if (instr.target === target.target) return false;
  const jump = new Instr(op, 0, target.loc, target.target);
  jump.handler = instr.handler;
  instr.become(Op.NOP, 0);
  b.instrs.push(jump);
  return true;
}

function removeRedundantPairs(entry: Block): void {
  for (let changed = true; changed; ) {
    changed = false;
    let previous: Instr | null = null;
    for (let b: Block | null = entry; b !== null; b = b.next) {
      removeNopsIn(b);
      for (const instr of b.instrs) {
        if (previous !== null && instr.op === Op.POP_TOP && (loadsConst(previous.op) || (previous.op === Op.COPY && previous.arg === 1))) {
          previous.become(Op.NOP, 0);
          instr.become(Op.NOP, 0);
          changed = true;
        }
        previous = instr.op === Op.NOP ? null : instr;
      }
      const last = b.last();
      if ((last !== null && isJump(last.op)) || !fallsThrough(b) || (b.next !== null && b.next.predecessors > 1)) previous = null;
    }
  }
}

/** Returns how many went. */
export function removeNopsIn(b: Block): number {
  const instrs = b.instrs;
  let kept = 0;
  let previousLine = -1;
  for (let i = 0; i < instrs.length; i++) {
    const instr = instrs[i]!;
    const line = instr.loc.lineno;
    if (instr.op === Op.NOP) {
      if (line === -1 || previousLine === line) continue;
      if (i + 1 < instrs.length) {
        const next = instrs[i + 1]!;
        if (next.loc.lineno === line) continue;
        if (next.loc.lineno === -1) {
          next.loc = instr.loc;
          continue;
        }
      } else {
        const next = nextNonEmpty(b.next);
        if (next !== null) {
          let nextLine = -1;
          for (const other of next.instrs) {
            if (other.op === Op.NOP && other.loc.lineno === -1) continue;
            nextLine = other.loc.lineno;
            break;
          }
          if (line === nextLine) continue;
        }
      }
    }
    if (kept !== i) instrs[kept] = instr;
    kept++;
    previousLine = line;
  }
  const removed = instrs.length - kept;
  instrs.length = kept;
  return removed;
}

function removeRedundantNopsAndJumps(entry: Block): void {
  for (;;) {
    for (let b: Block | null = entry; b !== null; b = b.next) removeNopsIn(b);
    let changed = false;
    for (let b: Block | null = entry; b !== null; b = b.next) {
      const last = b.last();
      if (last === null || !isUnconditionalJump(last.op)) continue;
      const target = nextNonEmpty(last.target);
      if (target === null || target !== nextNonEmpty(b.next)) continue;
      last.become(Op.NOP, 0);
      changed = true;
    }
    if (!changed) return;
  }
}

// Constants

function removeUnusedConsts(unit: Unit): void {
  const n = unit.consts.length;
  if (n === 0) return;
  const used = new Uint8Array(n);
  used[0] = 1; // it may be the docstring
  for (let b: Block | null = unit.entry; b !== null; b = b.next) {
    for (const instr of b.instrs) if (instr.op === Op.LOAD_CONST) used[instr.arg] = 1;
  }
  const map = new Int32Array(n);
  let kept = 0;
  for (let i = 0; i < n; i++) {
    if (used[i] === 0) continue;
    unit.consts[kept] = unit.consts[i]!;
    map[i] = kept++;
  }
  if (kept === n) return;
  unit.consts.length = kept;
  for (let b: Block | null = unit.entry; b !== null; b = b.next) {
    for (const instr of b.instrs) if (instr.op === Op.LOAD_CONST) instr.arg = map[instr.arg]!;
  }
}

// Cold blocks

function moveColdBlocks(entry: Block): void {
  if (entry.next === null) return;
  markWarm(entry);
  markCold(entry);
  // A cold block that falls into a warm one needs a jump once it has moved.
  for (let b: Block | null = entry; b !== null; b = b.next) {
    if (!b.cold || b.next === null || !b.next.warm || !fallsThrough(b)) continue;
    const bridge = new Block();
    bridge.instrs.push(new Instr(Pseudo.JUMP_NO_INTERRUPT, 0, NO_LOCATION, b.next));
    bridge.cold = true;
    bridge.predecessors = 1;
    bridge.next = b.next;
    b.next = bridge;
    const last = b.last();
    bridge.instrs[0]!.handler = last?.handler ?? null;
  }
  const cold: Block[] = [];
  let previous = entry;
  for (let b = entry.next as Block | null; b !== null; b = b.next) {
    if (b.cold) {
      cold.push(b);
    } else {
      previous.next = b;
      previous = b;
    }
  }
  previous.next = null;
  if (cold.length === 0) return;
  for (const b of cold) {
    previous.next = b;
    previous = b;
  }
  previous.next = null;
  removeRedundantNopsAndJumps(entry);
}

function markWarm(entry: Block): void {
  for (let b: Block | null = entry; b !== null; b = b.next) {
    b.warm = false;
    b.cold = false;
  }
  const todo = [entry];
  entry.warm = true;
  const arrive = (b: Block): void => {
    if (b.warm) return;
    b.warm = true;
    todo.push(b);
  };
  for (let b = todo.pop(); b !== undefined; b = todo.pop()) {
    for (const instr of b.instrs) if (isJump(instr.op)) arrive(instr.target!);
    if (b.next !== null && fallsThrough(b)) arrive(b.next);
  }
}

function markCold(entry: Block): void {
  const todo: Block[] = [];
  const arrive = (b: Block): void => {
    if (b.warm || b.cold) return;
    b.cold = true;
    todo.push(b);
  };
  for (let b: Block | null = entry; b !== null; b = b.next) if (b.isHandler) arrive(b);
  for (let b = todo.pop(); b !== undefined; b = todo.pop()) {
    if (b.next !== null && fallsThrough(b)) arrive(b.next);
    for (const instr of b.instrs) if (isJump(instr.op)) arrive(instr.target!);
  }
}
