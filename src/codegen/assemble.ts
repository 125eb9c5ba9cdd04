// From a unit's blocks to its code object: clean-up, slots for locals and cells, jumps with a direction, superinstructions, words, tables.

import { CodeFlag, LocalKind, Op, opCaches } from "../../contract/opcodes.ts";
import type { CodeObject } from "./code.ts";
import { optimize, removeNopsIn } from "./flow.ts";
import { Block, Instr, isJump, NO_LOCATION, opensRegion, Pseudo } from "./instructions.ts";
import { stackDepth } from "./stackdepth.ts";
import { type ExceptionEntry, LineTable, writeExceptionTable } from "./tables.ts";
import type { Compiler, Unit } from "./unit.ts";

export function assemble(c: Compiler, unit: Unit): CodeObject {
  optimize(unit);
  expandConditionals(unit.entry);
  const stacksize = Math.max(1, stackDepth(unit.entry, unit.qualname));
  const slots = localSlots(unit);
  insertPrefix(unit, slots);
  for (let b: Block | null = unit.entry; b !== null; b = b.next) fuse(b);
  convertPseudo(unit, slots);
  directJumps(unit.entry);
  const words = layOut(unit.entry);
  return {
    argcount: unit.argcount,
    posonlyargcount: unit.posonlyargcount,
    kwonlyargcount: unit.kwonlyargcount,
    stacksize,
    flags: codeFlags(c, unit),
    code: encode(unit.entry, words),
    consts: unit.consts,
    names: [...unit.names.keys()],
    localsplusnames: slots.names,
    localspluskinds: slots.kinds,
    filename: c.options.filename,
    name: unit.name,
    qualname: unit.qualname,
    firstlineno: unit.firstlineno,
    linetable: lineTable(unit),
    exceptiontable: exceptionTable(unit.entry),
  };
}

function codeFlags(c: Compiler, unit: Unit): number {
  const { scope } = unit;
  let flags = c.options.futureFlags;
  if (unit.isFunctionLike()) {
    flags |= CodeFlag.NEWLOCALS | CodeFlag.OPTIMIZED;
    if (scope.nested) flags |= CodeFlag.NESTED;
    if (scope.generator) flags |= scope.coroutine ? CodeFlag.ASYNC_GENERATOR : CodeFlag.GENERATOR;
    else if (scope.coroutine) flags |= CodeFlag.COROUTINE;
    if (scope.varargs) flags |= CodeFlag.VARARGS;
    if (scope.varkeywords) flags |= CodeFlag.VARKEYWORDS;
    if (unit.hasDocstring) flags |= CodeFlag.HAS_DOCSTRING;
    if (scope.method) flags |= CodeFlag.METHOD;
  } else if (unit.type === "module" && scope.coroutine && c.options.topLevelAwait) {
    flags |= CodeFlag.COROUTINE;
  }
  return flags;
}

/** JUMP_IF_x keeps the value: COPY 1; POP_JUMP_IF_x. */
function expandConditionals(entry: Block): void {
  for (let b: Block | null = entry; b !== null; b = b.next) {
    const last = b.last();
    if (last === null || (last.op !== Pseudo.JUMP_IF_TRUE && last.op !== Pseudo.JUMP_IF_FALSE)) continue;
    const copy = new Instr(Op.COPY, 1, last.loc, null);
    copy.handler = last.handler;
    last.op = last.op === Pseudo.JUMP_IF_TRUE ? Op.POP_JUMP_IF_TRUE : Op.POP_JUMP_IF_FALSE;
    b.instrs.splice(b.instrs.length - 1, 0, copy);
  }
}

// Slots: locals, then cells that are no locals, then free variables

interface Slots {
  names: string[];
  kinds: Uint8Array;
  /** Slot of each cell and free variable, by its number in the unit. */
  deref: number[];
}

