// Setting f_lineno from a trace function: the frame goes on at another line.
//
// A jump is possible where the value stack at the target is what is left of the present one after dropping values from its top. So what lies on the stack in front of
// every instruction is worked out first: a number of three bits for each value, the top in the lowest, as many as fit into 63 bits. Handlers are known from the
// exception table. The rules and the messages are CPython's.

import { Value, NULL, None, boxInt, intOf, isInt, ptrOf } from "../value";
import { current } from "../state";
import { T } from "../names.generated";
import { alloc, free } from "../memory/alloc";
import { decref } from "../memory/refcount";
import { raise, raiseFmt, outOfMemory } from "../errors";
import { formatMessage } from "../format";
import { warn } from "../modules/warn";
import { endOfEntries, entryAfter, entryDepthLasti, entryStart, entryTarget, firstEntry } from "./exceptiontable";
import { CodeObj } from "./codeobject";
import { Event, genericOp } from "./codemonitor";
import { Position, startPositions, nextPosition } from "./codepositions";
import { FrameObj } from "./frameobject";
import { Op, opCaches, opEffects, opJumps, opTerminates } from "../interp/opcodes.generated";
import { Frame, FRAME_LOCALS, FrameFlag } from "../interp/framelayout";

const enum Kind { ITERATOR = 1, EXCEPTION = 2, OBJECT = 3, ABSENT = 4, LASTI = 5 }
const UNKNOWN: i64 = -2;
const TOO_DEEP: i64 = -1;
const FULL: i64 = 1 << 60;

function push(stack: i64, kind: i32): i64 { return stack < 0 ? stack : stack >= FULL ? TOO_DEEP : stack << 3 | kind; }
function pop(stack: i64): i64 { return stack < 0 ? stack : stack >> 3; }
function top(stack: i64): i32 { return <i32>(stack & 7); }
function depthOf(stack: i64): u32 {
  let n: u32 = 0;
  for (let s = stack; s > 0; s >>= 3) n++;
  return n;
}

/** The stack behind an instruction that does not jump. */
function after(stack: i64, op: u32, arg: u32): i64 {
  if (stack < 0) return stack;
  switch (op) {
    case Op.PUSH_NULL: case Op.LOAD_FAST_AND_CLEAR: return push(stack, Kind.ABSENT);
    case Op.LOAD_GLOBAL: return arg & 1 ? push(push(stack, Kind.OBJECT), Kind.ABSENT) : push(stack, Kind.OBJECT);
    case Op.LOAD_ATTR: return arg & 1 ? push(push(pop(stack), Kind.OBJECT), Kind.ABSENT) : stack;
    case Op.LOAD_SUPER_ATTR: {
      const rest = pop(pop(pop(stack)));
      return arg & 1 ? push(push(rest, Kind.OBJECT), Kind.ABSENT) : push(rest, Kind.OBJECT);
    }
    case Op.LOAD_SPECIAL: return push(push(pop(stack), Kind.OBJECT), Kind.ABSENT);
    case Op.GET_ITER: case Op.GET_AITER: case Op.GET_YIELD_FROM_ITER: return push(pop(stack), Kind.ITERATOR);
    case Op.PUSH_EXC_INFO: return push(stack, Kind.EXCEPTION);
    case Op.COPY: return push(stack, top(stack >> (3 * (arg - 1))));
    case Op.SWAP: {
      const shift = 3 * (<i64>arg - 1);
      const low = stack & 7, high = stack >> shift & 7;
      return (stack & ~(<i64>7 | <i64>7 << shift)) | low << shift | high;
    }
    default: {
      const at = opEffects + 5 * <usize>op;
      let effect = <i32>load<i8>(at) + <i32>load<i8>(at, 1) * <i32>arg + <i32>load<i8>(at, 2) * <i32>(arg & 1) + <i32>load<i8>(at, 3) * <i32>(arg & 255) + <i32>load<i8>(at, 4) * <i32>(arg >>> 8);
      while (effect < 0) { stack = pop(stack); effect++; }
      while (effect > 0) { stack = push(stack, Kind.OBJECT); effect--; }
      return stack;
    }
  }
}

