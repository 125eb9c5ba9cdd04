// The peephole: constants that can be computed now, and short runs of instructions that have a shorter form.
//
// What folds and the limits on its size are CPython's, since programs can see them in co_consts. Folded loads leave NOPs without a line,
// which flow.ts removes.

import { Intrinsic1, Op } from "../../contract/opcodes.ts";
import { binaryConst, notConst, subscriptConst, unaryConst } from "./arithmetic.ts";
import { type Const, int, isTrue, tuple } from "./code.ts";
import { type Block, type Instr, loadsConst, NO_LOCATION, Pseudo } from "./instructions.ts";
import { STACK_GUIDELINE, type Unit } from "./unit.ts";

/** A list or set display of fewer constants is built from them one by one. */
const MIN_CONST_SEQUENCE = 3;
const SMALL_INT_LIMIT = 256n;

function constOf(unit: Unit, instr: Instr): Const {
  return instr.op === Op.LOAD_SMALL_INT ? int(instr.arg) : unit.consts[instr.arg]!;
}

function becomeConst(unit: Unit, instr: Instr, value: Const): void {
  if (value.type === "int" && value.value >= 0n && value.value < SMALL_INT_LIMIT) instr.become(Op.LOAD_SMALL_INT, Number(value.value));
  else instr.become(Op.LOAD_CONST, unit.addConst(value));
}

function drop(instr: Instr): void {
  instr.become(Op.NOP, 0);
  instr.loc = NO_LOCATION;
}

/** Conditions on constants are decided; comparisons with None become jumps; small integers need no entry in co_consts. */
export function foldLoads(unit: Unit, b: Block): void {
  const instrs = b.instrs;
  let known = -1;
  for (let i = 0; i < instrs.length; i++) {
    const instr = instrs[i]!;
    if (instr.op === Op.LOAD_CONST) known = instr.arg;
    else if (!(known >= 0 && instr.op === Op.COPY && instr.arg === 1)) known = -1;
    const next = instrs[i + 1];
    if (known < 0 || next === undefined) continue;
    const value = unit.consts[known]!;
    switch (next.op) {
      case Op.POP_JUMP_IF_TRUE:
      case Op.POP_JUMP_IF_FALSE:
        instr.become(Op.NOP, 0);
        decide(next, isTrue(value) === (next.op === Op.POP_JUMP_IF_TRUE));
        break;
      case Pseudo.JUMP_IF_TRUE:
      case Pseudo.JUMP_IF_FALSE:
        decide(next, isTrue(value) === (next.op === Pseudo.JUMP_IF_TRUE));
        break;
      case Op.IS_OP: {
        const jump = instrs[i + 2];
        if (value.type !== "None" || jump === undefined) break;
        if (jump.op !== Op.POP_JUMP_IF_TRUE && jump.op !== Op.POP_JUMP_IF_FALSE) break;
        const whenNone = (next.arg === 0) === (jump.op === Op.POP_JUMP_IF_TRUE);
        instr.become(Op.NOP, 0);
        next.become(Op.NOP, 0);
        jump.op = whenNone ? Op.POP_JUMP_IF_NONE : Op.POP_JUMP_IF_NOT_NONE;
        break;
      }
    }
  }
  for (const instr of instrs) {
    if (instr.op !== Op.LOAD_CONST) continue;
    const value = unit.consts[instr.arg]!;
    if (value.type === "int" && value.value >= 0n && value.value < SMALL_INT_LIMIT) instr.become(Op.LOAD_SMALL_INT, Number(value.value));
  }
}

function decide(jump: Instr, taken: boolean): void {
  if (taken) jump.op = Pseudo.JUMP;
  else jump.become(Op.NOP, 0);
}

/** The `n` loads of constants before instruction `i`, in order; null if something else is among them. */
function constLoads(b: Block, i: number, n: number): Instr[] | null {
  const loads: Instr[] = [];
  for (let k = i - 1; loads.length < n; k--) {
    const instr = b.instrs[k];
    if (instr === undefined) return null;
    if (instr.op === Op.NOP) continue;
    if (!loadsConst(instr.op)) return null;
    loads.push(instr);
  }
  return loads.reverse();
}

