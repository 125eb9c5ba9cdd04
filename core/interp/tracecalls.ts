// Reporting one event: to the callbacks of sys.monitoring, and to the trace and profile functions of the thread.
//
// While a callback runs, `Thread.tracing` is not 0 and nothing is reported in that thread. A callback that fails raises its exception where the event happened;
// a trace or profile function that fails is unset as well. A callback that returns DISABLE does not hear of the event at this place again.

import { Value, NULL, None, boxInt, boxPtr, isPtr, ptrOf } from "../value";
import { current, runtime } from "../state";
import { T, N, name } from "../names.generated";
import { typeOf } from "../objects/typeobject";
import { decref, incref, setref } from "../memory/refcount";
import { raiseFmt, fetchError, restoreError, errorMatches } from "../errors";
import { call } from "../abstract";
import { strFromLiteral } from "../objects/strnew";
import { tuple3 } from "../objects/tupleobject";
import { CodeObj } from "../objects/codeobject";
import { ExceptionObj } from "../objects/exceptionnew";
import { FrameObj, frameObjectOf, NO_TRACE_LINES, TRACE_OPCODES } from "../objects/frameobject";
import { methodGet } from "../objects/descriptors";
import { callbackAt, tracersChanged, toolsOf, PROFILE_TOOL, TRACE_TOOL } from "../objects/monitors";
import { Event, LOCAL_EVENTS, activeAt, lineAt, lineToolsAt, ownToolsAt, refreshWord, rightToolsAt, stepToolsAt } from "../objects/codemonitor";
import { Frame } from "./framelayout";
import { pushArgs, popArgs } from "./argstack";

/** Offsets that programs see are those of bytes in co_code. */
export function offsetOf(index: u32): Value { return boxInt(<i64>index << 2); }

function codeOf(fp: usize): usize { return <usize>changetype<Frame>(fp).code; }

/**
 * Reports an event of the instruction at word `i` of frame `fp` to `tools`, a bit each. `a` and `b` (borrowed, NULL: absent) are what the callbacks get behind the
 * code and the offset; for LINE `a` stands in the place of the offset. 0, or -1 with an exception.
 */
export function report(tools: u32, event: u32, fp: usize, i: u32, a: Value, b: Value): i32 {
  const t = current();
  for (let tool: i32 = 7; tool >= 0; tool--) {
    if (!(tools >>> tool & 1)) continue;
    const what = t.whatEvent, frame = t.reportedFrame;
    t.whatEvent = event;
    t.reportedFrame = <u32>fp;
    t.tracing++;
    const r = tool == <i32>TRACE_TOOL ? traceEvent(event, fp, i, a) : tool == <i32>PROFILE_TOOL ? profileEvent(event, fp, a, b) : callbackEvent(<u32>tool, event, fp, i, a, b);
    t.tracing--;
    t.whatEvent = what;
    t.reportedFrame = frame;
    if (r < 0) return -1;
  }
  return 0;
}
/** As `report`, to all that want an exception's event; the exception that is set goes to them, and stays set unless one fails with another. */
export function reportException(event: u32, fp: usize, i: u32): i32 {
  const t = current();
  if (t.tracing) return 0;
  const exc = fetchError();
  const r = report(toolsOf(event), event, fp, i, exc, NULL);
  if (r < 0) decref(exc);
  else restoreError(exc);
  return r;
}

