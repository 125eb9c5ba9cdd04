// The one layout that the iterators of itertools share, so that they share dealloc and traverse.
//
//   ┌ count u32 │ type u32 │ a Value @8 │ b @16 │ c @24 │ d @32 │ e @40 │ n0 i64 @48 │ n1 @56 │ n2 @64 │ block u32 @72 (freed with the object) │ flag u32 @76
//
// What the fields mean stands over each iterator.

import { Value, NULL, ptrOf, boxPtr } from "../value";
import { T } from "../names.generated";
import { setSlot, Slot, TypeFlag } from "../objects/typeobject";
import { defType } from "../objects/define";
import { freeObject, gcTrack, gcUntrack } from "../memory/object";
import { free } from "../memory/alloc";
import { decref } from "../memory/refcount";
import { allocInstance } from "../objects/subtype";
import { visitValue } from "../objects/visit";
import { iterSelf } from "../objects/seqiter";

@unmanaged
export class Tool {
  count: u32; type: u32;
  a: Value; b: Value; c: Value; d: Value; e: Value;
  n0: i64; n1: i64; n2: i64;
  block: u32; flag: u32;
}
export const TOOL_SIZE: usize = 80;

export function tool(v: Value): Tool { return changetype<Tool>(ptrOf(v)); }

/** A new iterator that takes over `a` and `b` (stolen also on failure). NULL with MemoryError. */
export function newTool(type: usize, a: Value, b: Value = NULL, c: Value = NULL): Value {
  const p = allocInstance(type);
  if (!p) { decref(a); decref(b); decref(c); return NULL; }
  const o = changetype<Tool>(p);
  o.a = a;
  o.b = b;
  o.c = c;
  o.d = NULL;
  o.e = NULL;
  gcTrack(p);
  return boxPtr(p);
}
export function toolDealloc(p: usize): void {
  gcUntrack(p);
  const o = changetype<Tool>(p);
  decref(o.a);
  decref(o.b);
  decref(o.c);
  decref(o.d);
  decref(o.e);
  if (o.block) free(o.block);
  freeObject(p);
}
function toolTraverse(p: usize, visit: i32, arg: usize): i32 {
  for (let at: usize = 8; at <= 40; at += 8) {
    const r = visitValue(load<u64>(p + at), visit, arg);
    if (r) return r;
  }
  return 0;
}
function toolClear(p: usize): void {
  for (let at: usize = 8; at <= 40; at += 8) {
    const v = load<u64>(p + at);
    store<u64>(p + at, NULL);
    decref(v);
  }
}
/** Declares an iterator type. The `clear` slot may leave any of the values NULL: `next` of a type that holds containers must stand that. */
export function defTool(type: usize, typeName: string, new_: i32, next: i32): void {
  defType(type, typeName, T.object, TOOL_SIZE, TypeFlag.BASETYPE | TypeFlag.HAVE_GC | TypeFlag.IMMUTABLE);
  if (new_) setSlot(type, Slot.new_, new_);
  setSlot(type, Slot.dealloc, toolDealloc.index);
  setSlot(type, Slot.traverse, toolTraverse.index);
  setSlot(type, Slot.clear, toolClear.index);
  setSlot(type, Slot.iter, iterSelf.index);
  setSlot(type, Slot.iternext, next);
}
