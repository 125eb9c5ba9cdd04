// The data stack, and pushing and popping of frames on it. The layout of a frame is in framelayout.ts.
//
// Every thread has a data stack: a chain of chunks on which frames (and the arguments of calls that native code makes, argstack.ts)
// lie one behind another. A frame that does not fit goes to a new chunk; a chunk goes with the first thing that lies on it.
//
//   chunk ─► ┌ previous u32 │ its top u32 │ its limit u32 │ pad ┐ @CHUNK_HEADER: frame │ frame │ …        … ┐
//            └ Thread.stackBase                                            Thread.stackTop ─┘    stackLimit ─┘
//
// `Thread.pyDepth` counts the Python frames that are running; the frame that would be one more than `pyLimit` is a RecursionError instead.

import { NULL, isPtr } from "../value";
import { T } from "../names.generated";
import { current, Thread } from "../state";
import { alloc, free } from "../memory/alloc";
import { decref, decrefPtr, increfPtr, refcountOf } from "../memory/refcount";
import { raise, outOfMemory } from "../errors";
import { CodeObj } from "../objects/codeobject";
import { FunctionObj } from "../objects/functionobject";
import { Frame, FRAME_LOCALS, FrameFlag } from "./framelayout";
import { frameObjectTakesOver } from "../objects/frameobject";

export const CHUNK_HEADER: usize = 16;
const FIRST_CHUNK: usize = 16000;
const NEXT_CHUNK: usize = 256 * 1024 - 64;

/** The bottom of the value stack. */
export function stackBottom(fp: usize): usize {
  return fp + FRAME_LOCALS + (<usize>changetype<CodeObj>(<usize>changetype<Frame>(fp).code).nlocalsplus << 3);
}

/** Room for `size` bytes on a new chunk, as the top of the stack; 0 with MemoryError. */
export function growStack(size: usize): usize {
  const t = current();
  const bytes = max<usize>(t.stackBase ? NEXT_CHUNK : FIRST_CHUNK, size + CHUNK_HEADER + 1024);
  const chunk = alloc(bytes);
  if (!chunk) { outOfMemory(); return 0; }
  store<u32>(chunk, t.stackBase);
  store<u32>(chunk, t.stackTop, 4);
  store<u32>(chunk, t.stackLimit, 8);
  t.stackBase = <u32>chunk;
  t.stackTop = <u32>(chunk + CHUNK_HEADER);
  t.stackLimit = <u32>(chunk + bytes);
  return chunk + CHUNK_HEADER;
}
/** Takes everything from `at` off the data stack. */
export function popStack(t: Thread, at: usize): void {
  t.stackTop = <u32>at;
  if (at == <usize>t.stackBase + CHUNK_HEADER) {
    const chunk = <usize>t.stackBase;
    if (!load<u32>(chunk)) return; // the first one stays
    t.stackBase = load<u32>(chunk);
    t.stackTop = load<u32>(chunk, 4);
    t.stackLimit = load<u32>(chunk, 8);
    free(chunk);
  }
}
/** Takes everything off the data stack that lies above the frame `fp`, or, if that is a generator's, above the frame that runs it. */
export function cutStack(t: Thread, fp: usize): void {
  while (fp && changetype<Frame>(fp).flags & FrameFlag.GENERATOR) fp = changetype<Frame>(fp).back;
  if (!fp) return;
  while (fp < <usize>t.stackBase || fp >= <usize>t.stackLimit) {
    const chunk = <usize>t.stackBase;
    if (!load<u32>(chunk)) return;
    t.stackBase = load<u32>(chunk);
    t.stackLimit = load<u32>(chunk, 8);
    free(chunk);
  }
  t.stackTop = <u32>(fp + <usize>changetype<CodeObj>(<usize>changetype<Frame>(fp).code).frameSize);
}

export function recursionError(): void {
  const t = current();
  t.pyLimit += 50; // room for making the exception
  raise(T.RecursionError, "maximum recursion depth exceeded");
  t.pyLimit -= 50;
}

/** Lays a frame out at `fp` for a call of `func` (borrowed; the frame takes its own reference), all locals unbound, and makes it the innermost one. */
export function setUpFrame(t: Thread, fp: usize, func: usize): void {
  const f = changetype<FunctionObj>(func);
  const frame = changetype<Frame>(fp);
  const code = <usize>f.code;
  const c = changetype<CodeObj>(code);
  increfPtr(func);
  increfPtr(code);
  frame.back = t.frame;
  frame.code = <u32>code;
  frame.func = <u32>func;
  frame.globals = f.globals;
  frame.builtins = f.builtins;
  frame.locals = 0;
  frame.frameObject = 0;
  frame.flags = 0;
  frame.pc = c.words;
  let at = fp + FRAME_LOCALS;
  const end = at + (<usize>c.nlocalsplus << 3);
  frame.sp = <u32>end;
  for (; at < end; at += 8) store<u64>(at, NULL);
  t.frame = <u32>fp;
}

/** Pushes a frame for a call of `func` (borrowed). 0 with RecursionError or MemoryError. */
export function pushFrame(func: usize): usize {
  const t = current();
  if (t.pyDepth >= t.pyLimit) { recursionError(); return 0; }
  const size = <usize>changetype<CodeObj>(<usize>changetype<FunctionObj>(func).code).frameSize;
  let fp = <usize>t.stackTop;
  if (fp + size > <usize>t.stackLimit) {
    fp = growStack(size);
    if (!fp) return 0;
  }
  t.stackTop = <u32>(fp + size);
  t.pyDepth++;
  setUpFrame(t, fp, func);
  return fp;
}

/** Drops what a frame holds: locals, then locals mapping, function and code. Values above `frame.sp` are not looked at; the value stack must be empty. */
export function clearFrame(fp: usize): void {
  const frame = changetype<Frame>(fp);
  const fo = <usize>frame.frameObject;
  if (fo) {
    frame.frameObject = 0;
    if (refcountOf(fo) > 1) {
      const taken = frameObjectTakesOver(fo, fp);
      decrefPtr(fo);
      if (taken) return;
    } else decrefPtr(fo);
  }
  let at = fp + FRAME_LOCALS;
  const end = stackBottom(fp);
  for (; at < end; at += 8) {
    const v = load<u64>(at);
    if (isPtr(v)) { store<u64>(at, NULL); decref(v); }
  }
  if (frame.locals) { const l = <usize>frame.locals; frame.locals = 0; decrefPtr(l); }
  decrefPtr(<usize>frame.func);
  decrefPtr(<usize>frame.code);
}

/** Drops the values on a frame's stack from `sp` down to `bottom`. */
export function dropValues(sp: usize, bottom: usize): void {
  while (sp > bottom) {
    sp -= 8;
    decref(load<u64>(sp));
  }
}

/** Ends the innermost frame, which lies on the data stack: makes its caller the innermost one, which is what code that runs while the locals go sees, and clears it. */
export function popFrame(t: Thread, fp: usize): void {
  t.frame = changetype<Frame>(fp).back;
  t.pyDepth--;
  clearFrame(fp);
  t.stackTop = <u32>fp;
  if (fp == <usize>t.stackBase + CHUNK_HEADER) popStack(t, fp);
}
