// Executing an INSTRUMENTED instruction: what it has to report, around what stood in its place.
//
// The evaluation loop stores pc and sp in the frame and comes here. The order is CPython's: LINE, INSTRUCTION, then the event of the instruction itself, before it
// for those that start, call, return and yield, after it for jumps, where it is known where they go. The instruction is executed by `evalStep`
// (step.generated.ts), a copy of the evaluation loop without the specialised forms that ends after one instruction.
//
// A callback may change what is instrumented, so the block of the code is looked up again after each; and a tracer may set f_lineno (objects/framejump.ts), which
// sets the frame's pc and sp and the flag JUMPED: then the instruction is not executed at all.

import { Value, NULL, None, boxInt, boxPtr, ptrOf } from "../value";
import { current, runtime } from "../state";
import { T } from "../names.generated";
import { isExact } from "../objects/typeobject";
import { decref, incref, newref } from "../memory/refcount";
import { fetchError, restoreError } from "../errors";
import { call0, call1 } from "../abstract";
import { CodeObj } from "../objects/codeobject";
import { MethodObj } from "../objects/functionobject";
import { listAt, listSize } from "../objects/listobject";
import { tupleAt, tupleSize } from "../objects/tupleobject";
import { Event, Info, infoAt, lineAt, lineToolsAt, opAt, ownToolsAt, rightToolsAt, stepToolsAt } from "../objects/codemonitor";
import { bringUpToDate } from "../objects/monitors";
import { Op, opCaches } from "./opcodes.generated";
import { Frame, FrameFlag } from "./framelayout";
import { FAILED, RELOAD, LEAVE, STEPPED, AGAIN } from "./status";
import { evalStep } from "./step.generated";
import { callOp, callKw, callFunctionEx } from "./call";
import { loadSuperAttr } from "./names";
import { lookAtBreaker } from "./breakers";
import { report, offsetOf } from "./tracecalls";
import { unwind } from "./unwind";

/** The bits of Frame.flags that are flags; above them is the word executed last. */
const FLAGS: u32 = 0xFF;

/** Executes the INSTRUMENTED word `w` in front of `pc`. RELOAD, LEAVE or FAILED. */
export function instrumented(fp: usize, pc: usize, sp: usize, w: u32): usize {
  const frame = changetype<Frame>(fp);
  const code = <usize>frame.code;
  const c = changetype<CodeObj>(code);
  let m = <usize>c.monitor;
  if (!m || load<u32>(m) != runtime().monitorVersion) {
    if (!bringUpToDate(code)) return FAILED;
    frame.pc = <u32>(pc - 4);
    return RELOAD;
  }
  const n = c.wordCount;
  const i = <u32>((pc - 4 - <usize>c.words) >>> 2);
  const op = <u32>load<u8>(opAt(m, n, i));
  const info = <u32>load<u8>(infoAt(m, n, i));
  const before = frame.flags;
  frame.flags = (before & FLAGS & ~(<u32>FrameFlag.JUMPED)) | (i + 1) << 8;
  if (!current().tracing) {
    let tools: u32 = info & Info.LINE ? <u32>load<u8>(lineToolsAt(m, n, i)) : 0;
    if (tools && isNews(m, n, i, info, before)) {
      if (report(tools, Event.LINE, fp, i, boxInt(load<i32>(lineAt(m, i))), NULL) < 0) return FAILED;
      if (frame.flags & FrameFlag.JUMPED) return RELOAD;
      m = <usize>c.monitor;
    }
    tools = m ? <u32>load<u8>(stepToolsAt(m, n, i)) : 0;
    if (tools) {
      if (report(tools, Event.INSTRUCTION, fp, i, NULL, NULL) < 0) return FAILED;
      if (frame.flags & FrameFlag.JUMPED) return RELOAD;
      m = <usize>c.monitor;
    }
  }
  const word = (w & 0xFFFFFF00) | op;
  const own: u32 = m && !current().tracing ? <u32>load<u8>(ownToolsAt(m, n, i)) : 0;
  const right: u32 = m && !current().tracing ? <u32>load<u8>(rightToolsAt(m, n, i)) : 0;
  if (own | right) return withEvent(fp, pc, sp, i, word, own, right);
  return stepOf(evalStep(word));
}
function stepOf(s: usize): usize { return s == STEPPED ? RELOAD : s; }

