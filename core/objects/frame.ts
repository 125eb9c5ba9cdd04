// The type frame. objects/frameobject.ts has the layout, framelayout.ts and frame.ts the frames behind it.
//
// f_locals of a function is a proxy that reads and writes the locals themselves (PEP 667): interp/localsproxy.ts.

import { Value, NULL, None, True, False, boxBool, boxInt, ptrOf, boxPtr } from "../value";
import { current, runtime, Thread } from "../state";
import { T } from "../names.generated";
import { Slot, TypeFlag, setSlot, typeSlot } from "./typeobject";
import { defType, method, getset, METH_NOARGS } from "./define";
import { gcUntrack, freeObject } from "../memory/object";
import { free } from "../memory/alloc";
import { decref, newref, decrefPtr, setref, clearref } from "../memory/refcount";
import { raise } from "../errors";
import { CodeObj } from "./codeobject";
import { FrameObj, FRAME_OBJECT_SIZE, frameObjectOf, NO_TRACE_LINES, TRACE_OPCODES } from "./frameobject";
import { GeneratorObj, GeneratorState, GENERATOR_FRAME } from "./generatorobject";
import { visitValue } from "./visit";
import { formatMessage } from "../format";
import { Frame, FRAME_LOCALS, FrameFlag } from "../interp/framelayout";
import { lineOf } from "./codelines";
import { addressText } from "./addresstext";
import { setLine } from "./framejump";
import { hasHidden, localsProxyNew, localsSnapshot } from "./framelocals";
import { Event } from "./codemonitor";
import { localEvents, setLocalEvents, TRACE_TOOL } from "./monitors";
import { dictNew, dictSet } from "./dict";
import { newInt } from "./int";

function view(v: Value): FrameObj { return changetype<FrameObj>(ptrOf(v)); }

/** Visits what a frame holds: function, code, locals, and the values on its stack. */
export function frameTraverse(fp: usize, visit: i32, arg: usize): i32 {
  const frame = changetype<Frame>(fp);
  let r = call_indirect<i32>(visit, boxPtr(frame.func), arg);
  if (r) return r;
  r = call_indirect<i32>(visit, boxPtr(frame.code), arg);
  if (r) return r;
  if (frame.locals) { r = call_indirect<i32>(visit, boxPtr(frame.locals), arg); if (r) return r; }
  if (frame.frameObject) { r = call_indirect<i32>(visit, boxPtr(frame.frameObject), arg); if (r) return r; }
  for (let at = fp + FRAME_LOCALS; at < <usize>frame.sp; at += 8) {
    r = visitValue(load<u64>(at), visit, arg);
    if (r) return r;
  }
  return 0;
}

/** The word index of the instruction a frame is at, or -1 before the first. */
export function frameLasti(fp: usize): i32 {
  const frame = changetype<Frame>(fp);
  return <i32>(frame.pc - changetype<CodeObj>(<usize>frame.code).words) / 4 - 1;
}
/** The line a frame is at; -1 for none. */
export function frameLine(fp: usize): i32 { return lineOf(<usize>changetype<Frame>(fp).code, frameLasti(fp)); }

