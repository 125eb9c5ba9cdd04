// How deep the stack gets. Walks the blocks from the entry, adding up the stack pictures of contract/opcodes.ts; every way into a block
// must come with the same depth, otherwise the code generator has a bug, and this throws.

import { Op, opPops, opPushes } from "../../contract/opcodes.ts";
import { type Block, fallsThrough, instrName, isJump, Pseudo } from "./instructions.ts";

function effect(op: number, arg: number): number {
  if (op < 256) return opPushes[op]!(arg) - opPops[op]!(arg);
  switch (op) {
    case Pseudo.LOAD_CLOSURE:
      return 1;
    case Pseudo.STORE_FAST_MAYBE_NULL:
      return -1;
    default:
      return 0;
  }
}

/** What a handler finds above the stack as it was at the SETUP: the exception, and the index of the raising instruction. The result of
 *  __enter__ has not been consumed yet at SETUP_WITH, but is gone in the handler. */
function handlerEffect(op: number): number {
  return op === Pseudo.SETUP_CLEANUP ? 2 : 1;
}

export function stackDepth(entry: Block, name: string): number {
  let max = 0;
  for (let b: Block | null = entry; b !== null; b = b.next) b.depth = -1;
  const todo: Block[] = [];
  const arrive = (b: Block, depth: number): void => {
    if (b.depth === depth) return;
    if (b.depth >= 0) throw new Error(`${name}: a block is reached with stack depth ${b.depth} and ${depth}`);
    b.depth = depth;
    todo.push(b);
  };
  arrive(entry, 0);
  for (let b = todo.pop(); b !== undefined; b = todo.pop()) {
    let depth = b.depth;
    for (const instr of b.instrs) {
      if (instr.op >= Pseudo.SETUP_FINALLY && instr.op <= Pseudo.SETUP_WITH) {
        const inHandler = depth + handlerEffect(instr.op);
        if (inHandler > max) max = inHandler;
        arrive(instr.target!, inHandler);
        continue;
      }
      depth += effect(instr.op, instr.arg);
      if (depth < 0) throw new Error(`${name}: ${instrName(instr.op)} takes more off the stack than there is`);
      if (depth > max) max = depth;
      if (isJump(instr.op)) arrive(instr.target!, depth);
      if (instr.op === Op.RETURN_VALUE && depth !== 0) throw new Error(`${name}: return with ${depth} values left on the stack`);
    }
    if (b.next !== null && fallsThrough(b)) arrive(b.next, depth);
  }
  return max;
}