/** Whether arriving at a word that starts a line is arriving at a line: not from a word of the same line, and not by a tracer's jump. */
function isNews(m: usize, n: u32, i: u32, info: u32, before: u32): bool {
  const last = before >>> 8;
  if (before & FrameFlag.JUMPED && last == i + 1) return false;
  if (!(info & Info.AMBIGUOUS) || last == 0 || last > n) return true;
  return load<i32>(lineAt(m, last - 1)) != load<i32>(lineAt(m, i)) || load<u8>(opAt(m, n, last - 1)) == <u8>Op.RESUME;
}

/** Executes an instruction that has an event of its own, wanted by the tools `own` (and `right`, for a branch). */
function withEvent(fp: usize, pc: usize, sp: usize, i: u32, word: u32, own: u32, right: u32): usize {
  const frame = changetype<Frame>(fp);
  const words = <usize>changetype<CodeObj>(<usize>frame.code).words;
  const arg = <usize>(word >>> 8);
  const op = word & 0xFF;
  switch (op) {
    case Op.RESUME: {
      let s = RELOAD;
      if (current().breaker) {
        s = lookAtBreaker(0, 0);
        if (s == FAILED) return FAILED;
      }
      if (report(own, arg & 3 ? Event.PY_RESUME : Event.PY_START, fp, i, NULL, NULL) < 0) return FAILED;
      return againOr(s);
    }
    case Op.RETURN_VALUE: case Op.YIELD_VALUE: {
      if (report(own, op == Op.RETURN_VALUE ? Event.PY_RETURN : Event.PY_YIELD, fp, i, load<u64>(sp - 8), NULL) < 0) return FAILED;
      return stepOf(evalStep(word));
    }
    case Op.JUMP_FORWARD: case Op.JUMP_BACKWARD: {
      let s = RELOAD;
      if (op == Op.JUMP_BACKWARD && current().breaker) {
        s = lookAtBreaker(pc, words + (arg << 2));
        if (s == FAILED) return FAILED;
      }
      if (report(own, Event.JUMP, fp, i, offsetOf(<u32>arg), NULL) < 0) return FAILED;
      if (!(frame.flags & FrameFlag.JUMPED)) frame.pc = <u32>(words + (arg << 2));
      return againOr(s);
    }
    case Op.POP_JUMP_IF_TRUE: case Op.POP_JUMP_IF_FALSE: case Op.POP_JUMP_IF_NONE: case Op.POP_JUMP_IF_NOT_NONE: case Op.FOR_ITER: {
      const s = evalStep(word);
      if (s != STEPPED || <usize>current().frame != fp) return stepOf(s);
      const to = <usize>frame.pc;
      const next = pc + (<usize>load<u8>(opCaches + op) << 2);
      const event: u32 = to == next ? Event.BRANCH_LEFT : Event.BRANCH_RIGHT;
      const tools = event == Event.BRANCH_LEFT ? own : right;
      // The end of a loop is told from behind the instruction that drops the iterator.
      const shown = op == Op.FOR_ITER && event == Event.BRANCH_RIGHT ? to + 4 : to;
      if (tools && report(tools, event, fp, i, offsetOf(<u32>((shown - words) >>> 2)), NULL) < 0) return failedIn(fp);
      return RELOAD;
    }
    case Op.CALL: case Op.CALL_KW: case Op.CALL_FUNCTION_EX: return instrumentedCall(fp, pc, sp, i, op, arg, own);
    case Op.LOAD_SUPER_ATTR: {
      const callable = newref(load<u64>(sp - 24));
      const first = arg & 2 ? newref(load<u64>(sp - 16)) : newref(runtime().monitorMissing);
      let s = FAILED;
      if (report(own, Event.CALL, fp, i, callable, first) == 0) {
        s = loadSuperAttr(fp, sp, arg, pc);
        s = called(fp, pc + 8, sp, s, i, own, callable, first);
      }
      decref(callable);
      decref(first);
      return s;
    }
    case Op.END_FOR: case Op.END_SEND: {
      const receiver = load<u64>(sp - 16), value = load<u64>(sp - 8);
      if (isExact(receiver, T.generator) || (op == Op.END_SEND && isExact(receiver, T.coroutine))) {
        const exc = value == None ? call0(boxPtr(T.StopIteration)) : call1(boxPtr(T.StopIteration), value);
        if (exc == NULL) return FAILED;
        const r = report(own, Event.STOP_ITERATION, fp, i, exc, NULL);
        decref(exc);
        if (r < 0) return FAILED;
      }
      return stepOf(evalStep(word));
    }
    default: return stepOf(evalStep(word));
  }
}
/** Leaves the activation to enter it again if the breaker said so. The frame's pc is where it goes on. */
function againOr(s: usize): usize {
  if (s != LEAVE) return RELOAD;
  current().result = AGAIN;
  return LEAVE;
}
/** A callback failed behind an instruction that has been executed. */
function failedIn(fp: usize): usize {
  const frame = changetype<Frame>(fp);
  if (unwind(fp, frame.pc, frame.sp, true)) return RELOAD;
  current().result = NULL;
  return LEAVE;
}