function frame_lineno(self: Value): Value {
  const o = view(self);
  if (o.lineno) return boxInt(o.lineno);
  if (!o.frame) return None;
  const line = frameLine(<usize>o.frame);
  return line < 0 ? None : boxInt(line);
}
function frame_lasti(self: Value): Value {
  const o = view(self);
  if (!o.frame) return boxInt(-1);
  const i = frameLasti(<usize>o.frame);
  return boxInt(i < 0 ? -1 : <i64>i << 2);
}
function frame_back(self: Value): Value {
  const o = view(self);
  if (o.owned) return o.back == NULL ? None : newref(o.back);
  if (!o.frame) return None;
  const back = <usize>changetype<Frame>(<usize>o.frame).back;
  return back ? newref(frameObjectOf(back)) : None;
}
/** The call ended when there was no memory for what the frame object was to take over. */
function lost(): Value { return raise(T.MemoryError, "memory was short when the frame ended: its code and variables are lost"); }
function frame_code(self: Value): Value { return view(self).frame ? newref(boxPtr(changetype<Frame>(<usize>view(self).frame).code)) : lost(); }
function frame_globals(self: Value): Value { return view(self).frame ? newref(boxPtr(changetype<Frame>(<usize>view(self).frame).globals)) : lost(); }
function frame_builtins(self: Value): Value { return view(self).frame ? newref(boxPtr(changetype<Frame>(<usize>view(self).frame).builtins)) : lost(); }
function frame_locals(self: Value): Value {
  const fp = <usize>view(self).frame;
  if (!fp) return lost();
  const frame = changetype<Frame>(fp);
  if (frame.locals && !hasHidden(fp)) return newref(boxPtr(frame.locals));
  return localsProxyNew(self);
}
function frame_trace(self: Value): Value {
  const t = view(self).trace;
  return t == NULL ? None : newref(t);
}
function frame_set_trace(self: Value, v: Value): i32 {
  setref(ptrOf(self) + offsetof<FrameObj>("trace"), v == NULL || v == None ? NULL : newref(v));
  return 0;
}
function frame_trace_lines(self: Value): Value { return boxBool(!(view(self).flags & NO_TRACE_LINES)); }
function frame_set_trace_lines(self: Value, v: Value): i32 {
  if (v != True && v != False) { raise(T.TypeError, "attribute value type must be bool"); return -1; }
  const o = view(self);
  o.flags = v == True ? o.flags & ~NO_TRACE_LINES : o.flags | NO_TRACE_LINES;
  return 0;
}
function frame_trace_opcodes(self: Value): Value { return boxBool((view(self).flags & TRACE_OPCODES) != 0); }
function frame_set_trace_opcodes(self: Value, v: Value): i32 {
  if (v != True && v != False) { raise(T.TypeError, "attribute value type must be bool"); return -1; }
  const o = view(self);
  o.flags = v == False ? o.flags & ~TRACE_OPCODES : o.flags | TRACE_OPCODES;
  return o.frame ? traceOpcodes(<usize>changetype<Frame>(<usize>o.frame).code, v == True) : 0;
}
/** Whether sys.settrace hears of every instruction of a code object. -1 with MemoryError. */
export function traceOpcodes(code: usize, yes: bool): i32 {
  const events = localEvents(code, TRACE_TOOL);
  const bit: u32 = 1 << Event.INSTRUCTION;
  return setLocalEvents(code, TRACE_TOOL, yes ? events | bit : events & ~bit);
}
function frame_generator(self: Value): Value {
  const o = view(self);
  if (o.owned || !o.frame) return None;
  if (!(changetype<Frame>(<usize>o.frame).flags & FrameFlag.GENERATOR)) return None;
  return newref(boxPtr(<usize>o.frame - GENERATOR_FRAME));
}

/** frame.clear() */
function frame_clear(self: Value): Value {
  const o = view(self);
  if (!o.frame) return None;
  const fp = <usize>o.frame;
  if (!o.owned) {
    const frame = changetype<Frame>(fp);
    if (!(frame.flags & FrameFlag.GENERATOR)) return raise(T.RuntimeError, "cannot clear an executing frame");
    const gen = changetype<GeneratorObj>(fp - GENERATOR_FRAME);
    if (gen.state == GeneratorState.EXECUTING) return raise(T.RuntimeError, "cannot clear an executing frame");
    if (gen.state == GeneratorState.SUSPENDED || gen.state == GeneratorState.DELEGATING) return raise(T.RuntimeError, "cannot clear a suspended frame");
    if (gen.state == GeneratorState.CREATED) {
      newref(self);
      call_indirect<void>(typeSlot(<usize>gen.type, Slot.finalize), fp - GENERATOR_FRAME);
      decref(self);
      return None;
    }
    return None;
  }
  clearLocals(fp);
  clearref(ptrOf(self) + offsetof<FrameObj>("extra"));
  return None;
}
function clearLocals(fp: usize): void {
  const end = stackBottom(fp);
  for (let at = fp + FRAME_LOCALS; at < end; at += 8) {
    const v = load<u64>(at);
    store<u64>(at, NULL);
    decref(v);
  }
}
function frame_repr(self: Value): Value {
  const o = view(self);
  const address = addressText(self);
  if (!o.frame) return lost();
  const c = changetype<CodeObj>(<usize>changetype<Frame>(<usize>o.frame).code);
  const line = frame_lineno(self);
  const r = formatMessage("<frame at %s, file %r, line %s, code %s>", address, c.filename, line, c.name);
  decref(address);
  return r;
}
function frame_sizeof(self: Value): Value { return boxInt(<i64>FRAME_OBJECT_SIZE); }