/** The stack at `stack` is in front of the word `to`. Whether that was not known. */
function arrive(stacks: usize, n: u32, to: u32, stack: i64): bool {
  if (to >= n || load<i64>(stacks + (<usize>to << 3)) != UNKNOWN) return false;
  store<i64>(stacks + (<usize>to << 3), stack);
  return true;
}
/** The stacks in front of every word of a code object, in a block that the caller frees; 0 with MemoryError. */
function stacksOf(code: usize): usize {
  const c = changetype<CodeObj>(code);
  const n = c.wordCount;
  const stacks = alloc(<usize>n << 3);
  if (!stacks) { outOfMemory(); return 0; }
  for (let i: u32 = 0; i < n; i++) store<i64>(stacks + (<usize>i << 3), i ? UNKNOWN : 0);
  for (let more = true; more; ) {
    more = false;
    for (let i: u32 = 0; i < n; ) {
      const op = genericOp(code, i);
      const arg = load<u32>(<usize>c.words + (<usize>i << 2)) >>> 8;
      const next = i + 1 + <u32>load<u8>(opCaches + op);
      const stack = load<i64>(stacks + (<usize>i << 3));
      if (stack != UNKNOWN) {
        if (op == Op.FOR_ITER) {
          if (arrive(stacks, n, arg + 1, stack)) more = true;
        } else if (load<u8>(opJumps + op)) {
          if (arrive(stacks, n, arg, after(stack, op, arg))) more = true;
        }
        if (!load<u8>(opTerminates + op) && arrive(stacks, n, next, after(stack, op, arg))) more = true;
      }
      i = next;
    }
    for (let entry = firstEntry(c), end = endOfEntries(c); entry < end; entry = entryAfter(entry)) {
      const start = entryStart(entry);
      const how = entryDepthLasti(entry);
      let stack = start < n ? load<i64>(stacks + (<usize>start << 3)) : UNKNOWN;
      if (stack == UNKNOWN) continue;
      while (depthOf(stack) > how >>> 1) stack = pop(stack);
      if (how & 1) stack = push(stack, Kind.LASTI);
      if (arrive(stacks, n, entryTarget(entry), push(stack, Kind.EXCEPTION))) more = true;
    }
  }
  return stacks;
}

function compatibleKinds(from: i32, to: i32): bool {
  if (to == 0) return false;
  if (to == Kind.OBJECT) return from != Kind.ABSENT;
  return to == Kind.ABSENT || from == to;
}
function compatible(from: i64, to: i64): bool {
  if (from < 0 || to < 0) return false;
  while (depthOf(from) > depthOf(to)) from = pop(from);
  while (from) {
    if (!compatibleKinds(top(from), top(to))) return false;
    from = pop(from);
    to = pop(to);
  }
  return to == 0;
}
/** Why one cannot jump to where the stack is `to`. */
function refuse(from: i64, to: i64): i32 {
  if (from == TOO_DEEP || to == TOO_DEEP) raise(T.ValueError, "stack is too deep to analyze");
  else if (from == UNKNOWN) raise(T.ValueError, "can't jump from unreachable code");
  else if (to == UNKNOWN) raise(T.ValueError, "can't jump into an exception handler, or code may be unreachable");
  else if (top(to) == Kind.EXCEPTION) raise(T.ValueError, "can't jump into an 'except' block as there's no exception");
  else if (top(to) == Kind.LASTI) raise(T.ValueError, "can't jump into a re-raising block as there's no location");
  else if (top(to) == Kind.ITERATOR) raise(T.ValueError, "can't jump into the body of a for loop");
  else raise(T.ValueError, "incompatible stacks");
  return -1;
}

/** The line that each word starts, -1 for none, in a block that the caller frees; 0 with MemoryError. */
function linesOf(code: usize): usize {
  const n = changetype<CodeObj>(code).wordCount;
  const lines = alloc(<usize>n << 2);
  if (!lines) { outOfMemory(); return 0; }
  const walk = startPositions(code);
  if (!walk) { free(lines); return 0; }
  const p = changetype<Position>(walk);
  let last = -1;
  let i: u32 = 0;
  while (nextPosition(p)) {
    for (let k: u32 = 0; k < p.words && i < n; k++, i++) store<i32>(lines + (<usize>i << 2), k == 0 && p.line != last && p.line >= 0 ? p.line : -1);
    if (p.line >= 0) last = p.line;
  }
  for (; i < n; i++) store<i32>(lines + (<usize>i << 2), -1);
  free(walk);
  return lines;
}

