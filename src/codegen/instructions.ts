// Instructions while they are being made: objects in basic blocks, jumps pointing at blocks.
//
// A block ends with at most one jump or with an instruction that nothing follows; otherwise control falls through to `next`. The
// pseudo instructions below exist only here. SETUP_* opens a region whose exceptions go to its target (the stack is cut back to what
// it was, then for CLEANUP and WITH the index of the raising instruction is pushed, then the exception); POP_BLOCK closes it. flow.ts
// turns regions into the `handler` of each instruction, assemble.ts those into the exception table.

import { Op, opJumps, opNames, opTerminates } from "../../contract/opcodes.ts";
import type { Location } from "../symbols/error.ts";

export const Pseudo = {
  SETUP_FINALLY: 256,
  SETUP_CLEANUP: 257,
  SETUP_WITH: 258,
  POP_BLOCK: 259,
  /** An unconditional jump whose direction is not known yet. */
  JUMP: 260,
  JUMP_NO_INTERRUPT: 261,
  /** Jump if the top is true, or false, and leave it there. */
  JUMP_IF_TRUE: 262,
  JUMP_IF_FALSE: 263,
  /** LOAD_FAST of a cell itself. */
  LOAD_CLOSURE: 264,
  /** STORE_FAST of what may be NULL. */
  STORE_FAST_MAYBE_NULL: 265,
} as const;

const pseudoNames = Object.keys(Pseudo);

/** An instruction that belongs to no line. */
export const NO_LOCATION: Location = { lineno: -1, col_offset: -1, end_lineno: -1, end_col_offset: -1 };
/** One that takes the line of what follows it. */
export const NEXT_LOCATION: Location = { lineno: -2, col_offset: -2, end_lineno: -2, end_col_offset: -2 };

export class Instr {
  op: number;
  arg: number;
  loc: Location;
  target: Block | null;
  /** Where its exceptions go. */
  handler: Block | null = null;

  constructor(op: number, arg: number, loc: Location, target: Block | null) {
    this.op = op;
    this.arg = arg;
    this.loc = loc;
    this.target = target;
  }

  /** Turns it into another instruction without a target. */
  become(op: number, arg: number): void {
    this.op = op;
    this.arg = arg;
    this.target = null;
  }
}

export class Block {
  instrs: Instr[] = [];
  next: Block | null = null;
  predecessors = 0;
  reached = false;
  /** An exception handler starts here. */
  isHandler = false;
  preserveLasti = false;
  warm = false;
  cold = false;
  /** Stack depth at the start; -1: not known. */
  depth = -1;
  /** Index of its first word. */
  offset = 0;
  /** Scratch for the passes. */
  mark = 0;
  unsafeLow = 0;
  unsafeHigh = 0;

  last(): Instr | null {
    const n = this.instrs.length;
    return n === 0 ? null : this.instrs[n - 1]!;
  }
}

const jumpFlags = new Uint8Array(266);
const endFlags = new Uint8Array(266);
for (let op = 0; op < 256; op++) {
  jumpFlags[op] = opJumps[op] ? 1 : 0;
  endFlags[op] = opTerminates[op] ? 1 : 0;
}
for (const op of [Pseudo.JUMP, Pseudo.JUMP_NO_INTERRUPT, Pseudo.JUMP_IF_TRUE, Pseudo.JUMP_IF_FALSE]) jumpFlags[op] = 1;
endFlags[Pseudo.JUMP] = 1;
endFlags[Pseudo.JUMP_NO_INTERRUPT] = 1;

export function isJump(op: number): boolean {
  return jumpFlags[op] === 1;
}
/** Nothing falls through behind it. */
export function endsBlock(op: number): boolean {
  return endFlags[op] === 1;
}
export function isUnconditionalJump(op: number): boolean {
  return jumpFlags[op] === 1 && endFlags[op] === 1;
}
/** Leaves the frame: return, raise, reraise. */
export function exitsScope(op: number): boolean {
  return jumpFlags[op] === 0 && endFlags[op] === 1;
}
export function opensRegion(op: number): boolean {
  return op === Pseudo.SETUP_FINALLY || op === Pseudo.SETUP_CLEANUP || op === Pseudo.SETUP_WITH;
}

export function fallsThrough(block: Block): boolean {
  const last = block.last();
  return last === null || endFlags[last.op] === 0;
}

/** The first block from here on that has an instruction. */
export function nextNonEmpty(block: Block | null): Block | null {
  while (block !== null && block.instrs.length === 0) block = block.next;
  return block;
}

export function instrName(op: number): string {
  return opNames[op] ?? pseudoNames[op - 256] ?? `<${op}>`;
}

/** Loads of constants: nothing but a push. */
export function loadsConst(op: number): boolean {
  return op === Op.LOAD_CONST || op === Op.LOAD_SMALL_INT;
}