function localSlots(unit: Unit): Slots {
  const names = [...unit.varnames.keys()];
  const kinds: number[] = names.map((name) => {
    let kind: number = LocalKind.LOCAL;
    if (unit.hidden.has(name)) kind |= LocalKind.HIDDEN;
    if (unit.cellvars.has(name)) kind |= LocalKind.CELL;
    return kind;
  });
  const mark = (index: number, kind: number): void => {
    kinds[index] = kinds[index]! | kind;
  };
  for (let i = 0; i < unit.argcount; i++) mark(i, i < unit.posonlyargcount ? LocalKind.ARG_POS : LocalKind.ARG_POS | LocalKind.ARG_KW);
  let next = unit.argcount;
  for (let i = 0; i < unit.kwonlyargcount; i++) mark(next++, LocalKind.ARG_KW);
  if (unit.isFunctionLike() && unit.scope.varargs) mark(next++, LocalKind.ARG_VAR | LocalKind.ARG_POS);
  if (unit.isFunctionLike() && unit.scope.varkeywords) mark(next, LocalKind.ARG_VAR | LocalKind.ARG_KW);
  const deref: number[] = [];
  for (const name of unit.cellvars.keys()) {
    const local = unit.varnames.get(name);
    deref.push(local ?? names.length);
    if (local !== undefined) continue;
    names.push(name);
    kinds.push(LocalKind.CELL);
  }
  for (const name of unit.freevars.keys()) {
    deref.push(names.length);
    names.push(name);
    kinds.push(LocalKind.FREE);
  }
  return { names, kinds: Uint8Array.from(kinds), deref };
}

function insertPrefix(unit: Unit, slots: Slots): void {
  const prefix: Instr[] = [];
  if (unit.freevars.size > 0) prefix.push(new Instr(Op.COPY_FREE_VARS, unit.freevars.size, NO_LOCATION, null));
  // In the order of their slots; convertPseudo() maps the arguments.
  const cells = [...unit.cellvars.values()].sort((a, b) => slots.deref[a]! - slots.deref[b]!);
  for (const cell of cells) prefix.push(new Instr(Op.MAKE_CELL, cell, NO_LOCATION, null));
  if (prefix.length > 0) unit.entry.instrs.unshift(...prefix);
}

function convertPseudo(unit: Unit, slots: Slots): void {
  for (let b: Block | null = unit.entry; b !== null; b = b.next) {
    let nops = false;
    for (const instr of b.instrs) {
      switch (instr.op) {
        case Op.LOAD_DEREF:
        case Op.STORE_DEREF:
        case Op.DELETE_DEREF:
        case Op.LOAD_FROM_DICT_OR_DEREF:
        case Op.MAKE_CELL:
          instr.arg = slots.deref[instr.arg]!;
          break;
        case Pseudo.LOAD_CLOSURE:
          instr.op = Op.LOAD_FAST;
          instr.arg = slots.deref[instr.arg]!;
          break;
        case Pseudo.STORE_FAST_MAYBE_NULL:
          instr.op = Op.STORE_FAST;
          break;
        default:
          if (opensRegion(instr.op)) {
            instr.become(Op.NOP, 0);
            nops = true;
          }
      }
    }
    if (nops) b.mark = 3;
    else b.mark = 0;
  }
  for (let b: Block | null = unit.entry; b !== null; b = b.next) if (b.mark === 3) removeNopsIn(b);
}

// Jumps

const opposite = new Map<number, number>([
  [Op.POP_JUMP_IF_TRUE, Op.POP_JUMP_IF_FALSE],
  [Op.POP_JUMP_IF_FALSE, Op.POP_JUMP_IF_TRUE],
  [Op.POP_JUMP_IF_NONE, Op.POP_JUMP_IF_NOT_NONE],
  [Op.POP_JUMP_IF_NOT_NONE, Op.POP_JUMP_IF_NONE],
]);

