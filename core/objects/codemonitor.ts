// What is known of a code object whose instructions report events (sys.settrace, sys.setprofile, sys.monitoring), and how its words are rewritten.
//
// Nothing is asked of the evaluation loop while nobody listens: an instruction that has something to report is replaced, in place, by INSTRUMENTED, which keeps
// the argument and the length. What stood there, always in its generic form, is kept in a block beside the code:
//
//   CodeObj.monitor ─► ┌ version u32 @0 │ restart u32 @4 │ local events of each tool: u32 × 8 @8 │ tools of each event: u8 × 24 @40 ┐ @64
//                      ├ line: i32 for each word (-1: none) ┤
//                      └ op │ info │ tools of LINE │ tools of INSTRUCTION │ tools of the instruction's own event │ of BRANCH_RIGHT: u8 for each word each ┘
//
// `version` is Runtime.monitorVersion when the words were last brought up to date. A change of what is wanted (objects/monitors.ts) brings the code of all running
// frames up to date at once and puts INSTRUMENTED into the place of the RESUME of all other code (of every RESUME where frames can be resumed), so
// that it is brought up to date by the first of its instructions that runs. Until then such code has no block, or an old one.
//
// Which words are INSTRUMENTED while LINE is reported: those that start a line; and, where a line's first word can also be reached from
// a word of the same line (a loop on one line), all that lead there: what was executed before it tells then whether the line is news.

import { runtime } from "../state";
import { alloc, free } from "../memory/alloc";
import { outOfMemory } from "../errors";
import { CodeObj } from "./codeobject";
import { endOfEntries, entryAfter, entryTarget, firstEntry } from "./exceptiontable";
import { Position, startPositions, nextPosition } from "./codepositions";
import { CodeFlag, Op, opBase, opCaches, opJumps, opTerminates } from "../interp/opcodes.generated";

/** The events, numbered as in CPython 3.14. */
export const enum Event {
  PY_START = 0, PY_RESUME = 1, PY_RETURN = 2, PY_YIELD = 3, CALL = 4, LINE = 5, INSTRUCTION = 6, JUMP = 7, BRANCH_LEFT = 8, BRANCH_RIGHT = 9,
  STOP_ITERATION = 10,
  // Those above belong to an instruction, and can be asked for in one code object only; these are made by unwinding.
  RAISE = 11, EXCEPTION_HANDLED = 12, PY_UNWIND = 13, PY_THROW = 14, RERAISE = 15,
  // These come with CALL; BRANCH is both of its kinds.
  C_RETURN = 16, C_RAISE = 17, BRANCH = 18,
}
export const LOCAL_EVENTS: u32 = 11;
export const UNGROUPED_EVENTS: u32 = 16;
export const EVENTS: u32 = 19;
export const TOOLS: u32 = 8;

const LOCALS_AT: usize = 8;
const ACTIVE_AT: usize = 40;
const HEADER: usize = 64;

/** Bits of a word's info. */
export const enum Info { START = 1, LINE = 2, AMBIGUOUS = 4, NOTE = 8, TRACEABLE = 16 }
/** In the first cache word of an instruction that must not be specialised. */
const NEVER: u32 = 0xFFFFFFFF;
const AGAIN_SOON: u32 = 20; // as in interp/caches.ts

function view(code: usize): CodeObj { return changetype<CodeObj>(code); }

// Addresses in the block `m` of a code object of `n` words.
export function localEventsAt(m: usize, tool: u32): usize { return m + LOCALS_AT + (<usize>tool << 2); }
/** Of the block `m` of a code object with `n` words: the address of the tools that listen to an event. */
export function activeAt(m: usize, event: u32): usize { return m + ACTIVE_AT + event; }
/** … of the line (i32) of word i, -1 for none. */
export function lineAt(m: usize, i: u32): usize { return m + HEADER + (<usize>i << 2); }
function bytesAt(m: usize, n: u32, row: usize): usize { return m + HEADER + ((4 + row) * <usize>n); }
/** … of the generic instruction (u8) of word i. */
export function opAt(m: usize, n: u32, i: u32): usize { return bytesAt(m, n, 0) + i; }
/** … of its Info (u8). */
export function infoAt(m: usize, n: u32, i: u32): usize { return bytesAt(m, n, 1) + i; }
/** … of the tools (one bit each) that want its LINE. */
export function lineToolsAt(m: usize, n: u32, i: u32): usize { return bytesAt(m, n, 2) + i; }
/** … of those that want its INSTRUCTION. */
export function stepToolsAt(m: usize, n: u32, i: u32): usize { return bytesAt(m, n, 3) + i; }
/** … of those that want its own event. */
export function ownToolsAt(m: usize, n: u32, i: u32): usize { return bytesAt(m, n, 4) + i; }
/** … of those that want the event of its branch to the right. */
export function rightToolsAt(m: usize, n: u32, i: u32): usize { return bytesAt(m, n, 5) + i; }