function callbackEvent(tool: u32, event: u32, fp: usize, i: u32, a: Value, b: Value): i32 {
  const callback = load<u64>(callbackAt(tool, event));
  if (callback == NULL) return 0;
  const args = pushArgs(4);
  if (!args) return -1;
  let n: usize = 0;
  store<u64>(args + (n++ << 3), boxPtr(codeOf(fp)));
  if (event != Event.LINE) store<u64>(args + (n++ << 3), offsetOf(i));
  if (a != NULL) store<u64>(args + (n++ << 3), a);
  if (b != NULL) store<u64>(args + (n++ << 3), b);
  incref(callback);
  const r = call(callback, args, <i32>n, NULL);
  decref(callback);
  popArgs(args);
  if (r == NULL) return -1;
  const disable = r == runtime().monitorDisable;
  decref(r);
  return disable ? disableAt(tool, event, codeOf(fp), i) : 0;
}
/** The tool does not want to hear of the event at this place again. */
function disableAt(tool: u32, event: u32, code: usize, i: u32): i32 {
  if (event >= LOCAL_EVENTS) {
    if (event == Event.C_RETURN || event == Event.C_RAISE) return disableAt(tool, Event.CALL, code, i);
    const at = callbackAt(tool, event);
    const old = load<u64>(at);
    store<u64>(at, NULL);
    decref(old);
    const text = eventName(event);
    raiseFmt(T.ValueError, "Cannot disable %s events. Callback removed.", text);
    decref(text);
    return -1;
  }
  const m = <usize>changetype<CodeObj>(code).monitor;
  if (!m) return 0;
  const n = changetype<CodeObj>(code).wordCount;
  const at = event == Event.LINE ? lineToolsAt(m, n, i) : event == Event.INSTRUCTION ? stepToolsAt(m, n, i)
    : event == Event.BRANCH_RIGHT ? rightToolsAt(m, n, i) : ownToolsAt(m, n, i);
  store<u8>(at, <u8>(<u32>load<u8>(at) & ~(<u32>1 << tool)));
  if (event == Event.BRANCH_LEFT || event == Event.BRANCH_RIGHT) {
    // A callback for both ways, registered as BRANCH, has no interest in the other one either.
    const both = load<u64>(callbackAt(tool, Event.BRANCH));
    const other = event == Event.BRANCH_LEFT ? rightToolsAt(m, n, i) : ownToolsAt(m, n, i);
    if (both != NULL && both == load<u64>(callbackAt(tool, event))) store<u8>(other, <u8>(<u32>load<u8>(other) & ~(<u32>1 << tool)));
  }
  refreshWord(code, m, i);
  return 0;
}
export function eventName(event: u32): Value {
  switch (event) {
    case Event.PY_START: return strFromLiteral("PY_START");
    case Event.PY_RESUME: return strFromLiteral("PY_RESUME");
    case Event.PY_RETURN: return strFromLiteral("PY_RETURN");
    case Event.PY_YIELD: return strFromLiteral("PY_YIELD");
    case Event.CALL: return strFromLiteral("CALL");
    case Event.LINE: return strFromLiteral("LINE");
    case Event.INSTRUCTION: return strFromLiteral("INSTRUCTION");
    case Event.JUMP: return strFromLiteral("JUMP");
    case Event.BRANCH_LEFT: return strFromLiteral("BRANCH_LEFT");
    case Event.BRANCH_RIGHT: return strFromLiteral("BRANCH_RIGHT");
    case Event.STOP_ITERATION: return strFromLiteral("STOP_ITERATION");
    case Event.RAISE: return strFromLiteral("RAISE");
    case Event.EXCEPTION_HANDLED: return strFromLiteral("EXCEPTION_HANDLED");
    case Event.PY_UNWIND: return strFromLiteral("PY_UNWIND");
    case Event.PY_THROW: return strFromLiteral("PY_THROW");
    case Event.RERAISE: return strFromLiteral("RERAISE");
    case Event.C_RETURN: return strFromLiteral("C_RETURN");
    case Event.C_RAISE: return strFromLiteral("C_RAISE");
    default: return strFromLiteral("BRANCH");
  }
}

// ---- sys.settrace and sys.setprofile -----------------------------------------------------------------------------------

/** function(frame, what, arg), all borrowed; owned result. */
function callTracer(callback: Value, frame: Value, what: Value, arg: Value): Value {
  const args = pushArgs(3);
  if (!args) return NULL;
  store<u64>(args, frame);
  store<u64>(args, what, 8);
  store<u64>(args, arg, 16);
  incref(callback);
  const r = call(callback, args, 3, NULL);
  decref(callback);
  popArgs(args);
  return r;
}

function traceEvent(event: u32, fp: usize, i: u32, a: Value): i32 {
  if (current().traceFunc == NULL) return 0;
  switch (event) {
    case Event.PY_START: case Event.PY_RESUME: case Event.PY_THROW: return trace(fp, true, name(N.call), None, -1);
    case Event.PY_RETURN: case Event.PY_YIELD: return trace(fp, false, name(N.return_), a, -1);
    case Event.PY_UNWIND: return trace(fp, false, name(N.return_), None, -1);
    case Event.LINE: return traceLine(fp, i);
    case Event.INSTRUCTION: {
      const o = frameObjectOf(fp);
      if (o == NULL) return -1;
      return changetype<FrameObj>(ptrOf(o)).flags & TRACE_OPCODES ? trace(fp, false, name(N.opcode), None, -1) : 0;
    }
    case Event.JUMP: {
      // A jump back on one line is a new line; one to another line is heard of when it arrives there.
      const to = <u32>(<i64>(a << 16) >> 18);
      const m = <usize>changetype<CodeObj>(codeOf(fp)).monitor;
      if (to >= i || !m || load<i32>(lineAt(m, to)) != load<i32>(lineAt(m, i))) return 0;
      return traceLine(fp, to);
    }
    case Event.RAISE: case Event.STOP_ITERATION: {
      const tb = changetype<ExceptionObj>(ptrOf(a)).traceback;
      const arg = tuple3(boxPtr(typeOf(a)), a, tb == NULL ? None : tb);
      if (arg == NULL) return -1;
      const r = trace(fp, false, name(N.exception), arg, -1);
      decref(arg);
      return r;
    }
    default: return 0;
  }
}
function traceLine(fp: usize, i: u32): i32 {
  const o = frameObjectOf(fp);
  if (o == NULL) return -1;
  if (changetype<FrameObj>(ptrOf(o)).flags & NO_TRACE_LINES) return 0;
  const m = <usize>changetype<CodeObj>(codeOf(fp)).monitor;
  const line = m ? load<i32>(lineAt(m, i)) : -1;
  return line < 0 ? 0 : trace(fp, false, name(N.line), None, line);
}
/** Calls the thread's trace function (`start`) or the frame's own; with `line` that is f_lineno meanwhile. */
function trace(fp: usize, start: bool, what: Value, arg: Value, line: i32): i32 {
  const t = current();
  const frame = frameObjectOf(fp);
  if (frame == NULL) return -1;
  const o = changetype<FrameObj>(ptrOf(frame));
  const callback = start ? t.traceFunc : o.trace;
  if (callback == NULL) return 0;
  incref(frame);
  if (line >= 0) o.lineno = line;
  const r = callTracer(callback, frame, what, arg);
  o.lineno = 0;
  if (r == NULL) {
    const exc = fetchError();
    dropTracer(true);
    setref(ptrOf(frame) + offsetof<FrameObj>("trace"), NULL);
    restoreError(exc);
    decref(frame);
    return -1;
  }
  if (r != None) setref(ptrOf(frame) + offsetof<FrameObj>("trace"), r);
  decref(frame);
  return 0;
}
function dropTracer(tracing: bool): void {
  const t = current();
  const old = tracing ? t.traceFunc : t.profileFunc;
  if (tracing) t.traceFunc = NULL;
  else t.profileFunc = NULL;
  tracersChanged();
  decref(old);
}