/** Only JUMP_BACKWARD goes back, since it looks at the breaker; a conditional jump back becomes one over such a jump. */
function directJumps(entry: Block): void {
  for (let b: Block | null = entry; b !== null; b = b.next) b.warm = false; // here: already passed
  for (let b: Block | null = entry; b !== null; b = b.next) {
    b.warm = true;
    const last = b.last();
    if (last === null || !isJump(last.op)) continue;
    const back = last.target!.warm;
    if (last.op === Pseudo.JUMP) {
      last.op = back ? Op.JUMP_BACKWARD : Op.JUMP_FORWARD;
    } else if (last.op === Pseudo.JUMP_NO_INTERRUPT) {
      last.op = back ? Op.JUMP_BACKWARD_NO_INTERRUPT : Op.JUMP_FORWARD;
    } else if (back && opposite.has(last.op)) {
      const jump = new Block();
      const instr = new Instr(Op.JUMP_BACKWARD, 0, last.loc, last.target);
      instr.handler = last.handler;
      jump.instrs.push(instr);
      jump.warm = true;
      last.op = opposite.get(last.op)!;
      if (b.next === null) throw new Error("a conditional jump at the end of the code");
      last.target = b.next;
      jump.next = b.next;
      b.next = jump;
      b = jump;
    }
  }
}

/** Two instructions in one, where both indices fit in half an argument and both are on the same line. */
function fuse(b: Block): void {
  const instrs = b.instrs;
  let kept = 0;
  for (let i = 0; i < instrs.length; i++) {
    const instr = instrs[i]!;
    const next = instrs[i + 1];
    instrs[kept++] = instr;
    if (next === undefined || (instr.op !== Op.LOAD_FAST && instr.op !== Op.STORE_FAST)) continue;
    if (instr.arg > 0xfff || next.arg > 0xfff || next.handler !== instr.handler) continue;
    if (next.loc.lineno !== instr.loc.lineno && next.loc.lineno !== -1) continue;
    let op = -1;
    if (instr.op === Op.LOAD_FAST) {
      if (next.op === Op.LOAD_FAST) op = Op.LOAD_FAST_LOAD_FAST;
      else if (next.op === Op.LOAD_CONST) op = Op.LOAD_FAST_LOAD_CONST;
    } else {
      if (next.op === Op.LOAD_FAST) op = Op.STORE_FAST_LOAD_FAST;
      else if (next.op === Op.STORE_FAST) op = Op.STORE_FAST_STORE_FAST;
    }
    if (op < 0) continue;
    instr.op = op;
    instr.arg = (instr.arg << 12) | next.arg;
    i++;
  }
  instrs.length = kept;
}

// Output

function layOut(entry: Block): number {
  let offset = 0;
  for (let b: Block | null = entry; b !== null; b = b.next) {
    b.offset = offset;
    for (const instr of b.instrs) offset += 1 + opCaches[instr.op]!;
  }
  return offset;
}

function encode(entry: Block, words: number): Uint32Array {
  const code = new Uint32Array(words);
  let at = 0;
  for (let b: Block | null = entry; b !== null; b = b.next) {
    for (const instr of b.instrs) {
      const arg = instr.target === null ? instr.arg : instr.target.offset;
      if (arg > 0xffffff) throw new Error("an instruction's argument is too large");
      code[at] = (instr.op | (arg << 8)) >>> 0;
      at += 1 + opCaches[instr.op]!;
    }
  }
  return code;
}

function lineTable(unit: Unit): Uint8Array {
  const table = new LineTable(unit.firstlineno);
  for (let b: Block | null = unit.entry; b !== null; b = b.next) {
    for (const instr of b.instrs) table.add(instr.loc, 1 + opCaches[instr.op]!);
  }
  return table.finish();
}

function exceptionTable(entry: Block): Uint8Array {
  const entries: ExceptionEntry[] = [];
  let handler: Block | null = null;
  let start = 0;
  let offset = 0;
  const close = (): void => {
    if (handler === null || offset === start) return;
    const depth = handler.depth - 1 - (handler.preserveLasti ? 1 : 0);
    entries.push({ start, end: offset, target: handler.offset, depth, lasti: handler.preserveLasti });
  };
  for (let b: Block | null = entry; b !== null; b = b.next) {
    for (const instr of b.instrs) {
      if (instr.handler !== handler) {
        close();
        start = offset;
        handler = instr.handler;
      }
      offset += 1 + opCaches[instr.op]!;
    }
  }
  close();
  return writeExceptionTable(entries);
}