/** The generic form of the instruction at word `i`. */
export function genericOp(code: usize, i: u32): u32 {
  const c = view(code);
  const op = <u32>load<u8>(<usize>c.words + (<usize>i << 2));
  if (op != Op.INSTRUMENTED) return load<u8>(opBase + op);
  return c.monitor ? <u32>load<u8>(opAt(c.monitor, c.wordCount, i)) : Op.RESUME;
}
/** The event that an instruction itself has, -1: none. Branches have BRANCH_LEFT here. */
export function eventOf(op: u32, arg: u32): i32 {
  switch (op) {
    case Op.RESUME: return arg & 3 ? Event.PY_RESUME : Event.PY_START;
    case Op.RETURN_VALUE: return Event.PY_RETURN;
    case Op.YIELD_VALUE: return Event.PY_YIELD;
    case Op.CALL: case Op.CALL_KW: case Op.CALL_FUNCTION_EX: case Op.LOAD_SUPER_ATTR: return Event.CALL;
    case Op.JUMP_FORWARD: case Op.JUMP_BACKWARD: return Event.JUMP;
    case Op.POP_JUMP_IF_TRUE: case Op.POP_JUMP_IF_FALSE: case Op.POP_JUMP_IF_NONE: case Op.POP_JUMP_IF_NOT_NONE: case Op.FOR_ITER: return Event.BRANCH_LEFT;
    case Op.END_FOR: case Op.END_SEND: return Event.STOP_ITERATION;
    default: return -1;
  }
}

/** Puts INSTRUMENTED where code that may run next will meet it first, so that it is brought up to date then. */
export function markEntries(code: usize): void {
  const c = view(code);
  const again = c.flags & (CodeFlag.GENERATOR | CodeFlag.COROUTINE | CodeFlag.ASYNC_GENERATOR);
  for (let i: u32 = 0; i < c.wordCount; ) {
    const at = <usize>c.words + (<usize>i << 2);
    const op = genericOp(code, i);
    if (op == Op.RESUME) {
      store<u8>(at, <u8>Op.INSTRUMENTED);
      if (!again) return;
    }
    i += 1 + <u32>load<u8>(opCaches + op);
  }
}

/** Gives the word at `i` the form that its events ask for. */
export function refreshWord(code: usize, m: usize, i: u32): void {
  const c = view(code);
  const n = c.wordCount;
  const info = <u32>load<u8>(infoAt(m, n, i));
  const wanted = (load<u8>(lineToolsAt(m, n, i)) | load<u8>(stepToolsAt(m, n, i)) | load<u8>(ownToolsAt(m, n, i)) | load<u8>(rightToolsAt(m, n, i))) != 0
    || ((info & Info.NOTE) != 0 && load<u8>(activeAt(m, Event.LINE)) != 0);
  const at = <usize>c.words + (<usize>i << 2);
  const is = load<u8>(at) == <u8>Op.INSTRUMENTED;
  if (wanted == is) return;
  const op = load<u8>(opAt(m, n, i));
  store<u8>(at, wanted ? <u8>Op.INSTRUMENTED : op);
  // The caches of a specialised form mean nothing to the generic one; and an instrumented instruction stays generic.
  if (load<u8>(opCaches + op) && op != <u8>Op.LOAD_SUPER_ATTR) store<u32>(at, wanted ? NEVER : AGAIN_SOON, 4);
}