function frame_traverse(self: usize, visit: i32, arg: usize): i32 {
  const o = changetype<FrameObj>(self);
  let r = visitValue(o.back, visit, arg);
  if (r) return r;
  r = visitValue(o.trace, visit, arg);
  if (r) return r;
  r = visitValue(o.extra, visit, arg);
  if (r) return r;
  return o.owned ? frameTraverse(<usize>o.frame, visit, arg) : 0;
}
function frame_tp_clear(self: usize): void {
  const o = changetype<FrameObj>(self);
  clearref(self + offsetof<FrameObj>("trace"));
  clearref(self + offsetof<FrameObj>("extra"));
  if (o.owned) clearLocals(<usize>o.frame);
}
function frame_dealloc(self: usize): void {
  gcUntrack(self);
  const o = changetype<FrameObj>(self);
  if (o.owned) {
    const fp = <usize>o.frame;
    const frame = changetype<Frame>(fp);
    clearLocals(fp);
    if (frame.locals) decrefPtr(<usize>frame.locals);
    decrefPtr(<usize>frame.func);
    decrefPtr(<usize>frame.code);
    free(fp);
  }
  decref(o.back);
  decref(o.trace);
  decref(o.extra);
  freeObject(self);
}

export function init_frame(): void {
  const F: usize = T.frame;
  defType(F, "frame", T.object, FRAME_OBJECT_SIZE, TypeFlag.HAVE_GC | TypeFlag.DISALLOW_NEW);
  setSlot(F, Slot.dealloc, frame_dealloc.index);
  setSlot(F, Slot.traverse, frame_traverse.index);
  setSlot(F, Slot.clear, frame_tp_clear.index);
  setSlot(F, Slot.repr, frame_repr.index);
  getset(F, "f_back", frame_back.index);
  getset(F, "f_code", frame_code.index);
  getset(F, "f_globals", frame_globals.index);
  getset(F, "f_builtins", frame_builtins.index);
  getset(F, "f_locals", frame_locals.index, 0, "The mapping used by the frame to look up local variables.");
  getset(F, "f_lasti", frame_lasti.index);
  getset(F, "f_lineno", frame_lineno.index, setLine.index);
  getset(F, "f_trace", frame_trace.index, frame_set_trace.index);
  getset(F, "f_trace_lines", frame_trace_lines.index, frame_set_trace_lines.index);
  getset(F, "f_trace_opcodes", frame_trace_opcodes.index, frame_set_trace_opcodes.index);
  getset(F, "f_generator", frame_generator.index, 0, "The generator or coroutine whose frame this is, or None.");
  method(F, "clear", frame_clear.index, METH_NOARGS, "($self, /)", "Clear all references held by the frame.");
  method(F, "__sizeof__", frame_sizeof.index, METH_NOARGS, "($self, /)", "Size of the frame in memory, in bytes.");
}

// What native code asks about the frames that are running.

/** The frame `depth` calls above the innermost Python one; 0 when there is none. */
function frameAtDepth(depth: i64): usize {
  let fp = <usize>current().frame;
  while (fp && depth-- > 0) fp = changetype<Frame>(fp).back;
  return fp;
}
/** globals() of the innermost frame, borrowed; NULL without one. */
export function frameGlobals(): Value { return frameGlobalsAtDepth(0); }
export function frameGlobalsAtDepth(depth: i64): Value {
  const fp = frameAtDepth(depth);
  return fp ? boxPtr(changetype<Frame>(fp).globals) : NULL;
}
/** locals() of the innermost frame, owned: its mapping, or a new dict of a function's locals. NULL without a frame, or with an exception. */
export function frameLocals(): Value {
  const fp = frameAtDepth(0);
  if (!fp) return NULL;
  const locals = <usize>changetype<Frame>(fp).locals;
  return locals && !hasHidden(fp) ? newref(boxPtr(locals)) : localsSnapshot(fp);
}
/** co_flags of the innermost frame's code, 0 without one. */
export function frameCodeFlags(): u32 {
  const fp = frameAtDepth(0);
  return fp ? changetype<CodeObj>(<usize>changetype<Frame>(fp).code).flags : 0;
}
/** sys._getframe(depth), owned; NULL without an exception when the stack is not that deep. */
export function frameObjectAtDepth(depth: i64): Value {
  const fp = frameAtDepth(depth);
  return fp ? newref(frameObjectOf(fp)) : NULL;
}
/** sys._current_frames(): a new dict of thread idents and frame objects. */
export function currentFrames(): Value {
  const d = dictNew();
  if (d == NULL) return NULL;
  let t = <usize>runtime().threads;
  while (t) {
    const other = changetype<Thread>(t);
    if (other.frame) {
      const key = newInt(<i64>other.ident);
      const r = dictSet(d, key, frameObjectOf(other.frame));
      decref(key);
      if (r < 0) { decref(d); return NULL; }
    }
    t = other.next;
  }
  return d;
}
/** The bottom of the value stack of a frame. */
function stackBottom(fp: usize): usize {
  return fp + FRAME_LOCALS + (<usize>changetype<CodeObj>(<usize>changetype<Frame>(fp).code).nlocalsplus << 3);
}
