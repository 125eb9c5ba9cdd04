// LOAD_FAST becomes LOAD_FAST_CHECK where the local may be unbound.
//
// A forward flow of "may be unbound" bits through the blocks for the first 64 locals, two 32-bit words a block; for locals beyond those
// only within a block. An exception can come from any instruction, so a handler gets the bits as they are at each of them.

import { Op } from "../../contract/opcodes.ts";
import { type Block, fallsThrough, type Instr, isJump, Pseudo } from "./instructions.ts";
import type { Unit } from "./unit.ts";

export function checkUnboundLocals(unit: Unit): void {
  const count = unit.varnames.size;
  if (count === 0) return;
  const { scope } = unit;
  let parameters = unit.argcount + unit.kwonlyargcount;
  if (scope.type === "function" && scope.varargs) parameters++;
  if (scope.type === "function" && scope.varkeywords) parameters++;
  if (count > 64) checkHighLocals(unit);

  const tracked = Math.min(count, 64);
  let low = 0;
  let high = 0;
  for (let i = parameters; i < tracked; i++) {
    if (i < 32) low |= 1 << i;
    else high |= 1 << (i - 32);
  }
  for (let b: Block | null = unit.entry; b !== null; b = b.next) {
    b.unsafeLow = 0;
    b.unsafeHigh = 0;
    b.mark = 0;
  }
  if (low === 0 && high === 0 && !hasDeletes(unit.entry)) return;
  const todo: Block[] = [];
  const flow = (b: Block, low: number, high: number): void => {
    const newLow = b.unsafeLow | low;
    const newHigh = b.unsafeHigh | high;
    if (b.mark !== 0 && newLow === b.unsafeLow && newHigh === b.unsafeHigh) return;
    b.unsafeLow = newLow;
    b.unsafeHigh = newHigh;
    if (b.mark === 2) return;
    b.mark = 2;
    todo.push(b);
  };
  flow(unit.entry, low, high);
  for (let b = todo.pop(); b !== undefined; b = todo.pop()) {
    b.mark = 1;
    walk(b, flow);
  }
}

function hasDeletes(entry: Block): boolean {
  for (let b: Block | null = entry; b !== null; b = b.next) {
    for (const { op } of b.instrs) {
      if (op === Op.DELETE_FAST || op === Op.LOAD_FAST_AND_CLEAR || op === Pseudo.STORE_FAST_MAYBE_NULL) return true;
    }
  }
  return false;
}

function walk(b: Block, flow: (b: Block, low: number, high: number) => void): void {
  let low = b.unsafeLow;
  let high = b.unsafeHigh;
  for (const instr of b.instrs) {
    if (instr.handler !== null) flow(instr.handler, low, high);
    const arg = instr.arg;
    if (arg >= 64) continue;
    const lowBit = arg < 32 ? 1 << arg : 0;
    const highBit = arg < 32 ? 0 : 1 << (arg - 32);
    switch (instr.op) {
      case Op.DELETE_FAST:
      case Op.LOAD_FAST_AND_CLEAR:
      case Pseudo.STORE_FAST_MAYBE_NULL:
        low |= lowBit;
        high |= highBit;
        break;
      case Op.STORE_FAST:
        low &= ~lowBit;
        high &= ~highBit;
        break;
      case Op.LOAD_FAST_CHECK:
        // It raises if unbound, so behind it the local is bound.
        low &= ~lowBit;
        high &= ~highBit;
        break;
      case Op.LOAD_FAST:
        if (low & lowBit || high & highBit) instr.op = Op.LOAD_FAST_CHECK;
        low &= ~lowBit;
        high &= ~highBit;
        break;
    }
  }
  if (b.next !== null && fallsThrough(b)) flow(b.next, low, high);
  const last = b.last();
  if (last !== null && isJump(last.op)) flow(last.target!, low, high);
}

function checkHighLocals(unit: Unit): void {
  for (let b: Block | null = unit.entry; b !== null; b = b.next) {
    const bound = new Set<number>();
    for (const instr of b.instrs) checkHighLocal(instr, bound);
  }
}

function checkHighLocal(instr: Instr, bound: Set<number>): void {
  if (instr.arg < 64) return;
  switch (instr.op) {
    case Op.DELETE_FAST:
    case Op.LOAD_FAST_AND_CLEAR:
    case Pseudo.STORE_FAST_MAYBE_NULL:
      bound.delete(instr.arg);
      break;
    case Op.STORE_FAST:
      bound.add(instr.arg);
      break;
    case Op.LOAD_FAST:
      if (!bound.has(instr.arg)) instr.op = Op.LOAD_FAST_CHECK;
      bound.add(instr.arg);
      break;
  }
}
