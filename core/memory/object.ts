// Making and freeing objects, and tracking them for the cycle collector.
//
//   without GC:            ┌ count u32 │ type u32 │ fields …
//   with GC:  ┌ gc head ───┼ count u32 │ type u32 │ fields …
//             next│prev u32 └ the object's address
//   TypeObj.prefix more bytes stand before all that (fields of subclasses of str, bytes and tuple).
//
// A tracked object is in one of the collector's lists (core/memory/cycles.ts); next = 0 means not tracked. Track an object
// when all fields that traverse reads are valid; untrack it first thing in dealloc.

import { HOSTILE } from "../build.generated";
import { Runtime, runtime } from "../state";
import { alloc, free } from "./alloc";
import { TypeObj, TypeFlag } from "../objects/typeobject";
import { setRefcount, increfPtr, decrefPtr } from "./refcount";
import { outOfMemory } from "../errors";
import { requestCollection } from "../threads/breaker";

export const GC_HEAD: usize = 8;
/** Bytes before the address of an instance: the GC head, and the type's prefix. */
function headSize(type: usize): usize {
  const t = changetype<TypeObj>(type);
  return <usize>t.prefix + (t.flags & TypeFlag.HAVE_GC ? GC_HEAD : 0);
}

/**
 * A new object of `size` bytes (header included, at least 16), count 1, all fields zero bytes (so Value fields read 0.0: set them).
 * Not tracked. 0 with MemoryError set when memory is exhausted.
 */
export function allocObject(type: usize, size: usize): usize {
  const flags = changetype<TypeObj>(type).flags;
  const head = headSize(type);
  const block = alloc(size + head);
  if (!block) { outOfMemory(); return 0; }
  memory.fill(block, 0, size + head);
  const p = block + head;
  setRefcount(p, 1);
  store<u32>(p, <u32>type, 4);
  if (flags & TypeFlag.HEAP) increfPtr(type);
  return p;
}

/** Frees the memory of an object whose fields have been dropped, and its reference to a heap type. */
export function freeObject(p: usize): void {
  const type = <usize>load<u32>(p, 4);
  const flags = changetype<TypeObj>(type).flags;
  free(p - headSize(type));
  if (flags & TypeFlag.HEAP) decrefPtr(type);
}

export function isTracked(p: usize): bool { return load<u32>(p - GC_HEAD) != 0; }

// The low three bits of both words of a GC head are flags. Bit 0 of `prev`: the finaliser has run.
const FLAGS: u32 = 7;
const FINALIZED: u32 = 1;

/** Whether the finaliser of an object of a HAVE_GC type has run. */
export function isFinalized(p: usize): bool { return (load<u32>(p - GC_HEAD, 4) & FINALIZED) != 0; }
export function setFinalized(p: usize): void { store<u32>(p - GC_HEAD, load<u32>(p - GC_HEAD, 4) | FINALIZED, 4); }

/** Puts an object of a HAVE_GC type into the youngest generation. */
export function gcTrack(p: usize): void {
  const r = runtime();
  const list = changetype<usize>(r) + offsetof<Runtime>("gcHead0");
  const last = <usize>load<u32>(list, 4);
  const head = p - GC_HEAD;
  store<u32>(head, <u32>list);
  store<u32>(head, <u32>last | (load<u32>(head, 4) & FINALIZED), 4);
  store<u32>(last, <u32>head);
  store<u32>(list, <u32>head, 4);
  if (++r.gcCount0 > r.gcThreshold0 - <u32>HOSTILE && r.gcEnabled && r.gcThreshold0) requestCollection();
}

export function gcUntrack(p: usize): void {
  const head = p - GC_HEAD;
  const next = <usize>load<u32>(head) & ~7;
  if (!next) return;
  const previous = <usize>load<u32>(head, 4) & ~7;
  store<u32>(previous, <u32>next | (load<u32>(previous) & FLAGS));
  store<u32>(next, <u32>previous | (load<u32>(next, 4) & FLAGS), 4);
  store<u32>(head, 0);
  const r = runtime();
  if (r.gcCount0) r.gcCount0--;
}
