// A check of finished code: walks every path over the words, exception edges included, and proves that each instruction finds the same
// stack depth on all of them, never more than stacksize or less than nothing, that jumps hit instructions and arguments their tables.

import { Op, opCaches, opJumps, opNames, opOperands, opPops, opPushes, opTerminates } from "../../contract/opcodes.ts";
import type { CodeObject } from "./code.ts";
import { readExceptionTable } from "./tables.ts";

export function verifyCode(c: CodeObject): void {
  const bad = (word: number, message: string): never => {
    throw new Error(`${c.qualname}: word ${word} (${opNames[c.code[word]! & 255]}): ${message}`);
  };
  const starts = new Uint8Array(c.code.length + 1);
  for (let word = 0; word < c.code.length; ) {
    starts[word] = 1;
    const caches = opCaches[c.code[word]! & 255];
    if (caches === undefined) bad(word, "no such instruction");
    word += 1 + caches!;
  }
  const handlers: { target: number; depth: number; lasti: boolean }[] = [];
  const handlerOf = new Int32Array(c.code.length).fill(-1);
  for (const e of readExceptionTable(c.exceptiontable)) {
    if (!starts[e.start] || !starts[e.target] || e.end > c.code.length) bad(e.start, "a bad exception table entry");
    handlerOf.fill(handlers.length, e.start, e.end);
    handlers.push(e);
  }

  const depths = new Int32Array(c.code.length).fill(-1);
  const todo: number[] = [];
  const arrive = (from: number, word: number, depth: number): void => {
    if (word >= c.code.length || !starts[word]) bad(from, `leads to ${word}, which is no instruction`);
    if (depths[word] === depth) return;
    if (depths[word]! >= 0) bad(word, `reached with stack depth ${depths[word]} and ${depth}`);
    depths[word] = depth;
    todo.push(word);
  };
  arrive(0, 0, 0);
  for (let word = todo.pop(); word !== undefined; word = todo.pop()) {
    const op = c.code[word]! & 255;
    const arg = c.code[word]! >>> 8;
    let depth = depths[word]!;
    checkArgument(c, word, op, arg, bad);
    const handler = handlers[handlerOf[word]!];
    if (handler !== undefined) {
      if (handler.depth > depth) bad(word, `its handler wants ${handler.depth} values, here are ${depth}`);
      arrive(word, handler.target, handler.depth + (handler.lasti ? 2 : 1));
    }
    depth -= opPops[op]!(arg);
    if (depth < 0) bad(word, "takes more off the stack than there is");
    depth += opPushes[op]!(arg);
    if (depth > c.stacksize) bad(word, `stack depth ${depth} is over ${c.stacksize}`);
    if (op === Op.RETURN_VALUE && depth !== 0) bad(word, `${depth} values are left on the stack`);
    if (opJumps[op]) arrive(word, arg, depth);
    if (!opTerminates[op]) arrive(word, word + 1 + opCaches[op]!, depth);
  }
}

/** How many values are on the stack when the instruction at `word` begins; -1 for one that no path leads to. For generic code that is known to be good. */
export function depthAt(code: Uint32Array, exceptiontable: Uint8Array, word: number): number {
  const depths = new Int32Array(code.length).fill(-1);
  const todo: number[] = [];
  const arrive = (at: number, depth: number): void => {
    if (at >= code.length || depths[at]! >= 0) return;
    depths[at] = depth;
    todo.push(at);
  };
  arrive(0, 0);
  for (const { target, depth, lasti } of readExceptionTable(exceptiontable)) arrive(target, depth + (lasti ? 2 : 1));
  for (let at = todo.pop(); at !== undefined && depths[word] === -1; at = todo.pop()) {
    const op = code[at]! & 255;
    const arg = code[at]! >>> 8;
    const depth = depths[at]! - opPops[op]!(arg) + opPushes[op]!(arg);
    if (opJumps[op]) arrive(arg, depth);
    if (!opTerminates[op]) arrive(at + 1 + opCaches[op]!, depth);
  }
  return depths[word]!;
}

function checkArgument(c: CodeObject, word: number, op: number, arg: number, bad: (word: number, message: string) => never): void {
  const within = (index: number, n: number): void => {
    if (index >= n) bad(word, `argument ${index} is beyond its table of ${n}`);
  };
  switch (opOperands[op]) {
    case "local":
    case "deref":
      return within(arg, c.localsplusnames.length);
    case "local2":
      within(arg >> 12, c.localsplusnames.length);
      return within(arg & 0xfff, c.localsplusnames.length);
    case "localconst":
      within(arg >> 12, c.localsplusnames.length);
      return within(arg & 0xfff, c.consts.length);
    case "const":
      return within(arg, c.consts.length);
    case "name":
      return within(arg, c.names.length);
    case "name1":
      return within(arg >> 1, c.names.length);
    case "super":
      return within(arg >> 2, c.names.length);
  }
}