/** f_lineno = v, of a frame object. */
export function setLine(self: Value, v: Value): i32 {
  if (v == NULL) { raise(T.AttributeError, "cannot delete attribute"); return -1; }
  if (!isInt(v)) { raise(T.ValueError, "lineno must be an integer"); return -1; }
  const o = changetype<FrameObj>(ptrOf(self));
  const t = current();
  if (t.whatEvent < 0) { raise(T.ValueError, "f_lineno can only be set in a trace function"); return -1; }
  switch (t.whatEvent) {
    case Event.PY_START: raise(T.ValueError, "can't jump from the 'call' trace event of a new frame"); return -1;
    case Event.CALL: case Event.C_RETURN: raise(T.ValueError, "can't jump during a call"); return -1;
    case Event.PY_RESUME: case Event.JUMP: case Event.BRANCH_LEFT: case Event.BRANCH_RIGHT: case Event.LINE: break;
    default: raise(T.ValueError, "can only jump from a 'line' trace event"); return -1;
  }
  if (o.owned || o.frame != t.reportedFrame) { raise(T.ValueError, "can only jump from a 'line' trace event"); return -1; }
  const fp = <usize>o.frame;
  const code = <usize>changetype<Frame>(fp).code;
  const lines = linesOf(code);
  if (!lines) return -1;
  const stacks = stacksOf(code);
  const r = stacks ? jump(o, fp, code, intOf(v), lines, stacks) : -1;
  if (stacks) free(stacks);
  free(lines);
  return r;
}
function jump(o: FrameObj, fp: usize, code: usize, wanted: i64, lines: usize, stacks: usize): i32 {
  const c = changetype<CodeObj>(code);
  const frame = changetype<Frame>(fp);
  const n = c.wordCount;
  if (wanted > 0x7FFFFFFF || wanted < -0x80000000) { raise(T.ValueError, "lineno out of range"); return -1; }
  if (wanted < <i64>c.firstlineno) { raiseFmt(T.ValueError, "line %d comes before the current code block", boxInt(wanted)); return -1; }
  let line: i64 = i64.MAX_VALUE;
  for (let i: u32 = 0; i < n; i++) {
    const here = <i64>load<i32>(lines + (<usize>i << 2));
    if (here >= wanted && here < line) line = here;
  }
  if (line == i64.MAX_VALUE) { raiseFmt(T.ValueError, "line %d comes after the current code block", boxInt(wanted)); return -1; }
  let from = load<i64>(stacks + <usize>((frame.pc - 4 - c.words) << 1));
  let best: i64 = -1, target: u32 = 0;
  let refused: i64 = 0, tried = false;
  for (let i: u32 = 0; i < n; i++) {
    if (<i64>load<i32>(lines + (<usize>i << 2)) != line) continue;
    const to = load<i64>(stacks + (<usize>i << 3));
    if (compatible(from, to)) {
      if (to > best) { best = to; target = i; }
    } else if (!tried) { tried = true; refused = to; }
  }
  if (best < 0) return refuse(from, refused);
  if (bindLocals(fp, c) < 0) return -1;
  const t = current();
  while (depthOf(from) > depthOf(best)) {
    frame.sp -= 8;
    const v = load<u64>(<usize>frame.sp);
    if (top(from) == Kind.EXCEPTION) {
      // What was handled before is handled again.
      const old = load<u64>(<usize>t.excInfo);
      store<u64>(<usize>t.excInfo, v == None ? NULL : v);
      decref(old);
    } else decref(v);
    from = pop(from);
  }
  frame.pc = c.words + (target << 2);
  frame.flags = (frame.flags & 0xFF) | FrameFlag.JUMPED | (target + 1) << 8;
  o.lineno = 0;
  return 0;
}
/** Code that is jumped to may count on its locals being bound: those that are not become None, with a warning. */
function bindLocals(fp: usize, c: CodeObj): i32 {
  let unbound = 0;
  const end = fp + FRAME_LOCALS + (<usize>c.nlocalsplus << 3);
  for (let at = fp + FRAME_LOCALS; at < end; at += 8) if (load<u64>(at) == NULL) unbound++;
  if (!unbound) return 0;
  const text = unbound == 1 ? formatMessage("assigning None to %d unbound local", boxInt(1), NULL, NULL, NULL) : formatMessage("assigning None to %d unbound locals", boxInt(unbound), NULL, NULL, NULL);
  if (text == NULL) return -1;
  const r = warn(T.RuntimeWarning, text);
  decref(text);
  if (r < 0) return -1;
  for (let at = fp + FRAME_LOCALS; at < end; at += 8) if (load<u64>(at) == NULL) store<u64>(at, None);
  return 0;
}
