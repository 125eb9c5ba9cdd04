// Building bytes piece by piece: the block under way is a bytes object, so that finishing copies only when there is much room left.
//
//   ┌ object u32 │ length u32 @4 │ capacity u32 @8

import { Value, NULL } from "../value";
import { alloc, free } from "../memory/alloc";
import { outOfMemory } from "../errors";
import { BYTES_DATA, bytesAlloc } from "./bytesobject";
import { bytesOf } from "./bytesmake";

@unmanaged
class ByteBuilder { object: u32; length: u32; capacity: u32; }
function view(b: usize): ByteBuilder { return changetype<ByteBuilder>(b); }

/** A new builder, or 0 with MemoryError. Ends with byteBuilderFinish or byteBuilderDiscard. */
export function byteBuilderInit(capacity: u32): usize {
  const b = alloc(16);
  if (!b) { outOfMemory(); return 0; }
  const object = bytesAlloc(capacity);
  if (!object) { free(b); return 0; }
  view(b).object = <u32>object;
  view(b).length = 0;
  view(b).capacity = capacity;
  return b;
}
/** Room for `more` bytes: the address to write at, or 0 with MemoryError. The bytes count at once. */
export function byteBuilderRoom(b: usize, more: u32): usize {
  const w = view(b);
  const needed = <u64>w.length + more;
  if (needed > w.capacity) {
    if (needed > 0x7FFFFF00) { outOfMemory(); return 0; }
    const capacity = <u32>min<u64>(0x7FFFFF00, needed + (needed >>> 1) + 16);
    const object = bytesAlloc(capacity);
    if (!object) return 0;
    memory.copy(object + BYTES_DATA, <usize>w.object + BYTES_DATA, w.length);
    free(w.object);
    w.object = <u32>object;
    w.capacity = capacity;
  }
  const at = <usize>w.object + BYTES_DATA + w.length;
  w.length += more;
  return at;
}
export function byteBuilderByte(b: usize, c: u32): bool {
  const at = byteBuilderRoom(b, 1);
  if (!at) return false;
  store<u8>(at, <u8>c);
  return true;
}
export function byteBuilderBytes(b: usize, from: usize, n: u32): bool {
  const at = byteBuilderRoom(b, n);
  if (!at) return false;
  memory.copy(at, from, n);
  return true;
}
/** The bytes, owned; frees the builder. NULL with MemoryError. */
export function byteBuilderFinish(b: usize): Value {
  const w = view(b);
  const r = bytesOf(<usize>w.object + BYTES_DATA, w.length);
  free(w.object);
  free(b);
  return r;
}
/** Drops the builder; returns NULL. */
export function byteBuilderDiscard(b: usize): Value {
  free(view(b).object);
  free(b);
  return NULL;
}