export function foldBlock(unit: Unit, b: Block): void {
  const instrs = b.instrs;
  for (let i = 0; i < instrs.length; i++) {
    const instr = instrs[i]!;
    const next = instrs[i + 1];
    switch (instr.op) {
      case Op.BUILD_TUPLE:
        if (next !== undefined && next.op === Op.UNPACK_SEQUENCE && next.arg === instr.arg && instr.arg >= 1 && instr.arg <= 3) {
          // a, b = b, a
          if (instr.arg === 1) {
            instr.become(Op.NOP, 0);
            next.become(Op.NOP, 0);
          } else {
            next.become(Op.SWAP, instr.arg);
            instr.become(Op.NOP, 0);
          }
        } else {
          foldTuple(unit, b, i);
        }
        break;
      case Op.BUILD_LIST:
      case Op.BUILD_SET:
        foldDisplay(unit, b, i, next);
        break;
      case Op.LOAD_GLOBAL:
        if (next !== undefined && next.op === Op.PUSH_NULL && (instr.arg & 1) === 0) {
          instr.arg |= 1;
          next.become(Op.NOP, 0);
        }
        break;
      case Op.STORE_FAST:
        if (next !== undefined && next.op === Op.STORE_FAST && next.arg === instr.arg && next.loc.lineno === instr.loc.lineno) {
          instr.become(Op.POP_TOP, 0);
        }
        break;
      case Op.IS_OP:
      case Op.CONTAINS_OP:
        if (next !== undefined && next.op === Op.UNARY_NOT) {
          next.become(instr.op, instr.arg ^ 1);
          instr.become(Op.NOP, 0);
        }
        break;
      case Op.UNARY_NOT:
        if (next !== undefined && next.op === Op.UNARY_NOT) {
          instr.become(Op.NOP, 0);
          next.become(Op.TO_BOOL, 0);
          break;
        }
        foldUnary(unit, b, i, notConst);
        break;
      case Op.UNARY_NEGATIVE:
        foldUnary(unit, b, i, (value) => unaryConst("-", value));
        break;
      case Op.UNARY_INVERT:
        foldUnary(unit, b, i, (value) => unaryConst("~", value));
        break;
      case Op.CALL_INTRINSIC_1:
        if (instr.arg === Intrinsic1.UNARY_POSITIVE) foldUnary(unit, b, i, (value) => unaryConst("+", value));
        else if (instr.arg === Intrinsic1.LIST_TO_TUPLE) {
          if (next !== undefined && next.op === Op.GET_ITER) instr.become(Op.NOP, 0);
          else foldLongTuple(unit, b, i);
        }
        break;
      case Op.BINARY_SUBSCR:
        foldBinary(unit, b, i, subscriptConst);
        break;
      case Op.BINARY_ADD:
      case Op.BINARY_SUBTRACT:
      case Op.BINARY_MULTIPLY:
      case Op.BINARY_TRUE_DIVIDE:
      case Op.BINARY_FLOOR_DIVIDE:
      case Op.BINARY_REMAINDER:
      case Op.BINARY_AND:
      case Op.BINARY_OR:
      case Op.BINARY_XOR:
      case Op.BINARY_LSHIFT:
      case Op.BINARY_RSHIFT:
      case Op.BINARY_OP:
        foldBinary(unit, b, i, (left, right) => binaryConst(instr.op, instr.arg, left, right));
        break;
    }
  }
  for (let i = 0; i < instrs.length; i++) {
    if (instrs[i]!.op !== Op.SWAP) continue;
    i = mergeSwaps(b, i);
    applySwaps(b, i);
  }
}

function foldUnary(unit: Unit, b: Block, i: number, compute: (value: Const) => Const | null): void {
  const loads = constLoads(b, i, 1);
  if (loads === null) return;
  const value = compute(constOf(unit, loads[0]!));
  if (value === null) return;
  drop(loads[0]!);
  becomeConst(unit, b.instrs[i]!, value);
}

function foldBinary(unit: Unit, b: Block, i: number, compute: (left: Const, right: Const) => Const | null): void {
  const loads = constLoads(b, i, 2);
  if (loads === null) return;
  const value = compute(constOf(unit, loads[0]!), constOf(unit, loads[1]!));
  if (value === null) return;
  loads.forEach(drop);
  becomeConst(unit, b.instrs[i]!, value);
}

function foldTuple(unit: Unit, b: Block, i: number): void {
  const instr = b.instrs[i]!;
  if (instr.arg > STACK_GUIDELINE) return;
  const loads = constLoads(b, i, instr.arg);
  if (loads === null) return;
  const value = tuple(loads.map((load) => constOf(unit, load)));
  loads.forEach(drop);
  becomeConst(unit, instr, value);
}

/** A long tuple display is a list that constants are appended to. */
function foldLongTuple(unit: Unit, b: Block, i: number): void {
  const values: Const[] = [];
  const used: Instr[] = [];
  let wantAppend = true;
  for (let k = i - 1; k >= 0; k--) {
    const instr = b.instrs[k]!;
    if (instr.op === Op.NOP) continue;
    if (instr.op === Op.BUILD_LIST && instr.arg === 0) {
      if (!wantAppend) return;
      used.forEach(drop);
      drop(instr);
      becomeConst(unit, b.instrs[i]!, tuple(values.reverse()));
      return;
    }
    if (wantAppend) {
      if (instr.op !== Op.LIST_APPEND || instr.arg !== 1) return;
    } else {
      if (!loadsConst(instr.op)) return;
      values.push(constOf(unit, instr));
    }
    used.push(instr);
    wantAppend = !wantAppend;
  }
}