/** Whether a word that falls through from, or jumps from, `from` to `to` stays on its line without having started the frame. */
function sameLine(m: usize, n: u32, from: u32, to: u32): bool {
  return load<i32>(lineAt(m, from)) == load<i32>(lineAt(m, to)) && load<u8>(opAt(m, n, from)) != <u8>Op.RESUME;
}
function startsLine(m: usize, n: u32, i: u32): void {
  if (i >= n || load<i32>(lineAt(m, i)) < 0 || !(load<u8>(infoAt(m, n, i)) & Info.TRACEABLE)) return;
  store<u8>(infoAt(m, n, i), load<u8>(infoAt(m, n, i)) | <u8>Info.LINE);
}
/** The word that a jump arrives at: FOR_ITER and SEND pass the END_ that they point to. */
function targetOf(op: u32, arg: u32): u32 { return op == Op.FOR_ITER ? arg + 1 : arg; }

/** Makes the block of a code object. 0 with MemoryError. */
function makeBlock(code: usize): usize {
  const c = view(code);
  const n = c.wordCount;
  const size = HEADER + 10 * <usize>n;
  const m = alloc(size);
  if (!m) { outOfMemory(); return 0; }
  memory.fill(m, 0, size);
  const walk = startPositions(code);
  if (!walk) { free(m); return 0; }
  const p = changetype<Position>(walk);
  let k: u32 = 0;
  while (nextPosition(p)) for (let j: u32 = 0; j < p.words && k < n; j++) store<i32>(lineAt(m, k++), p.line);
  while (k < n) store<i32>(lineAt(m, k++), -1);
  free(walk);

  // Where lines start.
  let traceable = false;
  let current: i32 = -1;
  for (let i: u32 = 0; i < n; ) {
    const op = genericOp(code, i);
    store<u8>(opAt(m, n, i), <u8>op);
    const line = load<i32>(lineAt(m, i));
    let info: u32 = Info.START;
    if (op == Op.RESUME) traceable = true;
    if (traceable) info |= Info.TRACEABLE;
    if (traceable && op != Op.RESUME && op != Op.END_FOR && op != Op.END_SEND && op != Op.END_ASYNC_FOR && op != Op.POP_ITER) {
      if (line >= 0 && line != current) info |= Info.LINE;
      current = line;
    }
    store<u8>(infoAt(m, n, i), <u8>info);
    i += 1 + <u32>load<u8>(opCaches + op);
  }
  const words = <usize>c.words;
  for (let i: u32 = 0; i < n; ) {
    const op = <u32>load<u8>(opAt(m, n, i));
    const target = targetOf(op, load<u32>(words + (<usize>i << 2)) >>> 8);
    if (load<u8>(opJumps + op) && target < n && load<u8>(opAt(m, n, target)) != <u8>Op.POP_ITER && load<u8>(opAt(m, n, target)) != <u8>Op.END_SEND) startsLine(m, n, target);
    i += 1 + <u32>load<u8>(opCaches + op);
  }
  for (let entry = firstEntry(c), end = endOfEntries(c); entry < end; entry = entryAfter(entry)) {
    const target = entryTarget(entry);
    if (target < n && load<u8>(opAt(m, n, target)) != <u8>Op.END_ASYNC_FOR) {
      startsLine(m, n, target);
      // Unwinding notes where it comes from.
      store<u8>(infoAt(m, n, target), load<u8>(infoAt(m, n, target)) | <u8>Info.AMBIGUOUS);
    }
  }
  // Where the word before matters.
  for (let round = 0; round < 2; round++) {
    for (let i: u32 = 0; i < n; ) {
      const op = <u32>load<u8>(opAt(m, n, i));
      const next = i + 1 + <u32>load<u8>(opCaches + op);
      if (!load<u8>(opTerminates + op)) lead(m, n, i, next, round);
      if (load<u8>(opJumps + op)) lead(m, n, i, targetOf(op, load<u32>(words + (<usize>i << 2)) >>> 8), round);
      i = next;
    }
  }
  return m;
}
/** `from` leads to `to`: in the first round the lines that depend on where one comes from are found, in the second what leads to them. */
function lead(m: usize, n: u32, from: u32, to: u32, round: i32): void {
  if (to >= n || !(load<u8>(infoAt(m, n, to)) & Info.LINE)) return;
  if (round == 0) {
    if (sameLine(m, n, from, to)) store<u8>(infoAt(m, n, to), load<u8>(infoAt(m, n, to)) | <u8>Info.AMBIGUOUS);
  } else if (load<u8>(infoAt(m, n, to)) & Info.AMBIGUOUS) store<u8>(infoAt(m, n, from), load<u8>(infoAt(m, n, from)) | <u8>Info.NOTE);
}

