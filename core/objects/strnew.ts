// The layout of str and the ways core makes one from constants. core/objects/str.ts has the type.
//
//   ┌ count u32 │ type u32 │ hash i64 @8 (-1: not computed) │ length u32 @16 │ kind u8 @20 │ ascii u8 @21 │ interned u8 @22 │ … │ data @24
//
// kind is the bytes of a code point, 1 (Latin-1), 2 (UCS-2) or 4 (UCS-4): always the least that holds the widest character,
// so equal strings have equal kinds and comparing or hashing is over bytes. Length is in code points. Lone surrogates are allowed.

import { Value, NULL, boxPtr, ptrOf } from "../value";
import { runtime } from "../state";
import { T } from "../names.generated";
import { alloc, free } from "../memory/alloc";
import { increfPtr } from "../memory/refcount";
import { outOfMemory } from "../errors";

@unmanaged
export class StrObj {
  count: u32; type: u32;
  hash: i64;
  length: u32;
  kind: u8; ascii: u8; interned: u8; pad: u8;
}
export const STR_DATA: usize = 24;

export function strView(p: usize): StrObj { return changetype<StrObj>(p); }
export function strLen(v: Value): u32 { return load<u32>(ptrOf(v), 16); }
export function strKind(v: Value): u32 { return load<u8>(ptrOf(v), 20); }
/** The code point at `i`, unchecked. */
export function strAt(v: Value, i: usize): u32 {
  const p = ptrOf(v);
  const kind = load<u8>(p, 20);
  if (kind == 1) return load<u8>(p + i, STR_DATA);
  if (kind == 2) return load<u16>(p + (i << 1), STR_DATA);
  return load<u32>(p + (i << 2), STR_DATA);
}

/** A new exact str with room for `length` code points of `kind` bytes, data not set; 0 with MemoryError. The caller sets `ascii` rightly (it starts as 0). */
export function strAlloc(length: u32, kind: u32): usize {
  const bytes = <u64>length * kind;
  if (bytes > 0x7FFFFF00) { outOfMemory(); return 0; }
  const p = allocStrBlock(STR_DATA + <usize>bytes);
  if (!p) return 0;
  const s = strView(p);
  s.hash = -1;
  s.length = length;
  s.kind = <u8>kind;
  s.ascii = 0;
  s.interned = 0;
  return p;
}
function allocStrBlock(size: usize): usize {
  const p = alloc(size);
  if (!p) { outOfMemory(); return 0; }
  store<u32>(p, 1);
  store<u32>(p, T.str, 4);
  return p;
}

/** The hash of `bytes` bytes at `at`: 64 bits, never -1, seeded per process (PYTHONHASHSEED). */
export function hashBytes(at: usize, bytes: usize): i64 {
  if (bytes == 0) return 0;
  let h: u64 = runtime().hashSeed ^ (<u64>bytes * 0x9E3779B97F4A7C15);
  let i: usize = 0;
  while (i + 8 <= bytes) {
    h = mix(h ^ load<u64>(at + i));
    i += 8;
  }
  if (i < bytes) {
    let tail: u64 = 0;
    let shift: u64 = 0;
    while (i < bytes) { tail |= <u64>load<u8>(at + i) << shift; shift += 8; i++; }
    h = mix(h ^ tail);
  }
  h ^= h >>> 32;
  return <i64>h == -1 ? -2 : <i64>h;
}
function mix(x: u64): u64 {
  x *= 0xFF51AFD7ED558CCD;
  return x ^ (x >>> 33);
}

/** The hash of a str, computed once. */
export function strHash(v: Value): i64 {
  const s = strView(ptrOf(v));
  if (s.hash == -1) s.hash = hashBytes(ptrOf(v) + STR_DATA, <usize>s.length * s.kind);
  return s.hash;
}

/** Whether two strs are equal. */
export function strEqual(a: Value, b: Value): bool {
  if (a == b) return true;
  const p = ptrOf(a), q = ptrOf(b);
  const s = strView(p), t = strView(q);
  if (s.length != t.length || s.kind != t.kind) return false;
  if (s.hash != t.hash && s.hash != -1 && t.hash != -1) return false;
  return memory.compare(p + STR_DATA, q + STR_DATA, <usize>s.length * s.kind) == 0;
}

/** A new str from `length` bytes that are all ASCII. NULL with MemoryError. */
export function strFromAscii(at: usize, length: u32): Value {
  const p = strAlloc(length, 1);
  if (!p) return NULL;
  strView(p).ascii = 1;
  memory.copy(p + STR_DATA, at, length);
  return boxPtr(p);
}

/** A new str from an AssemblyScript literal (UTF-16 without surrogate pairs). NULL with MemoryError. */
export function strFromLiteral(text: string): Value {
  const at = changetype<usize>(text);
  const length = <u32>text.length;
  let widest: u32 = 0;
  for (let i: usize = 0; i < length; i++) widest |= load<u16>(at + (i << 1));
  const kind: u32 = widest < 256 ? 1 : 2;
  const p = strAlloc(length, kind);
  if (!p) return NULL;
  strView(p).ascii = widest < 128 ? 1 : 0;
  if (kind == 2) memory.copy(p + STR_DATA, at, length << 1);
  else for (let i: usize = 0; i < length; i++) store<u8>(p + i, <u8>load<u16>(at + (i << 1)), STR_DATA);
  return boxPtr(p);
}

// Interned strings: an open-addressing table of addresses, at most two thirds full. Interned strings live for ever.

/** The interned str equal to `s`; steals `s`, returns an owned reference. NULL for NULL. */
export function intern(s: Value): Value {
  if (s == NULL) return NULL;
  const p = ptrOf(s);
  if (strView(p).interned) return s;
  const r = runtime();
  if ((r.internCount + 1) * 3 > (r.internMask + 1) * 2) {
    if (!growInterned()) return s;
  }
  const mask = <usize>r.internMask;
  let i = <usize>strHash(s) & mask;
  while (true) {
    const q = <usize>load<u32>(r.internTable + (i << 2));
    if (!q) break;
    if (strEqual(s, boxPtr(q))) {
      increfPtr(q);
      strDrop(s);
      return boxPtr(q);
    }
    i = (i + 1) & mask;
  }
  store<u32>(r.internTable + (i << 2), <u32>p);
  r.internCount++;
  strView(p).interned = 1;
  increfPtr(p); // the table's own
  return s;
}
function strDrop(s: Value): void {
  const p = ptrOf(s);
  const count = load<u32>(p) - 1;
  store<u32>(p, count);
  if (!count) free(p);
}
function growInterned(): bool {
  const r = runtime();
  const oldTable = <usize>r.internTable;
  const oldSize: usize = oldTable ? <usize>r.internMask + 1 : 0;
  const size: usize = oldSize ? oldSize << 1 : 8192;
  const table = alloc(size << 2);
  if (!table) return false;
  memory.fill(table, 0, size << 2);
  for (let k: usize = 0; k < oldSize; k++) {
    const q = <usize>load<u32>(oldTable + (k << 2));
    if (!q) continue;
    let i = <usize>strHash(boxPtr(q)) & (size - 1);
    while (load<u32>(table + (i << 2))) i = (i + 1) & (size - 1);
    store<u32>(table + (i << 2), <u32>q);
  }
  if (oldTable) free(oldTable);
  r.internTable = <u32>table;
  r.internMask = <u32>(size - 1);
  return true;
}
/** An interned str from an ASCII literal, owned. */
export function internAscii(text: string): Value { return intern(strFromLiteral(text)); }
