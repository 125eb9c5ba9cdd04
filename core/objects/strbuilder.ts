// Building a str piece by piece. The builder is a block of its own: widest kind so far, capacity and length in code points, buffer.
//
//   ┌ buffer u32 │ length u32 @4 │ capacity u32 @8 (code points) │ kind u32 @12 │ widest u32 @16
//
// The buffer is a str object in the making (strAlloc), so that finishing an exactly filled one copies nothing.

import { Value, NULL, ptrOf, boxPtr } from "../value";
import { alloc, free } from "../memory/alloc";
import { strView, strAlloc, STR_DATA } from "./strnew";
import { outOfMemory } from "../errors";

@unmanaged
export class StrBuilder {
  buffer: u32; length: u32; capacity: u32; kind: u32; widest: u32;
}

/** A new builder, or 0 with MemoryError. Ends with builderFinish or builderDiscard. */
export function builderInit(capacity: u32 = 32): usize {
  const b = alloc(32);
  if (!b) { outOfMemory(); return 0; }
  const buffer = strAlloc(capacity, 1);
  if (!buffer) { free(b); return 0; }
  const w = changetype<StrBuilder>(b);
  w.buffer = <u32>buffer; w.length = 0; w.capacity = capacity; w.kind = 1; w.widest = 0;
  return b;
}

/** Makes room for `more` code points, the widest of which is `widest`. False with MemoryError. */
export function builderReserve(b: usize, more: u32, widest: u32): bool {
  const w = changetype<StrBuilder>(b);
  if (widest > w.widest) w.widest = widest;
  const kind: u32 = w.widest < 0x100 ? 1 : w.widest < 0x10000 ? 2 : 4;
  const needed = <u64>w.length + more;
  if (kind == w.kind && needed <= w.capacity) return true;
  if (needed > 0x7FFFFFFF) { outOfMemory(); return false; }
  const capacity = needed <= w.capacity ? w.capacity : <u32>(needed + (needed >> 1));
  const buffer = strAlloc(capacity, kind);
  if (!buffer) return false;
  copyWiden(buffer + STR_DATA, kind, <usize>w.buffer + STR_DATA, w.kind, w.length);
  free(w.buffer);
  w.buffer = <u32>buffer; w.capacity = capacity; w.kind = kind;
  return true;
}

/** Copies `count` code points from `source` of kind `from` to `target` of kind `to` >= from, or narrows when all fit. */
export function copyWiden(target: usize, to: u32, source: usize, from: u32, count: usize): void {
  if (to == from) { memory.copy(target, source, count * to); return; }
  for (let i: usize = 0; i < count; i++) {
    const c: u32 = from == 1 ? load<u8>(source + i) : from == 2 ? load<u16>(source + (i << 1)) : load<u32>(source + (i << 2));
    if (to == 1) store<u8>(target + i, <u8>c);
    else if (to == 2) store<u16>(target + (i << 1), <u16>c);
    else store<u32>(target + (i << 2), c);
  }
}

export function builderChar(b: usize, c: u32): bool {
  if (!builderReserve(b, 1, c)) return false;
  const w = changetype<StrBuilder>(b);
  const at = <usize>w.buffer + STR_DATA;
  const i = <usize>w.length;
  if (w.kind == 1) store<u8>(at + i, <u8>c);
  else if (w.kind == 2) store<u16>(at + (i << 1), <u16>c);
  else store<u32>(at + (i << 2), c);
  w.length++;
  return true;
}

/** Appends a str (borrowed). */
export function builderStr(b: usize, s: Value): bool {
  const p = ptrOf(s);
  return builderSlice(b, s, 0, strView(p).length);
}

/** Appends `count` code points of a str (borrowed) from `start`. */
export function builderSlice(b: usize, s: Value, start: u32, count: u32): bool {
  const p = ptrOf(s);
  const o = strView(p);
  const widest: u32 = o.kind == 1 ? (o.ascii ? 0x7F : 0xFF) : o.kind == 2 ? 0xFFFF : 0x10FFFF;
  if (!builderReserve(b, count, widest)) return false;
  const w = changetype<StrBuilder>(b);
  copyWiden(<usize>w.buffer + STR_DATA + <usize>w.length * w.kind, w.kind, p + STR_DATA + <usize>start * o.kind, o.kind, count);
  w.length += count;
  return true;
}

/** Appends an ASCII literal. */
export function builderText(b: usize, text: string): bool {
  const length = text.length;
  if (!builderReserve(b, length, 0x7F)) return false;
  for (let i = 0; i < length; i++) builderChar(b, <u32>text.charCodeAt(i));
  return true;
}

/** The str, owned; frees the builder. NULL with MemoryError. */
export function builderFinish(b: usize): Value {
  const w = changetype<StrBuilder>(b);
  const length = w.length;
  const from = <usize>w.buffer + STR_DATA;
  let widest: u32 = 0;
  if (w.kind == 1) { for (let i: usize = 0; i < length; i++) widest |= load<u8>(from + i); }
  else if (w.kind == 2) { for (let i: usize = 0; i < length; i++) widest |= load<u16>(from + (i << 1)); }
  else for (let i: usize = 0; i < length; i++) widest |= load<u32>(from + (i << 2));
  const kind: u32 = widest < 0x100 ? 1 : widest < 0x10000 ? 2 : 4;
  const p = strAlloc(length, kind);
  if (p) {
    copyWiden(p + STR_DATA, kind, from, w.kind, length);
    strView(p).ascii = widest < 0x80 ? 1 : 0;
  }
  free(w.buffer);
  free(b);
  return p ? boxPtr(p) : NULL;
}
/** Drops the builder; returns NULL for `return builderDiscard(b)`. */
export function builderDiscard(b: usize): Value {
  free(changetype<StrBuilder>(b).buffer);
  free(b);
  return NULL;
}