/** callable, self_or_null, args … : CALL, then C_RETURN or C_RAISE if what is called is no Python function. */
function instrumentedCall(fp: usize, pc: usize, sp: usize, i: u32, op: u32, arg: usize, tools: u32): usize {
  let callable: Value, first: Value = NULL;
  if (op == Op.CALL_FUNCTION_EX) {
    callable = load<u64>(sp - 32);
    const args = load<u64>(sp - 16);
    if (isExact(args, T.tuple) && tupleSize(args)) first = tupleAt(args, 0);
    else if (isExact(args, T.list) && listSize(args)) first = listAt(args, 0);
  } else {
    const at = sp - (op == Op.CALL_KW ? 8 : 0) - (arg << 3) - 16;
    if (load<u64>(at, 8) == NULL && isExact(load<u64>(at), T.method)) {
      // Take the method apart where it stands.
      const bound = load<u64>(at);
      const method = changetype<MethodObj>(ptrOf(bound));
      store<u64>(at, newref(method.func));
      store<u64>(at, newref(method.self), 8);
      decref(bound);
    }
    callable = load<u64>(at);
    first = load<u64>(at, 8);
    if (first == NULL && arg) first = load<u64>(at, 16);
  }
  incref(callable);
  first = first == NULL ? newref(runtime().monitorMissing) : newref(first);
  let s = FAILED;
  if (report(tools, Event.CALL, fp, i, callable, first) == 0) {
    s = op == Op.CALL ? callOp(fp, sp, arg, pc) : op == Op.CALL_KW ? callKw(fp, sp, arg) : callFunctionEx(fp, sp);
    const python = isExact(callable, T.function_) || (op == Op.CALL_FUNCTION_EX && isExact(callable, T.method));
    if (s == FAILED && python) s = FAILED;
    else s = called(fp, op == Op.CALL ? pc + 16 : pc, sp, s, i, python ? 0 : tools, callable, first);
  }
  decref(callable);
  decref(first);
  return s;
}
/** A call, whose helper said `s` and which goes on at `next`, is over unless it has entered a frame. `sp` is where the stack ended before it. */
function called(fp: usize, next: usize, sp: usize, s: usize, i: u32, tools: u32, callable: Value, first: Value): usize {
  if (s == RELOAD || s == LEAVE) return s;
  // Who wants to hear of the call may have changed during it.
  const c = changetype<CodeObj>(<usize>changetype<Frame>(fp).code);
  tools = c.monitor ? tools & <u32>load<u8>(ownToolsAt(c.monitor, c.wordCount, i)) : 0;
  if (s == FAILED) {
    if (tools && !current().tracing) {
      const exc = fetchError();
      if (exc == NULL) return FAILED;
      if (report(tools, Event.C_RAISE, fp, i, callable, first) < 0) decref(exc);
      else restoreError(exc);
    }
    return FAILED;
  }
  const frame = changetype<Frame>(fp);
  frame.sp = <u32>s;
  if (tools && !current().tracing && report(tools, Event.C_RETURN, fp, i, callable, first) < 0) {
    // What the unwinding drops lies below the old end of the stack.
    const result = load<u64>(s - 8);
    for (let at = s - 8; at < sp; at += 8) store<u64>(at, NULL);
    decref(result);
    return FAILED;
  }
  frame.pc = <u32>next;
  return RELOAD;
}
