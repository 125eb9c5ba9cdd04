// The layout of bytes and the ways core makes one. core/objects/bytes.ts has the type.
//
//   ┌ count u32 │ type u32 │ hash i64 @8 (-1: not computed) │ length u32 @16 │ … │ data @24 … │ one zero byte

import { Value, NULL, boxPtr, ptrOf } from "../value";
import { T } from "../names.generated";
import { alloc } from "../memory/alloc";
import { setRefcount } from "../memory/refcount";
import { outOfMemory } from "../errors";

export const BYTES_DATA: usize = 24;

export function bytesLen(v: Value): u32 { return load<u32>(ptrOf(v), 16); }
/** Address of the first byte. */
export function bytesData(v: Value): usize { return ptrOf(v) + BYTES_DATA; }

/** New exact bytes with data not set, as an address; 0 with MemoryError. */
export function bytesAlloc(length: u32): usize {
  if (length > 0x7FFFFF00) { outOfMemory(); return 0; }
  const p = alloc(BYTES_DATA + <usize>length + 1);
  if (!p) { outOfMemory(); return 0; }
  setRefcount(p, 1);
  store<u32>(p, T.bytes, 4);
  store<i64>(p, -1, 8);
  store<u32>(p, length, 16);
  store<u8>(p + length, 0, BYTES_DATA);
  return p;
}
/** New bytes copied from memory. NULL with MemoryError. */
export function bytesFrom(at: usize, length: u32): Value {
  const p = bytesAlloc(length);
  if (!p) return NULL;
  memory.copy(p + BYTES_DATA, at, length);
  return boxPtr(p);
}