/** The block of a code object, made if there is none. 0 with MemoryError. */
export function monitorOf(code: usize): usize {
  const c = view(code);
  if (!c.monitor) c.monitor = <u32>makeBlock(code);
  return c.monitor;
}

/** Adds to (or takes from) the tools at every place of `event`. */
function spread(code: usize, m: usize, event: u32, tools: u32, add: bool): void {
  const n = view(code).wordCount;
  const words = <usize>view(code).words;
  for (let i: u32 = 0; i < n; ) {
    const op = <u32>load<u8>(opAt(m, n, i));
    const info = <u32>load<u8>(infoAt(m, n, i));
    let at: usize = 0;
    if (event == Event.LINE) { if (info & Info.LINE) at = lineToolsAt(m, n, i); }
    else if (event == Event.INSTRUCTION) { if (info & Info.TRACEABLE && op != Op.RESUME) at = stepToolsAt(m, n, i); }
    else if (info & Info.TRACEABLE) {
      const own = eventOf(op, load<u32>(words + (<usize>i << 2)) >>> 8);
      if (own == Event.BRANCH_LEFT && event == Event.BRANCH_RIGHT) at = rightToolsAt(m, n, i);
      else if (own == <i32>event) at = ownToolsAt(m, n, i);
    }
    if (at) store<u8>(at, <u8>(add ? <u32>load<u8>(at) | tools : <u32>load<u8>(at) & ~tools));
    i += 1 + <u32>load<u8>(opCaches + op);
  }
}

/**
 * Brings the words of a code object up to date with what tools want: `wanted` is the address of the tools of each event everywhere, `restart` counts how often
 * events that were disabled have been enabled again. False with MemoryError.
 */
export function instrumentCode(code: usize, wanted: usize, restart: u32): bool {
  const c = view(code);
  let m = <usize>c.monitor;
  const version = runtime().monitorVersion;
  if (m && load<u32>(m) == version) return true;
  let any = false;
  for (let event: u32 = 0; event < LOCAL_EVENTS; event++) if (load<u8>(wanted + event)) any = true;
  if (!m) {
    if (!any) { unmark(code); return true; }
    m = monitorOf(code);
    if (!m) return false;
  }
  const again = load<u32>(m, 4) != restart;
  let local = false;
  for (let event: u32 = 0; event < LOCAL_EVENTS; event++) {
    let tools = <u32>load<u8>(wanted + event);
    for (let tool: u32 = 0; tool < TOOLS; tool++) {
      const events = load<u32>(localEventsAt(m, tool));
      if (events) local = true;
      if (events >>> event & 1) tools |= <u32>1 << tool;
    }
    const had: u32 = again ? 0 : <u32>load<u8>(activeAt(m, event));
    if (again) spread(code, m, event, 0xFF, false);
    if (had & ~tools) spread(code, m, event, had & ~tools, false);
    if (tools & ~had) spread(code, m, event, tools & ~had, true);
    store<u8>(activeAt(m, event), <u8>tools);
  }
  store<u32>(m, version);
  store<u32>(m, restart, 4);
  const n = c.wordCount;
  for (let i: u32 = 0; i < n; i++) if (load<u8>(infoAt(m, n, i)) & Info.START) refreshWord(code, m, i);
  if (!any && !local) { c.monitor = 0; free(m); }
  return true;
}
/** A code object without a block gets its RESUMEs back. */
function unmark(code: usize): void {
  const c = view(code);
  for (let i: u32 = 0; i < c.wordCount; ) {
    const at = <usize>c.words + (<usize>i << 2);
    const op = genericOp(code, i);
    if (load<u8>(at) == <u8>Op.INSTRUMENTED) store<u8>(at, <u8>op);
    i += 1 + <u32>load<u8>(opCaches + op);
  }
}