/** A list or set of constants: looked at once, it can be a tuple or frozenset; otherwise it is filled from one. */
function foldDisplay(unit: Unit, b: Block, i: number, next: Instr | undefined): void {
  const instr = b.instrs[i]!;
  const isList = instr.op === Op.BUILD_LIST;
  const readOnly = next !== undefined && (next.op === Op.GET_ITER || next.op === Op.CONTAINS_OP);
  if (instr.arg > STACK_GUIDELINE || (instr.arg < MIN_CONST_SEQUENCE && !readOnly)) return;
  const loads = constLoads(b, i, instr.arg);
  if (loads === null) {
    if (readOnly && isList) instr.become(Op.BUILD_TUPLE, instr.arg);
    return;
  }
  const values = loads.map((load) => constOf(unit, load));
  const value: Const = isList ? tuple(values) : { type: "frozenset", value: values };
  loads.forEach(drop);
  if (readOnly) {
    instr.become(Op.LOAD_CONST, unit.addConst(value));
    return;
  }
  const build = b.instrs[i - 2]!;
  const load = b.instrs[i - 1]!;
  build.become(instr.op, 0);
  build.loc = instr.loc;
  load.become(Op.LOAD_CONST, unit.addConst(value));
  load.loc = instr.loc;
  instr.become(isList ? Op.LIST_EXTEND : Op.SET_UPDATE, 1);
}

// Swaps

/** Replaces a run of SWAPs by the fewest that do the same. Returns the index of the run's last instruction. */
function mergeSwaps(b: Block, start: number): number {
  const instrs = b.instrs;
  let end = start;
  let depth = 0;
  let more = false;
  for (; end < instrs.length; end++) {
    const instr = instrs[end]!;
    if (instr.op === Op.SWAP) {
      depth = Math.max(depth, instr.arg);
      more ||= end > start;
    } else if (instr.op !== Op.NOP) {
      break;
    }
  }
  if (!more) return start;
  // order[k]: which value ends up k below the top.
  const order = Array.from({ length: depth }, (_, k) => k);
  for (let i = start; i < end; i++) {
    const instr = instrs[i]!;
    if (instr.op !== Op.SWAP) continue;
    const top = order[0]!;
    order[0] = order[instr.arg - 1]!;
    order[instr.arg - 1] = top;
  }
  // Cycle by cycle, written from the back.
  let at = end - 1;
  const VISITED = -1;
  for (let i = 0; i < depth; i++) {
    if (order[i] === VISITED || order[i] === i) continue;
    let j = i;
    for (;;) {
      if (j !== 0) instrs[at--]!.become(Op.SWAP, j + 1);
      if (order[j] === VISITED) break;
      const next = order[j]!;
      order[j] = VISITED;
      j = next;
    }
  }
  while (at >= start) instrs[at--]!.become(Op.NOP, 0);
  return end - 1;
}

function swappable(op: number): boolean {
  return op === Op.STORE_FAST || op === Pseudo.STORE_FAST_MAYBE_NULL || op === Op.POP_TOP;
}

/** The next instruction from `i` on that takes the top and nothing else, on the given line if that is not -1; or -1. */
function nextSwappable(b: Block, i: number, line: number): number {
  while (++i < b.instrs.length) {
    const instr = b.instrs[i]!;
    if (line >= 0 && instr.loc.lineno !== line) return -1;
    if (instr.op === Op.NOP) continue;
    return swappable(instr.op) ? i : -1;
  }
  return -1;
}

function storedLocal(instr: Instr): number {
  return instr.op === Op.STORE_FAST || instr.op === Pseudo.STORE_FAST_MAYBE_NULL ? instr.arg : -1;
}

/** SWAP before stores: the stores change places instead. */
function applySwaps(b: Block, i: number): void {
  const instrs = b.instrs;
  for (; i >= 0; i--) {
    const swap = instrs[i]!;
    if (swap.op !== Op.SWAP) {
      if (swap.op === Op.NOP || swappable(swap.op)) continue;
      return;
    }
    const j = nextSwappable(b, i, -1);
    if (j < 0) return;
    const line = instrs[j]!.loc.lineno;
    let k = j;
    for (let n = swap.arg; n > 2; n--) {
      k = nextSwappable(b, k, line);
      if (k < 0) return;
    }
    k = nextSwappable(b, k, line);
    if (k < 0) return;
    // Two stores to the same local must not change places, nor pass one in between.
    const first = storedLocal(instrs[j]!);
    const second = storedLocal(instrs[k]!);
    if (first >= 0 || second >= 0) {
      if (first === second) return;
      for (let m = j + 1; m < k; m++) {
        const between = storedLocal(instrs[m]!);
        if (between >= 0 && (between === first || between === second)) return;
      }
    }
    swap.become(Op.NOP, 0);
    const moved = instrs[j]!;
    instrs[j] = instrs[k]!;
    instrs[k] = moved;
  }
}
