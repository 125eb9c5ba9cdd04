// The layout of frame objects, and how they and the frames of the data stack hang together. core/objects/frame.ts has the type.
//
// A frame object is made when somebody asks for one (a traceback, sys._getframe). While the call runs, `frame` points at the frame on the data
// stack or in its generator, and that frame's `frameObject` points back (and owns a reference). When the call ends and somebody else still has
// the object, it takes the frame's contents over into a block of its own.
//
//   ┌ header │ frame u32 @8 │ owned u32 @12 (1: the block is ours) │ back Value @16 (frame object or NULL, once owned) │ trace Value @24 │
//   │ lineno u32 @32 (set by a tracer, 0: of the pc) │ flags u32 @36 │ extra Value @40 (dict of names that are no locals, or NULL) ┐

import { Value, NULL, boxPtr } from "../value";
import { T } from "../names.generated";
import { alloc } from "../memory/alloc";
import { allocObject, gcTrack } from "../memory/object";
import { newref } from "../memory/refcount";
import { clearError } from "../errors";
import { CodeObj } from "./codeobject";
import { Frame, FRAME_LOCALS, FrameFlag } from "../interp/framelayout";

@unmanaged
export class FrameObj {
  count: u32; type: u32;
  frame: u32; owned: u32;
  back: Value; trace: Value;
  lineno: u32; flags: u32;
  extra: Value;
}
export const FRAME_OBJECT_SIZE: usize = 48;
/** FrameObj.flags */
export const NO_TRACE_LINES: u32 = 1;
export const TRACE_OPCODES: u32 = 2;

/** The frame object of a frame, made now if it has none; borrowed. NULL with MemoryError. */
export function frameObjectOf(fp: usize): Value {
  const frame = changetype<Frame>(fp);
  if (frame.frameObject) return boxPtr(frame.frameObject);
  const p = allocObject(T.frame, FRAME_OBJECT_SIZE);
  if (!p) return NULL;
  const o = changetype<FrameObj>(p);
  o.frame = <u32>fp;
  o.back = NULL;
  o.trace = NULL;
  o.extra = NULL;
  frame.frameObject = <u32>p;
  gcTrack(p);
  return boxPtr(p);
}
/** The frame moved (into its generator). */
export function frameObjectMoved(p: usize, fp: usize): void { changetype<FrameObj>(p).frame = <u32>fp; }

/** The call is over and others hold the frame object: it takes locals, function and code over. Its f_back becomes an object as well. False when memory is short: the object then has no frame. */
export function frameObjectTakesOver(p: usize, fp: usize): bool {
  const o = changetype<FrameObj>(p);
  const frame = changetype<Frame>(fp);
  const code = changetype<CodeObj>(<usize>frame.code);
  const bytes = FRAME_LOCALS + (<usize>code.nlocalsplus << 3);
  const block = alloc(bytes);
  if (!block) { o.frame = 0; return false; }
  memory.copy(block, fp, bytes);
  const f = changetype<Frame>(block);
  f.flags |= FrameFlag.DEAD;
  f.frameObject = 0;
  f.sp = <u32>(block + bytes);
  if (frame.back) {
    const back = frameObjectOf(<usize>frame.back);
    if (back == NULL) clearError();
    else o.back = newref(back);
  }
  f.back = 0;
  o.frame = <u32>block;
  o.owned = 1;
  return true;
}