function profileEvent(event: u32, fp: usize, a: Value, b: Value): i32 {
  if (current().profileFunc == NULL) return 0;
  switch (event) {
    case Event.PY_START: case Event.PY_RESUME: case Event.PY_THROW: return profile(fp, name(N.call), None);
    case Event.PY_RETURN: case Event.PY_YIELD: return profile(fp, name(N.return_), a);
    case Event.PY_UNWIND: return profile(fp, name(N.return_), None);
    case Event.CALL: return profileNative(fp, name(N.c_call), a, b);
    case Event.C_RETURN: return profileNative(fp, name(N.c_return), a, b);
    case Event.C_RAISE: return profileNative(fp, name(N.c_exception), a, b);
    default: return 0;
  }
}
/** Only native functions and methods are heard of; an unbound method is shown bound to its first argument. */
function profileNative(fp: usize, what: Value, callable: Value, first: Value): i32 {
  if (!isPtr(callable)) return 0;
  const type = typeOf(callable);
  if (type == T.builtin_function_or_method) return profile(fp, what, callable);
  if (type != T.method_descriptor || first == runtime().monitorMissing) return 0;
  const bound = methodGet(callable, first, NULL);
  if (bound == NULL) return -1;
  const r = profile(fp, what, bound);
  decref(bound);
  return r;
}
function profile(fp: usize, what: Value, arg: Value): i32 {
  const frame = frameObjectOf(fp);
  if (frame == NULL) return -1;
  incref(frame);
  const r = callTracer(current().profileFunc, frame, what, arg);
  if (r == NULL) {
    const exc = fetchError();
    dropTracer(false);
    restoreError(exc);
  }
  decref(frame);
  if (r == NULL) return -1;
  decref(r);
  return 0;
}

// ---- for the evaluation loop -------------------------------------------------------------------------------------------

/** Whether some tool wants the event, which unwinding makes, in this thread now. */
export function wanted(event: u32): bool { return (runtime().exceptionEvents >>> event & 1) != 0 && !current().tracing; }
/** PY_THROW: the exception that is set is raised in the generator whose frame this is. What a callback raises takes its place. */
export function reportThrow(fp: usize): void {
  if (wanted(Event.PY_THROW)) reportException(Event.PY_THROW, fp, indexOf(fp, changetype<Frame>(fp).pc));
}
/** Reports the exception that is set as one of the innermost frame. */
export function reportHere(event: u32): void {
  const fp = <usize>current().frame;
  reportException(event, fp, indexOf(fp, changetype<Frame>(fp).pc));
}
/** STOP_ITERATION, for a generator whose StopIteration is set and ends a loop of the innermost frame; sys.settrace has heard of it as of an exception. */
export function reportEnd(): void {
  const fp = <usize>current().frame;
  const m = <usize>changetype<CodeObj>(codeOf(fp)).monitor;
  const tools = m ? <u32>load<u8>(activeAt(m, Event.STOP_ITERATION)) & ~(<u32>1 << TRACE_TOOL) : 0;
  if (!tools || current().tracing || !errorMatches(T.StopIteration)) return;
  const exc = fetchError();
  if (report(tools, Event.STOP_ITERATION, fp, indexOf(fp, changetype<Frame>(fp).pc), exc, NULL) < 0) decref(exc);
  else restoreError(exc);
}
function indexOf(fp: usize, pc: usize): u32 { return <u32>((pc - 4 - changetype<CodeObj>(codeOf(fp)).words) >>> 2); }
